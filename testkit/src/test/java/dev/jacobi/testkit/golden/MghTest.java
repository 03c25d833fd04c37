package dev.jacobi.testkit.golden;

import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    List<DerivativeGolden> objectives = new ArrayList<>();
    List<DerivativeGolden> vectors = new ArrayList<>();
    for (JsonNode golden : record.get("goldens")) {
      String name = record.get("id").asString() + " " + golden.get("label").asString();
      Map<String, BigDecimal> at = new LinkedHashMap<>();
      Corpus.decimals(golden.get("at")).forEach(x -> at.put(variables.get(at.size()), x));
      Noise.Point point = Noise.Point.nearest(at);
      objectives.add(
          new DerivativeGolden(
              name,
              point,
              Corpus.decimals(golden.get("f")),
              Corpus.decimals(golden.get("gradient")),
              Corpus.decimals(golden.get("hessian"))));
      vectors.add(
          new DerivativeGolden(
              name + " residuals",
              point,
              Corpus.decimals(golden.get("residuals")),
              Corpus.decimals(golden.get("jacobian")),
              List.of()));
    }
    Set<Noise.Part> ofVector =
        record.get("goldens").get(0).get("jacobian").isNull()
            ? Set.of()
            : Set.of(Noise.Part.JACOBIAN);
    for (Mode mode : Mode.values()) {
      Noise noise = new Noise(program, variables, mode, EnumSet.allOf(Noise.Part.class));
      objectives.forEach(golden -> golden.judge(noise, tally));
      Noise vector = new Noise(program.withOutput("r"), variables, mode, ofVector);
      vectors.forEach(golden -> golden.judge(vector, tally));
    }
  }
}
