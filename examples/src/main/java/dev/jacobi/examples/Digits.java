package dev.jacobi.examples;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.ValueAndGradient;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Learns to read handwritten digits: a {@link Perceptron} trained by stochastic gradient descent
 * with momentum on the first 1,437 images and judged on the last 360, which other people wrote.
 * Then shows why the loss is a mean: with a sum the right learning rate would change with the size
 * of the batch.
 *
 * <p>All that is random comes from {@link Random} with a fixed seed, and the arithmetic is the same
 * on every machine, so every run prints the same numbers.
 */
public final class Digits {

  private static final int TRAINING = 1437;
  private static final int TEST = 360;
  private static final long SEED = 1;
  private static final double MOMENTUM = 0.9;
  private static final double RATE = 0.1;

  private final PrintStream out;
  private final DigitImages digits = DigitImages.load();
  private final Tensor testImages;
  private final Tensor testLabels;

  private Digits(PrintStream out) {
    this.out = out;
    List<Integer> last = range(digits.count() - TEST, digits.count());
    testImages = digits.images(last);
    testLabels = digits.labels(last);
  }

  /**
   * Trains and prints.
   *
   * @param args none
   */
  public static void main(String[] args) {
    Digits example = new Digits(System.out);
    example.learn(30);
    example.compareReductions(3);
  }

  private static List<Integer> range(int from, int to) {
    return new ArrayList<>(IntStream.range(from, to).boxed().toList());
  }

  private void learn(int epochs) {
    out.print(Perceptron.PROGRAM);
    out.println();
    Perceptron network = new Perceptron("mean", SEED);
    try (Progress progress = Progress.of(out, epochs)) {
      train(network, 32, epochs, progress::epoch);
    }
    int correct = network.correct(testImages, testLabels);
    out.printf(
        Locale.ROOT, "right: %d of the last %d, %.1f %%%n", correct, TEST, 100.0 * correct / TEST);
  }

  /** Visits all training images in random order, epoch after epoch, a batch at a time. */
  private void train(
      Perceptron network, int batch, int epochs, BiConsumer<Integer, Double> report) {
    Random random = new Random(SEED);
    List<Integer> order = range(0, TRAINING);
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Collections.shuffle(order, random);
      double total = 0;
      for (int start = 0; start < TRAINING; start += batch) {
        List<Integer> rows = order.subList(start, Math.min(start + batch, TRAINING));
        ValueAndGradient found = network.gradient(digits.images(rows), digits.labels(rows));
        network.descend(found, RATE, MOMENTUM);
        total += found.value().item() * rows.size();
      }
      report.accept(epoch, total / TRAINING);
    }
  }

  private void compareReductions(int epochs) {
    out.println();
    out.println("learning rate " + RATE + ", " + epochs + " epochs:");
    out.println("loss  batch  length of the first gradient  right of " + TEST);
    for (String reduction : List.of("mean", "sum")) {
      for (int batch : List.of(32, 128)) {
        Perceptron network = new Perceptron(reduction, SEED);
        List<Integer> first = range(0, batch);
        ValueAndGradient start = network.gradient(digits.images(first), digits.labels(first));
        train(network, batch, epochs, (epoch, loss) -> {});
        out.printf(
            Locale.ROOT,
            "%-4s  %5d  %28.2f  %12d%n",
            reduction,
            batch,
            Perceptron.length(start),
            network.correct(testImages, testLabels));
      }
    }
  }
}
