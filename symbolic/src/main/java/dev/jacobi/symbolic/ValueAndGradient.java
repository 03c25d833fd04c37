package dev.jacobi.symbolic;

import dev.jacobi.core.type.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

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

  /** The gradient by one name, which must be among those asked for. */
  public Tensor by(String name) {
    Tensor found = gradient.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the gradient by " + name + " was not asked for");
    }
    return found;
  }
}
