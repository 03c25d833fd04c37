package dev.jacobi.testkit;

import static dev.jacobi.core.op.ScalarOp.*;

import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What holds where a formula does not say it: ties, ends of the domain, NaN, infinities. The
 * numbers are those of PyTorch 1.13 on the CPU in double precision, where it has the function;
 * elsewhere they are the limits of the derivative.
 *
 * @param op the operation
 * @param x where
 * @param value its value there
 * @param partials the derivative by each operand; nothing is said of an operand by null
 */
record AwkwardPoint(ScalarOp op, List<Double> x, double value, List<Double> partials) {

  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /** How far off, relatively, a number may be that is neither 0 nor infinite. */
  private static final double TOLERANCE = 4e-15;

  /** Whether a number is what a convention says. */
  static boolean agrees(double expected, double found) {
    boolean exact = expected == 0 || !Double.isFinite(expected);
    return exact
        ? expected == found || (Double.isNaN(expected) && Double.isNaN(found))
        : Math.abs(found - expected) <= TOLERANCE * Math.abs(expected);
  }

  private static final class Table {

    private final List<AwkwardPoint> points = new ArrayList<>();

    void unary(ScalarOp op, double x, double value, double partial) {
      points.add(new AwkwardPoint(op, List.of(x), value, List.of(partial)));
    }

    void binary(ScalarOp op, double x, double y, double value, double byX, double byY) {
      points.add(new AwkwardPoint(op, List.of(x, y), value, List.of(byX, byY)));
    }

    void clip(double x, double low, double high, double value, double... partials) {
      List<Double> expected = Arrays.stream(partials).boxed().toList();
      points.add(new AwkwardPoint(CLIP, List.of(x, low, high), value, expected));
    }
  }

  /** All of them. */
  static List<AwkwardPoint> all() {
    Table table = new Table();
    steps(table);
    roots(table);
    logarithms(table);
    powers(table);
    angles(table);
    saturating(table);
    special(table);
    ties(table);
    quotients(table);
    clips(table);
    return table.points;
  }

  private static void steps(Table t) {
    for (ScalarOp op : new ScalarOp[] {FLOOR, CEIL, ROUND, TRUNC, SIGN}) {
      for (double x : new double[] {-1.5, -1, -0.5, -0.0, 0, 0.5, 1, 1.5, 2.5, 1e300}) {
        t.unary(op, x, op.function().apply(x, x, x), 0);
      }
    }
    t.unary(ROUND, 0.5, 0, 0);
    t.unary(ROUND, 1.5, 2, 0);
    t.unary(ROUND, 2.5, 2, 0);
    t.unary(ROUND, -0.5, 0, 0);
    t.unary(ROUND, -1.5, -2, 0);
    t.unary(SIGN, 0, 0, 0);
    t.unary(SIGN, NAN, NAN, 0);
    t.unary(ABS, 0, 0, 0);
    t.unary(ABS, -0.0, 0, 0);
    t.unary(ABS, -3, 3, -1);
    t.unary(ABS, -INF, INF, -1);
    t.unary(RELU, -1, 0, 0);
    t.unary(RELU, -0.0, 0, 0);
    t.unary(RELU, 0, 0, 0);
    t.unary(RELU, 1, 1, 1);
    t.unary(RELU, -1000, 0, 0);
    t.unary(RELU, 1000, 1000, 1);
    t.unary(RELU, Double.MIN_VALUE, Double.MIN_VALUE, 1);
    t.unary(RELU, INF, INF, 1);
    t.unary(RELU, NAN, NAN, 1);
  }

  private static void roots(Table t) {
    t.unary(SQRT, 0, 0, INF);
    t.unary(SQRT, 4, 2, 0.25);
    t.unary(SQRT, -1, NAN, NAN);
    t.unary(SQRT, INF, INF, 0);
    t.unary(RSQRT, 0, INF, -INF);
    t.unary(RSQRT, -1, NAN, NAN);
    t.unary(CBRT, 0, 0, INF);
    t.unary(CBRT, -0.0, -0.0, INF);
    t.unary(CBRT, -8, -2, 1 / 12.0);
    t.binary(HYPOT, 0, 0, 0, NAN, NAN);
    t.binary(HYPOT, 0, -2, 2, 0, -1);
    t.binary(HYPOT, 3, 0, 3, 1, 0);
  }

