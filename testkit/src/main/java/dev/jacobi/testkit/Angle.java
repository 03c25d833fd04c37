package dev.jacobi.testkit;

import static dev.jacobi.testkit.Approximation.exponent;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An angle as a number of quarter turns and a rest of at most an eighth of a turn, known to its own relative precision.
 *
 * @param quarter the quarter turns modulo 4
 * @param rest radians in [−π/4, π/4]
 */
record Angle(int quarter, BigDecimal rest) {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** The angle of x radians, x not zero. π is taken with as many digits as x has before the point, and as cancellation asks. */
  static Angle of(BigDecimal x, MathContext mc) {
    if (x.abs().compareTo(new BigDecimal("0.78")) < 0) {
      return new Angle(0, x.round(mc));
    }
    int whole = exponent(x) + 1;
    MathContext rough = Decimals.widen(mc, whole);
    BigDecimal quarters =
        x.multiply(TWO).divide(Decimals.pi(rough), rough).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rest =
        quarters.signum() == 0
            ? x.round(mc)
            : Approximation.refine(mc, digits -> rest(x, quarters, digits + whole));
    return new Angle(quarters.toBigInteger().intValue() & 3, rest);
  }

  /** The angle of π·x radians. */
  static Angle ofTurns(BigDecimal x, MathContext mc) {
    BigDecimal quarters = x.multiply(TWO).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rest = x.subtract(quarters.divide(TWO)).multiply(Decimals.pi(mc), mc);
    return new Angle(quarters.toBigInteger().intValue() & 3, rest);
  }

  private static Approximation rest(BigDecimal x, BigDecimal quarters, int digits) {
    BigDecimal pi = Decimals.pi(new MathContext(digits));
    BigDecimal rest = x.subtract(quarters.multiply(pi).divide(TWO));
    return new Approximation(rest, 2);
  }

  BigDecimal sin(MathContext mc) {
    BigDecimal value = (quarter & 1) == 0 ? series(1, mc) : series(0, mc);
    return (quarter & 2) == 0 ? value : value.negate();
  }

  BigDecimal cos(MathContext mc) {
    BigDecimal value = (quarter & 1) == 0 ? series(0, mc) : series(1, mc).negate();
    return (quarter & 2) == 0 ? value : value.negate();
  }

  /** Taylor's series of the cosine (first power 0) or sine (first power 1) of the rest. */
  private BigDecimal series(int firstPower, MathContext mc) {
    BigDecimal square = rest.multiply(rest, mc).negate();
    BigDecimal term = firstPower == 0 ? BigDecimal.ONE : rest;
    BigDecimal sum = term;
    for (int k = firstPower + 2; Decimals.matters(term, sum, mc); k += 2) {
      term = term.multiply(square, mc).divide(BigDecimal.valueOf((long) k * (k - 1)), mc);
      sum = sum.add(term, mc);
    }
    return sum;
  }
}
