package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Primitive;

/** Loops over 64-bit integers. */
final class LongSteps {

  private LongSteps() {}

  private abstract static class Longs implements Step {

    private final int x;
    private final int y;
    private final int to;

    Longs(Operands slots) {
      this.x = slots.x();
      this.y = slots.y();
      this.to = slots.to();
    }

    @Override
    public final void run(Object[] slots, int count) {
      loop((long[]) slots[x], (long[]) slots[y], (long[]) slots[to], count);
    }

    abstract void loop(long[] x, long[] y, long[] to, int count);
  }

  /** The loop of a primitive that takes integers and gives one. */
  static Step of(Primitive primitive, Operands slots) {
    return switch (primitive) {
      case IADD ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] + y[i];
              }
            }
          };
      case ISUB ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] - y[i];
              }
            }
          };
      case IMUL ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] * y[i];
              }
            }
          };
      case IAND ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] & y[i];
              }
            }
          };
      case IOR ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] | y[i];
              }
            }
          };
      case IXOR ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              for (int i = 0; i < count; i++) {
                to[i] = x[i] ^ y[i];
              }
            }
          };
      default -> shift(primitive, slots);
    };
  }

  /** All elements are shifted by the first of the second operand: it is a constant. */
  private static Step shift(Primitive primitive, Operands slots) {
    return switch (primitive) {
      case SHL ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              int by = (int) y[0];
              for (int i = 0; i < count; i++) {
                to[i] = x[i] << by;
              }
            }
          };
      case SHR ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              int by = (int) y[0];
              for (int i = 0; i < count; i++) {
                to[i] = x[i] >> by;
              }
            }
          };
      case USHR ->
          new Longs(slots) {
            @Override
            void loop(long[] x, long[] y, long[] to, int count) {
              int by = (int) y[0];
              for (int i = 0; i < count; i++) {
                to[i] = x[i] >>> by;
              }
            }
          };
      default -> throw new AssertionError(primitive);
    };
  }
}
