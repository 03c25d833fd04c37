package dev.jacobi.cpu.emit;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Operands for a body, at odd offsets, and what must come out. */
final class Trial {

  private static final int MARGIN = 7;

  private final Body body;
  private final int count;
  private final Object[] arrays;
  private final int[] offsets;
  private final List<List<Object>> expected = new ArrayList<>();

  Trial(Body body, int count, long seed) {
    this.body = body;
    this.count = count;
    Random random = new Random(seed);
    int parameters = body.parameters().size();
    this.arrays = new Object[parameters + body.results().size()];
    this.offsets = new int[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      Lane lane = i < parameters ? body.lane(i) : body.lane(body.results().get(i - parameters));
      offsets[i] = random.nextInt(MARGIN);
      arrays[i] = Place.Cell.of(lane).room(count + MARGIN);
      for (int j = 0; j < count + MARGIN; j++) {
        Array.set(arrays[i], j, element(lane, random));
      }
    }
    for (int j = 0; j < count; j++) {
      List<Object> point = new ArrayList<>();
      for (int i = 0; i < parameters; i++) {
        point.add(Array.get(arrays[i], offsets[i] + j));
      }
      expected.add(Bodies.evaluate(body, point));
    }
  }

  private static Object element(Lane lane, Random random) {
    double value =
        random.nextInt(3) == 0
            ? Bodies.AWKWARD[random.nextInt(Bodies.AWKWARD.length)]
            : random.nextGaussian() * Math.scalb(1.0, random.nextInt(40) - 20);
    return switch (lane) {
      case F64 -> (Object) value;
      case F32 -> (Object) (float) value;
      case I64 -> (Object) (random.nextLong() >> random.nextInt(64));
      case TRUTH -> (Object) random.nextBoolean();
    };
  }

  /** Runs the code; the first thing that is wrong, or an empty text. */
  String complaint(Code code) {
    int parameters = body.parameters().size();
    Object[] operands = arrays.clone();
    for (int i = parameters; i < operands.length; i++) {
      operands[i] = copy(arrays[i]);
    }
    code.run(operands, offsets, count, code.scratch());
    for (int i = 0; i < body.results().size(); i++) {
      Object result = operands[parameters + i];
      Object before = arrays[parameters + i];
      int offset = offsets[parameters + i];
      for (int j = 0; j < Array.getLength(result); j++) {
        boolean isOutside = j < offset || j >= offset + count;
        Object wanted = isOutside ? Array.get(before, j) : expected.get(j - offset).get(i);
        if (!Array.get(result, j).equals(wanted)) {
          return (isOutside ? "outside of " : "")
              + "result "
              + i
              + ", element "
              + (j - offset)
              + ": "
              + Array.get(result, j)
              + " instead of "
              + wanted
              + " by "
              + code.description();
        }
      }
    }
    return "";
  }

  private static Object copy(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }
}
