package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The judge judged: known constants to 50 digits, identities between functions, and a second
 * library.
 */
class DecimalsTest {
  private static final MathContext MC = new MathContext(50);
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private static BigDecimal big(String text) {
    return new BigDecimal(text);
  }

  /**
   * Both numbers, relative to the second, within a few units of the 50th digit times what the
   * identity may lose.
   */
  private static void same(BigDecimal found, BigDecimal expected, double loss) {
    BigDecimal difference = found.subtract(expected).abs();
    BigDecimal allowed = expected.abs().multiply(big("1e-49")).multiply(BigDecimal.valueOf(loss));
    assertTrue(difference.compareTo(allowed) <= 0, () -> found + " is not " + expected);
  }

  /** Constants from Abramowitz and Stegun, the OEIS (named) and the usual tables. */
  @ParameterizedTest
  @CsvSource({
    "pi, 0, 3.1415926535897932384626433832795028841971693993751",
    "e, 0, 2.7182818284590452353602874713526624977572470936999595749669676",
    "ln2, 0, 0.69314718055994530941723212145817656807550013436025525412068",
    "log10, 2, 0.30102999566398119521373889472449302676818988146210854131",
    "log2, 10, 3.3219280948873623478703194294893901758648313930245806",
    "sqrt, 2, 1.4142135623730950488016887242096980785696718753769480731767",
    "cbrt, 2, 1.2599210498948731647672106072782283505702514647015079800820",
    "digamma, 1, -0.57721566490153286060651209008240243104215933593992",
    "digamma, 0.5, -1.9635100260214234794409763329987555671931596046604",
    "trigamma, 1, 1.6449340668482264364724151666460251892189499012068",
    "tetragamma, 1, -2.4041138063191885707994763230228999815299725846810",
    "lgamma, 0.5, 0.57236494292470008707171367567652935582364740645766",
    "acosh, 3, 1.7627471740390860504652186499595846180563206565232708",
    "asinh, 1, 0.88137358701954302523260932497979230902816032826163541",
    "digammaZero, 0, 1.4616321449683623412626595423257213284681962040064463512959884",
    "lgamma, 0.25, 1.2880225246980774573706104402197172959253775651128605",
    "tan, 1, 1.5574077246549022305069748074583601730872507723815",
    "sin, 1, 0.84147098480789650665250232163029899962256306079837",
    "cos, 1, 0.54030230586813971740093660744297660373231042061792",
    "erf, 1, 0.84270079294971486934122063508260925929606699796630",
    "erfc, 1, 0.15729920705028513065877936491739074070393300203370",
    "erfinv, 0.5, 0.47693627620446987338141835364313055980896974905947"
  })
  void constantsAgreeWithTables(String name, BigDecimal x, BigDecimal value) {
    same(named(name, x), value.round(MC), 3);
  }

  private static BigDecimal named(String name, BigDecimal x) {
    return switch (name) {
      case "pi" -> Decimals.pi(MC);
      case "e" -> Decimals.e(MC);
      case "ln2" -> Decimals.ln2(MC);
      case "log10" -> Decimals.log10(x, MC);
      case "log2" -> Decimals.log2(x, MC);
      case "sqrt" -> Decimals.sqrt(x, MC);
      case "cbrt" -> Decimals.cbrt(x, MC);
      case "digamma" -> Decimals.digamma(x, MC);
      case "trigamma" -> Decimals.polygamma(1, x, MC);
      case "tetragamma" -> Decimals.polygamma(2, x, MC);
      case "lgamma" -> Decimals.lgamma(x, MC);
      case "acosh" -> Decimals.acosh(x, MC);
      case "asinh" -> Decimals.asinh(x, MC);
      case "digammaZero" -> digammaZero();
      case "sin" -> Decimals.sin(x, MC);
      case "cos" -> Decimals.cos(x, MC);
      case "tan" -> Decimals.tan(x, MC);
      case "erf" -> Decimals.erf(x, MC);
      case "erfc" -> Decimals.erfc(x, MC);
      case "erfinv" -> Decimals.erfinv(x, MC);
      default -> throw new AssertionError(name);
    };
  }

  /** Newton's iteration on digamma with trigamma as its slope. */
  private static BigDecimal digammaZero() {
    MathContext wide = new MathContext(60);
    BigDecimal x = big("1.46");
    for (int k = 0; k < 6; k++) {
      BigDecimal value = Decimals.digamma(x, wide);
      x = x.subtract(value.divide(Decimals.polygamma(1, x, wide), wide)).round(wide);
    }
    return x.round(MC);
  }

