package dev.jacobi.testkit;

import static dev.jacobi.testkit.AccuracyClaim.even;
import static dev.jacobi.testkit.AccuracyClaim.near;
import static dev.jacobi.testkit.AccuracyClaim.positive;
import static dev.jacobi.testkit.AccuracyClaim.sizes;
import static dev.jacobi.testkit.AccuracyClaim.unary;
import static dev.jacobi.testkit.AccuracyClaim.whole;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.op.Special;
import dev.jacobi.testkit.AccuracyClaim.Draw;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every elementary and special function of the catalogue stays within its ulps of the value found
 * in decimals.
 */
class SpecialAccuracyTest {
  private static final Draw ANY = sizes(1e-320, 1e308);
  private static final Draw POSITIVE = positive(1e-320, 1e308);
  private static final Draw UNIT = sizes(1e-320, 0.9999999999999999);
  private static final Draw ORDINARY = even(-4, 4);
  private static final Draw EXPONENTS = even(-745, 709.7);
  private static final Draw BELOW_ONE = random -> 1 - positive(2e-16, 0.5).draw(random);

  static Stream<AccuracyClaim> claims() {
    return Stream.of(exponentials(), circular(), hyperbolic(), binary(), errorFunctions(), gamma())
        .flatMap(List::stream);
  }

  private static List<AccuracyClaim> exponentials() {
    return List.of(
        unary("exp", StrictMath::exp, Decimals::exp, 1, EXPONENTS, UNIT),
        unary("expm1", StrictMath::expm1, Decimals::expm1, 1, EXPONENTS, UNIT),
        unary("log", StrictMath::log, Decimals::log, 1, POSITIVE, near(1)),
        unary("log1p", StrictMath::log1p, Decimals::log1p, 1, POSITIVE, UNIT),
        unary("log2", Special::log2, Decimals::log2, 0.6, POSITIVE, near(1)),
        unary("log10", Special::log10, Decimals::log10, 0.6, POSITIVE, near(1)),
        unary("sqrt", StrictMath::sqrt, Decimals::sqrt, 0.5, POSITIVE),
        unary("rsqrt", Special::rsqrt, Decimals::rsqrt, 1.5, POSITIVE, even(0, 10)),
        unary("cbrt", StrictMath::cbrt, Decimals::cbrt, 1, ANY),
        unary("sigmoid", Special::sigmoid, Decimals::sigmoid, 1.5, even(-745, 40), ORDINARY, UNIT),
        unary("softplus", Special::softplus, Decimals::softplus, 1.5, EXPONENTS, ORDINARY, UNIT));
  }

  private static List<AccuracyClaim> circular() {
    return List.of(
        unary("sin", StrictMath::sin, Decimals::sin, 1, ORDINARY, ANY, near(Math.PI)),
        unary("cos", StrictMath::cos, Decimals::cos, 1, ORDINARY, ANY, near(Math.PI / 2)),
        unary("tan", StrictMath::tan, Decimals::tan, 1, ORDINARY, ANY, near(Math.PI / 2)),
        unary("asin", StrictMath::asin, Decimals::asin, 1, even(-1, 1), UNIT, BELOW_ONE),
        unary("acos", StrictMath::acos, Decimals::acos, 1, even(-1, 1), UNIT, BELOW_ONE),
        unary("atan", StrictMath::atan, Decimals::atan, 1, ORDINARY, ANY));
  }

  private static List<AccuracyClaim> hyperbolic() {
    Draw belowOverflow = sizes(1e-320, 710.4);
    return List.of(
        unary("sinh", StrictMath::sinh, Decimals::sinh, 2, ORDINARY, belowOverflow),
        unary("cosh", StrictMath::cosh, Decimals::cosh, 2, ORDINARY, belowOverflow),
        unary("tanh", StrictMath::tanh, Decimals::tanh, 2, ORDINARY, belowOverflow),
        unary("asinh", Special::asinh, Decimals::asinh, 0.6, ORDINARY, ANY),
        unary("acosh", Special::acosh, Decimals::acosh, 0.6, positive(1, 1e308), aboveOne()),
        unary("atanh", Special::atanh, Decimals::atanh, 0.6, even(-1, 1), UNIT, BELOW_ONE));
  }

