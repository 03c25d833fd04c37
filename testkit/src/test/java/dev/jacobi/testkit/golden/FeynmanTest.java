package dev.jacobi.testkit.golden;

import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The formulas of the Feynman lectures: value, gradient and Hessian at five points each, in every
 * mode, within what rounding explains.
 */
class FeynmanTest {

  @Test
  void valueGradientAndHessianAreThoseOfTheGoldens() {
    Tally tally = new Tally("feynman");
    List<JsonNode> records = Corpus.list("feynman.json.gz");
    records.parallelStream()
        .forEach(record -> tally.guard(record.get("id").asString(), () -> judge(record, tally)));
    tally.close(records.size() + " formulas");
  }

  private static void judge(JsonNode record, Tally tally) {
    Formula formula = Formula.parse(record.get("formula").asString());
    List<String> variables =
        record.get("variables").valueStream().map(item -> item.get("name").asString()).toList();
    List<DerivativeGolden> goldens = new ArrayList<>();
    for (JsonNode point : record.get("points")) {
      goldens.add(
          new DerivativeGolden(
              record.get("id").asString() + " point " + goldens.size(),
              Noise.Point.nearest(Corpus.namedDecimals(point.get("at"))),
              Corpus.decimals(point.get("value")),
              Corpus.decimals(point.get("gradient")),
              Corpus.decimals(point.get("hessian"))));
    }
    for (Mode mode : Mode.values()) {
      Noise noise = new Noise(formula, variables, mode, EnumSet.allOf(Noise.Part.class));
      goldens.forEach(golden -> golden.judge(noise, tally));
    }
  }
}