  private static void logarithms(Table t) {
    t.unary(LOG, 0, -INF, INF);
    t.unary(LOG, -1, NAN, -1);
    t.unary(LOG, INF, INF, 0);
    t.unary(LOG1P, -1, -INF, INF);
    t.unary(LOG1P, -2, NAN, -1);
    t.unary(LOG2, 0, -INF, INF);
    t.unary(LOG10, 0, -INF, INF);
    t.binary(XLOGY, 0, 0, 0, 0, NAN);
    t.binary(XLOGY, 0, 2, 0, 0.6931471805599453, 0);
    t.binary(XLOGY, 0, -1, 0, 0, -0.0);
    t.binary(XLOGY, 0.5, 2, 0.34657359027997264, 0.6931471805599453, 0.25);
    t.binary(XLOGY, 2, 0, -INF, -INF, INF);
    t.binary(XLOGY, 2, -1, NAN, NAN, -2);
    t.binary(XLOGY, -2, 0, INF, -INF, -INF);
    t.unary(EXP, 1000, INF, INF);
    t.unary(EXP, -1000, 0, 0);
    t.unary(EXPM1, -1000, -1, 0);
    t.unary(EXPM1, 1000, INF, INF);
  }

  private static void powers(Table t) {
    t.binary(POW, -2, 0.5, NAN, NAN, NAN);
    t.binary(POW, -2, 2, 4, -4, NAN);
    t.binary(POW, -2, 3, -8, 12, NAN);
    t.binary(POW, -2, -1, -0.5, -0.25, NAN);
    t.binary(POW, 0, 2, 0, 0, 0);
    t.binary(POW, 0, 1, 0, 1, 0);
    t.binary(POW, 0, 0, 1, 0, 0);
    t.binary(POW, 0, -1, INF, -INF, -INF);
    t.binary(POW, 0, 0.5, 0, INF, 0);
    t.binary(POW, -0.0, 2, 0, 0, 0);
    t.binary(POW, 2, 0, 1, 0, 0.6931471805599453);
    t.binary(POW, NAN, 0, 1, 0, NAN);
    t.binary(POW, INF, 0, 1, 0, INF);
    t.binary(POW, -3, 0, 1, 0, NAN);
    t.binary(POW, 2, 0.5, 1.4142135623730951, 0.35355339059327373, 0.9802581434685472);
    t.binary(POW, 2, -1, 0.5, -0.25, 0.34657359027997264);
    t.binary(POW, 1, INF, 1, INF, 0);
    t.binary(POW, 1, NAN, 1, NAN, 0);
    t.binary(POW, -1, INF, 1, INF, NAN);
    t.unary(SQUARE, 0, 0, 0);
    t.unary(SQUARE, -INF, INF, -INF);
  }

