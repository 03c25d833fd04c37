package dev.jacobi.benchmarks.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tape of a few operations on small arrays, as one writes it by hand. */
final class SmallTape {

  /** An array on the tape, with its adjoint. */
  static final class Value {
    private final double[] elements;
    private final double[] adjoint;

    private Value(double[] elements) {
      this.elements = elements;
      this.adjoint = new double[elements.length];
    }

    double[] gradient() {
      return adjoint;
    }
  }

  private final List<Runnable> steps = new ArrayList<>();

  Value leaf(double[] elements) {
    return new Value(elements);
  }

  Value times(Value a, Value b) {
    Value y = new Value(new double[a.elements.length]);
    for (int i = 0; i < y.elements.length; i++) {
      y.elements[i] = a.elements[i] * b.elements[i];
    }
    steps.add(
        () -> {
          for (int i = 0; i < y.adjoint.length; i++) {
            a.adjoint[i] += y.adjoint[i] * b.elements[i];
            b.adjoint[i] += y.adjoint[i] * a.elements[i];
          }
        });
    return y;
  }

  Value plus(Value a, Value b) {
    Value y = new Value(new double[a.elements.length]);
    for (int i = 0; i < y.elements.length; i++) {
      y.elements[i] = a.elements[i] + b.elements[i];
    }
    steps.add(
        () -> {
          for (int i = 0; i < y.adjoint.length; i++) {
            a.adjoint[i] += y.adjoint[i];
            b.adjoint[i] += y.adjoint[i];
          }
        });
    return y;
  }

  Value sum(Value a) {
    double sum = 0;
    for (double element : a.elements) {
      sum += element;
    }
    Value y = new Value(new double[] {sum});
    steps.add(
        () -> {
          for (int i = 0; i < a.adjoint.length; i++) {
            a.adjoint[i] += y.adjoint[0];
          }
        });
    return y;
  }

  void backward(Value y) {
    Arrays.fill(y.adjoint, 1);
    for (int i = steps.size() - 1; i >= 0; i--) {
      steps.get(i).run();
    }
  }
}
