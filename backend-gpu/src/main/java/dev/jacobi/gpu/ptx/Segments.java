package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Cuts a map that is too long for one kernel into several, one after the other. What one hands to
 * later ones lies in scratch memory, dense over the space, which is used again once nobody reads
 * it.
 */
final class Segments {

  /** The weight of a kernel's code: far more would take minutes to compile. */
  private static final int LONGEST = 4000;

  /** The loads, and the stores, of a kernel: its parameters may take 4,096 bytes. */
  private static final int MOST = 64;

  private final Work work;
  private final List<MapKernel.Sink> sinks;
  private final Target target;
  private final Plan plan;
  private final Body body;
  private final int parameters;

  /** By value: the last instruction, or a number past all, that needs it. */
  private final int[] lastUse;

  /** By value: the results that it is. */
  private final Map<Integer, List<Integer>> results = new HashMap<>();

  private final Map<Integer, Argument> scratch = new HashMap<>();
  private final Map<Lane, Deque<Argument>> idle = new EnumMap<>(Lane.class);

  private Segments(Work work, List<MapKernel.Sink> sinks, Target target, Plan plan) {
    this.work = work;
    this.sinks = sinks;
    this.target = target;
    this.plan = plan;
    this.body = work.body();
    this.parameters = body.parameters().size();
    this.lastUse = new int[body.size()];
    for (int value = parameters; value < body.size(); value++) {
      for (int operand : body.instruction(value).operands()) {
        lastUse[operand] = value;
      }
    }
    for (int i = 0; i < sinks.size(); i++) {
      results.computeIfAbsent(body.results().get(i), key -> new ArrayList<>()).add(i);
    }
  }

  /**
   * Adds the launches of a map.
   *
   * @param sinks where each result goes
   */
  static void add(Work work, List<MapKernel.Sink> sinks, Target target, Plan plan) {
    boolean fits =
        work.weight() <= LONGEST && work.sources().size() <= MOST && sinks.size() <= MOST;
    if (fits) {
      plan.add(MapKernel.launch(work, sinks, target));
    } else {
      new Segments(work, sinks, target, plan).add();
    }
  }

  private void add() {
    copies();
    int from = parameters;
    while (from < body.size()) {
      int to = end(from);
      segment(from, to);
      from = to;
    }
  }

  /** Results that are parameters as they are. */
  private void copies() {
    for (int value = 0; value < parameters; value++) {
      if (results.containsKey(value)) {
        launch(List.of(value), List.of(), List.of(value));
      }
    }
  }

  private boolean isConstant(int value) {
    return value >= parameters && body.instruction(value) instanceof Instruction.Constant;
  }

  private int sinks(int value) {
    return results.getOrDefault(value, List.of()).size();
  }

  /** Where a segment that begins at an instruction ends: behind one at least. */
  private int end(int from) {
    TreeSet<Integer> inputs = new TreeSet<>();
    int weight = 0;
    int stored = 0;
    List<Integer> own = new ArrayList<>();
    for (int value = from; value < body.size(); value++) {
      weight += Work.weight(body.instruction(value));
      for (int operand : body.instruction(value).operands()) {
        if (operand < from && !isConstant(operand)) {
          inputs.add(operand);
        }
      }
      own.add(value);
      stored += sinks(value);
      int now = value;
      own.removeIf(made -> lastUse[made] <= now);
      boolean full = weight > LONGEST || inputs.size() > MOST || own.size() + stored > MOST;
      if (full && value > from) {
        return value;
      }
    }
    return body.size();
  }

  private void segment(int from, int to) {
    TreeSet<Integer> inputs = new TreeSet<>();
    TreeSet<Integer> code = new TreeSet<>();
    List<Integer> outputs = new ArrayList<>();
    for (int value = from; value < to; value++) {
      if (!isConstant(value)) {
        code.add(value);
      }
      for (int operand : body.instruction(value).operands()) {
        if (isConstant(operand)) {
          code.add(operand);
        } else if (operand < from) {
          inputs.add(operand);
        }
      }
      if (sinks(value) > 0 || needsRoom(value, to)) {
        code.add(value);
        outputs.add(value);
      }
    }
    if (outputs.isEmpty()) {
      return;
    }
    outputs.stream().filter(value -> needsRoom(value, to)).forEach(this::takeRoom);
    launch(List.copyOf(inputs), List.copyOf(code), outputs);
    List<Integer> done = scratch.keySet().stream().filter(v -> lastUse[v] < to).sorted().toList();
    done.forEach(this::giveRoom);
  }

  private boolean needsRoom(int value, int to) {
    return !isConstant(value) && lastUse[value] >= to;
  }

  private void takeRoom(int value) {
    Deque<Argument> free = idle.computeIfAbsent(body.lane(value), key -> new ArrayDeque<>());
    scratch.put(
        value,
        free.isEmpty() ? plan.scratch(body.lane(value), work.elements()) : free.removeFirst());
  }

  private void giveRoom(int value) {
    Argument room = Objects.requireNonNull(scratch.remove(value));
    Objects.requireNonNull(idle.get(body.lane(value))).addLast(room);
  }

  /** A kernel that loads some values, computes others and stores the outputs. */
  private void launch(List<Integer> inputs, List<Integer> code, List<Integer> outputs) {
    int[] numbers = new int[body.size()];
    List<Loads.Source> sources = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    for (int input : inputs) {
      numbers[input] = lanes.size();
      lanes.add(body.lane(input));
      sources.add(source(input));
    }
    List<Instruction> instructions = new ArrayList<>();
    for (int value : code) {
      numbers[value] = lanes.size() + instructions.size();
      instructions.add(body.instruction(value).renumbered(numbers));
    }
    List<Integer> stored = new ArrayList<>();
    List<MapKernel.Sink> places = new ArrayList<>();
    for (int output : outputs) {
      for (int result : results.getOrDefault(output, List.of())) {
        stored.add(numbers[output]);
        places.add(sinks.get(result));
      }
      if (scratch.containsKey(output)) {
        stored.add(numbers[output]);
        Argument room = Objects.requireNonNull(scratch.get(output));
        places.add(MapKernel.Sink.dense(room));
      }
    }
    Work part = new Work(work.space(), sources, new Body(lanes, instructions, stored));
    plan.add(MapKernel.launch(part, places, target));
  }

  private Loads.Source source(int value) {
    if (value < parameters) {
      return work.sources().get(value);
    }
    Argument room = Objects.requireNonNull(scratch.get(value));
    return new Loads.Source(room, Layout.dense(0, work.space()), body.lane(value));
  }
}