  private static void angles(Table t) {
    t.unary(ASIN, 1, 1.5707963267948966, INF);
    t.unary(ASIN, -1, -1.5707963267948966, INF);
    t.unary(ASIN, 2, NAN, NAN);
    t.unary(ACOS, 1, 0, -INF);
    t.unary(ACOS, -1, Math.PI, -INF);
    t.unary(ACOSH, 1, 0, INF);
    t.unary(ACOSH, 0.5, NAN, NAN);
    t.unary(ATANH, 1, INF, INF);
    t.unary(ATANH, -1, -INF, INF);
    t.unary(ATANH, 0.5, 0.5493061443340548, 4 / 3.0);
    t.unary(TAN, 1.5, 14.101419947171719, 199.85004452649244);
    t.unary(TAN, 100, -0.5872139151569291, 1.3448201821539292);
    t.unary(ATAN, INF, 1.5707963267948966, 0);
    t.unary(ASEC, 1, 0, INF);
    t.unary(ASEC, -1, Math.PI, INF);
    t.unary(ASEC, 0.5, NAN, NAN);
    t.unary(ASEC, -INF, 1.5707963267948966, 0);
    t.unary(ACSC, 1, 1.5707963267948966, -INF);
    t.unary(ACSC, -1, -1.5707963267948966, -INF);
    t.unary(ACSC, 0, NAN, NAN);
    t.unary(ACOT, 0, 1.5707963267948966, -1);
    t.unary(ACOT, -0.0, -1.5707963267948966, -1);
    t.unary(ACOT, INF, 0, 0);
    t.unary(CSCH, 0, INF, -INF);
    t.unary(CSCH, -0.0, -INF, -INF);
    t.unary(CSCH, INF, 0, 0);
    t.unary(COTH, 0, INF, -INF);
    t.unary(COTH, -INF, -1, 0);
    t.unary(SECH, 1000, 0, 0);
    t.unary(ASECH, 0, INF, -INF);
    t.unary(ASECH, 1, 0, -INF);
    t.unary(ASECH, -0.5, NAN, 2.3094010767585034);
    t.unary(ACSCH, 0, INF, -INF);
    t.unary(ACSCH, -0.5, -1.4436354751788103, -1.7888543819998317);
    t.unary(ACSCH, -INF, 0, 0);
    t.unary(ACOTH, 1, INF, -INF);
    t.unary(ACOTH, -1, -INF, -INF);
    t.unary(ACOTH, 0.5, NAN, 4 / 3.0);
    t.unary(SIN, INF, NAN, NAN);
    t.binary(ATAN2, 0, 0, 0, NAN, NAN);
    t.binary(ATAN2, 1, 1, 0.7853981633974483, 0.5, -0.5);
    t.binary(ATAN2, -1, -2, -2.677945044588987, -0.4, 0.2);
    t.binary(ATAN2, 0.5, -0.5, 2.356194490192345, -1, -1);
    t.binary(ATAN2, 0, -1, Math.PI, -1, 0);
  }

  private static void saturating(Table t) {
    t.unary(TANH, -1000, -1, 0);
    t.unary(TANH, 1000, 1, 0);
    t.unary(SIGMOID, -1000, 0, 0);
    t.unary(SIGMOID, 1000, 1, 0);
    t.unary(SIGMOID, -50, 1.928749847963918e-22, 1.928749847963918e-22);
    t.unary(SIGMOID, -30, 9.357622968839299e-14, 9.357622968838423e-14);
    t.unary(SIGMOID, 50, 1, 0);
    t.unary(SIGMOID, 0, 0.5, 0.25);
    t.unary(SIGMOID, -1, 0.2689414213699951, 0.19661193324148185);
    t.unary(SOFTPLUS, -1000, 0, 0);
    t.unary(SOFTPLUS, 1000, 1000, 1);
    t.unary(SOFTPLUS, -50, 1.9287498479639178e-22, 1.9287498479639178e-22);
    t.unary(SOFTPLUS, 50, 50, 1);
    t.unary(SOFTPLUS, 1, 1.3132616875182228, 0.7310585786300049);
    t.unary(SINH, 1000, INF, INF);
    t.unary(COSH, -1000, INF, -INF);
  }

  private static void special(Table t) {
    t.unary(ERF, 30, 1, 0);
    t.unary(ERF, -30, -1, 0);
    t.unary(ERFC, 30, 0, 0);
    t.unary(ERFC, -30, 2, 0);
    t.unary(GAUSSIAN, 30, 0, 0);
    t.unary(GAUSSIAN, -1e200, 0, 0);
    t.unary(ERFINV, 1, INF, INF);
    t.unary(ERFINV, -1, -INF, INF);
    t.unary(ERFINV, 2, NAN, NAN);
    t.unary(LGAMMA, 0, INF, -INF);
    t.unary(LGAMMA, -1, INF, NAN);
    t.unary(LGAMMA, 1, 0, -0.5772156649015329);
    t.unary(LGAMMA, 2, 0, 0.42278433509846713);
    t.unary(DIGAMMA, 0, -INF, INF);
    t.unary(DIGAMMA, 1, -0.5772156649015329, Math.PI * Math.PI / 6);
    t.unary(TRIGAMMA, 0, INF, -INF);
    t.unary(TRIGAMMA, -1, INF, NAN);
    t.unary(TRIGAMMA, 1, Math.PI * Math.PI / 6, -2.4041138063191885);
  }

