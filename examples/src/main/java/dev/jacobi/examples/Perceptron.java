package dev.jacobi.examples;

import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.ValueAndGradient;
import java.util.List;
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

  private final Formula.Compiled step;
  private final Formula logits;
  private final List<Weight> weights;

  /** One input of the formula that is learned. */
  private static final class Weight {
    final String name;
    Tensor value;
    Tensor velocity;

    Weight(String name, Tensor value) {
      this.name = name;
      this.value = value;
      this.velocity = Tensor.zeros(value.type());
    }

    /** v ← momentum·v + slope, w ← w − rate·v, as PyTorch's SGD has it. */
    void descend(Tensor slope, double rate, double momentum) {
      velocity = sum(momentum, velocity, slope);
      value = sum(-rate, velocity, value);
    }

    /** a·x + y. */
    private static Tensor sum(double a, Tensor x, Tensor y) {
      double[] elements = y.toDoubles();
      for (int i = 0; i < elements.length; i++) {
        elements[i] += a * x.getDouble(i);
      }
      return Tensor.wrap(y.shape(), elements);
    }
  }

  /** A network with a loss that is the {@code mean} or the {@code sum} over the images. */
  Perceptron(String reduction, long seed) {
    Random random = new Random(seed);
    weights =
        List.of(
            new Weight("W1", uniform(random, Shape.of(64, 64))),
            new Weight("b1", Tensor.vector(new double[64])),
            new Weight("W2", uniform(random, Shape.of(64, 10))),
            new Weight("b2", Tensor.vector(new double[10])));
    Formula loss = Formula.parse(PROGRAM.replace("mean", reduction));
    step = loss.compile(weights.stream().map(weight -> weight.name).toArray(String[]::new));
    logits = loss.withOutput("logits");
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
    Point point = Point.of("pixels", pixels).and("labels", labels);
    for (Weight weight : weights) {
      point = point.and(weight.name, weight.value);
    }
    return point;
  }

  /** The loss over some images and its gradient by all weights. */
  ValueAndGradient gradient(Tensor pixels, Tensor labels) {
    return step.at(point(pixels, labels));
  }

  /** One step of stochastic gradient descent with momentum. */
  void descend(ValueAndGradient found, double rate, double momentum) {
    weights.forEach(weight -> weight.descend(found.by(weight.name), rate, momentum));
  }

  /** The length of a gradient, over all weights together. */
  static double length(ValueAndGradient found) {
    double squares = 0;
    for (Tensor slope : found.gradient().values()) {
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
