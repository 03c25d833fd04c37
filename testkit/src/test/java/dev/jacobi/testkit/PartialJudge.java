package dev.jacobi.testkit;

import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.testkit.Mismatch.Figure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Judges a rule for the derivative of an operation by one operand by what is independent of it:
 * differences of the operation's value in double precision and in sixty digits, and the conventions
 * for awkward points.
 */
final class PartialJudge {

  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal STEP = new BigDecimal("1e-19");

  /** Half the digits of a central difference with that step are right, and some more. */
  private static final BigDecimal FIFTY_DIGITS = new BigDecimal("1e-30");

  private static final int SAMPLES = 16;
  private static final int DECIMAL_SAMPLES = 5;

  /** The factor of a rule: neither 1 nor a power of two, so that losing it shows. */
  private static final double FACTOR = -1.375;

  private static final DecimalAlgebra DECIMALS = new DecimalAlgebra(DIGITS);

  private final ScalarOp op;
  private final int operand;
  private final List<double[]> points = new ArrayList<>();
  private final List<Ridders.Estimate> differences = new ArrayList<>();
  private final List<BigDecimal> decimalDifferences = new ArrayList<>();

  PartialJudge(ScalarOp op, int operand) {
    this.op = op;
    this.operand = operand;
    Random random = Samples.random(op + " by operand " + operand);
    for (int i = 0; i < SAMPLES; i++) {
      double[] x = op.domains().stream().mapToDouble(d -> Samples.number(d, random)).toArray();
      if (op.kind() == ScalarKind.CHOICE) {
        x[0] = i % 2;
      }
      points.add(x);
      differences.add(difference(x));
    }
  }

  /** Each operation with each operand it can be differentiated by. */
  static List<PartialJudge> all() {
    List<PartialJudge> result = new ArrayList<>();
    for (ScalarOp op : ScalarOp.values()) {
      for (int operand : ElementWiseScenarios.differentiable(op)) {
        result.add(new PartialJudge(op, operand));
      }
    }
    return result;
  }

  ScalarOp op() {
    return op;
  }

  int operand() {
    return operand;
  }

  /** A name for messages. */
  String name() {
    return "d " + op.text() + " / d operand " + operand;
  }

  private double value(double[] x) {
    return new DoubleAlgebra(false).apply(op, Arrays.stream(x).boxed().toList());
  }

  private Ridders.Estimate difference(double[] x) {
    Ridders.Estimate slope =
        Ridders.derivative(
            t -> {
              double[] moved = x.clone();
              moved[operand] = t;
              return value(moved);
            },
            x[operand],
            Math.max(Math.abs(x[operand]), 1));
    return new Ridders.Estimate(FACTOR * slope.value(), Math.abs(FACTOR) * slope.error());
  }

  /** The first disagreement of a rule with differences in double precision. */
  Optional<Mismatch> byDifferences(Partial rule) {
    for (int i = 0; i < points.size(); i++) {
      double[] x = points.get(i);
      double y = value(x);
      List<Double> operands = Arrays.stream(x).boxed().toList();
      double found = rule.apply(new DoubleAlgebra(false), operand, FACTOR, operands, y);
      Optional<Mismatch> mismatch =
          GradientCheck.judge(
              name(), at(x), differences.get(i), new Figure(found, "the rule"), Math.abs(y));
      if (mismatch.isPresent()) {
        return mismatch;
      }
    }
    return Optional.empty();
  }

  private static String at(double[] x) {
    return "at " + Arrays.toString(x) + " with factor " + FACTOR;
  }

  /** The first disagreement of a rule, in decimals, with differences in decimals. */
  Optional<Mismatch> byFiftyDigits(Partial rule) {
    for (int i = 0; i < DECIMAL_SAMPLES; i++) {
      BigDecimal expected = decimalDifference(i);
      BigDecimal found = inDecimals(rule, points.get(i));
      BigDecimal scale = expected.abs().max(new BigDecimal("1e-3"));
      BigDecimal distance = found.subtract(expected).abs();
      if (distance.compareTo(scale.multiply(FIFTY_DIGITS)) > 0) {
        String where =
            at(points.get(i)) + ": " + expected.round(DIGITS) + " expected, " + found + " found";
        Figure difference = new Figure(expected.doubleValue(), "differences in sixty digits");
        Figure judged = new Figure(found.doubleValue(), "the rule in sixty digits");
        return Optional.of(new Mismatch(name(), where, difference, judged));
      }
    }
    return Optional.empty();
  }

