package dev.jacobi.symbolic;

import dev.jacobi.core.type.Tensor;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Values by name, in order: where a formula is evaluated. {@code Point.of("x", 3).and("p", new
 * double[][] {{1, 1}, {1, 1}})}. Immutable; wherever a point is asked for, any map does.
 */
public final class Point extends AbstractMap<String, Tensor> {

  private static final Point EMPTY = new Point(Map.of());

  private final Map<String, Tensor> values;

  private Point(Map<String, Tensor> values) {
    this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** No values. */
  public static Point empty() {
    return EMPTY;
  }

  /** A copy of a map. */
  public static Point of(Map<String, Tensor> values) {
    return new Point(Objects.requireNonNull(values, "values"));
  }

  /** One tensor. */
  public static Point of(String name, Tensor value) {
    return EMPTY.and(name, value);
  }

  /** One scalar. */
  public static Point of(String name, double value) {
    return EMPTY.and(name, value);
  }

  /** One vector. */
  public static Point of(String name, double[] elements) {
    return EMPTY.and(name, elements);
  }

  /** One matrix, from its rows. */
  public static Point of(String name, double[][] rows) {
    return EMPTY.and(name, rows);
  }

  /** One vector of integers. */
  public static Point of(String name, long[] elements) {
    return EMPTY.and(name, elements);
  }

  /** These values and a tensor. */
  public Point and(String name, Tensor value) {
    Map<String, Tensor> more = new LinkedHashMap<>(values);
    more.put(
        Objects.requireNonNull(name, "name"),
        Objects.requireNonNull(value, () -> "the value of " + name));
    return new Point(more);
  }

  /** These values and a scalar. */
  public Point and(String name, double value) {
    return and(name, Tensor.scalar(value));
  }

  /** These values and a vector. */
  public Point and(String name, double[] elements) {
    return and(name, Tensor.vector(Objects.requireNonNull(elements, "elements")));
  }

  /** These values and a matrix, from its rows. */
  public Point and(String name, double[][] rows) {
    return and(name, Tensor.matrix(Objects.requireNonNull(rows, "rows")));
  }

  /** These values and a vector of integers. */
  public Point and(String name, long[] elements) {
    return and(name, Tensor.integers(Objects.requireNonNull(elements, "elements")));
  }

  @Override
  public Set<Entry<String, Tensor>> entrySet() {
    return values.entrySet();
  }
}
