package dev.jacobi.core.kernel;

import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Element types, lanes, extents and types of values in a text. */
final class TypeText {

  private TypeText() {}

  static DType dtype(Scanner scanner) {
    int place = scanner.place();
    String word = scanner.word("an element type");
    return DType.named(word)
        .orElseThrow(
            () ->
                scanner.fault(
                    place,
                    "kernel/type",
                    "there is no element type " + word,
                    "use one of " + Arrays.toString(DType.values())));
  }

  static Lane lane(Scanner scanner) {
    int place = scanner.place();
    String word = scanner.word("a lane");
    return Arrays.stream(Lane.values())
        .filter(lane -> lane.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                scanner.fault(
                    place,
                    "kernel/type",
                    "there is no lane " + word,
                    "use one of " + Arrays.toString(Lane.values())));
  }

  /** A list of numbers. */
  static List<Integer> integers(Scanner scanner) {
    List<Integer> result = new ArrayList<>();
    scanner.expect("[");
    while (!scanner.sees("]")) {
      if (!result.isEmpty()) {
        scanner.expect(",");
      }
      result.add(scanner.integer());
    }
    scanner.expect("]");
    return result;
  }

  /** Extents of which none is 0, and whose product is a number of elements. */
  static List<Integer> space(Scanner scanner) {
    int place = scanner.place();
    List<Integer> extents = integers(scanner);
    require(scanner, place, extents, 1);
    return extents;
  }

  private static void require(Scanner scanner, int place, List<Integer> extents, int least) {
    long product = 1;
    for (int extent : extents) {
      product *= Math.max(extent, 1);
      if (extent < least || product > Shape.MAX_ELEMENTS) {
        throw scanner.fault(
            place,
            "kernel/extent",
            extents + " are no extents of a space",
            "give extents from " + least + " on, with a product of at most " + Shape.MAX_ELEMENTS);
      }
    }
  }

  static Shape shape(Scanner scanner) {
    int place = scanner.place();
    List<Integer> extents = integers(scanner);
    require(scanner, place, extents, 0);
    return Shape.of(extents.stream().map(Dim::of).toList());
  }

  static TensorType type(Scanner scanner) {
    DType dtype = dtype(scanner);
    return scanner.sees("[") ? new TensorType(dtype, shape(scanner)) : TensorType.scalar(dtype);
  }
}
