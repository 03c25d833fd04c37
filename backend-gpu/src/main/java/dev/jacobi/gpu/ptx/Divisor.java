package dev.jacobi.gpu.ptx;

/**
 * Division by a number that the launch gives, as a multiplication: ⌊n/d⌋ = ⌊n·m/2³¹⁺ˢ⌋ with s =
 * ⌈log₂ d⌉ and m = ⌈2³¹⁺ˢ/d⌉, which is exact for every n below 2³¹ (T. Granlund and P. Montgomery,
 * "Division by invariant integers using multiplication", 1994).
 */
final class Divisor {

  private final Listing code;
  private final String multiplier;
  private final String shift;
  private final String minus;

  /** A divisor of at least 1; where it is 1, the dividend must be 0. */
  Divisor(Listing code, int d) {
    this.code = code;
    int s = 32 - Integer.numberOfLeadingZeros(d - 1);
    this.multiplier = code.number(d == 1 ? 0 : multiplier(d, s));
    this.shift = code.number(Math.max(s - 1, 0));
    this.minus = code.number(-d);
  }

  private static int multiplier(int d, int s) {
    return (int) (((1L << (31 + s)) + d - 1) / d);
  }

  /** Writes the quotient of a number below 2³¹. */
  String quotient(String n) {
    return code.b32("shr.u32", code.b32("mul.hi.u32", n, multiplier), shift);
  }

  /** Writes what a quotient leaves. */
  String rest(String n, String quotient) {
    return code.b32("mad.lo.s32", quotient, minus, n);
  }
}
