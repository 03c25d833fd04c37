package dev.jacobi.core.backend;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A function that makes tensors of its numbers and runs what a backend compiled. */
final class TensorFunction extends VectorFunction {

  private final Executable executable;
  private final Map<String, Shape> shapes;

  private TensorFunction(Executable executable, Map<String, Shape> shapes, int in, int out) {
    super(in, out);
    this.executable = executable;
    this.shapes = shapes;
  }

  static VectorFunction of(Executable executable, Graph graph, List<String> inputs) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    int in = 0;
    for (String name : inputs) {
      Node input = Objects.requireNonNull(graph.inputs().get(name), name);
      shapes.put(name, input.shape());
      in += input.shape().elements();
    }
    int out = 0;
    for (Node output : graph.outputs().values()) {
      out += output.shape().elements();
    }
    return new TensorFunction(executable, shapes, in, out);
  }

  @Override
  protected double compute(double[] in, double[] out, int at) {
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    int start = 0;
    for (Map.Entry<String, Shape> input : shapes.entrySet()) {
      int end = start + input.getValue().elements();
      inputs.put(input.getKey(), Tensor.wrap(input.getValue(), Arrays.copyOfRange(in, start, end)));
      start = end;
    }
    double first = 0;
    int place = -1;
    for (Tensor output : executable.run(inputs).values()) {
      double[] elements = output.doubles();
      for (double element : elements) {
        if (place < 0) {
          first = element;
        } else {
          out[at + place] = element;
        }
        place++;
      }
    }
    return first;
  }

  @Override
  public String description() {
    return "tensor by tensor; " + executable.description();
  }
}
