package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.derivative.Forward;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a rule says is 0 is so whatever it meets, an infinity before it or after: in both modes
 * alike. (Where several paths meet, a mode that adds before it multiplies by an infinity and one
 * that does so after may differ; no rule can mend that. So programs have one path.)
 */
class NanPlacementTest {

  private static final int PROGRAMS = 20_000;

  @Test
  void bothModesHaveNanAtTheSameElements() {
    int withNan = 0;
    int withInfinity = 0;
    for (long seed = 0; seed < PROGRAMS; seed++) {
      RandomTree program = new RandomTree(seed);
      List<Double> reverse = reverse(program);
      List<Double> forward = forward(program);
      long number = seed;
      assertEquals(
          marked(reverse),
          marked(forward),
          () -> "program " + number + " at " + program.point() + "\n" + program.graph());
      withNan += reverse.contains(Double.NaN) ? 1 : 0;
      withInfinity += reverse.stream().anyMatch(x -> Double.isInfinite(x)) ? 1 : 0;
    }
    int found = Math.min(withNan, withInfinity);
    assertTrue(found > PROGRAMS / 50, "programs that show something: " + found);
  }

  private static String marked(List<Double> elements) {
    StringBuilder text = new StringBuilder();
    elements.forEach(x -> text.append(Double.isNaN(x) ? 'n' : '.'));
    return text.toString();
  }

  private static List<Double> reverse(RandomTree program) {
    Graph graph = program.graph();
    Node one = graph.full(1, program.result().type());
    return run(program, Reverse.gradients(graph, program.result(), one, program.inputs()));
  }

  /** By moving each element alone. */
  private static List<Double> forward(RandomTree program) {
    List<Node> partials = new ArrayList<>();
    for (Node x : program.inputs()) {
      int size = x.shape().elements();
      for (int k = 0; k < size; k++) {
        double[] direction = new double[size];
        direction[k] = 1;
        Node moved = program.graph().data(Tensor.wrap(x.shape(), direction));
        partials.add(Forward.partial(program.graph(), program.result(), x, moved));
      }
    }
    return run(program, partials);
  }

  private static List<Double> run(RandomTree program, List<Node> wanted) {
    List<Double> elements = new ArrayList<>();
    Replay.of(
            new Eager(),
            program.graph(),
            wanted,
            input -> Objects.requireNonNull(program.point().get(input.name())))
        .forEach(
            value -> {
              for (double element : value.toDoubles()) {
                elements.add(element);
              }
            });
    return elements;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1/tan(relu(x)); -1; 0",
        "relu(sqrt(x) - 1); 0; 0",
        "log(clip(x, 0, 1)); -1; 0",
        "clip(log(x), -2, 2); 0; 0",
        "log(maximum(x, 0)); -1; 0",
        "minimum(sqrt(x), -1); 0; 0",
        "log(0 if x < 1 else x); 0; 0",
        "sum(log([x, 0])); 2; 0.5",
        "log(max([x, 0])); -1; 0",
        "log([x, 2])[1]; 0; 0",
        "sum(exp(2*log([x, 3]))[1:]); 0; 0",
        "log(multiply_no_nan(x, 0*x)); 1; NaN",
        "sqrt(x)*relu(x); 0; NaN"
      })
  void aZeroOfARuleIsOneInEveryMode(String program, double x, double derivative) {
    Formula f = Formula.parse(program);
    for (Mode mode : Mode.values()) {
      assertEquals(
          Tensor.scalar(derivative),
          f.withMode(mode).gradient(Point.of("x", x)).get("x"),
          mode.name());
    }
  }
}
