package dev.jacobi.testkit.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Derivative;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.ValueAndGradient;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Pairs of the Rubi integration test suite: the derivative of every antiderivative is its
 * integrand, at three points each, symbolically and on the tape.
 *
 * <p>Values and derivatives must be within 1e-9 of the size of the golden, or 16 times the relative
 * error that a plain evaluation in doubles is stated to have, whichever is larger. For derivatives
 * by parameters and second derivatives no error is stated: there, what is further off than that of
 * the value must be explained by rounding analysis.
 */
class RubiTest {

  private static final double RELATIVE = 1e-9;
  private static final double TIMES_STATED = 16;

  /**
   * The source found derivatives of the integrand by differences of step 1e-22 in 70 digits: below
   * this part of the integrand they are noise.
   */
  private static final double NOISE_OF_SOURCE = 1e-46;

  /** Antiderivatives of up to so many operations are differentiated twice. */
  private static final int SMALL = 60;

  /**
   * Pairs whose derivative is further off, with the cancellation that explains it: rounding
   * analysis must bound it, and the formula must be right in decimals.
   */
  private static final Map<String, String> CANCELLATIONS =
      Map.of(
          "rubi-452fb423e3",
          "(1 + cos u)^2 near its double zero u = pi is 3e-8, the sum of terms of size 10; the"
              + " error is half an ulp of one of them");

  private static final int DIGITS = 60;
  private static final int RIGHT_DIGITS = 20;

  private final Tally tally = new Tally("rubi");

  @Test
  void everyAntiderivativeHasItsIntegrandForDerivative() {
    List<String> lines = Corpus.lines("rubi.jsonl.gz");
    lines.parallelStream()
        .forEach(
            line ->
                tally.guard(
                    line.substring(0, Math.min(line.length(), 40)),
                    () -> judge(RubiPair.of(Corpus.parse(line)))));
    tally.close(lines.size() + " pairs, " + CANCELLATIONS.size() + " of them cancel");
  }

  private void judge(RubiPair pair) {
    for (Mode mode : List.of(Mode.SYMBOLIC, Mode.TAPE)) {
      for (RubiPair.Place place : pair.places()) {
        antiderivative(pair, place, mode);
        integrand(pair, place, mode);
      }
    }
  }

  private void antiderivative(RubiPair pair, RubiPair.Place place, Mode mode) {
    String where = where(pair, place, mode) + "antiderivative";
    Noise.Point at = Noise.Point.nearest(place.at());
    Formula formula = pair.antiderivative().withMode(mode);
    String x = pair.variable();
    ValueAndGradient found = formula.valueAndGradient(at.values(), Seed.NONE, x);
    DoubleSupplier cancelled =
        CANCELLATIONS.containsKey(pair.id())
            ? () -> noise(formula, List.of(x), mode, at, Noise.Part.JACOBIAN).ofDerivative(0, x, 0)
            : () -> 0;
    judge(where, found.value(), place.antiderivative(), place.stated().get(1), () -> 0);
    judge(where + "'", found.by(x), place.integrand(), place.stated().get(2), cancelled);
    if (pair.size() <= SMALL) {
      judge(
          where + "''",
          Corpus.part(Corpus.part(formula.hessian(at.values(), x), x), x),
          place.second(),
          place.stated().get(2),
          () ->
              floor(place)
                  + noise(formula, List.of(x), mode, at, Noise.Part.HESSIAN).ofSecond(x, 0, x, 0));
    }
  }

  private void integrand(RubiPair pair, RubiPair.Place place, Mode mode) {
    String where = where(pair, place, mode) + "integrand";
    Noise.Point at = Noise.Point.nearest(place.at());
    Formula formula = pair.integrand().withMode(mode);
    List<String> wrt = new ArrayList<>(List.of(pair.variable()));
    wrt.addAll(place.byParameters().keySet());
    ValueAndGradient found =
        formula.valueAndGradient(at.values(), Seed.NONE, wrt.toArray(String[]::new));
    judge(where, found.value(), place.integrand(), place.stated().get(0), () -> 0);
    for (String name : wrt) {
      judge(
          where + " by " + name,
          found.by(name),
          name.equals(pair.variable()) ? place.second() : Corpus.part(place.byParameters(), name),
          place.stated().get(0),
          () ->
              floor(place)
                  + noise(formula, wrt, mode, at, Noise.Part.JACOBIAN).ofDerivative(0, name, 0));
    }
  }

  private static double floor(RubiPair.Place place) {
    return NOISE_OF_SOURCE * Math.abs(place.integrand().doubleValue());
  }

  private static String where(RubiPair pair, RubiPair.Place place, Mode mode) {
    return pair.id() + " " + mode + " at " + place.name() + ": ";
  }

  private static Noise.At noise(
      Formula formula, List<String> wrt, Mode mode, Noise.Point at, Noise.Part part) {
    return new Noise(formula, wrt, mode, Set.of(part)).at(at);
  }

  private void judge(
      String where, Tensor found, BigDecimal exact, double stated, DoubleSupplier explained) {
    double relative = Math.max(RELATIVE, TIMES_STATED * stated);
    double size = Math.abs(exact.doubleValue());
    tally.judge(where, found.item(), exact, relative * size, explained);
  }

  /** Of the pairs that cancel, and of one in so many others. */
  private static final int SAMPLED = 40;

  @Test
  void derivativesAsPrintedAreRightInDecimals() {
    List<String> lines = Corpus.lines("rubi.jsonl.gz");
    IntStream.range(0, lines.size())
        .filter(i -> i % SAMPLED == 0 || cancels(lines.get(i)))
        .parallel()
        .mapToObj(i -> RubiPair.of(Corpus.parse(lines.get(i))))
        .forEach(RubiTest::derivativeIsRightInDecimals);
  }

  private static boolean cancels(String line) {
    return CANCELLATIONS.keySet().stream().anyMatch(line::contains);
  }

  private static void derivativeIsRightInDecimals(RubiPair pair) {
    ExactValue exact = new ExactValue(DIGITS);
    MathContext right = new MathContext(RIGHT_DIGITS);
    Derivative derivative = pair.antiderivative().derivative(pair.variable());
    for (Node formula : List.of(derivative.formula(), Formula.parse(derivative.text()).node())) {
      for (RubiPair.Place place : pair.places()) {
        assertEquals(
            place.integrand().round(right).stripTrailingZeros(),
            exact.of(formula, place.at()).round(right).stripTrailingZeros(),
            () -> pair.id() + " at " + place.name() + ": " + derivative);
      }
    }
  }
}
