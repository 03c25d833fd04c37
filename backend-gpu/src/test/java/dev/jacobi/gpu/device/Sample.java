package dev.jacobi.gpu.device;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small program with a part on the host between two on the device: constants, a reduction, a
 * product, outputs of several types.
 */
final class Sample {

  private static final int SIZE = 40;

  private Sample() {}

  static Graph graph() {
    Graph graph = new Graph();
    Node x = graph.input("x", new TensorType(DType.F64, Shape.of(SIZE)));
    Node w = graph.input("w", new TensorType(DType.F64, Shape.of(SIZE, 3)));
    Node at = graph.input("at", new TensorType(DType.I64, Shape.of(5)));
    Node y = x.map(ScalarOp.EXP).plus(graph.data(weights()));
    Node picked = graph.apply(new Op.Gather(0), List.of(y, at));
    Node product = y.matmul(w);
    Map<String, Node> outputs = new LinkedHashMap<>();
    outputs.put("y", y);
    Node large = graph.map(ScalarOp.LT, x, y);
    Node shift = graph.cast(graph.apply(new Op.Gather(0), List.of(large, at)), DType.I64);
    // The host looks at whether the sums fit, and takes the products, between launches.
    Node sums = graph.reshape(graph.map(ScalarOp.ADD, at, shift), Shape.of(5, 1));
    Op multiplied = new Op.Reduce(Reduction.PROD, List.of(1), false);
    Node places = graph.apply(multiplied, List.of(sums));
    Node scattered = graph.apply(new Op.ScatterAdd(0, Dim.of(SIZE)), List.of(picked, places));
    outputs.put("picked", picked);
    outputs.put("scattered", scattered);
    outputs.put("total", scattered.times(y).sum().plus(product.sum()));
    outputs.put("large", large);
    return graph.extract(outputs);
  }

  private static double[] weights() {
    double[] weights = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      weights[i] = 1.0 / (i + 1);
    }
    return weights;
  }

  static Map<String, Tensor> inputs() {
    double[] x = new double[SIZE];
    double[] w = new double[3 * SIZE];
    for (int i = 0; i < w.length; i++) {
      x[i % SIZE] = (i % SIZE) / 7.0 - 2;
      w[i] = Math.scalb(i - 50, -3);
    }
    return Map.of(
        "x",
        Tensor.vector(x),
        "w",
        Tensor.wrap(Shape.of(SIZE, 3), w),
        "at",
        Tensor.integers(0L, 7L, -1L, 7L, 20L));
  }

  static Map<String, Tensor> expected() {
    return new ReferenceBackend().compile(graph()).run(inputs());
  }

  static void require(Map<String, Tensor> expected, Map<String, Tensor> found) {
    expected.forEach(
        (name, value) -> assertTrue(value.sameBits(found.get(name)), () -> name + ": " + found));
  }

  /** Storage for everything. */
  static Buffers buffers(Executable executable) {
    Buffers buffers = new Buffers();
    inputs().forEach((name, value) -> bind(buffers, name, value.array()));
    executable.graph().outputs().forEach((name, node) -> bind(buffers, name, array(node)));
    return buffers;
  }

  private static Object array(Node node) {
    return node.dtype().array(node.shape().elements());
  }

  private static void bind(Buffers buffers, String name, Object array) {
    if (array instanceof double[] doubles) {
      buffers.and(name, doubles);
    } else if (array instanceof long[] longs) {
      buffers.and(name, longs);
    } else {
      buffers.and(name, (boolean[]) array);
    }
  }

  /** What lies in the outputs' storage. */
  static Map<String, Tensor> found(Executable executable, Buffers buffers) {
    Map<String, Tensor> found = new LinkedHashMap<>();
    executable
        .graph()
        .outputs()
        .forEach(
            (name, node) -> found.put(name, Tensor.wrap(node.type(), buffers.storage().get(name))));
    return found;
  }
}
