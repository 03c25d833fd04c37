package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Every operation of the catalogue on every element type it takes, in every layout: one graph with
 * an output for each layout.
 */
final class ElementWiseScenarios {

  /** Sizes around the widths of vectors, tiles and blocks. */
  static final int[] SIZES = {
    0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 255, 256, 257, 1000
  };

  /** Shapes of up to three operands that broadcast. */
  private static final long[][][] BROADCASTS = {
    {{}, {}, {}},
    {{}, {17}, {}},
    {{17}, {}, {17}},
    {{4, 33}, {33}, {4, 1}},
    {{33}, {4, 33}, {1, 33}},
    {{7, 1}, {7, 9}, {1, 9}},
    {{1, 9}, {7, 1}, {}},
    {{3, 1, 5}, {4, 1}, {5}},
    {{1, 1}, {1}, {}},
    {{3, 0}, {1, 1}, {0}},
    {{2, 3, 4, 5}, {3, 1, 5}, {2, 1, 1, 1}}
  };

  private final ScalarOp op;
  private final DType dtype;
  private final Scenario.Builder builder = new Scenario.Builder();
  private final Random random;
  private int operands;

  private ElementWiseScenarios(ScalarOp op, DType dtype) {
    this.op = op;
    this.dtype = dtype;
    this.random = Samples.random(op + " " + dtype);
  }

  /** The element types of an operation's operands but, for a choice, its condition. */
  static List<DType> types(ScalarOp op) {
    return Arrays.stream(DType.values()).filter(dtype -> takes(op, dtype)).toList();
  }

