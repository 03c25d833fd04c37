package dev.jacobi.symbolic;

import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A calculus whose diagnostics say where in the program they arise. A compiled formula does not
 * know; so when a run fails the program runs again, expression by expression, until it fails there.
 *
 * @param again runs the program so
 */
record LocatedCalculus(Calculus inner, Runnable again) implements Calculus {

  private <R> R located(Supplier<R> run) {
    try {
      return run.get();
    } catch (DiagnosticException found) {
      boolean another = found.first().span().isNone() && !isMemory(found);
      throw another ? placed(found) : found;
    }
  }

  /** Running out of memory once is enough. */
  private static boolean isMemory(DiagnosticException found) {
    return found.first().code().startsWith("memory/");
  }

  /** What the second run says; the first word if it ends well, or otherwise. */
  private DiagnosticException placed(DiagnosticException found) {
    try {
      again.run();
      return found;
    } catch (DiagnosticException other) {
      return other.first().code().equals(found.first().code()) ? other : found;
    }
  }

  @Override
  public Names<?> names() {
    return inner.names();
  }

  @Override
  public Tensor value() {
    return located(inner::value);
  }

  @Override
  public ValueAndGradient gradient(Optional<Tensor> seed, List<String> wrt) {
    return located(() -> inner.gradient(seed, wrt));
  }

  @Override
  public Map<String, Tensor> jacobian(List<String> wrt) {
    return located(() -> inner.jacobian(wrt));
  }

  @Override
  public Map<String, Map<String, Tensor>> hessian(List<String> wrt) {
    return located(() -> inner.hessian(wrt));
  }

  @Override
  public Tensor alongTangents(Map<String, Tensor> tangents) {
    return located(() -> inner.alongTangents(tangents));
  }

  @Override
  public Map<String, Tensor> gradientAlong(Map<String, Tensor> directions) {
    return located(() -> inner.gradientAlong(directions));
  }
}
