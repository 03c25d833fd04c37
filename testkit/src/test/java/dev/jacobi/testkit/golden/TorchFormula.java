package dev.jacobi.testkit.golden;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Seed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case that walks back once, at its end, as a formula: its last statement, {@code backward(z)} or
 * {@code backward(z, seed)}, says what is differentiated.
 *
 * @param formula the assignments, the output being what is walked back from
 * @param seed the expression of the seed
 */
record TorchFormula(TorchCase torch, String text, String output, Optional<String> seed) {

  private static final Pattern LAST = Pattern.compile("backward\\((\\w+)(?:, (.+))?\\)");
  private static final Pattern TAPE =
      Pattern.compile(".*\\b(backward|grad|grad_of|zero_grad|inplace_\\w+|assign)\\(.*");
  private static final String RETAIN = "retain_grad(";
  private static final String SEED = "seed_of_the_case";

  /** The formula of a case that has one and does not fail. */
  static Optional<TorchFormula> of(TorchCase torch) {
    List<String> lines = new ArrayList<>(torch.program());
    Matcher last = LAST.matcher(lines.remove(lines.size() - 1));
    lines.removeIf(line -> line.startsWith(RETAIN));
    boolean plain = lines.stream().noneMatch(line -> TAPE.matcher(line).matches());
    if (!last.matches() || !plain || torch.failure().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new TorchFormula(
            torch, String.join("\n", lines), last.group(1), Optional.ofNullable(last.group(2))));
  }

  /** The inputs as the case gives them. */
  Map<String, Tensor> point() {
    Map<String, Tensor> point = new LinkedHashMap<>();
    torch.inputs().forEach((name, input) -> point.put(name, input.value()));
    return point;
  }

  private Formula formula(String text) {
    return Formula.parse(text).withTypesOf(point());
  }

  /** The names that have a gradient in the case. */
  List<String> names() {
    return torch.gradients().entrySet().stream()
        .filter(entry -> entry.getValue().isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The gradients by the names that have one. */
  Map<String, Tensor> gradient(Mode mode) {
    Seed given =
        seed.map(expression -> formula(text + "\n" + SEED + " = " + expression).value(point()))
            .map(Seed::of)
            .orElse(Seed.NONE);
    return formula(text)
        .withOutput(output)
        .withMode(mode)
        .gradient(point(), given, names().toArray(String[]::new));
  }

  /** The noise of the gradients by inputs. */
  Noise.At noise(Mode mode) {
    String objective =
        SEED + " = " + seed.map(g -> "sum(" + output + "*(" + g + "))").orElse(output);
    List<String> inputs = names().stream().filter(torch.inputs()::containsKey).toList();
    Formula scalar = formula(text + "\n" + objective);
    return new Noise(scalar, inputs, mode, Set.of(Noise.Part.JACOBIAN))
        .at(new Noise.Point(point(), Map.of()));
  }
}