  /** Seeded arguments between two bounds, as exact doubles. */
  private static Stream<BigDecimal> arguments(double low, double high) {
    return new SplittableRandom(7).doubles(40, low, high).mapToObj(BigDecimal::new);
  }

  private static void everywhere(
      double low,
      double high,
      double loss,
      UnaryOperator<BigDecimal> left,
      UnaryOperator<BigDecimal> right) {
    arguments(low, high).forEach(x -> same(left.apply(x), right.apply(x), loss));
  }

  @Test
  void inversesUndoTheirFunctions() {
    everywhere(-20, 20, 100, x -> Decimals.log(Decimals.exp(x, MC), MC), x -> x);
    everywhere(-0.5, 3, 100, x -> Decimals.log1p(Decimals.expm1(x, MC), MC), x -> x);
    everywhere(-1.5, 1.5, 100, x -> Decimals.asin(Decimals.sin(x, MC), MC), x -> x);
    everywhere(0.01, 3.1, 1e4, x -> Decimals.acos(Decimals.cos(x, MC), MC), x -> x);
    everywhere(-1.5, 1.5, 100, x -> Decimals.atan(Decimals.tan(x, MC), MC), x -> x);
    everywhere(-9, 9, 100, x -> Decimals.asinh(Decimals.sinh(x, MC), MC), x -> x);
    everywhere(0.1, 9, 1e3, x -> Decimals.acosh(Decimals.cosh(x, MC), MC), x -> x);
    everywhere(-3, 3, 1e4, x -> Decimals.atanh(Decimals.tanh(x, MC), MC), x -> x);
    everywhere(-3, 3, 1e6, x -> Decimals.erfinv(Decimals.erf(x, MC), MC), x -> x);
    everywhere(-1, 1, 10, y -> Decimals.erf(Decimals.erfinv(y, MC), MC), y -> y);
    everywhere(
        0, 50, 10, x -> Decimals.pow(Decimals.cbrt(x, MC), BigDecimal.valueOf(3), MC), x -> x);
  }

  @Test
  void sumsOfSquaresAndComplementsHold() {
    BinaryOperator<BigDecimal> squares = (a, b) -> a.multiply(a).add(b.multiply(b));
    everywhere(-50, 50, 10, x -> squares.apply(Decimals.sin(x, MC), Decimals.cos(x, MC)), x -> ONE);
    everywhere(-5, 5, 10, x -> Decimals.erf(x, MC).add(Decimals.erfc(x, MC)), x -> ONE);
    everywhere(
        -9, 9, 10, x -> Decimals.sigmoid(x, MC).add(Decimals.sigmoid(x.negate(), MC)), x -> ONE);
    everywhere(
        -9,
        9,
        1e6,
        x -> Decimals.softplus(x, MC).subtract(Decimals.softplus(x.negate(), MC)),
        x -> x);
    everywhere(0.1, 9, 10, x -> Decimals.rsqrt(x, MC).multiply(Decimals.sqrt(x, MC)), x -> ONE);
    everywhere(
        0, 9, 10, x -> Decimals.cosh(x, MC).add(Decimals.sinh(x, MC)), x -> Decimals.exp(x, MC));
    everywhere(-9, 9, 10, x -> Decimals.hypot(x, TWO, MC).pow(2), x -> squares.apply(x, TWO));
    everywhere(-9, 9, 10, x -> Decimals.tan(Decimals.atan2(x, TWO, MC), MC), x -> x.multiply(HALF));
  }

  /**
   * Recurrences join the reflected side to the direct one, the duplication formula all three parts.
   */
  @Test
  void gammaFunctionsObeyRecurrenceAndDuplication() {
    for (double[] range : new double[][] {{0.01, 8}, {-6, -0.01}, {40, 90}}) {
      everywhere(
          range[0],
          range[1],
          1e4,
          x -> Decimals.lgamma(x.add(ONE), MC),
          x -> Decimals.lgamma(x, MC).add(Decimals.log(x.abs(), MC)));
      everywhere(
          range[0],
          range[1],
          1e4,
          x -> Decimals.digamma(x.add(ONE), MC),
          x -> Decimals.digamma(x, MC).add(ONE.divide(x, MC)));
      for (int n = 1; n < 5; n++) {
        recurrence(n, range[0], range[1]);
      }
    }
    everywhere(0.01, 30, 1e3, x -> Decimals.digamma(TWO.multiply(x), MC), DecimalsTest::duplicated);
  }

