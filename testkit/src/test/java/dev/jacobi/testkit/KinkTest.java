package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.check.CrossCheck;
import dev.jacobi.core.check.Question;
import dev.jacobi.core.check.Report.Row;
import dev.jacobi.core.check.Report.Verdict;
import dev.jacobi.core.check.Route;
import dev.jacobi.core.check.Routes;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where slopes on both sides differ, differences accept the stated convention, and only there. */
class KinkTest {

  /** The symbolic route with a gradient that is off by a factor and a term. */
  private record Faulty(double factor, double term) implements Route {

    @Override
    public String name() {
      return "faulty";
    }

    @Override
    public Answer answer(Question question, Backend backend) {
      Answer right = Routes.symbolic().answer(question, backend);
      Map<String, Tensor> results = new LinkedHashMap<>(right.results());
      results.computeIfPresent(
          "x",
          (name, gradient) -> {
            double[] elements = gradient.toDoubles();
            for (int i = 0; i < elements.length; i++) {
              elements[i] = elements[i] * factor + term;
            }
            return Tensor.wrap(gradient.shape(), elements);
          });
      return new Answer(results, right.errors());
    }
  }

  private static Verdict verdict(Route first, String program, double... x) {
    Formula formula = Formula.parse("input x: [" + x.length + "]\n" + program);
    Question question = formula.question(Point.of("x", x), Seed.ONES, "x");
    List<Row> rows =
        new CrossCheck(List.of(first, Routes.differences()), List.of(new ReferenceBackend()))
            .check(question)
            .rows();
    return rows.get(rows.size() - 1).verdict();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu(x)",
        "abs(x) + 2*abs(x - 1e-12)",
        "max(stack([x, 2*x]), axis=0)",
        "clip(x, 0, 1)",
        "leaky_relu(x)",
        "sum(relu(x))^2 + relu(x)*exp(x)",
        "elu(x, alpha=2)"
      })
  void aConventionAtAKinkIsAccepted(String program) {
    assertEquals(Verdict.KINK, verdict(Routes.symbolic(), program, 0.0));
    assertEquals(Verdict.KINK, verdict(Routes.symbolic(), program, 0.0, 0.5, 1e-10, -3));
    double[] many = new double[40];
    assertEquals(Verdict.KINK, verdict(Routes.symbolic(), program, many));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"relu(x); 1.001", "relu(x); -0.001", "maximum(x, 3*x); 2", "clip(x, 0, 1); 0.001"})
  void whatLiesOutsideTheSlopesIsNot(String program, double term) {
    assertEquals(Verdict.DIFFERS, verdict(new Faulty(1, term), program, 0.0));
  }

  /** The kinks of the others are no cover for a fault. */
  @ParameterizedTest
  @ValueSource(doubles = {1 + 1e-6, 1 - 1e-6})
  void aFaultBesideManyKinksIsNoticed(double factor) {
    double[] x = new double[40];
    x[7] = 1.5;
    assertEquals(Verdict.DIFFERS, verdict(new Faulty(factor, 0), "relu(x)", x));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "relu(x)*exp(x)",
        "abs(x)^3",
        "sin(5*x)",
        "tanh(3*x)",
        "log(x^2 + 0.01)",
        "sqrt(x^2 + 1e-4)",
        "exp(-20*x^2)",
        "softplus(8*x)",
        "x^2*sin(1/x)",
        "1/(x + 3)",
        "clip(x, -0.5, 0.5) + x",
        "logsumexp(stack([x, 3*x]), axis=0)"
      })
  void aFaultOfAMillionthIsNoticedWhereThereIsNoKink(String program) {
    Random random = new Random(3);
    for (int round = 0; round < 25; round++) {
      double x = (random.nextBoolean() ? 1 : -1) * (0.05 + random.nextDouble());
      Verdict right = verdict(Routes.symbolic(), program, x);
      assertNotEquals(Verdict.DIFFERS, right, () -> program + " at " + x);
      assertNotEquals(Verdict.KINK, right, () -> program + " at " + x);
      Verdict wrong = verdict(new Faulty(1 + 1e-6, 0), program, x);
      boolean flat = verdict(new Faulty(1 + 1e-3, 0), program, x) != Verdict.DIFFERS;
      assertNotEquals(Verdict.KINK, wrong, () -> program + " at " + x);
      if (!flat && right != Verdict.INCONCLUSIVE) {
        assertEquals(Verdict.DIFFERS, wrong, () -> program + " at " + x);
      }
    }
  }
}
