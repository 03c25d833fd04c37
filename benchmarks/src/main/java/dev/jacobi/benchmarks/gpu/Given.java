package dev.jacobi.benchmarks.gpu;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An input. Element i is {@code low + (high − low)·frac((i + 1)·step)} in doubles, then rounded to
 * f32 or down to an integer: every program in every language can make the same (Weyl 1916).
 *
 * @param name of the input
 * @param type without named dimensions
 * @param step what is irrational, but for rounding; one of its own for each input of a program
 */
record Given(String name, TensorType type, double low, double high, double step) {

  /** The elements. */
  Tensor tensor() {
    int count = type.shape().elements();
    Object array = type.dtype().array(count);
    for (int i = 0; i < count; i++) {
      double element = element(i);
      switch (type.dtype()) {
        case F64 -> ((double[]) array)[i] = element;
        case F32 -> ((float[]) array)[i] = (float) element;
        case I64 -> ((long[]) array)[i] = (long) Math.floor(element);
        case BOOL -> throw new AssertionError(this);
      }
    }
    return Tensor.wrap(type, array);
  }

  private double element(int i) {
    double turns = (i + 1) * step;
    return low + (high - low) * (turns - Math.floor(turns));
  }

  /** For the programs of peers. */
  String json() {
    String shape =
        Arrays.stream(type.shape().sizes())
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"dtype\": \"%s\", \"shape\": [%s], \"low\": %s, \"high\": %s, \"step\": %s}",
        name,
        type.dtype(),
        shape,
        low,
        high,
        step);
  }
}
