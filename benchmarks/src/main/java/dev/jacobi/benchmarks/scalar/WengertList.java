package dev.jacobi.benchmarks.scalar;

import java.util.Arrays;

/**
 * A list of scalar operations in arrays, evaluated forward and swept back (Wengert 1964): what one
 * writes by hand to differentiate a program too long to be one method.
 */
final class WengertList implements dev.jacobi.benchmarks.ScalarFunction {

  private static final int ADD = 0;
  private static final int MULTIPLY = 1;
  private static final int DIVIDE = 2;
  private static final int SCALE = 3;
  private static final int SHIFT = 4;
  private static final int SIN = 5;

  private final int inputs;
  private int size;
  private byte[] codes = new byte[1024];
  private int[] left = new int[1024];
  private int[] right = new int[1024];
  private double[] constants = new double[1024];
  private double[] values = {};
  private double[] adjoints = {};

  WengertList(int inputs) {
    this.inputs = inputs;
    this.size = inputs;
  }

  int add(int a, int b) {
    return append(ADD, a, b, 0);
  }

  int multiply(int a, int b) {
    return append(MULTIPLY, a, b, 0);
  }

  int divide(int a, int b) {
    return append(DIVIDE, a, b, 0);
  }

  int scale(double factor, int a) {
    return append(SCALE, a, a, factor);
  }

  int shift(double summand, int a) {
    return append(SHIFT, a, a, summand);
  }

  int sin(int a) {
    return append(SIN, a, a, 0);
  }

  private int append(int code, int a, int b, double constant) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, 2 * size);
      left = Arrays.copyOf(left, 2 * size);
      right = Arrays.copyOf(right, 2 * size);
      constants = Arrays.copyOf(constants, 2 * size);
    }
    codes[size] = (byte) code;
    left[size] = a;
    right[size] = b;
    constants[size] = constant;
    return size++;
  }

  @Override
  public double at(double[] x, double[] gradient) {
    if (values.length != size) {
      values = new double[size];
      adjoints = new double[size];
    }
    System.arraycopy(x, 0, values, 0, inputs);
    forward(values);
    Arrays.fill(adjoints, 0);
    adjoints[size - 1] = 1;
    backward(values, adjoints);
    System.arraycopy(adjoints, 0, gradient, 0, inputs);
    return values[size - 1];
  }

  private void forward(double[] v) {
    for (int i = inputs; i < size; i++) {
      double a = v[left[i]];
      double b = v[right[i]];
      v[i] =
          switch (codes[i]) {
            case ADD -> a + b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            case SCALE -> constants[i] * a;
            case SHIFT -> constants[i] + a;
            default -> Math.sin(a);
          };
    }
  }

  private void backward(double[] v, double[] adjoint) {
    for (int i = size - 1; i >= inputs; i--) {
      double bar = adjoint[i];
      int a = left[i];
      int b = right[i];
      switch (codes[i]) {
        case ADD -> {
          adjoint[a] += bar;
          adjoint[b] += bar;
        }
        case MULTIPLY -> {
          adjoint[a] += bar * v[b];
          adjoint[b] += bar * v[a];
        }
        case DIVIDE -> {
          adjoint[a] += bar / v[b];
          adjoint[b] -= bar * v[i] / v[b];
        }
        case SCALE -> adjoint[a] += bar * constants[i];
        case SHIFT -> adjoint[a] += bar;
        default -> adjoint[a] += bar * Math.cos(v[a]);
      }
    }
  }
}
