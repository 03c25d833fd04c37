package dev.jacobi.examples;

import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.ValueAndGradient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * A network of one hidden layer, 64–64–10, written as a formula, with its weights. Weights begin
 * uniform in ±1/√64, as those of PyTorch's {@code Linear}; biases begin at 0. The numbers come from
 * {@link Random}, whose algorithm its documentation fixes.
 */
final class Perceptron {

  static final String PROGRAM =
      """
      input pixels: [n, 64]
      input labels: i64[n]
      input W1: [64, 64]
      input b1: [64]
      input W2: [64, 10]
      input b2: [10]
      hidden = relu(pixels @ W1 + b1)
      logits = hidden @ W2 + b2
      loss = cross_entropy(logits, labels, reduction="mean", label_smoothing=0.3)
      """;

  private static final String[] WEIGHTS = {"W1", "b1", "W2", "b2"};

  private final Formula loss;
  private final Formula logits;
  private final Formula.Compiled step;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, Tensor> velocities = new LinkedHashMap<>();

  /** A network with a loss that is the {@code mean} or the {@code sum} over the images. */
  Perceptron(String reduction, long seed) {
    loss = Formula.parse(PROGRAM.replace("mean", reduction));
    logits = loss.withOutput("logits");
    step = loss.compile(WEIGHTS);
    Random random = new Random(seed);
    weights.put("W1", uniform(random, Shape.of(64, 64)));
    weights.put("b1", Tensor.vector(new double[64]));
    weights.put("W2", uniform(random, Shape.of(64, 10)));
    weights.put("b2", Tensor.vector(new double[10]));
    weights.forEach((name, weight) -> velocities.put(name, Tensor.zeros(weight.type())));
  }

  private static Tensor uniform(Random random, Shape shape) {
    double bound = 1 / Math.sqrt(64);
    double[] elements = new double[shape.elements()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = bound * (2 * random.nextDouble() - 1);
    }
    return Tensor.wrap(shape, elements);
  }

  private Point point(Tensor pixels, Tensor labels) {
    Point point = Point.of(weights);
    return point.and("pixels", pixels).and("labels", labels);
  }

  /** The loss over some images and its gradient by all weights. */
  ValueAndGradient gradient(Tensor pixels, Tensor labels) {
    return step.at(point(pixels, labels));
  }

  /** One step of gradient descent: v ← momentum·v + gradient, w ← w − rate·v (as PyTorch's SGD). */
  void descend(Map<String, Tensor> gradient, double rate, double momentum) {
    gradient.forEach(
        (name, slope) -> {
          Tensor velocity = sum(momentum, velocities.get(name), slope);
          velocities.put(name, velocity);
          weights.put(name, sum(-rate, velocity, weights.get(name)));
        });
  }

  /** a·x + y. */
  private static Tensor sum(double a, Tensor x, Tensor y) {
    double[] elements = y.toDoubles();
    for (int i = 0; i < elements.length; i++) {
      elements[i] += a * x.getDouble(i);
    }
    return Tensor.wrap(y.shape(), elements);
  }

  /** The length of a gradient, over all weights together. */
  static double length(Map<String, Tensor> gradient) {
    double squares = 0;
    for (Tensor slope : gradient.values()) {
      for (double element : slope.toDoubles()) {
        squares += element * element;
      }
    }
    return Math.sqrt(squares);
  }

  /** How many images it takes for the digit they show. */
  int correct(Tensor pixels, Tensor labels) {
    Tensor scores = logits.value(point(pixels, labels));
    int correct = 0;
    for (int row = 0; row < labels.size(); row++) {
      correct += best(scores, row) == labels.getLong(row) ? 1 : 0;
    }
    return correct;
  }

  private static int best(Tensor scores, int row) {
    int best = 0;
    for (int digit = 1; digit < 10; digit++) {
      if (scores.getDouble(row * 10 + digit) > scores.getDouble(row * 10 + best)) {
        best = digit;
      }
    }
    return best;
  }
}