  private static void recurrence(int n, double low, double high) {
    int factorial = new int[] {1, 1, 2, 6, 24}[n];
    BigDecimal signed = BigDecimal.valueOf(n % 2 == 0 ? factorial : -factorial);
    everywhere(
        low,
        high,
        1e6,
        x -> Decimals.polygamma(n, x.add(ONE), MC),
        x -> Decimals.polygamma(n, x, MC).add(signed.divide(x.pow(n + 1, MC), MC)));
  }

  /** ψ(2x) from ψ(x) and ψ(x + ½) (Abramowitz and Stegun 1964, 6.3.8). */
  private static BigDecimal duplicated(BigDecimal x) {
    BigDecimal pair = Decimals.digamma(x, MC).add(Decimals.digamma(x.add(HALF), MC));
    return pair.multiply(HALF).add(Decimals.ln2(MC));
  }

  /** Only functions that take no logarithm: its log(10) is kept and then claims too many digits. */
  @Test
  void exponentialAndSineAgreeWithBigMath() {
    everywhere(-40, 40, 3, x -> Decimals.exp(x, MC), x -> BigDecimalMath.exp(x, MC));
    everywhere(0.1, 3, 3, x -> Decimals.sin(x, MC), x -> BigDecimalMath.sin(x, MC));
    everywhere(-0.9, 0.9, 3, x -> Decimals.atanh(x, MC), x -> BigDecimalMath.atanh(x, MC));
  }

  /** The digits beyond those that are kept join on to them. */
  @Test
  void constantsAreRightAtEveryPrecision() {
    MathContext many = new MathContext(1_200);
    BigDecimal pi = Decimals.pi(many);
    BigDecimal ln2 = Decimals.ln2(many);
    BigDecimal ln10 = Decimals.ln10(many);
    for (int digits = 1; digits < 1_030; digits += 7) {
      MathContext mc = new MathContext(digits);
      same(Decimals.pi(mc), pi, mc);
      same(Decimals.ln2(mc), ln2, mc);
      same(Decimals.ln10(mc), ln10, mc);
    }
  }

  private static void same(BigDecimal rounded, BigDecimal value, MathContext mc) {
    assertEquals(0, rounded.compareTo(value.round(mc)), mc::toString);
  }

  @Test
  void precisionIsRelativeNextToZeros() {
    same(
        Decimals.sin(Decimals.pi(new MathContext(100)), MC),
        big("-1.785191348671769335290615539044941776827464059187152E-101"),
        1e3);
    same(Decimals.expm1(big("1e-90"), MC), big("1e-90"), 2);
    same(Decimals.asinh(big("1e-300"), MC), big("1e-300"), 2);
    same(
        Decimals.lgamma(ONE.add(big("1e-200")), MC),
        Decimals.digamma(ONE, MC).multiply(big("1e-200")),
        4);
    same(
        Decimals.erfc(BigDecimal.TEN, MC),
        big("2.0884875837625447570007862949577886115608181193211634E-45"),
        2);
    same(
        Decimals.cos(big("1e22"), MC),
        big("0.523214785395138945497594473384709492140919972439388"),
        2);
  }

  @Test
  void whatIsNotRealThrows() {
    List<Executable> calls =
        List.of(
            () -> Decimals.log(BigDecimal.ZERO, MC),
            () -> Decimals.log1p(BigDecimal.valueOf(-1), MC),
            () -> Decimals.sqrt(BigDecimal.valueOf(-1), MC),
            () -> Decimals.rsqrt(BigDecimal.ZERO, MC),
            () -> Decimals.pow(BigDecimal.valueOf(-2), HALF, MC),
            () -> Decimals.pow(BigDecimal.ZERO, BigDecimal.valueOf(-1), MC),
            () -> Decimals.asin(big("1.01"), MC),
            () -> Decimals.acos(big("-1.01"), MC),
            () -> Decimals.acosh(big("0.99"), MC),
            () -> Decimals.atanh(ONE, MC),
            () -> Decimals.erfinv(ONE, MC),
            () -> Decimals.lgamma(BigDecimal.valueOf(-3), MC),
            () -> Decimals.digamma(BigDecimal.ZERO, MC),
            () -> Decimals.polygamma(1, BigDecimal.valueOf(-1), MC),
            () -> Decimals.exp(big("1e12"), MC));
    calls.forEach(call -> assertThrows(ArithmeticException.class, call));
  }
}
