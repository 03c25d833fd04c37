package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.check.CrossCheck;
import dev.jacobi.core.check.Report;
import dev.jacobi.core.check.Routes;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
