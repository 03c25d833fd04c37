package dev.jacobi.core.primitive;

import java.util.Arrays;

/**
 * A function computed for many points at once, one primitive after another for all of them. Has
 * room for what lies between; not to be used by two threads at the same time.
 */
public final class Sweep {

  /** More points at once would not fit the nearest cache. */
  private static final int WIDEST = 128;

  private final Steps steps;
  private final int width;
  private final double[][] d;
  private final long[][] k;

  Sweep(Steps steps, int width) {
    this.steps = steps;
    this.width = Math.max(1, Math.min(width, WIDEST));
    double[] doubles = steps.doubles();
    long[] integers = steps.integers();
    this.d = new double[doubles.length][this.width];
    this.k = new long[integers.length][this.width];
    for (int i = 0; i < steps.constantDoubles(); i++) {
      Arrays.fill(d[i], doubles[i]);
    }
    for (int i = 0; i < steps.constantIntegers(); i++) {
      Arrays.fill(k[i], integers[i]);
    }
  }

  /**
   * Computes {@code out[at + i]} for i from 0 to {@code count} − 1 from {@code
   * operands[j][offsets[j] + i]}, operand j of the function.
   */
  public void run(double[][] operands, int[] offsets, double[] out, int at, int count) {
    for (int start = 0; start < count; start += width) {
      int length = Math.min(width, count - start);
      for (int j = 0; j < steps.parameters(); j++) {
        System.arraycopy(operands[j], offsets[j] + start, d[steps.parameter(j)], 0, length);
      }
      for (int step = 0; step < steps.count(); step++) {
        run(step, length);
      }
      System.arraycopy(d[steps.result()], 0, out, at + start, length);
    }
  }

  private void run(int step, int length) {
    Primitive primitive = steps.primitive(step);
    int to = steps.place(step, 0);
    int x = steps.place(step, 1);
    int y = steps.place(step, 2);
    int z = steps.place(step, 3);
    switch (primitive) {
      case ADD, SUB, MUL, DIV, MIN, MAX, REM -> binary(primitive, d[to], d[x], d[y], length);
      case FMA -> fma(steps.lane(step) == Lane.F32, d[to], d[x], d[y], d[z], length);
      case SQRT, NEG, ABS, QUARTERS, ANGLE, ANGLE_LOW, WIDEN, NARROW ->
          unary(primitive, d[to], d[x], length);
      case LT, LE, EQ -> compare(primitive, k[to], d[x], d[y], length);
      case SELECT -> {
        if (steps.lane(step) == Lane.I64 || steps.lane(step) == Lane.TRUTH) {
          select(k[to], k[x], k[y], k[z], length);
        } else {
          select(d[to], k[x], d[y], d[z], length);
        }
      }
      case BITS -> {
        for (int i = 0; i < length; i++) {
          k[to][i] = Double.doubleToRawLongBits(d[x][i]);
        }
      }
      case FROM_BITS -> {
        for (int i = 0; i < length; i++) {
          d[to][i] = Double.longBitsToDouble(k[x][i]);
        }
      }
      case AND, OR, NOT, IADD, ISUB, IMUL, IAND, IOR, IXOR, SHL, SHR, USHR, ILT, IEQ ->
          integers(primitive, k[to], k[x], k[y], length);
    }
  }

  private static void binary(Primitive primitive, double[] to, double[] x, double[] y, int length) {
    switch (primitive) {
      case ADD -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] + y[i];
        }
      }
      case SUB -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] - y[i];
        }
      }
      case MUL -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] * y[i];
        }
      }
      case DIV -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] / y[i];
        }
      }
      case MIN -> {
        for (int i = 0; i < length; i++) {
          to[i] = Math.min(x[i], y[i]);
        }
      }
      case MAX -> {
        for (int i = 0; i < length; i++) {
          to[i] = Math.max(x[i], y[i]);
        }
      }
      case REM -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] % y[i];
        }
      }
      default -> throw new AssertionError(primitive);
    }
  }

  private static void fma(
      boolean single, double[] to, double[] x, double[] y, double[] z, int length) {
    if (single) {
      for (int i = 0; i < length; i++) {
        to[i] = Math.fma((float) x[i], (float) y[i], (float) z[i]);
      }
    } else {
      for (int i = 0; i < length; i++) {
        to[i] = Math.fma(x[i], y[i], z[i]);
      }
    }
  }

  private static void unary(Primitive primitive, double[] to, double[] x, int length) {
    switch (primitive) {
      case SQRT -> {
        for (int i = 0; i < length; i++) {
          to[i] = Math.sqrt(x[i]);
        }
      }
      case NEG -> {
        for (int i = 0; i < length; i++) {
          to[i] = -x[i];
        }
      }
      case ABS -> {
        for (int i = 0; i < length; i++) {
          to[i] = Math.abs(x[i]);
        }
      }
      case QUARTERS -> {
        for (int i = 0; i < length; i++) {
          to[i] = QuarterTurns.count(x[i]);
        }
      }
      case ANGLE -> {
        for (int i = 0; i < length; i++) {
          to[i] = QuarterTurns.rest(x[i]);
        }
      }
      case ANGLE_LOW -> {
        for (int i = 0; i < length; i++) {
          to[i] = QuarterTurns.low(x[i]);
        }
      }
      case WIDEN -> System.arraycopy(x, 0, to, 0, length);
      case NARROW -> {
        for (int i = 0; i < length; i++) {
          to[i] = (float) x[i];
        }
      }
      default -> throw new AssertionError(primitive);
    }
  }

  private static void compare(Primitive primitive, long[] to, double[] x, double[] y, int length) {
    switch (primitive) {
      case LT -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] < y[i] ? 1 : 0;
        }
      }
      case LE -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] <= y[i] ? 1 : 0;
        }
      }
      case EQ -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] == y[i] ? 1 : 0;
        }
      }
      default -> throw new AssertionError(primitive);
    }
  }

  private static void select(double[] to, long[] truth, double[] x, double[] y, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = truth[i] != 0 ? x[i] : y[i];
    }
  }

  private static void select(long[] to, long[] truth, long[] x, long[] y, int length) {
    for (int i = 0; i < length; i++) {
      to[i] = truth[i] != 0 ? x[i] : y[i];
    }
  }

  private static void integers(Primitive primitive, long[] to, long[] x, long[] y, int length) {
    switch (primitive) {
      case AND, IAND -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] & y[i];
        }
      }
      case OR, IOR -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] | y[i];
        }
      }
      case NOT -> {
        for (int i = 0; i < length; i++) {
          to[i] = 1 - x[i];
        }
      }
      case IADD -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] + y[i];
        }
      }
      case ISUB -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] - y[i];
        }
      }
      case IMUL -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] * y[i];
        }
      }
      case IXOR -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] ^ y[i];
        }
      }
      // A shift count is a constant, the same for all.
      case SHL -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] << y[0];
        }
      }
      case SHR -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] >> y[0];
        }
      }
      case USHR -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] >>> y[0];
        }
      }
      case ILT -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] < y[i] ? 1 : 0;
        }
      }
      case IEQ -> {
        for (int i = 0; i < length; i++) {
          to[i] = x[i] == y[i] ? 1 : 0;
        }
      }
      default -> throw new AssertionError(primitive);
    }
  }
}
