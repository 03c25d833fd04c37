package dev.jacobi.benchmarks.gpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is measured.
 *
 * @param name of its row: kind, element type, size
 * @param kind what its peers are called by
 * @param dtype the element type of its numbers
 * @param program in the language
 * @param inputs of the program
 * @param outputs the values that are computed, in the order in which peers give them
 * @param limit what the device allows
 * @param goal the largest ratio to the time of a peer that we want
 */
record Workload(
    String name,
    String kind,
    DType dtype,
    String program,
    List<Given> inputs,
    List<String> outputs,
    Limit limit,
    double goal) {

  /** Compiles it. */
  Executable executable(Backend backend) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    inputs.forEach(input -> types.put(input.name(), input.type()));
    return Formula.parse(program)
        .withTypes(types)
        .withDType(dtype)
        .withBackend(backend)
        .executable(outputs.toArray(String[]::new));
  }

  /** The values of the inputs. */
  Map<String, Tensor> values() {
    Map<String, Tensor> values = new LinkedHashMap<>();
    inputs.forEach(input -> values.put(input.name(), input.tensor()));
    return values;
  }

  /**
   * For the programs of peers, on one line.
   *
   * @param digests of each output the sum of the sizes of its elements
   */
  String json(List<Double> digests) {
    return "{\"name\": \"%s\", \"kind\": \"%s\", \"inputs\": [%s], \"digests\": %s}"
        .formatted(
            name,
            kind,
            inputs.stream().map(Given::json).collect(Collectors.joining(", ")),
            digests);
  }
}
