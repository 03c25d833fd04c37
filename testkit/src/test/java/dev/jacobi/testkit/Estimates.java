package dev.jacobi.testkit;

import static dev.jacobi.testkit.DoubleWord.ONE;
import static dev.jacobi.testkit.DoubleWordFunctions.LN_10;
import static dev.jacobi.testkit.DoubleWordFunctions.LN_2;
import static dev.jacobi.testkit.DoubleWordFunctions.PI;
import static dev.jacobi.testkit.DoubleWordFunctions.exp;
import static dev.jacobi.testkit.DoubleWordFunctions.expm1;
import static dev.jacobi.testkit.DoubleWordFunctions.log;
import static dev.jacobi.testkit.DoubleWordFunctions.log1p;

import dev.jacobi.core.op.ScalarOp;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The functions of the catalogue in double words: some 200 times as quick as in decimals, and near
 * enough to decide how many ulps a double is off, but for a few points where they say so.
 */
final class Estimates {
  private static final DoubleWord TWO_OVER_ROOT_PI = DoubleWord.of(2).over(PI.sqrt());

  private Estimates() {}

  /** How to estimate an operation; nothing for those whose value is no algorithm. */
  static Optional<Estimate.Source> of(ScalarOp op) {
    Optional<Estimate.Source> source =
        switch (op) {
          case EXP -> word(DoubleWordFunctions::exp);
          case EXPM1 -> word(DoubleWordFunctions::expm1);
          case LOG -> word(DoubleWordFunctions::log);
          case LOG1P -> word(DoubleWordFunctions::log1p);
          case LOG2 -> word(x -> log(x).over(LN_2));
          case LOG10 -> word(x -> log(x).over(LN_10));
          case SQRT -> word(DoubleWord::sqrt);
          case RSQRT -> word(x -> x.sqrt().inverse());
          case CBRT -> word(Estimates::cbrt);
          case SIGMOID -> word(Estimates::sigmoid);
          case SOFTPLUS -> word(Estimates::softplus);
          case SIN, COS, TAN -> Optional.of((x, y) -> circular(op, x));
          case ASIN -> word(x -> DoubleWordFunctions.atan(x.over(leg(x))));
          case ACOS -> word(Estimates::acos);
          case ATAN -> word(DoubleWordFunctions::atan);
          case SINH -> odd(Estimates::sinh);
          case COSH -> word(x -> exp(x).plus(exp(x.negated())).scaled(-1));
          case TANH -> odd(Estimates::tanh);
          case ASINH -> odd(Estimates::asinh).map(Estimates::squarable);
          case ACOSH -> word(Estimates::acosh).map(Estimates::squarable);
          case ATANH -> odd(x -> log1p(x.scaled(1).over(ONE.minus(x))).scaled(-1));
          case SECH -> word(x -> exp(x).plus(exp(x.negated())).scaled(-1).inverse());
          case CSCH -> odd(x -> sinh(x).inverse());
          case COTH -> odd(x -> tanh(x).inverse());
          case ASEC -> word(Estimates::asec);
          case ACSC -> odd(Estimates::acsc).map(Estimates::squarable);
          case ACOT -> odd(x -> DoubleWordFunctions.atan(x.inverse()));
          case ASECH -> word(x -> log1p(ONE.minus(x).plus(leg(x)).over(x)));
          case ACSCH -> odd(x -> asinh(x.inverse())).map(Estimates::squarable);
          case ACOTH -> odd(x -> log1p(DoubleWord.of(2).over(x.plus(-1))).scaled(-1));
          case XLOGY -> Optional.of((x, y) -> Estimate.of(log(DoubleWord.of(y)).times(x)));
          case POW -> Optional.of(Estimates::pow);
          case HYPOT -> Optional.of(squarable(Estimates::hypot));
          case ATAN2 -> Optional.of(Estimates::atan2);
          case ERF -> odd(Estimates::erf);
          case ERFC -> word(Estimates::erfc);
          case GAUSSIAN -> word(x -> exp(x.square().negated()));
          case ERFINV -> Optional.of((x, y) -> erfinv(x));
          case LGAMMA -> Optional.of((x, y) -> GammaEstimates.lgamma(x));
          case DIGAMMA -> Optional.of((x, y) -> GammaEstimates.digamma(x));
          case TRIGAMMA -> Optional.of((x, y) -> GammaEstimates.polygamma(1, x));
          case POLYGAMMA -> Optional.of((n, x) -> GammaEstimates.polygamma((int) n, x));
          default -> Optional.empty();
        };
    return source.map(Estimate.Source::inRange);
  }

  private static Optional<Estimate.Source> word(UnaryOperator<DoubleWord> function) {
    return Optional.of((x, y) -> Estimate.of(function.apply(DoubleWord.of(x))));
  }

  /** A function that is estimated by squares of its operands. */
  private static Estimate.Source squarable(Estimate.Source source) {
    return (x, y) -> isSquarable(x) && isSquarable(y) ? source.at(x, y) : Estimate.UNKNOWN;
  }

  private static boolean isSquarable(double x) {
    double size = Math.abs(x);
    return size == 0 || size > 0x1p-450 && size < 0x1p450;
  }

  /** A function given for positive arguments. */
  private static Optional<Estimate.Source> odd(UnaryOperator<DoubleWord> function) {
    return word(x -> x.high() < 0 ? function.apply(x.negated()).negated() : function.apply(x));
  }

