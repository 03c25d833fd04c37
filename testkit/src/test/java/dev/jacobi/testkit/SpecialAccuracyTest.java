package dev.jacobi.testkit;

import static dev.jacobi.testkit.AccuracyClaim.even;
import static dev.jacobi.testkit.AccuracyClaim.near;
import static dev.jacobi.testkit.AccuracyClaim.positive;
import static dev.jacobi.testkit.AccuracyClaim.sizes;
import static dev.jacobi.testkit.AccuracyClaim.unary;
import static dev.jacobi.testkit.AccuracyClaim.whole;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.testkit.AccuracyClaim.Draw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every elementary and special function of the catalogue stays within its ulps of the value found
 * in decimals. With {@code -Djacobi.sweep=exp} the long run is one of a single function.
 */
class SpecialAccuracyTest {
  private static final Draw ANY = sizes(1e-320, 1e308);
  private static final Draw POSITIVE = positive(1e-320, 1e308);
  private static final Draw UNIT = sizes(1e-320, 0.9999999999999999);
  private static final Draw ORDINARY = even(-4, 4);
  private static final Draw EXPONENTS = even(-745, 709.7);
  private static final Draw ABOVE_ONE = random -> 1 + positive(3e-16, 1).draw(random);
  private static final Draw BEYOND_ONE = sizes(1, 1e308);
  private static final Draw BELOW_ONE = random -> 1 - positive(2e-16, 0.5).draw(random);

  static Stream<AccuracyClaim> claims() {
    return Stream.of(exponentials(), circular(), hyperbolic(), binary(), errorFunctions(), gamma())
        .flatMap(List::stream);
  }

  static Stream<AccuracyClaim> chosen() {
    String name = System.getProperty("jacobi.sweep", "");
    return claims().filter(c -> name.isEmpty() || (c.name() + " ").startsWith(name + " "));
  }

  private static List<AccuracyClaim> exponentials() {
    return List.of(
        unary(ScalarOp.EXP, Decimals::exp, EXPONENTS, UNIT, even(-1, 1)),
        unary(ScalarOp.EXPM1, Decimals::expm1, EXPONENTS, UNIT, even(-2, 2), even(-45, 45)),
        unary(ScalarOp.LOG, Decimals::log, POSITIVE, near(1), even(0.3, 3)),
        unary(ScalarOp.LOG1P, Decimals::log1p, POSITIVE, UNIT, even(-0.9, 3), even(-0.3, 0.5)),
        unary(ScalarOp.LOG2, Decimals::log2, POSITIVE, near(1)),
        unary(ScalarOp.LOG10, Decimals::log10, POSITIVE, near(1)),
        unary(ScalarOp.SQRT, Decimals::sqrt, POSITIVE),
        unary(ScalarOp.RSQRT, Decimals::rsqrt, POSITIVE, even(0, 10)),
        unary(ScalarOp.CBRT, Decimals::cbrt, ANY),
        unary(ScalarOp.SIGMOID, Decimals::sigmoid, even(-745, 40), ORDINARY, UNIT, even(30, 40)),
        unary(ScalarOp.SOFTPLUS, Decimals::softplus, EXPONENTS, ORDINARY, UNIT, even(-40, 40)),
        AccuracyClaim.binary(
            ScalarOp.XLOGY,
            (x, y, mc) -> x.multiply(Decimals.log(y, mc), mc),
            even(-4, 4).with(even(0, 4)),
            sizes(1e-100, 1e100).with(positive(1e-100, 1e100))));
  }

  private static List<AccuracyClaim> circular() {
    return List.of(
        unary(ScalarOp.SIN, Decimals::sin, ORDINARY, ANY, near(Math.PI)),
        unary(ScalarOp.COS, Decimals::cos, ORDINARY, ANY, near(Math.PI / 2)),
        unary(ScalarOp.TAN, Decimals::tan, ORDINARY, ANY, near(Math.PI / 2)),
        unary(ScalarOp.ASIN, Decimals::asin, even(-1, 1), UNIT, BELOW_ONE),
        unary(ScalarOp.ACOS, Decimals::acos, even(-1, 1), UNIT, BELOW_ONE),
        unary(ScalarOp.ATAN, Decimals::atan, ORDINARY, ANY),
        reciprocal(ScalarOp.ASEC, BEYOND_ONE, ABOVE_ONE),
        reciprocal(ScalarOp.ACSC, BEYOND_ONE, ABOVE_ONE),
        reciprocal(ScalarOp.ACOT, ORDINARY, ANY));
  }

  private static List<AccuracyClaim> hyperbolic() {
    Draw belowOverflow = sizes(1e-320, 710.4);
    return List.of(
        unary(ScalarOp.SINH, Decimals::sinh, ORDINARY, belowOverflow),
        unary(ScalarOp.COSH, Decimals::cosh, ORDINARY, belowOverflow),
        unary(ScalarOp.TANH, Decimals::tanh, ORDINARY, belowOverflow, even(-20, 20)),
        unary(ScalarOp.ASINH, Decimals::asinh, ORDINARY, ANY),
        unary(ScalarOp.ACOSH, Decimals::acosh, positive(1, 1e308), ABOVE_ONE),
        unary(ScalarOp.ATANH, Decimals::atanh, even(-1, 1), UNIT, BELOW_ONE),
        reciprocal(ScalarOp.SECH, ORDINARY, sizes(1e-320, 745), even(700, 745)),
        reciprocal(ScalarOp.CSCH, ORDINARY, sizes(1e-307, 745), even(700, 745)),
        reciprocal(ScalarOp.COTH, ORDINARY, sizes(1e-307, 1e3)),
        reciprocal(ScalarOp.ASECH, positive(1e-320, 1), even(0, 1), BELOW_ONE),
        reciprocal(ScalarOp.ACSCH, ORDINARY, ANY),
        reciprocal(ScalarOp.ACOTH, BEYOND_ONE, ABOVE_ONE));
  }

