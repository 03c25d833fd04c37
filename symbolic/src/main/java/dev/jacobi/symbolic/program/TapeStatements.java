package dev.jacobi.symbolic.program;

import java.util.List;
import java.util.Optional;

/**
 * What PyTorch users say to a tape while it runs, with PyTorch's rules.
 *
 * @param <T> the variables of the tape
 */
public interface TapeStatements<T> {

  /** Walks back from an output and accumulates gradients. */
  void backward(T output, Optional<T> seed, boolean retainGraph, boolean createGraph);

  /** Asks for the gradient of a variable that is no leaf. */
  void retainGrad(T variable);

  /** Forgets the gradient accumulated so far. */
  void zeroGrad(T variable);

  /** The gradient accumulated so far. */
  Optional<T> gradOf(T variable);

  /**
   * Gradients that are accumulated nowhere; empty where the output does not depend on the input.
   */
  List<Optional<T>> grad(
      T output,
      List<T> wrt,
      Optional<T> seed,
      boolean retainGraph,
      boolean createGraph,
      boolean allowUnused);
}
