package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.check.Question;
import dev.jacobi.core.check.Route;
import dev.jacobi.core.check.Routes;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Reciprocal functions and their derivatives over the whole range of doubles. */
class ReciprocalsTest {

  /** As many roundings as a derivative takes, the factors with their own. */
  private static final double ULPS = 4;

  private static final Set<String> EVEN = Set.of("sec", "sech");
  private static final Set<String> NEITHER = Set.of("asec", "asech");

  private record Row(String function, double x, double value, double derivative) {

    static Row of(String line) {
      String[] fields = line.split(" ");
      double[] numbers = Arrays.stream(fields).skip(1).mapToDouble(Double::parseDouble).toArray();
      return new Row(fields[0], numbers[0], numbers[1], numbers[2]);
    }

    Row mirrored() {
      boolean even = EVEN.contains(function);
      return new Row(function, -x, even ? value : -value, even ? -derivative : derivative);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyRouteHasTheValueAndTheDerivative() throws IOException {
    Map<String, List<Row>> rows;
    try (InputStream stream = ReciprocalsTest.class.getResourceAsStream("reciprocals.txt")) {
      assertNotNull(stream);
      rows =
          new String(stream.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(Row::of)
              .collect(Collectors.groupingBy(Row::function));
    }
    assertEquals(12, rows.size());
    return rows.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> dynamicTest(entry.getKey(), () -> check(entry.getKey(), entry.getValue())));
  }

  private static void check(String function, List<Row> rows) {
    Formula formula = Formula.parse("input x\n" + function + "(x)");
    ReferenceBackend backend = new ReferenceBackend();
    for (Route route : List.of(Routes.symbolic(), Routes.tape(), Routes.forward())) {
      for (Row row : rows) {
        judge(row, formula, route, backend);
        if (!NEITHER.contains(function)) {
          judge(row.mirrored(), formula, route, backend);
        }
      }
    }
  }

  private static void judge(Row row, Formula formula, Route route, ReferenceBackend backend) {
    Question question = formula.question(Point.of("x", row.x()), Seed.ONES, "x");
    Map<String, Tensor> found = route.answer(question, backend).results();
    for (String name : List.of(Question.VALUE, "x")) {
      double expected = name.equals(Question.VALUE) ? row.value() : row.derivative();
      Tensor result = found.get(name);
      assertNotNull(result);
      double distance = Math.abs(result.item() - expected) / Math.ulp(expected);
      assertTrue(
          result.item() == expected || distance <= ULPS,
          () -> row + " by " + route.name() + ": " + name + " is " + result.item());
    }
  }
}
