package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Primitive;

/** Loops over floats, as {@link DoubleSteps} over doubles. */
final class FloatSteps {

  private FloatSteps() {}

  /** A loop of up to three operands; those that are missing repeat the first. */
  private abstract static class Floats implements Step {

    private final int x;
    private final int y;
    private final int z;
    private final int to;

    Floats(Operands slots) {
      this.x = slots.x();
      this.y = slots.y();
      this.z = slots.z();
      this.to = slots.to();
    }

    @Override
    public final void run(Object[] slots, int count) {
      loop((float[]) slots[x], (float[]) slots[y], (float[]) slots[z], (float[]) slots[to], count);
    }

    abstract void loop(float[] x, float[] y, float[] z, float[] to, int count);
  }

  /** The loop of a primitive that takes floats and gives one. */
  static Step of(Primitive primitive, Operands slots) {
    return switch (primitive) {
      case ADD, SUB, MUL, DIV, FMA -> arithmetic(primitive, slots);
      case MIN, MAX, REM -> pair(primitive, slots);
      default -> single(primitive, slots);
    };
  }

  private static Step arithmetic(Primitive primitive, Operands slots) {
    return switch (primitive) {
      case ADD ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] + y[i];
              }
            }
          };
      case SUB ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] - y[i];
              }
            }
          };
      case MUL ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] * y[i];
              }
            }
          };
      case DIV ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] / y[i];
              }
            }
          };
      case FMA ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.fma(x[i], y[i], z[i]);
              }
            }
          };
      default -> throw new AssertionError(primitive);
    };
  }

  private static Step pair(Primitive primitive, Operands slots) {
    return switch (primitive) {
      case MIN ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.min(x[i], y[i]);
              }
            }
          };
      case MAX ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.max(x[i], y[i]);
              }
            }
          };
      case REM ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] % y[i];
              }
            }
          };
      default -> throw new AssertionError(primitive);
    };
  }

  private static Step single(Primitive primitive, Operands slots) {
    return switch (primitive) {
      case SQRT ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = (float) Math.sqrt(x[i]);
              }
            }
          };
      case NEG ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = -x[i];
              }
            }
          };
      case ABS ->
          new Floats(slots) {
            @Override
            void loop(float[] x, float[] y, float[] z, float[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.abs(x[i]);
              }
            }
          };
      default -> throw new AssertionError(primitive);
    };
  }
}
