package dev.jacobi.testkit;

import dev.jacobi.core.op.ScalarOp;
import java.math.BigDecimal;
import java.math.MathContext;

/** Functions that are reciprocals, or take one, in decimal arithmetic of any precision. */
final class DecimalReciprocals {

  /** Near 1 the inverse functions lose half of the digits, or all but their logarithm. */
  private static final int SPARE = 40;

  private DecimalReciprocals() {}

  static BigDecimal value(ScalarOp op, BigDecimal x, MathContext mc) {
    MathContext wide = new MathContext(mc.getPrecision() + SPARE, mc.getRoundingMode());
    BigDecimal value =
        switch (op) {
          case SECH -> twice(x, BigDecimal.ONE, wide);
          case CSCH ->
              x.abs().compareTo(BigDecimal.ONE) < 0
                  ? inverse(Decimals.sinh(x, wide), wide)
                  : twice(x, BigDecimal.ONE.negate(), wide).multiply(sign(x));
          case COTH -> inverse(Decimals.tanh(x, wide), wide);
          case ASEC -> Decimals.acos(inverse(x, wide), wide);
          case ACSC -> Decimals.asin(inverse(x, wide), wide);
          case ACOT -> acot(x, wide);
          case ASECH -> Decimals.acosh(inverse(x, wide), wide);
          case ACSCH -> Decimals.asinh(inverse(x, wide), wide);
          case ACOTH -> Decimals.atanh(inverse(x, wide), wide);
          default -> throw new AssertionError(op);
        };
    return value.round(mc);
  }

  /** 2e^−|x|/(1 ± e^−2|x|), which is a number also where e^|x| is none. */
  private static BigDecimal twice(BigDecimal x, BigDecimal sign, MathContext mc) {
    BigDecimal power = Decimals.exp(x.abs().negate(), mc);
    BigDecimal bottom = BigDecimal.ONE.add(sign.multiply(power.pow(2, mc)), mc);
    return power.add(power).divide(bottom, mc);
  }

  private static BigDecimal sign(BigDecimal x) {
    return BigDecimal.valueOf(x.signum());
  }

  private static BigDecimal acot(BigDecimal x, MathContext mc) {
    return x.signum() == 0
        ? Decimals.pi(mc).divide(BigDecimal.valueOf(2), mc)
        : Decimals.atan(inverse(x, mc), mc);
  }

  private static BigDecimal inverse(BigDecimal x, MathContext mc) {
    return BigDecimal.ONE.divide(x, mc);
  }
}
