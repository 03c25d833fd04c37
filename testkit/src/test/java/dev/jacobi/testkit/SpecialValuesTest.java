package dev.jacobi.testkit;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.op.Special;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * What the special functions answer at zeros of either sign, infinities, NaN, poles and the ends of
 * the range.
 */
class SpecialValuesTest {
  private static final double TINY = Double.MIN_VALUE;
  private static final double MAX = Double.MAX_VALUE;

  /** Bits are compared: 0 and −0 differ, NaN equals NaN. */
  private static void expect(DoubleUnaryOperator f, double... argumentsAndValues) {
    for (int i = 0; i < argumentsAndValues.length; i += 2) {
      double x = argumentsAndValues[i];
      assertEquals(argumentsAndValues[i + 1], f.applyAsDouble(x), () -> "at " + x);
    }
  }

  @Test
  void logarithmsAreWholeAtPowersOfTheirBase() {
    for (int k = -1074; k < 1024; k++) {
      assertEquals(k, Special.log2(Math.scalb(1.0, k)));
    }
    for (int k = 0; k <= 22; k++) {
      assertEquals(k, Special.log10(Double.parseDouble("1e" + k)));
    }
    expect(
        Special::log2,
        1,
        0.0,
        0.0,
        NEGATIVE_INFINITY,
        -0.0,
        NEGATIVE_INFINITY,
        -1,
        NaN,
        NaN,
        NaN,
        NEGATIVE_INFINITY,
        NaN,
        POSITIVE_INFINITY,
        POSITIVE_INFINITY);
    expect(Special::log10, 0.0, NEGATIVE_INFINITY, -1, NaN, POSITIVE_INFINITY, POSITIVE_INFINITY);
  }

  @Test
  void oddFunctionsKeepTheSignOfZeroAndTinyArguments() {
    for (DoubleUnaryOperator f :
        new DoubleUnaryOperator[] {Special::asinh, Special::atanh, Special::erf, Special::erfinv}) {
      expect(f, 0.0, 0.0, -0.0, -0.0, TINY, TINY, -TINY, -TINY, NaN, NaN);
    }
  }

  @Test
  void inverseHyperbolicFunctionsEndWhereTheirDomainsEnd() {
    expect(
        Special::asinh, POSITIVE_INFINITY, POSITIVE_INFINITY, NEGATIVE_INFINITY, NEGATIVE_INFINITY);
    expect(Special::asinh, MAX, 710.475860073944, -MAX, -710.475860073944);
    expect(Special::acosh, 1, 0.0, 0.9999999999999999, NaN, -5, NaN, NaN, NaN);
    expect(Special::acosh, POSITIVE_INFINITY, POSITIVE_INFINITY, MAX, 710.475860073944);
    expect(Special::atanh, 1, POSITIVE_INFINITY, -1, NEGATIVE_INFINITY, 1.5, NaN, -2, NaN);
  }

  @Test
  void errorFunctionsEndAtTheirLimits() {
    expect(Special::erf, POSITIVE_INFINITY, 1, NEGATIVE_INFINITY, -1, 6, 1, -40, -1);
    expect(Special::erfc, POSITIVE_INFINITY, 0, NEGATIVE_INFINITY, 2, 0.0, 1, -0.0, 1, NaN, NaN);
    expect(Special::erfc, 30, 0, MAX, 0, -7, 2);
    expect(Special::erfinv, 1, POSITIVE_INFINITY, -1, NEGATIVE_INFINITY, 1.0000000000000002, NaN);
    assertTrue(Special.erfc(27.2) > 0, "erfc is subnormal there, not zero");
  }