  private static AccuracyClaim reciprocal(ScalarOp op, Draw... draws) {
    return unary(op, (x, mc) -> DecimalReciprocals.value(op, x, mc), draws);
  }

  private static List<AccuracyClaim> binary() {
    Draw plain = even(-10, 10);
    Draw power = even(-100, 100);
    return List.of(
        AccuracyClaim.binary(
            ScalarOp.POW,
            Decimals::pow,
            even(0, 10).with(plain),
            positive(1e-3, 1e3).with(power),
            near(1).with(ANY_POWER),
            plain.with(whole(-20, 20))),
        AccuracyClaim.binary(
            ScalarOp.HYPOT,
            Decimals::hypot,
            plain.with(plain),
            sizes(1e-300, 1e300).with(plain),
            power.with(UNIT)),
        AccuracyClaim.binary(
            ScalarOp.ATAN2,
            Decimals::atan2,
            plain.with(plain),
            power.with(UNIT),
            UNIT.with(plain)));
  }

  private static final Draw ANY_POWER = sizes(1e-10, 5000);

  private static List<AccuracyClaim> errorFunctions() {
    return List.of(
        unary(ScalarOp.ERF, Decimals::erf, even(-6, 6), even(-1.5, 1.5), UNIT),
        unary(
            ScalarOp.ERFC,
            Decimals::erfc,
            even(-6, 6),
            even(-1.5, 1.5),
            even(0.8, 27.3),
            even(0.8, 1.4),
            UNIT),
        unary(
            ScalarOp.GAUSSIAN,
            (x, mc) -> Decimals.exp(x.multiply(x).negate(), mc),
            even(-6, 6),
            even(6, 27.3),
            UNIT),
        unary(ScalarOp.ERFINV, Decimals::erfinv, even(-1, 1), BELOW_ONE, UNIT));
  }

  private static List<AccuracyClaim> gamma() {
    Draw negative = random -> -positive(1e-320, 1e10).draw(random);
    Draw odd = random -> 3 + 2 * whole(0, 8).draw(random);
    Draw twoOrFour = random -> 2 * whole(1, 2).draw(random);
    return List.of(
        unary(ScalarOp.LGAMMA, Decimals::lgamma, even(0, 20), POSITIVE),
        unary(ScalarOp.LGAMMA, Decimals::lgamma, near(1), near(2)).named("lgamma near its zeros"),
        unary(ScalarOp.LGAMMA, Decimals::lgamma, even(-20, 0), negative)
            .named("lgamma of negatives")
            .absoluteBelowOne(),
        unary(ScalarOp.DIGAMMA, Decimals::digamma, even(0, 20), POSITIVE),
        unary(ScalarOp.DIGAMMA, Decimals::digamma, near(ZERO)).named("digamma near its zero"),
        unary(ScalarOp.DIGAMMA, Decimals::digamma, even(-20, 0), negative)
            .named("digamma of negatives")
            .absoluteBelowOne(),
        unary(
            ScalarOp.TRIGAMMA,
            (x, mc) -> Decimals.polygamma(1, x, mc),
            even(0, 20),
            POSITIVE,
            even(-20, 0),
            negative),
        polygamma("polygamma", whole(2, 6), even(0, 20), POSITIVE),
        polygamma("polygamma of high order", whole(7, 60), even(0, 100)),
        polygamma("polygamma of odd order and negatives", odd, even(-20, 0), negative),
        polygamma("polygamma of even order and negatives", twoOrFour, even(-20, 0), negative)
            .absoluteBelowOne());
  }

  /** The positive zero of digamma, rounded. */
  private static final double ZERO = 1.4616321449683622;

  private static AccuracyClaim polygamma(String name, Draw orders, Draw... arguments) {
    return AccuracyClaim.binary(
            ScalarOp.POLYGAMMA,
            (n, x, mc) -> Decimals.polygamma(n.intValueExact(), x, mc),
            Stream.of(arguments).map(orders::with).toArray(AccuracyClaim.Sample[]::new))
        .named(name);
  }

  @ParameterizedTest
  @MethodSource("claims")
  void everyFunctionStaysWithinItsUlps(AccuracyClaim claim) {
    check(claim, claim.worst(1_000, 20_260_101L));
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("chosen")
  void everyFunctionStaysWithinItsUlpsAtAMillionPoints(AccuracyClaim claim) {
    check(claim, claim.worstOfMany(1_000_000 / claim.samples().size(), 31_415_926L));
  }

  private static void check(AccuracyClaim claim, AccuracyClaim.Deviation worst) {
    assertTrue(
        worst.ulps() <= claim.ulps(),
        () -> claim.name() + " claims " + claim.ulps() + " ulps; " + worst);
  }
}