  private static Draw aboveOne() {
    return random -> 1 + positive(3e-16, 1).draw(random);
  }

  private static List<AccuracyClaim> binary() {
    Draw plain = even(-10, 10);
    Draw power = even(-100, 100);
    return List.of(
        AccuracyClaim.binary(
            "pow",
            StrictMath::pow,
            Decimals::pow,
            1,
            even(0, 10).with(plain),
            positive(1e-3, 1e3).with(power),
            near(1).with(ANY_POWER),
            plain.with(whole(-20, 20))),
        AccuracyClaim.binary(
            "hypot",
            StrictMath::hypot,
            Decimals::hypot,
            1,
            plain.with(plain),
            sizes(1e-300, 1e300).with(plain),
            power.with(UNIT)),
        AccuracyClaim.binary(
            "atan2",
            StrictMath::atan2,
            Decimals::atan2,
            1.5,
            plain.with(plain),
            power.with(UNIT),
            UNIT.with(plain)));
  }

  private static final Draw ANY_POWER = sizes(1e-10, 5000);

  private static List<AccuracyClaim> errorFunctions() {
    return List.of(
        unary("erf", Special::erf, Decimals::erf, 1, even(-6, 6), even(-1.5, 1.5), UNIT),
        unary(
            "erfc",
            Special::erfc,
            Decimals::erfc,
            2,
            even(-6, 6),
            even(-1.5, 1.5),
            even(1, 27.3),
            UNIT),
        unary("erfinv", Special::erfinv, Decimals::erfinv, 2, even(-1, 1), BELOW_ONE, UNIT));
  }

  private static List<AccuracyClaim> gamma() {
    Draw negative = random -> -positive(1e-320, 1e10).draw(random);
    Draw odd = random -> 1 + 2 * whole(0, 9).draw(random);
    Draw twoOrFour = random -> 2 * whole(1, 2).draw(random);
    return List.of(
        unary("lgamma", Special::lgamma, Decimals::lgamma, 0.6, even(0, 20), POSITIVE),
        unary("lgamma near its zeros", Special::lgamma, Decimals::lgamma, 0.6, near(1), near(2)),
        unary("lgamma of negatives", Special::lgamma, Decimals::lgamma, 0.6, even(-20, 0), negative)
            .absoluteBelowOne(),
        unary("digamma", Special::digamma, Decimals::digamma, 0.6, even(0, 20), POSITIVE),
        unary("digamma near its zero", Special::digamma, Decimals::digamma, 0.6, near(ZERO)),
        unary(
                "digamma of negatives",
                Special::digamma,
                Decimals::digamma,
                0.6,
                even(-20, 0),
                negative)
            .absoluteBelowOne(),
        polygamma("polygamma", whole(1, 6), even(0, 20), POSITIVE),
        polygamma("polygamma of high order", whole(7, 60), even(0, 100)),
        polygamma("polygamma of odd order and negatives", odd, even(-20, 0), negative),
        polygamma("polygamma of even order and negatives", twoOrFour, even(-20, 0), negative)
            .absoluteBelowOne());
  }

  /** The positive zero of digamma, rounded. */
  private static final double ZERO = 1.4616321449683622;

  private static AccuracyClaim polygamma(String name, Draw orders, Draw... arguments) {
    return AccuracyClaim.binary(
        name,
        Special::polygamma,
        (n, x, mc) -> Decimals.polygamma(n.intValueExact(), x, mc),
        0.6,
        Stream.of(arguments).map(orders::with).toArray(AccuracyClaim.Sample[]::new));
  }

  @ParameterizedTest
  @MethodSource("claims")
  void everyFunctionStaysWithinItsUlps(AccuracyClaim claim) {
    check(claim, 1_000, 20_260_101L);
  }

  @Tag("long")
  @ParameterizedTest
  @MethodSource("claims")
  void everyFunctionStaysWithinItsUlpsAtAMillionPoints(AccuracyClaim claim) {
    check(claim, 1_000_000 / claim.samples().size(), 31_415_926L);
  }

  private static void check(AccuracyClaim claim, int points, long seed) {
    AccuracyClaim.Deviation worst = claim.worst(points, seed);
    assertTrue(
        worst.ulps() <= claim.ulps(),
        () -> claim.name() + " claims " + claim.ulps() + " ulps; " + worst);
  }
}
