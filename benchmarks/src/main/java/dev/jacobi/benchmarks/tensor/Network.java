package dev.jacobi.benchmarks.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Layers of weights between relu, with a softmax cross-entropy as the loss, in f32. Its values and
 * gradients by plain loops in f64 are what the others are compared with.
 */
public final class Network {

  /** The step of gradient descent. */
  public static final double RATE = 0.01;

  private final int[] widths;
  private final int batch;
  private final double[] images;
  private final long[] labels;
  private final List<double[]> parameters = new ArrayList<>();

  /** A network of a name such as 784-128-10x64: widths, and the size of a batch. */
  public Network(String name) {
    int cross = name.indexOf('x');
    widths =
        Pattern.compile("-")
            .splitAsStream(name.substring(0, cross))
            .mapToInt(Integer::parseInt)
            .toArray();
    batch = Integer.parseInt(name.substring(cross + 1));
    images = narrow(Samples.uniform(51, batch * widths[0], 0, 1));
    labels = new long[batch];
    for (int i = 0; i < batch; i++) {
      labels[i] = i * 7L % widths[widths.length - 1];
    }
    for (int layer = 0; layer < layers(); layer++) {
      double bound = 1 / Math.sqrt(widths[layer]);
      int size = widths[layer] * widths[layer + 1];
      parameters.add(narrow(Samples.uniform(52 + layer, size, -bound, bound)));
      parameters.add(narrow(Samples.uniform(62 + layer, widths[layer + 1], -bound, bound)));
    }
  }

  private static double[] narrow(double[] elements) {
    for (int i = 0; i < elements.length; i++) {
      elements[i] = (float) elements[i];
    }
    return elements;
  }

  /** The number of layers of weights. */
  public int layers() {
    return widths.length - 1;
  }

  /** The width before a layer, or after the last. */
  public int width(int layer) {
    return widths[layer];
  }

  /** The number of images. */
  public int batch() {
    return batch;
  }

  /** The images, by rows; every number is a float. */
  public double[] images() {
    return images;
  }

  /** What each image shows. */
  public long[] labels() {
    return labels;
  }

  /** Weights (inputs by outputs) and biases of each layer in turn; every number is a float. */
  public List<double[]> parameters() {
    return parameters;
  }

  /** The loss, and its gradient by weights and biases of each layer in turn. */
  public record Slope(double loss, List<double[]> gradients) {}

  /** Forward and backward by plain loops. */
  public Slope slope() {
    List<double[]> activations = new ArrayList<>(List.of(images));
    for (int layer = 0; layer < layers(); layer++) {
      activations.add(forward(layer, activations.get(layer)));
    }
    double[] adjoint = activations.get(layers()).clone();
    double loss = softmax(adjoint);
    List<double[]> gradients = new ArrayList<>();
    for (int layer = layers() - 1; layer >= 0; layer--) {
      double[] x = activations.get(layer);
      gradients.add(0, biases(adjoint, widths[layer + 1]));
      gradients.add(0, weights(layer, x, adjoint));
      adjoint = backward(layer, x, adjoint);
    }
    return new Slope(loss, gradients);
  }

  private double[] forward(int layer, double[] x) {
    int from = widths[layer];
    int to = widths[layer + 1];
    double[] w = parameters.get(2 * layer);
    double[] b = parameters.get(2 * layer + 1);
    double[] y = new double[batch * to];
    for (int row = 0; row < batch; row++) {
      System.arraycopy(b, 0, y, row * to, to);
      for (int k = 0; k < from; k++) {
        double factor = x[row * from + k];
        for (int j = 0; j < to; j++) {
          y[row * to + j] += factor * w[k * to + j];
        }
      }
    }
    if (layer + 1 < layers()) {
      for (int i = 0; i < y.length; i++) {
        y[i] = Math.max(y[i], 0);
      }
    }
    return y;
  }

  /** The mean cross-entropy; logits become its gradient. */
  private double softmax(double[] logits) {
    int classes = widths[layers()];
    double loss = 0;
    for (int row = 0; row < batch; row++) {
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(logits[row * classes + j]);
      }
      loss += (Math.log(sum) - logits[row * classes + (int) labels[row]]) / batch;
      for (int j = 0; j < classes; j++) {
        int at = row * classes + j;
        logits[at] = (Math.exp(logits[at]) / sum - (j == labels[row] ? 1 : 0)) / batch;
      }
    }
    return loss;
  }

  private double[] biases(double[] adjoint, int width) {
    double[] sums = new double[width];
    for (int i = 0; i < adjoint.length; i++) {
      sums[i % width] += adjoint[i];
    }
    return sums;
  }

  private double[] weights(int layer, double[] x, double[] adjoint) {
    int from = widths[layer];
    int to = widths[layer + 1];
    double[] gradient = new double[from * to];
    for (int row = 0; row < batch; row++) {
      for (int k = 0; k < from; k++) {
        double factor = x[row * from + k];
        for (int j = 0; j < to; j++) {
          gradient[k * to + j] += factor * adjoint[row * to + j];
        }
      }
    }
    return gradient;
  }

  /** The adjoint before a layer and the relu before it. */
  private double[] backward(int layer, double[] x, double[] adjoint) {
    int from = widths[layer];
    int to = widths[layer + 1];
    double[] w = parameters.get(2 * layer);
    double[] before = new double[batch * from];
    for (int row = 0; row < batch; row++) {
      for (int k = 0; k < from; k++) {
        double sum = 0;
        for (int j = 0; j < to; j++) {
          sum += adjoint[row * to + j] * w[k * to + j];
        }
        before[row * from + k] = x[row * from + k] > 0 ? sum : 0;
      }
    }
    return before;
  }
}
