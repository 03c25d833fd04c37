package dev.jacobi.testkit;

import static dev.jacobi.testkit.Approximation.exponent;
import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The elementary functions in decimal arithmetic of any precision: the judge of what the platform
 * computes in binary.
 *
 * <p>Each function rounds to the {@link MathContext} it is given and is right to one unit of the
 * last place there, <em>relative</em> to the result, for every argument that has a real result:
 * also for tiny arguments, next to zeros and poles, and for arguments of hundreds of digits.
 * Arguments are taken as exact. A result that is not a real number (log of −1, tan at a pole, an
 * infinity, a magnitude above 10^(4·10⁸)) throws {@link ArithmeticException}; a magnitude below
 * 10^(−4·10⁸) is zero. The context must have a precision of at least 1. Thread-safe.
 *
 * <p>All of it is computed here, by series and reductions named at the functions: the libraries at
 * hand bound the absolute error only, and one was found to answer with fewer digits than asked for.
 * The error function is in {@link DecimalErrorFunctions}, the gamma function in {@link
 * DecimalGammaFunctions}.
 */
public final class Decimals {
  /** 2; {@code BigDecimal.TWO} came with Java 19. */
  static final BigDecimal TWO = BigDecimal.valueOf(2);

  private static final BigDecimal THREE = BigDecimal.valueOf(3);
  private static final BigDecimal ROOT_TEN = new BigDecimal("3.16");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal EXPONENT_LIMIT = new BigDecimal("1e9");

  private Decimals() {}

  /** The context with more digits, to the nearest even. */
  static MathContext widen(MathContext mc, int digits) {
    return new MathContext(Math.addExact(mc.getPrecision(), digits), RoundingMode.HALF_EVEN);
  }

  // --- constants

  /** π. */
  public static BigDecimal pi(MathContext mc) {
    return DecimalConstants.PI.at(mc);
  }

  /** Euler's number e. */
  public static BigDecimal e(MathContext mc) {
    return exp(ONE, mc);
  }

  /** The natural logarithm of 2. */
  public static BigDecimal ln2(MathContext mc) {
    return DecimalConstants.LN_2.at(mc);
  }

  /** The natural logarithm of 10. */
  public static BigDecimal ln10(MathContext mc) {
    return DecimalConstants.LN_10.at(mc);
  }

  // --- exponentials, logarithms, powers

  /**
   * e^x, by the nearest power of ten, Taylor's series on the 256th part of the rest, and eight
   * squarings.
   */
  public static BigDecimal exp(BigDecimal x, MathContext mc) {
    if (x.abs().compareTo(EXPONENT_LIMIT) > 0) {
      if (x.signum() > 0) {
        throw new ArithmeticException("exp overflows");
      }
      return ZERO;
    }
    MathContext wide = widen(mc, 8);
    MathContext reducing = widen(wide, Math.max(0, exponent(x) + 1));
    BigDecimal ln10 = ln10(reducing);
    int power = x.divide(ln10, widen(mc, 12)).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
    BigDecimal rest = x.round(reducing).subtract(ln10.multiply(BigDecimal.valueOf(power)));
    BigDecimal small = rest.divide(BigDecimal.valueOf(256), wide);
    BigDecimal term = ONE;
    BigDecimal sum = ONE;
    for (int k = 1; matters(term, sum, wide); k++) {
      term = term.multiply(small, wide).divide(BigDecimal.valueOf(k), wide);
      sum = sum.add(term, wide);
    }
    for (int k = 0; k < 8; k++) {
      sum = sum.multiply(sum, wide);
    }
    return sum.scaleByPowerOfTen(power).round(mc);
  }

  /** e^x − 1. */
  public static BigDecimal expm1(BigDecimal x, MathContext mc) {
    if (x.signum() == 0) {
      return ZERO;
    }
    MathContext wide = widen(mc, 6);
    if (exponent(x) >= -1) {
      return exp(x, wide).subtract(ONE, mc);
    }
    BigDecimal a = x.round(wide);
    BigDecimal term = a;
    BigDecimal sum = a;
    for (int k = 2; matters(term, sum, wide); k++) {
      term = term.multiply(a, wide).divide(BigDecimal.valueOf(k), wide);
      sum = sum.add(term, wide);
    }
    return sum.round(mc);
  }

