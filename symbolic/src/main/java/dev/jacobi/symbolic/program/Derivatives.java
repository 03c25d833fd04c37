package dev.jacobi.symbolic.program;

import java.util.List;

/**
 * Derivatives of the values of a carrier, as values that can be differentiated again.
 *
 * @param <T> the values
 */
public interface Derivatives<T> {

  /**
   * The vector–Jacobian products {@code seedᵀ·∂output/∂w}.
   *
   * @param seed of the type of the output
   * @return one value for each {@code w}, of its type; zeros where the output does not depend on it
   */
  List<T> gradients(T output, T seed, List<T> wrt);

  /**
   * The Jacobian–vector product {@code Σ ∂output/∂w·dw}.
   *
   * @param directions one {@code dw} for each {@code w}, of its type
   */
  T tangent(T output, List<T> wrt, List<T> directions);
}
