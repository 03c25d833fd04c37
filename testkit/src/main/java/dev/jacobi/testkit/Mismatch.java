package dev.jacobi.testkit;

import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Two numbers that should agree and do not, for a person to read.
 *
 * @param what the quantity that was computed twice
 * @param where at which point or element
 * @param expected the number it is judged by, and where that comes from
 * @param found the number judged, and where that comes from
 */
record Mismatch(String what, String where, Figure expected, Figure found) {

  /** A number and its origin. */
  record Figure(double value, String origin) {}

  /** The distance in units in the last place of the expected number; infinite for NaN. */
  static double ulps(double expected, double found) {
    if (Double.compare(expected, found) == 0) {
      return 0;
    }
    double distance = Math.abs(found - expected) / Math.ulp(expected);
    return Double.isNaN(distance) ? Double.POSITIVE_INFINITY : distance;
  }

  /** The first element of two tensors whose bits differ; empty when types and bits agree. */
  static Optional<Mismatch> between(
      String what, Tensor expected, String expectedOrigin, Tensor found, String foundOrigin) {
    if (expected.sameBits(found)) {
      return Optional.empty();
    }
    String types = expected.type() + " and " + found.type();
    if (!expected.type().equals(found.type())) {
      Figure none = new Figure(Double.NaN, "of another type");
      return Optional.of(new Mismatch(what, "types " + types, none, none));
    }
    int differing = 0;
    int first = -1;
    for (int i = 0; i < expected.size(); i++) {
      boolean same =
          expected.getLong(i) == found.getLong(i)
              && Double.compare(expected.getDouble(i), found.getDouble(i)) == 0;
      if (!same) {
        first = first < 0 ? i : first;
        differing++;
      }
    }
    String where =
        "element "
            + position(expected.shape(), first)
            + " of type "
            + expected.type()
            + ", the first of "
            + differing
            + " that differ";
    return Optional.of(
        new Mismatch(
            what,
            where,
            new Figure(expected.getDouble(first), expectedOrigin),
            new Figure(found.getDouble(first), foundOrigin)));
  }

  /** A row-major position as indices, such as {@code [1, 2]}. */
  static String position(Shape shape, int index) {
    List<String> places = new ArrayList<>();
    int[] sizes = shape.sizes();
    int[] strides = shape.strides();
    for (int axis = 0; axis < sizes.length; axis++) {
      places.add(Integer.toString(index / strides[axis] % sizes[axis]));
    }
    return "[" + String.join(", ", places) + "]";
  }

  /** The message of a failed test. */
  String message() {
    double distance = Math.abs(found.value() - expected.value());
    return String.format(
        Locale.ROOT,
        "%s, %s%n  expected %s  (%s)%n  found    %s  (%s)%n  difference %.3g, that is %.3g ulp",
        what,
        where,
        expected.value(),
        expected.origin(),
        found.value(),
        found.origin(),
        distance,
        ulps(expected.value(), found.value()));
  }
}
