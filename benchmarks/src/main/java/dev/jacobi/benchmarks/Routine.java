package dev.jacobi.benchmarks;

import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Built;
import dev.jacobi.symbolic.program.Program;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.util.LinkedHashMap;
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
    Graph graph = new Graph();
    Built<Node> built = Program.parse(program).build(graph, inputs, dtype);
    List<Node> nodes =
        Rewriter.exact().simplify(graph, outputs.stream().map(built.values()::get).toList());
    Map<String, Node> wanted = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      wanted.put(outputs.get(i), nodes.get(i));
    }
    return new Routine(Backends.load().best().compile(graph.extract(wanted)));
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
