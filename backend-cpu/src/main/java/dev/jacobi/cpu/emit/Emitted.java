package dev.jacobi.cpu.emit;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What all generated code has in common; stages come with the class that is generated. */
abstract class Emitted implements Code {

  /** Elements that are moved as they are. */
  private record Copy(Place from, Place to) {

    void run(Object[] arrays, int[] offsets, int base, int count, Object[] scratch) {
      System.arraycopy(
          from.isScratch() ? scratch[from.index()] : arrays[from.index()],
          from.isScratch() ? 0 : offsets[from.index()] + base,
          to.isScratch() ? scratch[to.index()] : arrays[to.index()],
          to.isScratch() ? 0 : offsets[to.index()] + base,
          count);
    }
  }

  /** An operand whose elements are one constant. */
  private record Fill(int operand, Instruction.Constant constant) {}

  /** Bytes after each scratch array, so that no two of them lie a power of two apart. */
  private static final int MARGIN = 304;

  private final List<Copy> before = new ArrayList<>();
  private final List<Copy> after = new ArrayList<>();
  private final List<Fill> fills = new ArrayList<>();
  private final List<Place.Cell> cells;
  private final int width;
  private final String description;

  /** Code for the stages of a plan. */
  Emitted(Plan plan) {
    this.cells = plan.scratch();
    this.width = plan.form().width();
    this.description = plan.form() + ", " + plan.stages().size() + " stages";
    Body body = plan.body();
    for (int i = 0; i < body.parameters().size(); i++) {
      copy(before, new Place(Place.Cell.of(body.lane(i)), false, i), plan.places(i).get(0));
    }
    for (int i = 0; i < body.results().size(); i++) {
      int value = body.results().get(i);
      int operand = body.parameters().size() + i;
      if (Form.isConstant(body, value)) {
        fills.add(new Fill(operand, (Instruction.Constant) body.instruction(value)));
      } else {
        Place to = new Place(Place.Cell.of(body.lane(value)), false, operand);
        copy(after, plan.places(value).get(0), to);
      }
    }
  }

  private static void copy(List<Copy> copies, Place from, Place to) {
    if (!from.equals(to)) {
      copies.add(new Copy(from, to));
    }
  }

  /**
   * Runs all stages over the elements from {@code base}, {@code count} of them; scratch arrays are
   * used from element 0.
   */
  abstract void stages(Object[] arrays, int[] offsets, int base, int count, Object[] scratch);

  @Override
  public final void run(Object[] arrays, int[] offsets, int count, Object[] scratch) {
    for (int base = 0; base < count; base += width) {
      int some = Math.min(width, count - base);
      for (Copy copy : before) {
        copy.run(arrays, offsets, base, some, scratch);
      }
      stages(arrays, offsets, base, some, scratch);
      for (Copy copy : after) {
        copy.run(arrays, offsets, base, some, scratch);
      }
    }
    for (Fill fill : fills) {
      fill(arrays[fill.operand()], offsets[fill.operand()], count, fill.constant());
    }
  }

  private static void fill(Object array, int from, int count, Instruction.Constant constant) {
    int to = from + count;
    switch (constant.lane()) {
      case F64 -> Arrays.fill((double[]) array, from, to, constant.toDouble());
      case F32 -> Arrays.fill((float[]) array, from, to, (float) constant.toDouble());
      case I64 -> Arrays.fill((long[]) array, from, to, constant.bits());
      case TRUTH -> Arrays.fill((boolean[]) array, from, to, constant.bits() != 0);
    }
  }

  @Override
  public final Object[] scratch() {
    return cells.stream().map(cell -> cell.room(width + MARGIN / cell.bytes())).toArray();
  }

  @Override
  public final String description() {
    return description;
  }
}
