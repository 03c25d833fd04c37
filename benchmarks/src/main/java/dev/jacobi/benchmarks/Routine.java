package dev.jacobi.benchmarks;

import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import java.util.List;
import java.util.Map;

/** Several values of a program, compiled by the best backend, to be computed in one run. */
public final class Routine {

  private final Executable executable;

  private Routine(Executable executable) {
    this.executable = executable;
  }

  /**
   * Compiles a program.
   *
   * @param dtype the element type of its numbers
   * @param inputs the types of the inputs
   * @param outputs the names of the values to compute
   */
  public static Routine of(
      String program, DType dtype, Map<String, TensorType> inputs, List<String> outputs) {
    return new Routine(
        Formula.parse(program)
            .withTypes(inputs)
            .withDType(dtype)
            .executable(outputs.toArray(String[]::new)));
  }

  /**
   * Binds inputs and outputs to arrays, which runs read and write.
   *
   * @param arrays a {@code double[]}, {@code float[]} or {@code long[]} by each name
   */
  public Bound bind(Map<String, Object> arrays) {
    Buffers buffers = new Buffers();
    arrays.forEach(
        (name, array) -> {
          if (array instanceof double[] doubles) {
            buffers.and(name, doubles);
          } else if (array instanceof float[] floats) {
            buffers.and(name, floats);
          } else if (array instanceof long[] longs) {
            buffers.and(name, longs);
          } else {
            throw new IllegalArgumentException(name + " is " + array);
          }
        });
    return executable.bind(buffers);
  }
}
