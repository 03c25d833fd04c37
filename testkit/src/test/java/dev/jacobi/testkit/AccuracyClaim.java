package dev.jacobi.testkit;

import dev.jacobi.core.op.ScalarFunction;
import dev.jacobi.core.op.ScalarOp;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The claim that a function of doubles stays within so many ulps of the exact value on given
 * samples. A function of one argument ignores the second sample.
 *
 * @param name what the function is called
 * @param actual the function judged
 * @param exact the judge
 * @param source a quicker judge, who knows where he cannot decide
 * @param ulps the bound
 * @param unit the size of a result below which the ulp is that of the unit: 0 for an error relative
 *     to the result everywhere, 1 where zeros of the function are reached by cancellation
 * @param samples where it holds
 */
record AccuracyClaim(
    String name,
    DoubleBinaryOperator actual,
    Exact exact,
    Optional<Estimate.Source> source,
    double ulps,
    double unit,
    List<Sample> samples) {
  private static final MathContext PRECISION = new MathContext(30, RoundingMode.HALF_EVEN);

  /** A real function in decimal arithmetic. */
  @FunctionalInterface
  interface Exact {
    BigDecimal at(BigDecimal x, BigDecimal y, MathContext mc);
  }

  /** A real function of one argument in decimal arithmetic. */
  @FunctionalInterface
  interface ExactUnary {
    BigDecimal at(BigDecimal x, MathContext mc);
  }

  /** A way to draw a point. */
  @FunctionalInterface
  interface Sample {
    double[] draw(SplittableRandom random);
  }

  /** A point and the error there. */
  record Deviation(double ulps, double x, double y) {}

  /** What the catalogue claims of an operation of one operand. */
  static AccuracyClaim unary(ScalarOp op, ExactUnary exact, Draw... draws) {
    return binary(
        op,
        (x, y, mc) -> exact.at(x, mc),
        Stream.of(draws)
            .map(d -> (Sample) r -> new double[] {d.draw(r), 0})
            .toArray(Sample[]::new));
  }

  /** What the catalogue claims of an operation of two operands. */
  static AccuracyClaim binary(ScalarOp op, Exact exact, Sample... samples) {
    ScalarFunction function = op.function();
    return new AccuracyClaim(
        op.text(),
        (x, y) -> function.apply(x, y, x),
        exact,
        Estimates.of(op),
        op.ulps(),
        0,
        List.of(samples));
  }

  /** The same claim by another name, for one function on different samples. */
  AccuracyClaim named(String other) {
    return new AccuracyClaim(other, actual, exact, source, ulps, unit, samples);
  }

  /** The same claim with errors near zeros of the function absolute. */
  AccuracyClaim absoluteBelowOne() {
    return new AccuracyClaim(name, actual, exact, source, ulps, 1, samples);
  }

  /** A way to draw a number. */
  @FunctionalInterface
  interface Draw {
    double draw(SplittableRandom random);

    /** Two such numbers as a point. */
    default Sample with(Draw second) {
      return random -> new double[] {draw(random), second.draw(random)};
    }
  }

  /** Evenly between two numbers. */
  static Draw even(double low, double high) {
    return random -> random.nextDouble(low, high);
  }

  /** Sizes from one to the other, each power of two as often as the next, with either sign. */
  static Draw sizes(double low, double high) {
    Draw size = positive(low, high);
    return random -> random.nextBoolean() ? size.draw(random) : -size.draw(random);
  }

  /** Sizes from one to the other, each power of two as often as the next. */
  static Draw positive(double low, double high) {
    double from = StrictMath.log(low);
    double to = StrictMath.log(high);
    return random ->
        Math.max(low, Math.min(high, StrictMath.exp(from + (to - from) * random.nextDouble())));
  }

  /**
   * On both sides of a number, at distances from one ulp to a tenth, each power of two as often as
   * the next.
   */
  static Draw near(double centre) {
    Draw distance = sizes(Math.ulp(centre), 0.1);
    return random -> centre + distance.draw(random);
  }

  /** Any whole number of a range, ends included. */
  static Draw whole(int low, int high) {
    return random -> random.nextInt(low, high + 1);
  }

  /** The largest error at so many points of each sample, all found in decimals. */
  Deviation worst(int points, long seed) {
    return worst(points, seed, this::error);
  }

  /**
   * The largest error at so many points of each sample: found in double words where they decide,
   * else in decimals, and in decimals for the worst of all.
   */
  Deviation worstOfMany(int points, long seed) {
    Deviation worst = worst(points, seed, this::quickError);
    return new Deviation(error(worst.x, worst.y), worst.x, worst.y);
  }

  private Deviation worst(int points, long seed, DoubleBinaryOperator error) {
    return IntStream.range(0, points * samples.size())
        .parallel()
        .mapToObj(
            i -> {
              Sample sample = samples.get(i % samples.size());
              double[] point = sample.draw(new SplittableRandom(seed + i * 0x9E3779B97F4A7C15L));
              return new Deviation(error.applyAsDouble(point[0], point[1]), point[0], point[1]);
            })
        .max(Comparator.comparingDouble(Deviation::ulps))
        .orElseThrow();
  }

  private Estimate estimate(double x, double y) {
    return source.map(s -> s.at(x, y)).orElse(Estimate.UNKNOWN);
  }

  private double quickError(double x, double y) {
    double distance = quickError(actual.applyAsDouble(x, y), x, y);
    return Double.isNaN(distance) ? error(x, y) : distance;
  }

  /** The error of a value as estimated, if that leaves no doubt that it is within the bound. */
  double quickError(double found, double x, double y) {
    Estimate estimate = estimate(x, y);
    double high = estimate.value().high();
    double ulp = Math.ulp(Math.max(Math.abs(high), unit));
    double distance = Math.abs(found - high - estimate.value().low()) / ulp;
    boolean decides = estimate.error() <= ulp * 0x1p-10 && distance + 0x1p-10 <= ulps;
    return decides ? distance : Double.NaN;
  }

  /** How far an estimate is from the decimals, as a share of its bound; 0 where there is none. */
  double shareOfBound(double x, double y) {
    Estimate estimate = estimate(x, y);
    if (Double.isInfinite(estimate.error())) {
      return 0;
    }
    BigDecimal value = exact.at(new BigDecimal(x), new BigDecimal(y), PRECISION);
    BigDecimal sum =
        new BigDecimal(estimate.value().high()).add(new BigDecimal(estimate.value().low()));
    double distance = value.subtract(sum).abs().doubleValue();
    return Math.max(distance / estimate.error(), Double.MIN_VALUE);
  }

  /**
   * The distance from the exact value in ulps of that value; infinite where one is finite and the
   * other is not.
   */
  double error(double x, double y) {
    double found = actual.applyAsDouble(x, y);
    BigDecimal value;
    try {
      value = exact.at(new BigDecimal(x), new BigDecimal(y), PRECISION);
    } catch (ArithmeticException pole) {
      return Double.isFinite(found) ? Double.POSITIVE_INFINITY : 0;
    }
    double rounded = value.doubleValue();
    if (!Double.isFinite(found) || !Double.isFinite(rounded)) {
      return found == rounded ? 0 : Double.POSITIVE_INFINITY;
    }
    BigDecimal difference = value.subtract(new BigDecimal(found), PRECISION).abs();
    double ulp = Math.ulp(Math.max(Math.abs(rounded), unit));
    return difference.divide(new BigDecimal(ulp), PRECISION).doubleValue();
  }
}
