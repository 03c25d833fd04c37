package dev.jacobi.core.check;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.type.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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

  /**
   * Whether the route uses equations that hold for real numbers, so that it need not agree where a
   * result is infinite or NaN: {@code x/x} is 1 but at 0.
   */
  default boolean isOfReals() {
    return false;
  }

  /** How far the computed element of a result can be from the exact one. */
  interface Bound {
    /** The bound for the element at a row-major position of a named result. */
    double of(String result, int element);

    /** Whether a number on the way to a result overflows or underflows, so that no bound holds. */
    default boolean leavesRange(String result) {
      return false;
    }
  }

  /**
   * A point where the slopes on both sides differ, so that there is no derivative.
   *
   * @param below the slope from below
   * @param above the slope from above
   * @param error how far each can be from the exact one
   */
  record Kink(double below, double above, double error) {

    /** Whether a value is one of the slopes or lies between them, as a convention must. */
    boolean admits(double value) {
      return value >= Math.min(below, above) - error && value <= Math.max(below, above) + error;
    }
  }

  /** Where a route that needs no rule sees that there is no derivative. */
  interface Kinks {
    /** The kink at the element at a row-major position of a named result, if there is one. */
    Optional<Kink> at(String result, int element);
  }

  /**
   * What a route found.
   *
   * @param results the value under {@link Question#VALUE} and the gradients under their names
   * @param errors how far each element can be from the exact one
   * @param estimates whether the errors are the route's own estimates instead of rounding bounds
   * @param kinks where the route sees that there is no derivative
   */
  record Answer(Map<String, Tensor> results, Bound errors, boolean estimates, Kinks kinks) {
    /** Copies the results, keeping their order. */
    public Answer {
      results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    }

    /** The answer of a route that applies rules of derivatives. */
    public Answer(Map<String, Tensor> results, Bound errors) {
      this(results, errors, false, (result, element) -> Optional.empty());
    }

    /** Whether a number on the way to a result overflows or underflows. */
    boolean leavesRange(String result) {
      return errors.leavesRange(result);
    }

    /** How far an element can be from the exact one. */
    public double bound(String result, int element) {
      return errors.of(result, element);
    }
  }
}