  private static void ties(Table t) {
    for (ScalarOp op : new ScalarOp[] {MAXIMUM, MINIMUM}) {
      t.binary(op, 2, 2, 2, 0.5, 0.5);
      t.binary(op, 0, -0.0, 0, 0.5, 0.5);
      t.binary(op, INF, INF, INF, 0.5, 0.5);
      t.binary(op, NAN, 2, NAN, 1, 1);
      t.binary(op, 3, NAN, NAN, 1, 1);
      t.binary(op, NAN, NAN, NAN, 1, 1);
    }
    t.binary(MAXIMUM, 1, 2, 2, 0, 1);
    t.binary(MAXIMUM, 3, 2, 3, 1, 0);
    t.binary(MINIMUM, 1, 2, 1, 1, 0);
    t.binary(MINIMUM, 3, 2, 2, 0, 1);
  }

  private static void quotients(Table t) {
    t.binary(MULTIPLY_NO_NAN, INF, 0, 0, 0, INF);
    t.binary(MULTIPLY_NO_NAN, NAN, 0, 0, 0, NAN);
    t.binary(MULTIPLY_NO_NAN, 2, INF, INF, INF, 2);
    t.binary(DIV, 1, 0, INF, INF, -INF);
    t.binary(DIV, 0, 0, NAN, INF, NAN);
    t.binary(DIV, 0, 2, 0, 0.5, -0.0);
    t.binary(FMOD, 5.999999999999, 2, 1.999999999999, 1, -2);
    t.binary(REMAINDER, 5.999999999999, 2, 1.999999999999, 1, -2);
    t.binary(FMOD, 6, 2, 0, 1, -3);
    t.binary(REMAINDER, 6, 2, 0, 1, -3);
    double[][] fmod = {
      {5.5, 2, 1.5, -2}, {-5.5, 2, -1.5, 2}, {5.5, -2, 1.5, 2}, {-5.5, -2, -1.5, -2}
    };
    for (double[] row : fmod) {
      t.binary(FMOD, row[0], row[1], row[2], 1, row[3]);
    }
    double[][] remainder = {
      {5.5, 2, 1.5, -2}, {-5.5, 2, 0.5, 3}, {5.5, -2, -0.5, 3}, {-5.5, -2, -1.5, -2}
    };
    for (double[] row : remainder) {
      t.binary(REMAINDER, row[0], row[1], row[2], 1, row[3]);
    }
  }

  private static void clips(Table t) {
    t.clip(-2, -1, 1, -1, 0, 1, 0);
    t.clip(-1, -1, 1, -1, 1, 0, 0);
    t.clip(0.5, -1, 1, 0.5, 1, 0, 0);
    t.clip(1, -1, 1, 1, 1, 0, 0);
    t.clip(2, -1, 1, 1, 0, 0, 1);
    t.clip(NAN, 0, 1, NAN, 0, 0, 0);
    t.clip(-1, 2, 1, 1, 0, 0, 1);
    t.clip(0, 2, 1, 1, 0, 0, 1);
    t.clip(3, 2, 1, 1, 0, 0, 1);
    t.clip(1.5, 2, 1, 1, 0, 0, 1);
    t.clip(0, 1, 1, 1, 0, 0, 0);
    t.clip(1, 1, 1, 1, 1, 0, 0);
    t.clip(INF, 0, 1, 1, 0, 0, 1);
  }
}
