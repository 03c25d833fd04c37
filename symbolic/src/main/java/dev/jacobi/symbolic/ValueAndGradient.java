package dev.jacobi.symbolic;

import dev.jacobi.core.function.Spelling;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A value and its gradient at one point, found in one run.
 *
 * @param value the output
 * @param gradient for each name the seed times the derivative, of the shape of what has that name
 */
public record ValueAndGradient(Tensor value, Map<String, Tensor> gradient) {

  /** Copies the map, keeping its order. */
  public ValueAndGradient {
    gradient = Collections.unmodifiableMap(new LinkedHashMap<>(gradient));
  }

  /**
   * The gradient by one name.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code derivative/not-asked} for a name that
   *     was not asked for
   */
  public Tensor by(String name) {
    Tensor found = gradient.get(Objects.requireNonNull(name, "name"));
    if (found == null) {
      throw notAsked("gradient", name, gradient.keySet()).exception();
    }
    return found;
  }

  /** What is said of a derivative that is there for other names only. */
  static Diagnostic notAsked(String what, String name, Set<String> asked) {
    return Diagnostic.error(
        "derivative/not-asked",
        "the " + what + " by " + name + " was not asked for",
        Spelling.nearest(name, asked).map(near -> "did you mean " + near + "? ").orElse("")
            + (asked.isEmpty()
                ? "no name was asked for"
                : "asked for were: " + String.join(", ", asked)));
  }
}
