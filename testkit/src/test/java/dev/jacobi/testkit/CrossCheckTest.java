package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.check.CrossCheck;
import dev.jacobi.core.check.Question;
import dev.jacobi.core.check.Report;
import dev.jacobi.core.check.Report.Row;
import dev.jacobi.core.check.Report.Verdict;
import dev.jacobi.core.check.Route;
import dev.jacobi.core.check.Routes;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route answers, and none of them calls a right derivative wrong. */
class CrossCheckTest {

  private static Report check(String program, double x) {
    Formula formula = Formula.parse("input x\n" + program);
    return new CrossCheck(
            List.of(Routes.symbolic(), Routes.tape(), Routes.forward(), Routes.differences()),
            List.of(new ReferenceBackend()))
        .check(formula.question(Point.of("x", x), Seed.ONES, "x"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "trigamma(x); 0.3",
        "polygamma(2, x); 0.3",
        "polygamma(1 + 1, x); 2",
        "digamma(x)*polygamma(3, x); 1.5"
      })
  void noRouteIsSkippedForAnOrderThatIsNotDifferentiated(String program, double x) {
    Report report = check(program, x);
    assertEquals(List.of(), report.skipped());
    assertTrue(report.agrees(), () -> report.rows().toString());
  }

  /** Values by mpmath 1.3. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "atan2(x, 1e-200); 1e-200; 5e199",
        "atan2(1e-200, x); 1e-200; -5e199",
        "atan2(x, 1e200); 1e200; 5e-201",
        "atan2(1e200, x); 1e200; -5e-201",
        "acosh(x); 1e300; 1e-300",
        "asinh(x); -1e300; 1e-300"
      })
  void aDerivativeIsThereWhereItsSquaresAreNot(String program, double x, double expected) {
    Formula formula = Formula.parse("input x\n" + program);
    Question question = formula.question(Point.of("x", x), Seed.ONES, "x");
    for (Route route : List.of(Routes.symbolic(), Routes.tape(), Routes.forward())) {
      Tensor found = route.answer(question, new ReferenceBackend()).results().get("x");
      assertNotNull(found);
      assertEquals(expected, found.item(), 4 * Math.ulp(expected), route.name());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "atan2(x, 1e200); 1e200; OUT_OF_RANGE",
        "atan2(x, 1e-200); 1e-200; NOT_REAL",
        "atan2(x, 2); 3; SAME_BITS"
      })
  void aPrintedFormulaThatLeavesTheRangeOfNumbersIsSaidTo(
      String program, double x, Verdict expected) {
    Route printed =
        Routes.real("printed", (graph, nodes) -> Rewriter.real().simplify(graph, nodes));
    Question question =
        Formula.parse("input x\n" + program).question(Point.of("x", x), Seed.ONES, "x");
    List<Row> rows =
        new CrossCheck(List.of(Routes.symbolic(), printed), List.of(new ReferenceBackend()))
            .check(question)
            .rows();
    assertEquals(expected, rows.get(rows.size() - 1).verdict());
  }

  /** Each bound is an element's own, though another has none. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1/sin(x); 0; 2.5",
        "csc(x); 1e-160; 2.5",
        "cot(x); 0; 2.5",
        "sqrt(x)*exp(x)/3; 0; 2.5",
        "x^0.5*exp(x)/3; 0; 2.5",
        "x*log(x)*exp(x); 0; 0.7",
        "x/(exp(x) - 1); 0; 2.2",
        "x/(1 + exp(x)); 1000; 0.3",
        "exp(x)*sin(x)/cos(x); 710; 0.7",
        "tan(x)/sin(x)*3.3; 0; 1.3",
        "erfc(x)*exp(x^2); 30; 2.2",
        "asec(x)*exp(x)/3; 1; 1.3",
        "asech(x); 1; 0.9999999999999"
      })
  void aNeighbourAtAPoleLeavesAnElementItsBound(String program, double pole, double x) {
    Route printed =
        Routes.real("printed", (graph, nodes) -> Rewriter.real().simplify(graph, nodes));
    Formula formula = Formula.parse("input x: [2]\n" + program);
    Point point = Point.of("x", Tensor.vector(pole, x));
    Question question = formula.question(point, Seed.ONES, "x");
    Report report =
        new CrossCheck(
                List.of(Routes.symbolic(), printed, Routes.tape(), Routes.forward()),
                List.of(new ReferenceBackend()))
            .check(question);
    assertTrue(report.agrees(), report.rows()::toString);
  }

  private static Verdict differences(String program, double x) {
    List<Row> rows = check(program, x).rows();
    return rows.get(rows.size() - 1).verdict();
  }

  /** Steps that are parts of the point go past what the function does near it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "sin(x); 1e6",
        "sin(x); -1e6",
        "cos(x); 1e8",
        "sin(x); 1e10",
        "sin(1e4*x); 1",
        "sin(1e6*x); 0.5",
        "exp(-(x - 1e6)^2); 1000000.5",
        "tanh(1e5*(x - 3)); 3.000001",
        "log(x); 1e300",
        "x^2; 1e10"
      })
  void differencesFindTheScaleOfAFunction(String program, double x) {
    assertEquals(Verdict.WITHIN_ESTIMATE, differences(program, x));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"sin(x); 1e16", "sin(x); 1e300", "cos(x); -1e18", "sin(1e18*x); 0.5"})
  void whereNeighboursHaveNothingInCommonDifferencesSayNothing(String program, double x) {
    assertEquals(Verdict.INCONCLUSIVE, differences(program, x));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sin(x)", "cos(x)*sin(2*x)", "tanh(sin(x))", "exp(cos(x))"})
  void noRightDerivativeIsCalledWrongAtAnySize(String program) {
    for (int exponent = -300; exponent <= 300; exponent += 4) {
      double x = 1.2345678 * Math.pow(10, exponent);
      Report report = check(program, x);
      assertTrue(report.agrees(), () -> x + ": " + report.rows());
    }
  }
}
