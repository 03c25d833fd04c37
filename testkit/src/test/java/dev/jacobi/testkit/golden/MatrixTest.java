package dev.jacobi.testkit.golden;

import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Derivative;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.print.OperationCount;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Matrix derivative identities: value, gradient or Jacobian, and Hessian at two instances each, in
 * every mode; the derivative as we print it, read back; and the derivative as the book has it, in
 * our language. All within what rounding explains.
 */
class MatrixTest {

  private final Tally tally = new Tally("matrix");
  private final Waiting waiting = new Waiting("matrix-waiting.txt");
  private long ownOperations;
  private long bookOperations;

  @Test
  void identitiesHold() {
    List<JsonNode> records = Corpus.list("matrix.json.gz");
    for (JsonNode record : records) {
      String id = record.get("id").asString();
      for (JsonNode instance : record.get("instances")) {
        tally.guard(id + " " + record.get("name").asString(), () -> judge(id, record, instance));
      }
    }
    tally.close(
        "%d identities, %d waiting; derivatives of %d operations, in the book %d"
            .formatted(records.size(), waiting.size(), ownOperations, bookOperations));
    waiting.close();
  }

  private void judge(String id, JsonNode record, JsonNode instance) {
    Map<String, Tensor> at = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> input : instance.get("inputs").properties()) {
      at.put(input.getKey(), Corpus.tensor(input.getValue()));
    }
    try {
      identity(record, instance, at);
    } catch (DiagnosticException found) {
      if (!waiting.add(id, found.first())) {
        throw found;
      }
    }
  }

  private void identity(JsonNode record, JsonNode instance, Map<String, Tensor> at) {
    String name = record.get("id").asString() + " " + record.get("name").asString();
    String wrt = record.get("wrt").asString();
    Formula formula = Formula.parse(record.get("function").asString()).withTypesOf(at);
    Noise.Point point = new Noise.Point(at, Map.of());
    List<BigDecimal> derivative = Corpus.decimals(instance.get(record.get("kind").asString()));
    List<BigDecimal> hessian =
        instance.has("hessian") ? Corpus.decimals(instance.get("hessian")) : List.of();
    DerivativeGolden golden =
        new DerivativeGolden(
            name, point, Corpus.decimals(instance.get("value")), derivative, hessian);
    Set<Noise.Part> parts =
        hessian.isEmpty() ? Set.of(Noise.Part.JACOBIAN) : EnumSet.allOf(Noise.Part.class);
    for (Mode mode : Mode.values()) {
      golden.judge(new Noise(formula, List.of(wrt), mode, parts), tally);
    }
    Derivative printed = formula.derivative(wrt);
    asPrinted(name + " as printed: " + printed, printed, at, derivative);
    Formula book = Formula.parse(record.get("derivative_formula").asString());
    value(name + " as in the book", book, at, derivative, 0);
    ownOperations += printed.operations();
    bookOperations += OperationCount.of(List.of(book.withTypesOf(at).node()));
    if (record.hasNonNull("hessian_formula")) {
      Formula second = Formula.parse(record.get("hessian_formula").asString());
      value(name + " second derivative as in the book", second, at, hessian, 0);
    }
  }

  /** A derivative read back; with a seed in it, row by row of the Jacobian. */
  private void asPrinted(
      String where, Derivative printed, Map<String, Tensor> at, List<BigDecimal> expected) {
    Formula back = Formula.parse(printed.text());
    if (!printed.isSeeded()) {
      value(where, back, at, expected, 0);
      return;
    }
    int columns = printed.formula().shape().elements();
    int rows = expected.size() / columns;
    for (int row = 0; row < rows; row++) {
      double[] seed = new double[rows];
      seed[row] = 1;
      Map<String, Tensor> seeded = new LinkedHashMap<>(at);
      seeded.put("seed", Tensor.vector(seed));
      value(where + " row " + row, back, seeded, expected, row * columns);
    }
  }

  private void value(
      String where, Formula formula, Map<String, Tensor> at, List<BigDecimal> expected, int from) {
    Tensor found = formula.value(at);
    Noise.At noise =
        new Noise(formula.withTypesOf(at), List.of(), Mode.SYMBOLIC, Set.of())
            .at(new Noise.Point(at, Map.of()));
    for (int i = 0; i < found.size(); i++) {
      int element = i;
      tally.judge(
          where + " [" + i + "]",
          found.getDouble(i),
          expected.get(from + i),
          () -> noise.ofValue(element));
    }
  }
}
