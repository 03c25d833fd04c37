package dev.jacobi.testkit.golden;

import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The test functions of Moré, Garbow and Hillstrom: the sum of squares of the residuals with its
 * gradient and Hessian, and the Jacobian of the residuals, at three points each, in every mode,
 * within what rounding explains.
 */
class MghTest {

  private final Tally tally = new Tally("mgh");

  @Test
  void valueGradientAndHessianAreThoseOfTheGoldens() {
    List<JsonNode> records = Corpus.list("mgh.json.gz");
    records.parallelStream()
        .forEach(record -> tally.guard(record.get("id").asString(), () -> judge(record)));
    tally.close(records.size() + " problems");
  }

  private void judge(JsonNode record) {
    List<String> residuals = Corpus.texts(record.get("residuals"));
    Formula program =
        Formula.parse("r = stack([" + String.join(", ", residuals) + "])\nf = sum(r^2)");
    List<String> variables = Corpus.texts(record.get("variables"));
    for (JsonNode golden : record.get("goldens")) {
      String name = record.get("id").asString() + " " + golden.get("label").asString();
      Map<String, BigDecimal> at = new LinkedHashMap<>();
      List<BigDecimal> x = Corpus.decimals(golden.get("at"));
      for (int i = 0; i < x.size(); i++) {
        at.put(variables.get(i), x.get(i));
      }
      Noise.Point point = Noise.Point.nearest(at);
      DerivativeGolden objective =
          new DerivativeGolden(
              name,
              program,
              variables,
              point,
              Corpus.decimals(golden.get("f")),
              Corpus.decimals(golden.get("gradient")),
              Corpus.decimals(golden.get("hessian")));
      DerivativeGolden vector =
          new DerivativeGolden(
              name + " residuals",
              program.withOutput("r"),
              variables,
              point,
              Corpus.decimals(golden.get("residuals")),
              golden.get("jacobian").isNull() ? List.of() : Corpus.decimals(golden.get("jacobian")),
              List.of());
      for (Mode mode : Mode.values()) {
        objective.judge(mode, tally);
        vector.judge(mode, tally);
      }
    }
  }
}