  /**
   * The natural logarithm; x must be positive. By the logarithm in binary, mended with one
   * exponential.
   */
  public static BigDecimal log(BigDecimal x, MathContext mc) {
    requirePositive(x, "log");
    MathContext wide = widen(mc, 6);
    if (Math.abs(exponent(x)) <= 1 && exponent(x.subtract(ONE)) < -1) {
      return log1p(x.subtract(ONE), mc);
    }
    int power = exponent(x.multiply(ROOT_TEN, new MathContext(3)));
    BigDecimal a = x.round(wide).scaleByPowerOfTen(-power);
    BigDecimal near = new BigDecimal(StrictMath.log(a.doubleValue()));
    BigDecimal mend = log1p(a.multiply(exp(near.negate(), wide)).subtract(ONE), wide);
    return ln10(wide).multiply(BigDecimal.valueOf(power)).add(near).add(mend).round(mc);
  }

  /** log(1 + x); x must be above −1. */
  public static BigDecimal log1p(BigDecimal x, MathContext mc) {
    if (exponent(x) >= -1) {
      return log(exponent(x) > mc.getPrecision() + 6 ? x : ONE.add(x), mc);
    }
    if (x.signum() == 0) {
      return ZERO;
    }
    MathContext wide = widen(mc, 6);
    BigDecimal a = x.round(wide);
    return TWO.multiply(powerSeriesOverOdd(a.divide(TWO.add(a, wide), wide), 1, wide)).round(mc);
  }

  /** The logarithm to the base 2; x must be positive. */
  public static BigDecimal log2(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    return log(x, wide).divide(ln2(wide), mc);
  }

  /** The logarithm to the base 10; x must be positive. */
  public static BigDecimal log10(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    return log(x, wide).divide(ln10(wide), mc);
  }

  /** The square root; x must not be negative. */
  public static BigDecimal sqrt(BigDecimal x, MathContext mc) {
    return x.round(widen(mc, 6)).sqrt(widen(mc, 3)).round(mc);
  }

  /** 1/√x; x must be positive. */
  public static BigDecimal rsqrt(BigDecimal x, MathContext mc) {
    requirePositive(x, "rsqrt");
    return ONE.divide(sqrt(x, widen(mc, 3)), mc);
  }

  /** The real cube root, by Newton's iteration from the root in binary. */
  public static BigDecimal cbrt(BigDecimal x, MathContext mc) {
    if (x.signum() == 0) {
      return ZERO;
    }
    MathContext wide = widen(mc, 6);
    int thirds = Math.floorDiv(exponent(x), 3);
    BigDecimal a = x.scaleByPowerOfTen(-3 * thirds).round(wide);
    BigDecimal root = new BigDecimal(StrictMath.cbrt(a.doubleValue()));
    for (int digits = 15; digits < wide.getPrecision(); digits *= 2) {
      BigDecimal quotient = a.divide(root.multiply(root), wide);
      root = root.add(root).add(quotient).divide(THREE, wide);
    }
    return root.scaleByPowerOfTen(thirds).round(mc);
  }

  /** x^y; a negative x needs an integer y, a zero x a y that is not negative; 0^0 = 1. */
  public static BigDecimal pow(BigDecimal x, BigDecimal y, MathContext mc) {
    if (y.signum() == 0) {
      return ONE;
    }
    if (x.signum() == 0) {
      requirePositive(y, "pow at zero: the exponent");
      return ZERO;
    }
    boolean odd = false;
    if (x.signum() < 0) {
      odd = y.toBigIntegerExact().testBit(0);
    }
    MathContext rough = widen(mc, 6);
    int size = exponent(y.multiply(log(x.abs(), new MathContext(9)), new MathContext(9)));
    if (size > 9) {
      return exp(y.multiply(log(x.abs(), rough), rough), rough);
    }
    MathContext wide = widen(rough, Math.max(0, size + 1));
    BigDecimal power = exp(y.multiply(log(x.abs(), wide), wide), mc);
    return odd ? power.negate() : power;
  }

