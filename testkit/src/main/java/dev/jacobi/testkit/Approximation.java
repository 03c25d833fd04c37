package dev.jacobi.testkit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.IntFunction;

/**
 * A decimal with a known absolute error: for a computation carried out with {@code digits} significant digits, {@code
 * value} is within 10^({@code magnitude} − {@code digits}) of the exact result.
 *
 * @param value the decimal found
 * @param magnitude decimal exponent of the largest intermediate that was added or subtracted, rounded up generously
 */
record Approximation(BigDecimal value, int magnitude) {
  private static final int GUARD = 10;
  private static final int MOST_DIGITS = 5_000;

  /** The sum of two terms that may cancel; the larger of them sets the error. */
  static Approximation sum(BigDecimal a, BigDecimal b) {
    return new Approximation(a.add(b), Math.max(exponent(a), exponent(b)) + 2);
  }

  /**
   * Repeats a computation with more digits until what cancellation took away is made good, then rounds.
   *
   * @param mc the precision wanted of the result, relative to the result
   * @param computation from the number of working digits to the approximation so found
   * @throws ArithmeticException if the result is zero or so near zero that 5,000 digits do not reach it
   */
  static BigDecimal refine(MathContext mc, IntFunction<Approximation> computation) {
    int digits = mc.getPrecision() + GUARD;
    while (digits <= MOST_DIGITS) {
      Approximation found = computation.apply(digits);
      boolean zero = found.value.signum() == 0;
      int lost = zero ? digits : Math.max(0, found.magnitude - exponent(found.value));
      if (!zero && digits - lost >= mc.getPrecision() + 4) {
        return found.value.round(mc);
      }
      digits += lost + GUARD;
    }
    throw new ArithmeticException("result indistinguishable from zero");
  }

  /** The decimal exponent e of a non-zero x, 10^e ≤ |x| &lt; 10^(e+1); a very small number for zero. */
  static int exponent(BigDecimal x) {
    return x.signum() == 0 ? -1_000_000_000 : x.precision() - x.scale() - 1;
  }
}
