package dev.jacobi.core.primitive;

/**
 * Angles of any size as a whole number of quarter turns and a rest: x = n·π/2 + r with |r| at most
 * π/4. For numbers of any exponent the product with 2/π is taken exactly where it matters, in 192
 * bits of which the first two count quarter turns (M. Payne and R. Hanek, "Radian reduction for
 * trigonometric functions", 1983).
 */
public final class QuarterTurns {

  /** 2/π, 64 bits a word, the first worth ½. */
  private static final long[] TWO_OVER_PI = {
    0xa2f9836e4e441529L,
    0xfc2757d1f534ddc0L,
    0xdb6295993c439041L,
    0xfe5163abdebbc561L,
    0xb7246e3a424dd2e0L,
    0x06492eea09d1921cL,
    0xfe1deb1cb129a73eL,
    0xe88235f52ebb4484L,
    0xe99c7026b45f7e41L,
    0x3991d639835339f4L,
    0x9c845f8bbdf9283bL,
    0x1ff897ffde05980fL,
    0xef2f118b5a0a6d1fL,
    0x6d367ecf27cb09b7L,
    0x4f463f669e5fea2dL,
    0x7527bac7ebe5f17bL,
    0x3d0739f78a5292eaL,
    0x6bfb5fb11f8d5d08L,
    0x56033046fc7b6babL,
    0xf0cfbc209af4361dL
  };

  /** π/2, rounded. */
  public static final double QUARTER = 0x1.921fb54442d18p+0;

  /** What π/2 is more than {@link #QUARTER}, rounded. */
  public static final double QUARTER_LOW = 0x1.1a62633145c07p-54;

  /** π/4, rounded: the largest angle without quarter turns. */
  public static final double EIGHTH = 0x1.921fb54442d18p-1;

  private QuarterTurns() {}

  /** 2/π, 64 bits a word, the first worth ½: as many words as any double needs. */
  public static long[] twoOverPi() {
    return TWO_OVER_PI.clone();
  }

  private enum Part {
    COUNT,
    REST,
    LOW
  }

  /** n modulo 4: 0, 1, 2 or 3; NaN for infinities and NaN. */
  public static double count(double x) {
    return part(x, Part.COUNT);
  }

  /** r, rounded; NaN for infinities and NaN. */
  public static double rest(double x) {
    return part(x, Part.REST);
  }

  /** What r is more than its rounded value, rounded; NaN for infinities and NaN. */
  public static double low(double x) {
    return part(x, Part.LOW);
  }

  private static double part(double x, Part part) {
    double size = Math.abs(x);
    if (size <= EIGHTH) {
      return part == Part.REST ? x : 0;
    }
    if (!(size < Double.POSITIVE_INFINITY)) {
      return Double.NaN;
    }
    long bits = Double.doubleToRawLongBits(size);
    long significand = (bits & 0xfffffffffffffL) | 0x10000000000000L;
    int exponent = (int) (bits >>> 52) - 1075;
    long first = word(exponent - 2);
    long second = word(exponent + 62);
    long third = word(exponent + 126);
    long low = significand * third;
    long carried = high(significand, third);
    long middle = significand * second + carried;
    long overflow = Long.compareUnsigned(middle, carried) < 0 ? 1 : 0;
    long top = significand * first + high(significand, second) + overflow;
    long count = (top + (1L << 61)) >>> 62;
    long turned = top - (count << 62);
    if (part == Part.COUNT) {
      return x < 0 ? (4 - count) & 3 : count;
    }
    double value = turned < 0 ? -rest(negated(turned, middle, low), part) : 0;
    if (turned >= 0) {
      value = rest(new long[] {turned, middle, low}, part);
    }
    return x < 0 ? -value : value;
  }

  /** 64 bits of 2/π from a place counted from 0; before its first there are zeros. */
  private static long word(int at) {
    int index = Math.floorDiv(at, 64);
    int shift = Math.floorMod(at, 64);
    long left = index < 0 ? 0 : TWO_OVER_PI[index];
    long right = index + 1 < 0 ? 0 : TWO_OVER_PI[index + 1];
    return shift == 0 ? left : left << shift | right >>> (64 - shift);
  }

  /** The upper half of the product of a positive number and an unsigned one. */
  private static long high(long positive, long unsigned) {
    return Math.multiplyHigh(positive, unsigned) + (unsigned < 0 ? positive : 0);
  }

  private static long[] negated(long top, long middle, long low) {
    long carryLow = low == 0 ? 1 : 0;
    long carryMiddle = carryLow == 1 && middle == 0 ? 1 : 0;
    return new long[] {~top + carryMiddle, ~middle + carryLow, -low};
  }

  /** π/2 times a fraction of 190 bits after the point. */
  private static double rest(long[] fraction, Part part) {
    int zeros = 0;
    long[] bits = fraction.clone();
    while (bits[0] >= 0 && zeros < 128) {
      int step = bits[0] == 0 ? 63 : Long.numberOfLeadingZeros(bits[0]);
      bits[0] = bits[0] << step | bits[1] >>> (64 - step);
      bits[1] = bits[1] << step | bits[2] >>> (64 - step);
      bits[2] <<= step;
      zeros += step;
    }
    double high = Math.scalb((double) (bits[0] >>> 11), -51 - zeros);
    double next = Math.scalb((double) ((bits[0] & 0x7ff) << 42 | bits[1] >>> 22), -104 - zeros);
    double product = high * QUARTER;
    double left = Math.fma(high, QUARTER, -product) + (high * QUARTER_LOW + next * QUARTER);
    double sum = product + left;
    return part == Part.REST ? sum : left - (sum - product);
  }
}
