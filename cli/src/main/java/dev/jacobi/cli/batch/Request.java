package dev.jacobi.cli.batch;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one line asks.
 *
 * @param inputs the values of inputs; numbers have the element type of the request
 * @param floating the types of inputs whose floating-point type is said, or is not that of the
 *     integers given
 * @param output the name to work on, if not the program's result
 * @param wrt the names to differentiate by; none stands for all floating-point inputs, unless
 * @param isByNothing the request names none on purpose
 * @param tangent the direction of a {@code jvp}
 * @param vector the direction of an {@code hvp}
 */
record Request(
    String program,
    Point inputs,
    Map<String, TensorType> floating,
    Optional<String> output,
    List<String> wrt,
    boolean isByNothing,
    Seed seed,
    List<Want> want,
    Mode mode,
    String backend,
    DType dtype,
    Map<String, Tensor> tangent,
    Map<String, Tensor> vector) {

  /** The inputs that are none of the names known, and that no derivative is asked by. */
  List<String> unused(Set<String> known) {
    Set<String> asked = new HashSet<>(wrt);
    asked.addAll(tangent.keySet());
    asked.addAll(vector.keySet());
    return inputs.keySet().stream()
        .filter(name -> !known.contains(name) && !asked.contains(name))
        .toList();
  }
}
