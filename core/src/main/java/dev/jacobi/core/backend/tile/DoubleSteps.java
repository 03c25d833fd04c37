package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Primitive;
import dev.jacobi.core.primitive.QuarterTurns;

/**
 * Loops over doubles. Every loop is a method of its own that reads and writes from element 0, so
 * that a JIT compiler turns it into vector instructions.
 */
final class DoubleSteps {

  private DoubleSteps() {}

  /** A loop of up to three operands; those that are missing repeat the first. */
  private abstract static class Doubles implements Step {

    private final int x;
    private final int y;
    private final int z;
    private final int to;

    Doubles(Operands slots) {
      this.x = slots.x();
      this.y = slots.y();
      this.z = slots.z();
      this.to = slots.to();
    }

    @Override
    public final void run(Object[] slots, int count) {
      loop(
          (double[]) slots[x],
          (double[]) slots[y],
          (double[]) slots[z],
          (double[]) slots[to],
          count);
    }

    abstract void loop(double[] x, double[] y, double[] z, double[] to, int count);
  }

  /** The loop of a primitive that takes doubles and gives one. */
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
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] + y[i];
              }
            }
          };
      case SUB ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] - y[i];
              }
            }
          };
      case MUL ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] * y[i];
              }
            }
          };
      case DIV ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] / y[i];
              }
            }
          };
      case FMA ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
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
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.min(x[i], y[i]);
              }
            }
          };
      case MAX ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.max(x[i], y[i]);
              }
            }
          };
      case REM ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] % y[i];
              }
            }
          };
      case QUARTERS ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = QuarterTurns.count(x[i]);
              }
            }
          };
      case ANGLE ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = QuarterTurns.rest(x[i]);
              }
            }
          };
      case ANGLE_LOW ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = QuarterTurns.low(x[i]);
              }
            }
          };
      default -> throw new AssertionError(primitive);
    };
  }

  private static Step single(Primitive primitive, Operands slots) {
    return switch (primitive) {
      case SQRT ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.sqrt(x[i]);
              }
            }
          };
      case NEG ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = -x[i];
              }
            }
          };
      case ABS ->
          new Doubles(slots) {
            @Override
            void loop(double[] x, double[] y, double[] z, double[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = Math.abs(x[i]);
              }
            }
          };
      default -> throw new AssertionError(primitive);
    };
  }

  /** {@code x·y + c}, once, twice or four times, each time with the outcome for x. */
  static Step horner(Operands slots, double... c) {
    return switch (c.length) {
      case 1 -> new Horner1(slots, c[0]);
      case 2 -> new Horner2(slots, c[0], c[1]);
      case 4 -> new Horner4(slots, c);
      default -> throw new AssertionError(c.length + " coefficients");
    };
  }

  private static final class Horner1 extends Doubles {
    private final double c0;

    Horner1(Operands slots, double c0) {
      super(slots);
      this.c0 = c0;
    }

    @Override
    void loop(double[] x, double[] y, double[] z, double[] to, int count) {
      double c = c0;
      for (int i = 0; i < count; i++) {
        to[i] = Math.fma(x[i], y[i], c);
      }
    }
  }

  private static final class Horner2 extends Doubles {
    private final double c0;
    private final double c1;

    Horner2(Operands slots, double c0, double c1) {
      super(slots);
      this.c0 = c0;
      this.c1 = c1;
    }

    @Override
    void loop(double[] x, double[] y, double[] z, double[] to, int count) {
      double c = c0;
      double d = c1;
      for (int i = 0; i < count; i++) {
        double v = y[i];
        to[i] = Math.fma(Math.fma(x[i], v, c), v, d);
      }
    }
  }

  private static final class Horner4 extends Doubles {
    private final double c0;
    private final double c1;
    private final double c2;
    private final double c3;

    Horner4(Operands slots, double[] c) {
      super(slots);
      this.c0 = c[0];
      this.c1 = c[1];
      this.c2 = c[2];
      this.c3 = c[3];
    }

    @Override
    void loop(double[] x, double[] y, double[] z, double[] to, int count) {
      double c = c0;
      double d = c1;
      double e = c2;
      double f = c3;
      for (int i = 0; i < count; i++) {
        double v = y[i];
        to[i] = Math.fma(Math.fma(Math.fma(Math.fma(x[i], v, c), v, d), v, e), v, f);
      }
    }
  }
}