  /** √(x² + y²). */
  public static BigDecimal hypot(BigDecimal x, BigDecimal y, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal a = x.round(wide);
    BigDecimal b = y.round(wide);
    return sqrt(a.multiply(a).add(b.multiply(b), wide), mc);
  }

  /** 1/(1 + e^−x). */
  public static BigDecimal sigmoid(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal e = exp(x.abs().negate(), wide);
    return (x.signum() < 0 ? e : ONE).divide(ONE.add(e, wide), mc);
  }

  /** log(1 + e^x). */
  public static BigDecimal softplus(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    return log1p(exp(x.abs().negate(), wide), wide).add(x.max(ZERO), mc);
  }

  // --- circular functions

  /** The sine of an angle in radians. */
  public static BigDecimal sin(BigDecimal x, MathContext mc) {
    if (x.signum() == 0) {
      return ZERO;
    }
    MathContext wide = widen(mc, 6);
    return Angle.of(x, wide).sin(wide).round(mc);
  }

  /** The cosine of an angle in radians. */
  public static BigDecimal cos(BigDecimal x, MathContext mc) {
    if (x.signum() == 0) {
      return ONE;
    }
    MathContext wide = widen(mc, 6);
    return Angle.of(x, wide).cos(wide).round(mc);
  }

  /** The tangent of an angle in radians. */
  public static BigDecimal tan(BigDecimal x, MathContext mc) {
    if (x.signum() == 0) {
      return ZERO;
    }
    MathContext wide = widen(mc, 6);
    Angle angle = Angle.of(x, wide);
    return angle.sin(wide).divide(angle.cos(wide), mc);
  }

  /** The angle in [−π/2, π/2] whose sine is x; x must be in [−1, 1]. */
  public static BigDecimal asin(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal square = requireNotNegative(ONE.subtract(x).multiply(ONE.add(x)), "asin");
    return atan2(x, sqrt(square, wide), mc);
  }

  /** The angle in [0, π] whose cosine is x; x must be in [−1, 1]. */
  public static BigDecimal acos(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal square = requireNotNegative(ONE.subtract(x).multiply(ONE.add(x)), "acos");
    return atan2(sqrt(square, wide), x, mc);
  }

  /** The angle in (−π/2, π/2) whose tangent is x. */
  public static BigDecimal atan(BigDecimal x, MathContext mc) {
    if (x.signum() == 0) {
      return ZERO;
    }
    MathContext wide = widen(mc, 8);
    BigDecimal a = x.abs().round(wide);
    boolean inverted = a.compareTo(ONE) > 0;
    if (inverted) {
      a = ONE.divide(a, wide);
    }
    int halvings = exponent(a) < -1 ? 0 : 3;
    for (int k = 0; k < halvings; k++) {
      a = a.divide(ONE.add(ONE.add(a.multiply(a, wide)).sqrt(wide)), wide);
    }
    BigDecimal angle = powerSeriesOverOdd(a, -1, wide).multiply(BigDecimal.valueOf(1L << halvings));
    if (inverted) {
      angle = pi(wide).multiply(HALF).subtract(angle, wide);
    }
    return (x.signum() < 0 ? angle.negate() : angle).round(mc);
  }

  /**
   * The angle in (−π, π] of the point (x, y); 0 at the origin, where signs of zeros are not known.
   */
  public static BigDecimal atan2(BigDecimal y, BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    if (y.signum() == 0) {
      return x.signum() < 0 ? pi(mc) : ZERO;
    }
    BigDecimal quarter = pi(wide).multiply(HALF);
    BigDecimal turn = y.signum() < 0 ? quarter.negate() : quarter;
    if (x.signum() == 0) {
      return turn.round(mc);
    }
    BigDecimal angle = atan(y.divide(x, wide), wide);
    return (x.signum() < 0 ? turn.add(turn).add(angle, wide) : angle).round(mc);
  }

  // --- hyperbolic functions

  /** (e^x − e^−x)/2. */
  public static BigDecimal sinh(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal m = expm1(x.abs(), wide);
    BigDecimal result = m.add(m.divide(ONE.add(m, wide), wide), wide).multiply(HALF);
    return (x.signum() < 0 ? result.negate() : result).round(mc);
  }

