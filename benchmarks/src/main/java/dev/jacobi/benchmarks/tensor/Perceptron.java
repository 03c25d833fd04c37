package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Built;
import dev.jacobi.symbolic.program.Program;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A step of learning: loss, its gradient by all weights, and a step of gradient descent. */
@Case(
    value = "perceptron",
    work =
        "layers of such widths, relu between them, softmax cross-entropy, batch after the x, f32:"
            + " loss and gradient by all weights, and for sgd the weights a step on",
    tiny = "6-5-4-3x4")
@State(Scope.Benchmark)
public class Perceptron {

  /** Widths and batch. */
  @Param({"784-256-128-10x128", "784-128-10x64", "784-512-10x256"})
  public String network = "";

  /** Whether a step of gradient descent is taken. */
  @Param({"gradient", "sgd"})
  public String step = "";

  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private UnaryOperator<Map<String, Tensor>> jacobi = UnaryOperator.identity();

  /** Compiles, and compares with plain loops. */
  @Setup
  public void prepare() {
    Network network = new Network(this.network);
    bind(network);
    jacobi = compile(network, step.equals("sgd"))::run;
    Network.Slope expected = network.slope();
    Map<String, Tensor> before = new LinkedHashMap<>(inputs);
    Map<String, Tensor> found = jacobi.apply(before);
    Agreement.check("loss", new double[] {expected.loss()}, result(found, "loss").floats());
    List<String> names = names(network);
    for (int i = 0; i < names.size(); i++) {
      double[] slope = expected.gradients().get(i);
      double[] after = step.equals("sgd") ? moved(network.parameters().get(i), slope) : slope;
      Agreement.check(names.get(i), after, result(found, names.get(i)).floats());
    }
  }

  private static double[] moved(double[] weights, double[] slope) {
    double[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= Network.RATE * slope[i];
    }
    return moved;
  }

  private static Tensor result(Map<String, Tensor> found, String name) {
    Tensor tensor = found.get(name);
    if (tensor == null) {
      throw new AssertionError("no result " + name);
    }
    return tensor;
  }

  private static List<String> names(Network network) {
    List<String> names = new ArrayList<>();
    for (int layer = 1; layer <= network.layers(); layer++) {
      names.add("W" + layer);
      names.add("b" + layer);
    }
    return names;
  }

  private void bind(Network network) {
    Shape images = Shape.of(network.batch(), network.width(0));
    inputs.put("X", Tensor.of(images, Samples.floats(network.images())));
    inputs.put("labels", Tensor.vector(network.labels()));
    List<String> names = names(network);
    for (int i = 0; i < names.size(); i++) {
      Shape bias = Shape.of(network.width(i / 2 + 1));
      Shape shape = i % 2 == 0 ? Shape.of(network.width(i / 2), network.width(i / 2 + 1)) : bias;
      inputs.put(names.get(i), Tensor.of(shape, Samples.floats(network.parameters().get(i))));
    }
  }

  /** The loss; a gradient g_W1, or what becomes of W1 as next_W1, for all weights. */
  private static String program(Network network, boolean descends) {
    StringBuilder text = new StringBuilder("h0 = X\n");
    for (int layer = 1; layer <= network.layers(); layer++) {
      String linear = "h%1$d @ W%2$d + b%2$d".formatted(layer - 1, layer);
      boolean last = layer == network.layers();
      text.append("h" + layer + " = " + (last ? linear : "relu(" + linear + ")") + "\n");
    }
    text.append("loss = cross_entropy(h" + network.layers() + ", labels)\n");
    for (String name : names(network)) {
      String gradient = "grad(loss, " + name + ")";
      String result = descends ? name + " - " + Network.RATE + "*" + gradient : gradient;
      text.append("next_" + name + " = " + result + "\n");
    }
    return text.toString();
  }

  private Executable compile(Network network, boolean descends) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    inputs.forEach((name, value) -> types.put(name, value.type()));
    Graph graph = new Graph();
    Built<Node> built = Program.parse(program(network, descends)).build(graph, types, DType.F32);
    List<String> outputs = new ArrayList<>(List.of("loss"));
    outputs.addAll(names(network));
    List<Node> nodes =
        outputs.stream()
            .map(name -> built.values().get(name.equals("loss") ? name : "next_" + name))
            .toList();
    List<Node> simplified = Rewriter.exact().simplify(graph, nodes);
    Map<String, Node> wanted = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      wanted.put(outputs.get(i), simplified.get(i));
    }
    return Backends.load().best().compile(graph.extract(wanted));
  }

  /** By Jacobi; a step of gradient descent begins where the one before ended. */
  @Benchmark
  public Map<String, Tensor> jacobi() {
    Map<String, Tensor> found = jacobi.apply(inputs);
    if (step.equals("sgd")) {
      inputs.putAll(found);
    }
    return found;
  }
}