  private static boolean takes(ScalarOp op, DType dtype) {
    List<TensorType> types = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      types.add(TensorType.scalar(typeOf(op, i, dtype)));
    }
    try {
      Op.Map.of(op).infer(types);
      return true;
    } catch (DiagnosticException refused) {
      return false;
    }
  }

  private static DType typeOf(ScalarOp op, int operand, DType dtype) {
    return op.kind() == ScalarKind.CHOICE && operand == 0 ? DType.BOOL : dtype;
  }

  /** The values in all layouts, and of special operands. */
  static Scenario values(ScalarOp op, DType dtype) {
    ElementWiseScenarios result = new ElementWiseScenarios(op, dtype);
    for (int size : SIZES) {
      result.plain("size " + size, new long[] {size});
    }
    for (long[][] shapes : BROADCASTS) {
      result.plain("shapes " + Arrays.deepToString(shapes), shapes);
    }
    result.views();
    result.output("special values", result.special());
    return result.builder.build(op.text() + " on " + dtype);
  }

  /**
   * The derivatives in some layouts, and at special operands; empty for an operation without.
   *
   * @param dtype a floating-point type
   */
  static Optional<Scenario> derivatives(ScalarOp op, DType dtype) {
    ElementWiseScenarios result = new ElementWiseScenarios(op, dtype);
    List<Integer> wrt = differentiable(op);
    if (wrt.isEmpty()) {
      return Optional.empty();
    }
    for (int size : new int[] {0, 1, 7, 33, 257}) {
      result.derivatives("size " + size, wrt, result.inputs(new long[] {size}));
    }
    for (long[][] shapes : BROADCASTS) {
      String name = "shapes " + Arrays.deepToString(shapes);
      result.derivatives(name, wrt, result.inputs(shapes));
    }
    result.derivatives("special values", wrt, result.special());
    return Optional.of(result.builder.build("derivatives of " + op.text() + " on " + dtype));
  }

  /** The operands by which the catalogue has a derivative. */
  static List<Integer> differentiable(ScalarOp op) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < op.arity() && op.isDifferentiable(); i++) {
      boolean condition = op.kind() == ScalarKind.CHOICE && i == 0;
      if (!condition && DoubleAlgebra.hasPartial(op, i)) {
        result.add(i);
      }
    }
    return result;
  }

  private void derivatives(String name, List<Integer> wrt, List<Node> inputs) {
    Node y = builder.graph().apply(Op.Map.of(op), inputs);
    builder.derivatives(name, y, wrt.stream().map(inputs::get).toList(), random);
  }

  private void plain(String name, long[]... shapes) {
    output(name, inputs(shapes));
  }

  private void output(String name, List<Node> operandsOfOp) {
    builder.output(name, builder.graph().apply(Op.Map.of(op), operandsOfOp));
  }

  /** Inputs of the given shapes; the last stands for all further operands. */
  private List<Node> inputs(long[]... shapes) {
    List<Node> result = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      result.add(input(i, Shape.of(shapes[Math.min(i, shapes.length - 1)])));
    }
    return result;
  }

  private Node input(int operand, Shape shape) {
    TensorType type = new TensorType(typeOf(op, operand, dtype), shape);
    return input(Samples.of(op.domains().get(operand), type, random));
  }

  private Node input(Tensor value) {
    return builder.input("x" + operands++, value);
  }

  /** Operands that are views of inputs: transposed, permuted, sliced, repeated, reshaped. */
  private void views() {
    Graph a = builder.graph();
    viewed("transposed", 0, Shape.of(9, 5), x -> a.transpose(x));
    viewed("second transposed", 1, Shape.of(9, 5), x -> a.transpose(x));
    viewed("permuted", 0, Shape.of(3, 4, 5), x -> a.permute(x, List.of(2, 0, 1)));
    viewed("sliced", 0, Shape.of(40), x -> slice(x, new Op.Range(3, 2, Dim.of(17))));
    viewed("reversed", 1, Shape.of(17), x -> slice(x, new Op.Range(16, -1, Dim.of(17))));
    viewed(
        "a block",
        0,
        Shape.of(7, 9),
        x -> slice(x, new Op.Range(6, -3, Dim.of(3)), new Op.Range(2, 1, Dim.of(5))));
    viewed("repeated", 0, Shape.of(9, 1), x -> a.broadcast(x, Shape.of(9, 33)));
    viewed("reshaped", 1, Shape.of(6, 4), x -> a.reshape(x, Shape.of(3, 8)));
    viewed(
        "transposed and reshaped",
        0,
        Shape.of(6, 4),
        x -> a.reshape(a.transpose(x), Shape.of(3, 8)));
  }

  private static Node slice(Node x, Op.Range... ranges) {
    return x.graph().apply(new Op.Slice(List.of(ranges)), List.of(x));
  }

  private void viewed(
      String name, int operand, Shape shape, java.util.function.UnaryOperator<Node> view) {
    int place = Math.min(operand, op.arity() - 1);
    Node seen = view.apply(input(place, shape));
    List<Node> result = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      result.add(i == place ? seen : input(i, seen.shape()));
    }
    output(name, result);
  }

  /** All pairs, or triples, of special values; of integers those whose result fits. */
  private List<Node> special() {
    int[] counts = new int[3];
    for (int i = 0; i < 3; i++) {
      counts[i] = i < op.arity() ? Samples.specialCount(typeOf(op, i, dtype)) : 1;
    }
    List<int[]> places = new ArrayList<>();
    for (int i = 0; i < counts[0] * counts[1] * counts[2]; i++) {
      int[] place = {i % counts[0], i / counts[0] % counts[1], i / counts[0] / counts[1]};
      if (dtype != DType.I64 || fits(place)) {
        places.add(place);
      }
    }
    List<Node> result = new ArrayList<>();
    for (int i = 0; i < op.arity(); i++) {
      int operand = i;
      int[] own = places.stream().mapToInt(place -> place[operand]).toArray();
      result.add(input(Samples.special(typeOf(op, i, dtype), own)));
    }
    return result;
  }

  private boolean fits(int[] places) {
    long[] x = new long[3];
    for (int i = 0; i < op.arity(); i++) {
      x[i] = Samples.special(typeOf(op, i, dtype), new int[] {places[i]}).getLong(0);
    }
    return Samples.fits(op, x[0], x[1], x[2]);
  }
}
