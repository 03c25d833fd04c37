package dev.jacobi.testkit;

import static dev.jacobi.testkit.DoubleWord.ONE;
import static dev.jacobi.testkit.DoubleWord.polynomial;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Elementary functions of double words: Taylor series after a reduction of the argument, the
 * coefficients from {@link Decimals}. Relative to the result they are within 2⁻⁹⁰ for arguments and
 * results from 2⁻⁹⁰⁰ to 2¹⁰⁰⁰; {@code DoubleWordTest} holds them against the decimals.
 */
final class DoubleWordFunctions {
  private static final MathContext MC = new MathContext(60);

  static final DoubleWord PI = DoubleWord.of(Decimals.pi(MC));
  static final DoubleWord LN_2 = DoubleWord.of(Decimals.log(BigDecimal.valueOf(2), MC));
  static final DoubleWord LN_10 = DoubleWord.of(Decimals.log(BigDecimal.TEN, MC));

  private static final BigDecimal QUARTER_TURN = Decimals.pi(MC).divide(BigDecimal.valueOf(2));
  private static final DoubleWord QUARTER = DoubleWord.of(QUARTER_TURN);
  private static final double QUARTER_REST =
      QUARTER_TURN
          .subtract(new BigDecimal(QUARTER.high()))
          .subtract(new BigDecimal(QUARTER.low()))
          .doubleValue();

  /** Angles beyond are known if they have no more than the 24 bits of a float. */
  static final double LARGEST_ANGLE = 0x1p20;

  /** What 2ᵏ is beside full turns, in three doubles. */
  private static final double[][] POWERS = new double[105][];

  private static final double[] NO_POWER = new double[3];

  static {
    BigDecimal turn = Decimals.pi(new MathContext(120)).multiply(BigDecimal.valueOf(2));
    for (int k = 0; k < POWERS.length; k++) {
      BigDecimal rest = new BigDecimal(Math.scalb(1.0, k)).remainder(turn);
      POWERS[k] = new double[3];
      for (int i = 0; i < 3; i++) {
        POWERS[k][i] = rest.doubleValue();
        rest = rest.subtract(new BigDecimal(POWERS[k][i]));
      }
    }
  }

  /** 1/(2k + 1). */
  private static final DoubleWord[] ODDS = new DoubleWord[22];

  /** 1/(k + 1)!. */
  private static final DoubleWord[] FACTORIALS = new DoubleWord[30];

  /** (−1)^k/(2k + 1)! and (−1)^k/(2k)!. */
  private static final DoubleWord[] SINE = new DoubleWord[15];

  private static final DoubleWord[] COSINE = new DoubleWord[15];

  static {
    for (int k = 0; k < ODDS.length; k++) {
      ODDS[k] = ONE.over(2 * k + 1);
    }
    DoubleWord factor = ONE;
    for (int k = 0; k < FACTORIALS.length; k++) {
      factor = factor.over(k + 1);
      FACTORIALS[k] = factor;
    }
    for (int k = 0; k < SINE.length; k++) {
      DoubleWord sine = FACTORIALS[2 * k];
      DoubleWord cosine = k == 0 ? ONE : FACTORIALS[2 * k - 1];
      SINE[k] = k % 2 == 0 ? sine : sine.negated();
      COSINE[k] = k % 2 == 0 ? cosine : cosine.negated();
    }
  }

  private static final DoubleWord[] FIRST_FACTORIALS = java.util.Arrays.copyOf(FACTORIALS, 12);

  private DoubleWordFunctions() {}

  /** e^x. */
  static DoubleWord exp(DoubleWord x) {
    double k = Math.rint(x.high() / LN_2.high());
    return expm1Reduced(x.minus(LN_2.times(k))).plus(1).scaled((int) k);
  }

  /** e^x − 1. */
  static DoubleWord expm1(DoubleWord x) {
    return Math.abs(x.high()) < 0.35 ? expm1Reduced(x) : exp(x).plus(-1);
  }

  /** e^r − 1 for |r| up to 0.4: of r/64, and doubled six times. */
  private static DoubleWord expm1Reduced(DoubleWord r) {
    DoubleWord part = r.scaled(-6);
    DoubleWord e = polynomial(part, FIRST_FACTORIALS).times(part);
    for (int i = 0; i < 6; i++) {
      e = e.times(e.plus(2));
    }
    return e;
  }

  /** log x for positive x. */
  static DoubleWord log(DoubleWord x) {
    int exponent = Math.getExponent(x.high());
    if (x.high() > Math.scalb(1.4142135623730951, exponent)) {
      exponent++;
    }
    DoubleWord log = logNearOne(x.scaled(-exponent).plus(-1));
    return exponent == 0 ? log : LN_2.times(exponent).plus(log);
  }

  /** log(1 + h) for h above −1. */
  static DoubleWord log1p(DoubleWord h) {
    return h.high() > -0.29 && h.high() < 0.41 ? logNearOne(h) : log(h.plus(1));
  }

  /** 2 atanh(h/(2 + h)). */
  private static DoubleWord logNearOne(DoubleWord h) {
    DoubleWord s = h.over(h.plus(2));
    return polynomial(s.square(), ODDS).times(s).scaled(1);
  }

  /** The sine of an angle up to 2²⁰, or that is a float. */
  static DoubleWord sin(DoubleWord x) {
    return turned(x, 0);
  }

  /** The cosine of an angle up to 2²⁰, or that is a float. */
  static DoubleWord cos(DoubleWord x) {
    return turned(x, 1);
  }

  /** sin(x + more·π/2). */
  private static DoubleWord turned(DoubleWord x, int more) {
    boolean far = Math.abs(x.high()) > LARGEST_ANGLE;
    int exponent = far ? Math.max(Math.getExponent(x.high()) - 23, 0) : 0;
    double times = far ? Math.scalb(x.high(), -exponent) : 1;
    double[] power = far ? POWERS[exponent] : NO_POWER;
    DoubleWord angle = far ? DoubleWord.product(power[0], times) : x;
    double k = Math.rint(angle.high() / QUARTER.high());
    DoubleWord most = angle.minus(DoubleWord.product(QUARTER.high(), k));
    DoubleWord middle = DoubleWord.product(power[1], times);
    DoubleWord next = most.plus(middle.minus(DoubleWord.product(QUARTER.low(), k)));
    DoubleWord r = next.plus(power[2] * times - QUARTER_REST * k);
    int turns = Math.floorMod((int) k + more, 4);
    DoubleWord square = r.square();
    DoubleWord value =
        turns % 2 == 0 ? polynomial(square, SINE).times(r) : polynomial(square, COSINE);
    return turns < 2 ? value : value.negated();
  }

  /** The angle in [−π/2, π/2] whose tangent is x: one step from a double. */
  static DoubleWord atan(DoubleWord x) {
    DoubleWord first = DoubleWord.of(StrictMath.atan(x.high()));
    DoubleWord sine = sin(first);
    DoubleWord cosine = cos(first);
    DoubleWord left = x.times(cosine).minus(sine);
    return first.plus(left.over(cosine.plus(x.times(sine))));
  }
}
