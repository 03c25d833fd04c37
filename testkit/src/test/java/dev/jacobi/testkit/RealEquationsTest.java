package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.check.CrossCheck;
import dev.jacobi.core.check.Question;
import dev.jacobi.core.check.Report.Row;
import dev.jacobi.core.check.Report.Verdict;
import dev.jacobi.core.check.Report.Witness;
import dev.jacobi.core.check.Route;
import dev.jacobi.core.check.Routes;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Equations of the reals need not hold where a number is not finite, and must everywhere else. */
class RealEquationsTest {

  private static final double NAN = Double.NaN;

  /**
   * A route whose gradients, in the order of the backends asked, are the given ones.
   *
   * @param isOfReals whether it says that it uses equations of the reals
   */
  private record Stated(boolean isOfReals, List<double[]> gradients) implements Route {

    @Override
    public String name() {
      return "stated";
    }

    @Override
    public Answer answer(Question question, Backend backend) {
      Answer right = Routes.symbolic().answer(question, backend);
      Map<String, Tensor> results = new LinkedHashMap<>(right.results());
      results.put("x", Tensor.vector(gradients.remove(0)));
      return new Answer(results, right.errors());
    }
  }

  /** The last comparison of the gradient of a program whose gradient is 2x. */
  private static Row row(boolean real, double[] x, double[]... gradients) {
    Formula formula = Formula.parse("input x: [" + x.length + "]\nx*x");
    Question question = formula.question(Point.of("x", x), Seed.ONES, "x");
    Route stated = new Stated(real, new ArrayList<>(List.of(gradients)));
    List<Backend> backends =
        List.<Backend>of(new ReferenceBackend(), new ReferenceBackend())
            .subList(0, gradients.length);
    List<Row> rows =
        new CrossCheck(List.of(Routes.symbolic(), stated), backends).check(question).rows();
    return rows.get(rows.size() - 1);
  }

  private static double[] of(double... elements) {
    return elements;
  }

  @Test
  void whatIsNotFiniteIsNotJudged() {
    assertEquals(Verdict.NOT_REAL, row(true, of(1, 2), of(2, NAN)).verdict());
    assertEquals(Verdict.NOT_REAL, row(true, of(1, NAN), of(2, 5)).verdict());
    double infinite = Double.POSITIVE_INFINITY;
    assertEquals(Verdict.NOT_REAL, row(true, of(1, infinite), of(2, 5)).verdict());
    assertEquals(Verdict.SAME_BITS, row(true, of(1, NAN), of(2, NAN)).verdict());
  }

  @Test
  void otherRoutesAreJudgedThere() {
    assertEquals(Verdict.DIFFERS, row(false, of(1, 2), of(2, NAN)).verdict());
    assertEquals(Verdict.DIFFERS, row(false, of(1, NAN), of(2, 5)).verdict());
  }

  @Test
  void finiteElementsBesideAreJudged() {
    Row row = row(true, of(1, 2, 3), of(2, NAN, 6.5));
    assertEquals(Verdict.DIFFERS, row.verdict());
    assertEquals(Optional.of(new Witness("[2]", "6.0", "6.5")), row.witness());
  }

  @Test
  void aBackendOfItsOwnOpinionIsNotExcused() {
    assertEquals(Verdict.NOT_REAL, row(true, of(1, 2), of(2, NAN), of(2, NAN)).verdict());
    Row row = row(true, of(1, 2), of(2, 4), of(2, NAN));
    assertEquals(Verdict.DIFFERS, row.verdict());
    assertEquals(Optional.of(new Witness("[1]", "4.0", "NaN")), row.witness());
  }
}
