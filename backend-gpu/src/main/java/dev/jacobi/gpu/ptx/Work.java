package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.List;

/**
 * What a kernel computes for each element of a space: loads, and code without calls in which
 * nothing is left that no result needs.
 */
record Work(List<Integer> space, List<Loads.Source> sources, Body body) {

  /** The part of a loop that some of its targets need; the body's calls are replaced already. */
  static Work of(Loop loop, Body inlined, List<Integer> targets) {
    int parameters = inlined.parameters().size();
    boolean[] live = new boolean[inlined.size()];
    targets.forEach(target -> live[inlined.results().get(target)] = true);
    for (int value = live.length - 1; value >= parameters; value--) {
      if (live[value]) {
        inlined.instruction(value).operands().forEach(operand -> live[operand] = true);
      }
    }
    List<Loads.Source> sources = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    int[] numbers = new int[live.length];
    int count = 0;
    List<Instruction> instructions = new ArrayList<>();
    for (int value = 0; value < live.length; value++) {
      if (live[value]) {
        numbers[value] = count++;
        if (value < parameters) {
          Load load = loop.loads().get(value);
          Argument from = new Argument.Address(load.place().buffer());
          lanes.add(inlined.lane(value));
          sources.add(new Loads.Source(from, load.place(), inlined.lane(value), load.pick()));
        } else {
          instructions.add(inlined.instruction(value).renumbered(numbers));
        }
      }
    }
    List<Integer> results =
        targets.stream().map(target -> numbers[inlined.results().get(target)]).toList();
    return new Work(loop.space(), sources, new Body(lanes, instructions, results));
  }

  /** Values that lie in memory, dense over a space. */
  static Work reading(List<Integer> space, List<Argument> from, List<Lane> lanes) {
    int[] sizes = space.stream().mapToInt(Integer::intValue).toArray();
    List<Loads.Source> sources = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    for (int i = 0; i < lanes.size(); i++) {
      sources.add(new Loads.Source(from.get(i), Layout.dense(0, sizes), lanes.get(i)));
      results.add(i);
    }
    return new Work(space, sources, new Body(lanes, List.of(), results));
  }

  /** The number of elements. */
  int elements() {
    return space.stream().reduce(1, (x, y) -> x * y);
  }

  /** The lane of a result. */
  Lane lane(int result) {
    return body.lane(body.results().get(result));
  }

  /** About how many instructions of the device an element takes. */
  int weight() {
    return body.instructions().stream().mapToInt(Work::weight).sum();
  }

  /** About how many instructions of the device an instruction takes. */
  static int weight(Instruction instruction) {
    if (!(instruction instanceof Instruction.Apply apply)) {
      return 0;
    }
    return switch (apply.primitive()) {
      case DIV, SQRT -> 10;
      case MIN, MAX -> 8;
      case REM, QUARTERS, ANGLE, ANGLE_LOW -> 40;
      case ADD, SUB, MUL, FMA, NEG, ABS, LT, LE, EQ, AND, OR, NOT, SELECT -> 1;
      case BITS, FROM_BITS, WIDEN, NARROW -> 1;
      case IMUL -> 6;
      case IADD, ISUB, IAND, IOR, IXOR, SHL, SHR, USHR, ILT, IEQ -> 2;
    };
  }

  /** The bytes of the widest element that is loaded or stored. */
  int widest(List<Lane> stored) {
    int widest = 1;
    for (Loads.Source source : sources) {
      if (!source.layout().isRepeated()) {
        widest = Math.max(widest, Elements.bytes(source.lane()));
      }
    }
    for (Lane lane : stored) {
      widest = Math.max(widest, Elements.bytes(lane));
    }
    return widest;
  }
}