  /** One step of Newton's iteration. */
  private static DoubleWord cbrt(DoubleWord x) {
    DoubleWord root = DoubleWord.of(StrictMath.cbrt(x.high()));
    DoubleWord square = root.square();
    return root.plus(x.minus(square.times(root)).over(square.times(3)));
  }

  private static DoubleWord sigmoid(DoubleWord x) {
    DoubleWord e = exp(x.abs().negated());
    return (x.high() < 0 ? e : ONE).over(e.plus(1));
  }

  private static DoubleWord softplus(DoubleWord x) {
    return log1p(exp(x.abs().negated())).plus(Math.max(x.high(), 0));
  }

  private static Estimate circular(ScalarOp op, double x) {
    if (Math.abs(x) > DoubleWordFunctions.LARGEST_ANGLE && x != (float) x) {
      return Estimate.UNKNOWN;
    }
    DoubleWord angle = DoubleWord.of(x);
    DoubleWord sine = DoubleWordFunctions.sin(angle);
    DoubleWord cosine = DoubleWordFunctions.cos(angle);
    return Estimate.of(
        switch (op) {
          case SIN -> sine;
          case COS -> cosine;
          default -> sine.over(cosine);
        });
  }

  /** √(1 − x²). */
  private static DoubleWord leg(DoubleWord x) {
    return ONE.minus(x).times(x.plus(1)).sqrt();
  }

  private static DoubleWord acos(DoubleWord x) {
    return DoubleWordFunctions.atan(ONE.minus(x).over(x.plus(1)).sqrt()).scaled(1);
  }

  private static DoubleWord asec(DoubleWord x) {
    return DoubleWordFunctions.atan(x.plus(-1).over(x.plus(1)).sqrt()).scaled(1);
  }

  private static DoubleWord acsc(DoubleWord x) {
    return DoubleWordFunctions.atan(x.plus(-1).times(x.plus(1)).sqrt().inverse());
  }

  private static DoubleWord sinh(DoubleWord x) {
    DoubleWord m = expm1(x);
    return m.plus(m.over(m.plus(1))).scaled(-1);
  }

  private static DoubleWord tanh(DoubleWord x) {
    DoubleWord m = expm1(x.scaled(1).negated());
    return m.negated().over(m.plus(2));
  }

  private static DoubleWord asinh(DoubleWord x) {
    DoubleWord square = x.square();
    return log1p(x.plus(square.over(square.plus(1).sqrt().plus(1))));
  }

  private static DoubleWord acosh(DoubleWord x) {
    DoubleWord h = x.plus(-1);
    return log1p(h.plus(h.times(x.plus(1)).sqrt()));
  }

  private static Estimate pow(double x, double y) {
    DoubleWord value = exp(log(DoubleWord.of(Math.abs(x))).times(y));
    return Estimate.of(x < 0 && y % 2 != 0 ? value.negated() : value);
  }

  private static Estimate hypot(double x, double y) {
    return Estimate.of(DoubleWord.product(x, x).plus(DoubleWord.product(y, y)).sqrt());
  }

  private static Estimate atan2(double y, double x) {
    DoubleWord angle = DoubleWordFunctions.atan(DoubleWord.of(y).over(x));
    return Estimate.of(x > 0 ? angle : angle.plus(y < 0 ? PI.negated() : PI));
  }

  /** 2/√π e^−x² Σ 2ⁿx^(2n+1)/(2n + 1)!! for x ≥ 0 (Abramowitz and Stegun 1964, 7.1.6). */
  static DoubleWord erf(DoubleWord x) {
    if (x.high() > 8) {
      return ONE;
    }
    DoubleWord twice = x.square().scaled(1);
    DoubleWord term = x;
    DoubleWord sum = x;
    for (int n = 3; term.high() > sum.high() * 0x1p-105; n += 2) {
      term = term.times(twice).over(n);
      sum = sum.plus(term);
    }
    return sum.times(TWO_OVER_ROOT_PI).times(exp(x.square().negated()));
  }

  private static DoubleWord erfc(DoubleWord x) {
    if (x.high() < 0) {
      return erf(x.negated()).plus(1);
    }
    return x.high() < 1 ? ONE.minus(erf(x)) : erfcTail(x);
  }

  /** e^−x²/√π over the continued fraction x + ½/(x + 1/(x + 3/2/(x + … (7.1.14). */
  private static DoubleWord erfcTail(DoubleWord x) {
    double depth = 25 / x.high();
    DoubleWord fraction = x;
    for (int k = (int) (depth * depth) + 20; k > 0; k--) {
      fraction = x.plus(DoubleWord.of(0.5 * k).over(fraction));
    }
    DoubleWord factor = TWO_OVER_ROOT_PI.scaled(-1).times(exp(x.square().negated()));
    return factor.over(fraction);
  }

  /** One step of Newton's iteration of second order from the double to be judged. */
  private static Estimate erfinv(double x) {
    double size = Math.abs(x);
    DoubleWord y = DoubleWord.of(ScalarOp.ERFINV.function().apply(size, 0, 0));
    DoubleWord rest =
        size < 0.5 ? erf(y).negated().plus(size) : erfc(y).minus(DoubleWord.sum(1, -size));
    DoubleWord slope = TWO_OVER_ROOT_PI.times(exp(y.square().negated()));
    DoubleWord step = rest.over(slope);
    DoubleWord value = y.plus(step.plus(y.times(step.square())));
    double far = Math.abs(step.high() / y.high()) > 0x1p-40 ? Double.POSITIVE_INFINITY : 0;
    DoubleWord signed = x < 0 ? value.negated() : value;
    return new Estimate(signed, Estimate.of(value).error() + far);
  }
}
