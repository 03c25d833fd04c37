package dev.jacobi.testkit;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.op.ScalarOp;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * What the special functions answer at zeros of either sign, infinities, NaN, poles and the ends of
 * the range.
 */
class SpecialValuesTest {
  private static final double TINY = Double.MIN_VALUE;
  private static final double MAX = Double.MAX_VALUE;

  private static double value(ScalarOp op, double x) {
    return op.function().apply(x, x, x);
  }

  private static double value(ScalarOp op, double x, double y) {
    return op.function().apply(x, y, x);
  }

  private static void expect(ScalarOp op, double... argumentsAndValues) {
    expect(x -> value(op, x), argumentsAndValues);
  }

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
      assertEquals(k, value(ScalarOp.LOG2, Math.scalb(1.0, k)));
    }
    for (int k = 0; k <= 22; k++) {
      assertEquals(k, value(ScalarOp.LOG10, Double.parseDouble("1e" + k)));
    }
    expect(
        ScalarOp.LOG2,
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
    expect(ScalarOp.LOG10, 0.0, NEGATIVE_INFINITY, -1, NaN, POSITIVE_INFINITY, POSITIVE_INFINITY);
  }

  @Test
  void oddFunctionsKeepTheSignOfZeroAndTinyArguments() {
    for (ScalarOp op :
        List.of(
            ScalarOp.SIN,
            ScalarOp.TAN,
            ScalarOp.ASIN,
            ScalarOp.ATAN,
            ScalarOp.SINH,
            ScalarOp.TANH,
            ScalarOp.ASINH,
            ScalarOp.ATANH,
            ScalarOp.EXPM1,
            ScalarOp.LOG1P,
            ScalarOp.ERF,
            ScalarOp.ERFINV)) {
      expect(op, 0.0, 0.0, -0.0, -0.0, TINY, TINY, -TINY, -TINY, NaN, NaN);
    }
  }

  @Test
  void inverseHyperbolicFunctionsEndWhereTheirDomainsEnd() {
    expect(
        ScalarOp.ASINH, POSITIVE_INFINITY, POSITIVE_INFINITY, NEGATIVE_INFINITY, NEGATIVE_INFINITY);
    expect(ScalarOp.ASINH, MAX, 710.475860073944, -MAX, -710.475860073944);
    expect(ScalarOp.ACOSH, 1, 0.0, 0.9999999999999999, NaN, -5, NaN, NaN, NaN);
    expect(ScalarOp.ACOSH, POSITIVE_INFINITY, POSITIVE_INFINITY, MAX, 710.475860073944);
    expect(ScalarOp.ATANH, 1, POSITIVE_INFINITY, -1, NEGATIVE_INFINITY, 1.5, NaN, -2, NaN);
  }

  @Test
  void errorFunctionsEndAtTheirLimits() {
    expect(ScalarOp.ERF, POSITIVE_INFINITY, 1, NEGATIVE_INFINITY, -1, 6, 1, -40, -1);
    expect(ScalarOp.ERFC, POSITIVE_INFINITY, 0, NEGATIVE_INFINITY, 2, 0.0, 1, -0.0, 1, NaN, NaN);
    expect(ScalarOp.ERFC, 30, 0, MAX, 0, -7, 2);
    expect(ScalarOp.GAUSSIAN, POSITIVE_INFINITY, 0, MAX, 0, -28, 0, 0.0, 1, -0.0, 1, NaN, NaN);
    expect(ScalarOp.ERFINV, 1, POSITIVE_INFINITY, -1, NEGATIVE_INFINITY, 1.0000000000000002, NaN);
    assertTrue(value(ScalarOp.ERFC, 27.2) > 0, "erfc is subnormal there, not zero");
  }

  @Test
  void gammaFunctionsAnswerAtPoles() {
    expect(
        ScalarOp.LGAMMA,
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
    expect(ScalarOp.LGAMMA, TINY, 744.4400719213812, -TINY, 744.4400719213812);
    expect(
        ScalarOp.DIGAMMA,
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
        ScalarOp.TRIGAMMA,
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
        x -> value(ScalarOp.POLYGAMMA, 2, x),
        0.0,
        NEGATIVE_INFINITY,
        -0.0,
        POSITIVE_INFINITY,
        -2,
        NaN,
        POSITIVE_INFINITY,
        -0.0);
    for (double x : new double[] {-1e300, -7.3, -0.0, 0.4, 2, 1e300}) {
      assertEquals(value(ScalarOp.TRIGAMMA, x), value(ScalarOp.POLYGAMMA, 1, x));
    }
    expect(
        n -> value(ScalarOp.POLYGAMMA, n, 2),
        -1,
        NaN,
        0.5,
        NaN,
        NaN,
        NaN,
        0,
        value(ScalarOp.DIGAMMA, 2));
    expect(x -> value(ScalarOp.POLYGAMMA, 300, x), 1, NEGATIVE_INFINITY, 1e300, -0.0);
  }

  @Test
  void sigmoidAndSoftplusSaturateWithoutOverflow() {
    expect(
        ScalarOp.SIGMOID,
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
        value(ScalarOp.EXP, -745));
    expect(
        ScalarOp.SOFTPLUS,
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
        value(ScalarOp.LOG, 2),
        30,
        30.000000000000092);
  }

  @Test
  void remainderHasTheSignOfTheDivisor() {
    assertEquals(2.0, value(ScalarOp.REMAINDER, -1, 3));
    assertEquals(-2.0, value(ScalarOp.REMAINDER, 1, -3));
    assertEquals(1.5, value(ScalarOp.REMAINDER, 7.5, 2));
    assertEquals(0.0, value(ScalarOp.REMAINDER, -4, 2));
    assertEquals(-0.0, value(ScalarOp.REMAINDER, 4, -2));
    assertEquals(POSITIVE_INFINITY, value(ScalarOp.REMAINDER, -1, POSITIVE_INFINITY));
    assertEquals(1.0, value(ScalarOp.REMAINDER, 1, POSITIVE_INFINITY));
    assertEquals(NaN, value(ScalarOp.REMAINDER, 1, 0));
    assertEquals(NaN, value(ScalarOp.REMAINDER, POSITIVE_INFINITY, 2));
    assertEquals(NaN, value(ScalarOp.REMAINDER, NaN, 2));
  }

  @Test
  void xlogyIsZeroAtZero() {
    assertEquals(0.0, value(ScalarOp.XLOGY, 0, 0));
    assertEquals(0.0, value(ScalarOp.XLOGY, -0.0, -3));
    assertEquals(0.0, value(ScalarOp.XLOGY, 0, POSITIVE_INFINITY));
    assertEquals(NaN, value(ScalarOp.XLOGY, 0, NaN));
    assertEquals(NaN, value(ScalarOp.XLOGY, 2, -1));
    assertEquals(NEGATIVE_INFINITY, value(ScalarOp.XLOGY, 2, 0));
    assertEquals(2.1972245773362196, value(ScalarOp.XLOGY, 2, 3));
  }

  @Test
  void rsqrtFollowsTheQuotient() {
    expect(
        ScalarOp.RSQRT,
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

  @Test
  void exponentialsEndWhereTheirResultsDo() {
    double last = 709.782712893384;
    expect(ScalarOp.EXP, 0.0, 1, -0.0, 1, POSITIVE_INFINITY, POSITIVE_INFINITY, NaN, NaN, TINY, 1);
    expect(
        ScalarOp.EXP, NEGATIVE_INFINITY, 0, -MAX, 0, MAX, POSITIVE_INFINITY, -746, 0, -745, TINY);
    expect(ScalarOp.EXP, Math.nextUp(last), POSITIVE_INFINITY, last, 1.7976931348622732e308);
    expect(ScalarOp.EXPM1, Math.nextUp(last), POSITIVE_INFINITY, last, 1.7976931348622732e308);
    expect(ScalarOp.EXPM1, NEGATIVE_INFINITY, -1, -MAX, -1, POSITIVE_INFINITY, POSITIVE_INFINITY);
    expect(ScalarOp.TANH, POSITIVE_INFINITY, 1, NEGATIVE_INFINITY, -1, MAX, 1, 19.07, 1);
  }

  @Test
  void logarithmsEndWhereTheirArgumentsDo() {
    expect(ScalarOp.LOG, 1, 0.0, 0.0, NEGATIVE_INFINITY, -0.0, NEGATIVE_INFINITY, -TINY, NaN);
    expect(ScalarOp.LOG, POSITIVE_INFINITY, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN, NaN, NaN);
    expect(ScalarOp.LOG, MAX, 709.782712893384, TINY, -744.4400719213812);
    expect(ScalarOp.LOG1P, -1, NEGATIVE_INFINITY, -1.5, NaN, MAX, 709.782712893384);
    expect(ScalarOp.LOG1P, POSITIVE_INFINITY, POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN);
  }

  @Test
  void roundingKeepsSignsAndHugeNumbers() {
    double half = 4503599627370495.5;
    expect(ScalarOp.FLOOR, -0.5, -1, 0.5, 0.0, -0.0, -0.0, 2.0, 2, half, half - 0.5, 1e300, 1e300);
    expect(
        ScalarOp.CEIL, -0.5, -0.0, 0.5, 1, 0.0, 0.0, -0.0, -0.0, half, half + 0.5, -1e300, -1e300);
    expect(ScalarOp.ROUND, -0.5, -0.0, 0.5, 0.0, 1.5, 2, 2.5, 2, -0.0, -0.0, half, half + 0.5);
    expect(ScalarOp.TRUNC, -0.5, -0.0, 0.5, 0.0, -1.5, -1, 1.999, 1, -0.0, -0.0, NaN, NaN);
    expect(
        ScalarOp.FLOOR, NEGATIVE_INFINITY, NEGATIVE_INFINITY, NaN, NaN, 0.49999999999999994, 0.0);
    expect(ScalarOp.SIGN, -0.0, -0.0, 0.0, 0.0, NaN, NaN, -TINY, -1, POSITIVE_INFINITY, 1);
  }

  @Test
  void anglesOfAnySizeAreReduced() {
    expect(
        ScalarOp.SIN,
        1e22,
        -0.8522008497671888,
        MAX,
        0.004961954789184062,
        -1e300,
        0.8178819121159085);
    expect(ScalarOp.COS, 1e22, 0.523214785395139, MAX, -0.9999876894265599);
    expect(ScalarOp.TAN, MAX, -0.004962015874444895);
    for (ScalarOp op : List.of(ScalarOp.SIN, ScalarOp.COS, ScalarOp.TAN)) {
      expect(op, POSITIVE_INFINITY, NaN, NEGATIVE_INFINITY, NaN, NaN, NaN);
    }
    expect(ScalarOp.COS, 0.0, 1, -0.0, 1, TINY, 1);
    // Next to a multiple of π/2 as hardly any other double is.
    expect(ScalarOp.COS, 6381956970095103.0 * 0x1p797, -4.687165924254628e-19);
  }

  @Test
  void inverseCircularFunctionsEndWhereTheirDomainsEnd() {
    double quarter = Math.PI / 2;
    expect(ScalarOp.ASIN, 1, quarter, -1, -quarter, 1.0000000000000002, NaN, NaN, NaN);
    expect(ScalarOp.ACOS, 1, 0.0, -1, Math.PI, 0.0, quarter, -0.0, quarter, -2, NaN, NaN, NaN);
    expect(ScalarOp.ATAN, POSITIVE_INFINITY, quarter, NEGATIVE_INFINITY, -quarter, MAX, quarter);
    assertEquals(0.0, value(ScalarOp.ATAN2, 0.0, 0.0));
    assertEquals(-0.0, value(ScalarOp.ATAN2, -0.0, 0.0));
    assertEquals(Math.PI, value(ScalarOp.ATAN2, 0.0, -0.0));
    assertEquals(-Math.PI, value(ScalarOp.ATAN2, -0.0, -1));
    assertEquals(quarter, value(ScalarOp.ATAN2, TINY, -0.0));
    assertEquals(Math.PI / 4, value(ScalarOp.ATAN2, POSITIVE_INFINITY, POSITIVE_INFINITY));
    assertEquals(-3 * Math.PI / 4, value(ScalarOp.ATAN2, NEGATIVE_INFINITY, NEGATIVE_INFINITY));
    assertEquals(-0.0, value(ScalarOp.ATAN2, -1, POSITIVE_INFINITY));
    assertEquals(NaN, value(ScalarOp.ATAN2, NaN, POSITIVE_INFINITY));
    assertEquals(TINY, value(ScalarOp.ATAN2, TINY, 1));
  }

  @Test
  void hyperbolicFunctionsOverflowWhereTheirResultsDo() {
    double last = 710.4758600739439;
    expect(ScalarOp.SINH, Math.nextUp(last), POSITIVE_INFINITY, last, 1.7976931348621744e308);
    expect(ScalarOp.COSH, Math.nextUp(last), POSITIVE_INFINITY, last, 1.7976931348621744e308);
    expect(ScalarOp.SINH, NEGATIVE_INFINITY, NEGATIVE_INFINITY, -MAX, NEGATIVE_INFINITY);
    expect(ScalarOp.COSH, NEGATIVE_INFINITY, POSITIVE_INFINITY, 0.0, 1, NaN, NaN);
  }

  @Test
  void powersAreThoseOfTheStandard() {
    for (double y : new double[] {0.0, -0.0}) {
      for (double x : new double[] {0.0, -2, NaN, POSITIVE_INFINITY, NEGATIVE_INFINITY}) {
        assertEquals(1.0, value(ScalarOp.POW, x, y));
      }
    }
    double[] numbers = {
      0.0, 0.5, 1, 1.5, 2, 3, 1e300, MAX, TINY, 4503599627370497.0, 9007199254740993.0, 0x1p60
    };
    double[] ends = {POSITIVE_INFINITY, NEGATIVE_INFINITY, NaN};
    double[] all =
        DoubleStream.concat(
                DoubleStream.of(numbers).flatMap(x -> DoubleStream.of(x, -x)),
                DoubleStream.of(ends))
            .toArray();
    for (double x : all) {
      for (double y : all) {
        double expected = x == 1 || (x == -1 && Double.isInfinite(y)) ? 1 : StrictMath.pow(x, y);
        double found = value(ScalarOp.POW, x, y);
        boolean same = Double.compare(expected, found) == 0;
        boolean near = Math.abs(found - expected) <= Math.ulp(expected);
        assertTrue(same || near, () -> x + " to " + y + ": " + found + " for " + expected);
      }
    }
  }

  @Test
  void rootsOfZerosAndInfinities() {
    expect(ScalarOp.CBRT, 0.0, 0.0, -0.0, -0.0, -27, -3, TINY, 1.7031839360032603e-108);
    expect(
        ScalarOp.CBRT, NEGATIVE_INFINITY, NEGATIVE_INFINITY, NaN, NaN, MAX, 5.643803094122362e102);
    assertEquals(POSITIVE_INFINITY, value(ScalarOp.HYPOT, NaN, NEGATIVE_INFINITY));
    assertEquals(NaN, value(ScalarOp.HYPOT, NaN, 1));
    assertEquals(5.0, value(ScalarOp.HYPOT, -3, 4));
    assertEquals(5e-310, value(ScalarOp.HYPOT, 3e-310, 4e-310), TINY);
    assertEquals(5e300, value(ScalarOp.HYPOT, 3e300, 4e300));
    assertEquals(0.0, value(ScalarOp.HYPOT, -0.0, -0.0));
    assertEquals(MAX, value(ScalarOp.HYPOT, MAX, 1));
  }
}
