package dev.jacobi.core.check;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.type.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A way from a question to its answer. */
public interface Route {

  /** The name shown, such as {@code symbolic}. */
  String name();

  /**
   * Answers on a backend.
   *
   * @throws dev.jacobi.core.type.DiagnosticException when the route cannot answer this question;
   *     its text is the reason shown
   */
  Answer answer(Question question, Backend backend);

  /** Whether the route computes with backends; one that does not is asked once. */
  default boolean usesBackend() {
    return true;
  }

  /** How far the computed element of a result can be from the exact one. */
  interface Bound {
    /** The bound for the element at a row-major position of a named result. */
    double of(String result, int element);
  }

  /**
   * What a route found.
   *
   * @param results the value under {@link Question#VALUE} and the gradients under their names
   * @param errors how far each element can be from the exact one
   * @param estimates whether the errors are the route's own estimates instead of rounding bounds
   */
  record Answer(Map<String, Tensor> results, Bound errors, boolean estimates) {
    /** Copies the results, keeping their order. */
    public Answer {
      results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /** How far an element can be from the exact one. */
    public double bound(String result, int element) {
      return errors.of(result, element);
    }
  }
}