  /** (e^x + e^−x)/2. */
  public static BigDecimal cosh(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal e = exp(x.abs(), wide);
    return e.add(ONE.divide(e, wide), wide).multiply(HALF).round(mc);
  }

  /** sinh(x)/cosh(x). */
  public static BigDecimal tanh(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal m = expm1(x.abs().multiply(TWO).negate(), wide);
    BigDecimal result = m.negate().divide(TWO.add(m, wide), mc);
    return x.signum() < 0 ? result.negate() : result;
  }

  /** The inverse of sinh. */
  public static BigDecimal asinh(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal a = x.abs().round(wide);
    BigDecimal square = a.multiply(a);
    BigDecimal h = square.divide(ONE.add(sqrt(ONE.add(square, wide), wide), wide), wide);
    BigDecimal result = log1p(a.add(h, wide), mc);
    return x.signum() < 0 ? result.negate() : result;
  }

  /** The inverse of cosh that is not negative; x must be at least 1. */
  public static BigDecimal acosh(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal h = requireNotNegative(x.subtract(ONE), "acosh").round(wide);
    return log1p(h.add(sqrt(h.multiply(TWO.add(h)), wide), wide), mc);
  }

  /** The inverse of tanh; x must be in (−1, 1). */
  public static BigDecimal atanh(BigDecimal x, MathContext mc) {
    MathContext wide = widen(mc, 6);
    BigDecimal a = x.abs();
    BigDecimal complement = ONE.subtract(a);
    requirePositive(complement, "atanh: 1 - |x|");
    BigDecimal result = log1p(TWO.multiply(a).divide(complement, wide), wide).multiply(HALF);
    return (x.signum() < 0 ? result.negate() : result).round(mc);
  }

  // --- special functions

  /** The error function, 2/√π ∫₀ˣ e^(−t²) dt. */
  public static BigDecimal erf(BigDecimal x, MathContext mc) {
    return DecimalErrorFunctions.erf(x, mc);
  }

  /** The complement of the error function, 1 − erf(x), relative to itself. */
  public static BigDecimal erfc(BigDecimal x, MathContext mc) {
    return DecimalErrorFunctions.erfc(x, mc);
  }

  /** The inverse of the error function; y must be in (−1, 1). */
  public static BigDecimal erfinv(BigDecimal y, MathContext mc) {
    return DecimalErrorFunctions.erfinv(y, mc);
  }

  /** log |Γ(x)|; x must not be zero or a negative integer. */
  public static BigDecimal lgamma(BigDecimal x, MathContext mc) {
    return DecimalGammaFunctions.lgamma(x, mc);
  }

  /** ψ(x) = Γ′(x)/Γ(x); x must not be zero or a negative integer. */
  public static BigDecimal digamma(BigDecimal x, MathContext mc) {
    return DecimalGammaFunctions.digamma(x, mc);
  }

  /** ψ⁽ⁿ⁾(x), the n-th derivative of ψ, n ≥ 0; x must not be zero or a negative integer. */
  public static BigDecimal polygamma(int n, BigDecimal x, MathContext mc) {
    return DecimalGammaFunctions.polygamma(n, x, mc);
  }

  // --- shared

  /** x + s·x³/3 + x⁵/5 + s·x⁷/7 + …: atanh for s = 1, atan for s = −1; for small x. */
  private static BigDecimal powerSeriesOverOdd(BigDecimal x, int s, MathContext wide) {
    BigDecimal ratio = x.multiply(x, wide).multiply(BigDecimal.valueOf(s));
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int k = 3; matters(power, sum, wide); k += 2) {
      power = power.multiply(ratio, wide);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), wide), wide);
    }
    return sum;
  }

  /** Whether a term of a falling series can still change the sum. */
  static boolean matters(BigDecimal term, BigDecimal sum, MathContext wide) {
    return term.signum() != 0 && exponent(term) >= exponent(sum) - wide.getPrecision();
  }

  static void requirePositive(BigDecimal x, String what) {
    if (x.signum() <= 0) {
      throw new ArithmeticException(what + " must be positive");
    }
  }

  private static BigDecimal requireNotNegative(BigDecimal x, String what) {
    if (x.signum() < 0) {
      throw new ArithmeticException(what + " outside its domain");
    }
    return x;
  }
}
