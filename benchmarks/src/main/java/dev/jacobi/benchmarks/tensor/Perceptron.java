package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Routine;
import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final String LOSS = "cross_entropy(%s, labels)";

  /** Widths and batch. */
  @Param({"784-256-128-10x128", "784-128-10x64", "784-512-10x256"})
  public String network = "";

  /** Whether a step of gradient descent is taken. */
  @Param({"gradient", "sgd"})
  public String step = "";

  private final float[] loss = {0};

  /** From the weights to what becomes of them; for sgd also from there back, so they move on. */
  private final Bound[] jacobi = {() -> {}, () -> {}};

  private int turn;

  /** Compiles, and compares with plain loops. */
  @Setup
  public void prepare() {
    Network network = new Network(this.network);
    List<String> names = names(network);
    List<float[]> weights = network.parameters().stream().map(Samples::floats).toList();
    List<float[]> next = weights.stream().map(w -> new float[w.length]).toList();
    boolean descends = step.equals("sgd");
    List<String> outputs = new ArrayList<>(List.of("loss"));
    names.forEach(name -> outputs.add("next_" + name));
    Routine routine =
        Routine.of(program(network, descends, LOSS), DType.F32, types(network), outputs);
    jacobi[0] = bind(routine, network, weights, next);
    jacobi[1] = descends ? bind(routine, network, next, weights) : jacobi[0];
    jacobi();
    Network.Slope expected = network.slope();
    Agreement.check("loss", new double[] {expected.loss()}, loss);
    for (int i = 0; i < names.size(); i++) {
      double[] slope = expected.gradients().get(i);
      double[] after = descends ? moved(network.parameters().get(i), slope) : slope;
      Agreement.check(names.get(i), after, next.get(i));
    }
  }

  private static double[] moved(double[] weights, double[] slope) {
    double[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= Network.RATE * slope[i];
    }
    return moved;
  }

  /** The weights, layer by layer. */
  public static List<String> names(Network network) {
    List<String> names = new ArrayList<>();
    for (int layer = 1; layer <= network.layers(); layer++) {
      names.add("W" + layer);
      names.add("b" + layer);
    }
    return names;
  }

  /** The inputs, with their types. */
  public static Map<String, TensorType> types(Network network) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    types.put("X", new TensorType(DType.F32, Shape.of(network.batch(), network.width(0))));
    types.put("labels", new TensorType(DType.I64, Shape.of(network.batch())));
    for (int layer = 1; layer <= network.layers(); layer++) {
      Shape shape = Shape.of(network.width(layer - 1), network.width(layer));
      types.put("W" + layer, new TensorType(DType.F32, shape));
      types.put("b" + layer, new TensorType(DType.F32, Shape.of(network.width(layer))));
    }
    return types;
  }

  /**
   * The loss; of each weight the gradient, or what becomes of it, as next_W1.
   *
   * @param loss of the outputs of the last layer, which stand for %s
   */
  public static String program(Network network, boolean descends, String loss) {
    StringBuilder text = new StringBuilder("h0 = X\n");
    for (int layer = 1; layer <= network.layers(); layer++) {
      String linear = "h%1$d @ W%2$d + b%2$d".formatted(layer - 1, layer);
      boolean last = layer == network.layers();
      text.append("h" + layer + " = " + (last ? linear : "relu(" + linear + ")") + "\n");
    }
    text.append("loss = " + loss.formatted("h" + network.layers()) + "\n");
    for (String name : names(network)) {
      String gradient = "grad(loss, " + name + ")";
      String result = descends ? name + " - " + Network.RATE + "*" + gradient : gradient;
      text.append("next_" + name + " = " + result + "\n");
    }
    return text.toString();
  }

  private Bound bind(Routine routine, Network network, List<float[]> from, List<float[]> to) {
    Map<String, Object> arrays = new LinkedHashMap<>();
    arrays.put("X", Samples.floats(network.images()));
    arrays.put("labels", network.labels());
    arrays.put("loss", loss);
    List<String> names = names(network);
    for (int i = 0; i < names.size(); i++) {
      arrays.put(names.get(i), from.get(i));
      arrays.put("next_" + names.get(i), to.get(i));
    }
    return routine.bind(arrays);
  }

  /** By Jacobi; a step of gradient descent begins where the one before ended. */
  @Benchmark
  public float jacobi() {
    jacobi[turn].run();
    turn = 1 - turn;
    return loss[0];
  }
}