  @Test
  void gammaFunctionsAnswerAtPoles() {
    expect(
        Special::lgamma,
        0.0,
        POSITIVE_INFINITY,
        -0.0,
        POSITIVE_INFINITY,
        -3,
        POSITIVE_INFINITY,
        1,
        0.0,
        2,
        0.0,
        NEGATIVE_INFINITY,
        POSITIVE_INFINITY,
        MAX,
        POSITIVE_INFINITY,
        NaN,
        NaN,
        -1e300,
        POSITIVE_INFINITY);
    expect(Special::lgamma, TINY, 744.4400719213812, -TINY, 744.4400719213812);
    expect(
        Special::digamma,
        0.0,
        NEGATIVE_INFINITY,
        -0.0,
        POSITIVE_INFINITY,
        -1,
        NaN,
        -1e300,
        NaN,
        POSITIVE_INFINITY,
        POSITIVE_INFINITY,
        NEGATIVE_INFINITY,
        NaN,
        NaN,
        NaN);
    expect(
        x -> Special.polygamma(1, x),
        0.0,
        POSITIVE_INFINITY,
        -0.0,
        POSITIVE_INFINITY,
        -2,
        POSITIVE_INFINITY,
        POSITIVE_INFINITY,
        0.0,
        NEGATIVE_INFINITY,
        NaN,
        NaN,
        NaN,
        TINY,
        POSITIVE_INFINITY);
    expect(
        x -> Special.polygamma(2, x),
        0.0,
        NEGATIVE_INFINITY,
        -0.0,
        POSITIVE_INFINITY,
        -2,
        NaN,
        POSITIVE_INFINITY,
        -0.0);
    expect(n -> Special.polygamma(n, 2), -1, NaN, 0.5, NaN, NaN, NaN, 0, Special.digamma(2));
    expect(x -> Special.polygamma(300, x), 1, NEGATIVE_INFINITY, 1e300, -0.0);
  }

  @Test
  void sigmoidAndSoftplusSaturateWithoutOverflow() {
    expect(
        Special::sigmoid,
        0.0,
        0.5,
        -0.0,
        0.5,
        1000,
        1,
        -1000,
        0,
        POSITIVE_INFINITY,
        1,
        NEGATIVE_INFINITY,
        0,
        NaN,
        NaN,
        -745,
        StrictMath.exp(-745));
    expect(
        Special::softplus,
        1000,
        1000,
        -1000,
        0,
        POSITIVE_INFINITY,
        POSITIVE_INFINITY,
        NEGATIVE_INFINITY,
        0,
        NaN,
        NaN,
        0.0,
        StrictMath.log(2),
        30,
        30.000000000000092);
  }

  @Test
  void remainderHasTheSignOfTheDivisor() {
    assertEquals(2.0, Special.remainder(-1, 3));
    assertEquals(-2.0, Special.remainder(1, -3));
    assertEquals(1.5, Special.remainder(7.5, 2));
    assertEquals(0.0, Special.remainder(-4, 2));
    assertEquals(-0.0, Special.remainder(4, -2));
    assertEquals(POSITIVE_INFINITY, Special.remainder(-1, POSITIVE_INFINITY));
    assertEquals(1.0, Special.remainder(1, POSITIVE_INFINITY));
    assertEquals(NaN, Special.remainder(1, 0));
    assertEquals(NaN, Special.remainder(POSITIVE_INFINITY, 2));
    assertEquals(NaN, Special.remainder(NaN, 2));
  }

  @Test
  void xlogyIsZeroAtZero() {
    assertEquals(0.0, Special.xlogy(0, 0));
    assertEquals(0.0, Special.xlogy(-0.0, -3));
    assertEquals(0.0, Special.xlogy(0, POSITIVE_INFINITY));
    assertEquals(NaN, Special.xlogy(0, NaN));
    assertEquals(NaN, Special.xlogy(2, -1));
    assertEquals(NEGATIVE_INFINITY, Special.xlogy(2, 0));
    assertEquals(2 * StrictMath.log(3), Special.xlogy(2, 3));
  }

  @Test
  void rsqrtFollowsTheQuotient() {
    expect(
        Special::rsqrt,
        4,
        0.5,
        0.0,
        POSITIVE_INFINITY,
        -0.0,
        NEGATIVE_INFINITY,
        -1,
        NaN,
        POSITIVE_INFINITY,
        0,
        NaN,
        NaN);
  }
}
