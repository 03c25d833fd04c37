package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.List;

/**
 * Loops over numbered slots, in order. The first slots are those of the parameters.
 *
 * @param steps the loops
 * @param parameters the number of parameters
 * @param results the slots of the results
 * @param slots what each slot is
 */
record Program(List<Step> steps, int parameters, List<Integer> results, List<Slot> slots) {

  /** Elements that a slot holds: all of a tile. */
  static final int WIDTH = Code.TILE;

  /**
   * Bytes after each slot. Without them slots that are made one after the other would lie 4,096
   * bytes apart, and a processor that compares the low bits of addresses first would make the loads
   * of one wait for the stores of the other.
   */
  static final int MARGIN = 304;

  /** What a slot is. */
  sealed interface Slot {

    /** A new array for it. */
    Object room();

    /** Elements of a lane. */
    record Elements(Lane lane) implements Slot {
      @Override
      public Object room() {
        return switch (lane) {
          case F64 -> new double[WIDTH + MARGIN / Double.BYTES];
          case F32 -> new float[WIDTH + MARGIN / Float.BYTES];
          case I64 -> new long[WIDTH + MARGIN / Long.BYTES];
          case TRUTH -> new boolean[WIDTH + MARGIN];
        };
      }
    }

    /** A constant, over and over. */
    record Repeated(Instruction.Constant constant) implements Slot {
      @Override
      public Object room() {
        Object room = new Elements(constant.lane()).room();
        for (int i = 0; i < WIDTH; i++) {
          switch (constant.lane()) {
            case F64 -> ((double[]) room)[i] = constant.toDouble();
            case F32 -> ((float[]) room)[i] = (float) constant.toDouble();
            case I64 -> ((long[]) room)[i] = constant.bits();
            case TRUTH -> ((boolean[]) room)[i] = constant.bits() != 0;
          }
        }
        return room;
      }
    }

    /** The slots of a program that is called. */
    record Frame(Program program) implements Slot {
      @Override
      public Object room() {
        return program.frame();
      }
    }
  }

  /** Arrays for all slots. */
  Object[] frame() {
    return slots.stream().map(Slot::room).toArray();
  }

  /** Runs over a frame whose parameters are filled. */
  void run(Object[] frame, int count) {
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).run(frame, count);
    }
  }

  /**
   * A call: the callee's frame borrows the caller's slots for its parameters and its result.
   *
   * @param program what is called, of one result that no parameter or constant is
   * @param frame the slot of its frame
   * @param arguments the caller's slots of the arguments
   * @param to the caller's slot of the result
   */
  record Call(Program program, int frame, List<Integer> arguments, int to) implements Step {
    @Override
    public void run(Object[] slots, int count) {
      Object[] callee = (Object[]) slots[frame];
      for (int i = 0; i < arguments.size(); i++) {
        callee[i] = slots[arguments.get(i)];
      }
      callee[program.results().get(0)] = slots[to];
      program.run(callee, count);
    }
  }

  /** The same elements in another slot. */
  record Copy(int from, int to) implements Step {
    @Override
    public void run(Object[] slots, int count) {
      System.arraycopy(slots[from], 0, slots[to], 0, count);
    }
  }
}