  private BigDecimal decimalDifference(int i) {
    while (decimalDifferences.size() <= i) {
      double[] x = points.get(decimalDifferences.size());
      BigDecimal right = DECIMALS.apply(op, decimals(x, STEP));
      BigDecimal left = DECIMALS.apply(op, decimals(x, STEP.negate()));
      BigDecimal slope = right.subtract(left).divide(STEP.add(STEP), DIGITS);
      decimalDifferences.add(slope.multiply(new BigDecimal(FACTOR), DIGITS));
    }
    return decimalDifferences.get(i);
  }

  private List<BigDecimal> decimals(double[] x, BigDecimal step) {
    List<BigDecimal> result = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      BigDecimal exact = new BigDecimal(x[i]);
      result.add(i == operand ? exact.add(step) : exact);
    }
    return result;
  }

  private BigDecimal inDecimals(Partial rule, double[] point) {
    List<BigDecimal> x = decimals(point, BigDecimal.ZERO);
    return rule.apply(DECIMALS, operand, new BigDecimal(FACTOR), x, DECIMALS.apply(op, x));
  }

  /** The first convention that a rule does not keep. */
  Optional<Mismatch> byConventions(Partial rule) {
    for (AwkwardPoint point : AwkwardPoint.all()) {
      for (boolean literals : new boolean[] {false, true}) {
        Optional<Mismatch> mismatch =
            point.op() == op ? byConvention(rule, point, literals) : Optional.empty();
        if (mismatch.isPresent()) {
          return mismatch;
        }
      }
    }
    return byInfiniteAdjoint(rule);
  }

  /** A weight of zero annihilates an infinite adjoint too: what multiply_no_nan exists for. */
  private Optional<Mismatch> byInfiniteAdjoint(Partial rule) {
    if (op != ScalarOp.MULTIPLY_NO_NAN || operand != 0) {
      return Optional.empty();
    }
    double infinite = Double.POSITIVE_INFINITY;
    double found = rule.apply(new DoubleAlgebra(false), 0, infinite, List.of(1.0, 0.0), 0.0);
    return AwkwardPoint.agrees(0, found)
        ? Optional.empty()
        : Optional.of(
            new Mismatch(
                name(),
                "at a zero weight with an infinite adjoint",
                new Figure(0, "the convention"),
                new Figure(found, "the rule")));
  }

  private Optional<Mismatch> byConvention(Partial rule, AwkwardPoint point, boolean literals) {
    double y = new DoubleAlgebra(false).apply(op, point.x());
    for (double factor : new double[] {1, FACTOR, 0}) {
      double found = rule.apply(new DoubleAlgebra(literals), operand, factor, point.x(), y);
      double expected = factor * point.partials().get(operand);
      if (!AwkwardPoint.agrees(expected, found)) {
        Figure convention = new Figure(expected, "the convention");
        Figure judged = new Figure(found, "the rule");
        String where = "at " + point.x() + " with factor " + factor;
        return Optional.of(new Mismatch(name(), where, convention, judged));
      }
    }
    return Optional.empty();
  }

  /**
   * The largest share that the error of a rule in double precision, against sixty digits, has of
   * what rounding can explain: the errors that the catalogue states for every operation in the rule
   * and for the value, carried along to first order.
   */
  double shareOfRounding(Partial rule) {
    double worst = 0;
    for (double[] x : points.subList(0, DECIMAL_SAMPLES)) {
      RoundedAlgebra algebra = new RoundedAlgebra();
      List<RoundedAlgebra.Rounded> operands =
          Arrays.stream(x).mapToObj(RoundedAlgebra.Rounded::exact).toList();
      RoundedAlgebra.Rounded found =
          rule.apply(
              algebra,
              operand,
              RoundedAlgebra.Rounded.exact(FACTOR),
              operands,
              algebra.apply(op, operands));
      BigDecimal exact = inDecimals(rule, x);
      double error = exact.subtract(new BigDecimal(found.value())).abs().doubleValue();
      worst = Math.max(worst, error == 0 ? 0 : error / found.error());
    }
    return worst;
  }
}
