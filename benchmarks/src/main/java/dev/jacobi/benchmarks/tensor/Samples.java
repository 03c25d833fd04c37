package dev.jacobi.benchmarks.tensor;

import java.util.Random;

/** Numbers to compute with. The same seed gives the same numbers. */
public final class Samples {

  private Samples() {}

  /** So many doubles between two bounds. */
  public static double[] uniform(long seed, int size, double low, double high) {
    Random random = new Random(seed);
    double[] elements = new double[size];
    for (int i = 0; i < size; i++) {
      elements[i] = low + (high - low) * random.nextDouble();
    }
    return elements;
  }

  /** So many floats between two bounds. */
  public static float[] uniformFloats(long seed, int size, double low, double high) {
    return floats(uniform(seed, size, low, high));
  }

  /** Labels −1 and 1. */
  public static double[] signs(long seed, int size) {
    double[] elements = uniform(seed, size, -1, 1);
    for (int i = 0; i < size; i++) {
      elements[i] = elements[i] < 0 ? -1 : 1;
    }
    return elements;
  }

  /** Doubles rounded to floats. */
  public static float[] floats(double[] elements) {
    float[] rounded = new float[elements.length];
    for (int i = 0; i < rounded.length; i++) {
      rounded[i] = (float) elements[i];
    }
    return rounded;
  }
}
