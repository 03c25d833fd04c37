package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Turns a body into a {@link Program}, in time linear in its length. */
final class Assembly {

  private static final int NOWHERE = -1;

  private final Body body;
  private final Map<String, Program> callees;
  private final Fusion fusion;
  private final Slots slots = new Slots();
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Integer> frames = new HashMap<>();
  private final int[] place;
  private final int[] lastUse;

  private Assembly(Body body, Map<String, Program> callees) {
    this.body = body;
    this.callees = callees;
    this.fusion = new Fusion(body);
    this.place = new int[body.size()];
    this.lastUse = new int[body.size()];
    Arrays.fill(place, NOWHERE);
  }

  /** The program of a body; those of functions that were called before are found by name. */
  static Program of(Body body) {
    Map<String, Program> callees = new HashMap<>();
    for (Function function : body.functions()) {
      callees.put(function.name(), new Assembly(function.body(), callees).program());
    }
    return new Assembly(body, callees).program();
  }

  private Program program() {
    int parameters = body.parameters().size();
    for (int i = 0; i < parameters; i++) {
      place[i] = slots.fresh(new Program.Slot.Elements(body.lane(i)));
    }
    for (int value = parameters; value < body.size(); value++) {
      for (int operand : operands(value)) {
        lastUse[operand] = value;
      }
    }
    body.results().forEach(result -> lastUse[result] = Integer.MAX_VALUE);
    for (int value = parameters; value < body.size(); value++) {
      if (!fusion.isInner(value) && !isConstant(value)) {
        append(value);
      }
    }
    List<Integer> results = body.results().stream().map(this::slot).toList();
    return new Program(List.copyOf(steps), parameters, results, slots.all());
  }

  /** What the loop of a value reads: nothing if it has none. */
  private List<Integer> operands(int value) {
    if (fusion.isInner(value)) {
      return List.of();
    }
    if (fusion.isHorner(value)) {
      List<Fusion.Horner> chain = fusion.chain(value);
      return List.of(chain.get(0).p(), chain.get(0).x());
    }
    List<Integer> operands = body.instruction(value).operands();
    if (fusion.isChoice(value)) {
      List<Integer> compared = body.instruction(operands.get(0)).operands();
      return List.of(compared.get(0), compared.get(1), operands.get(1), operands.get(2));
    }
    return operands;
  }

  private void append(int value) {
    List<Integer> operands = operands(value);
    List<Integer> from = operands.stream().map(this::slot).toList();
    boolean inPlace =
        !fusion.isHorner(value) && !(body.instruction(value) instanceof Instruction.Call);
    if (inPlace) {
      release(operands, value);
    }
    place[value] =
        lastUse[value] == Integer.MAX_VALUE
            ? slots.fresh(new Program.Slot.Elements(body.lane(value)))
            : slots.take(body.lane(value));
    loops(value, from);
    if (!inPlace) {
      release(operands, value);
    }
    if (lastUse[value] == 0) {
      slots.giveBack(body.lane(value), place[value]);
    }
  }

  /** Gives back the slots of operands that have no later use. */
  private void release(List<Integer> operands, int value) {
    for (int operand : operands) {
      if (lastUse[operand] == value
          && operand >= body.parameters().size()
          && !isConstant(operand)) {
        slots.giveBack(body.lane(operand), place[operand]);
        lastUse[operand] = 0;
      }
    }
  }

  private void loops(int value, List<Integer> from) {
    int to = place[value];
    Instruction instruction = body.instruction(value);
    if (instruction instanceof Instruction.Call call) {
      call(call.function().name(), from, to);
    } else if (fusion.isHorner(value)) {
      horner(fusion.chain(value), from, to);
    } else if (instruction instanceof Instruction.Apply apply) {
      if (fusion.isChoice(value)) {
        Instruction.Apply compared = (Instruction.Apply) body.instruction(apply.operands().get(0));
        Operands choice = new Operands(from.get(0), from.get(2), from.get(3), to);
        steps.add(TruthSteps.select(compared.primitive(), from.get(0), from.get(1), choice));
      } else {
        steps.add(loop(apply, from, to));
      }
    }
  }

  private Step loop(Instruction.Apply apply, List<Integer> from, int to) {
    int x = from.get(0);
    Operands operands =
        new Operands(x, from.size() > 1 ? from.get(1) : x, from.size() > 2 ? from.get(2) : x, to);
    Primitive primitive = apply.primitive();
    return switch (primitive) {
      case ADD, SUB, MUL, DIV, FMA, SQRT, NEG, ABS, MIN, MAX, REM, QUARTERS, ANGLE, ANGLE_LOW ->
          apply.lane() == Lane.F64
              ? DoubleSteps.of(primitive, operands)
              : FloatSteps.of(primitive, operands);
      case LT, LE, EQ, ILT, IEQ ->
          TruthSteps.comparison(primitive, body.lane(apply.operands().get(0)), operands);
      case AND, OR, NOT -> TruthSteps.of(primitive, operands);
      case SELECT -> TruthSteps.select(apply.lane(), operands);
      case BITS, FROM_BITS, WIDEN, NARROW -> ConversionSteps.of(primitive, operands);
      case IADD, ISUB, IMUL, IAND, IOR, IXOR, SHL, SHR, USHR -> LongSteps.of(primitive, operands);
    };
  }

  /** A polynomial in pieces of four, two and one. */
  private void horner(List<Fusion.Horner> chain, List<Integer> from, int to) {
    int p = from.get(0);
    int x = from.get(1);
    int done = 0;
    while (done < chain.size()) {
      int length = Integer.highestOneBit(Math.min(4, chain.size() - done));
      double[] constants =
          chain.subList(done, done + length).stream()
              .mapToDouble(Fusion.Horner::constant)
              .toArray();
      steps.add(DoubleSteps.horner(new Operands(p, x, x, to), constants));
      p = to;
      done += length;
    }
  }

  private void call(String name, List<Integer> from, int to) {
    Program callee = Objects.requireNonNull(callees.get(name));
    int result = callee.results().get(0);
    if (result < callee.parameters()) {
      steps.add(new Program.Copy(from.get(result), to));
      return;
    }
    if (callee.slots().get(result) instanceof Program.Slot.Repeated constant) {
      steps.add(new Program.Copy(slots.fresh(constant), to));
      return;
    }
    int frame = frames.computeIfAbsent(name, n -> slots.fresh(new Program.Slot.Frame(callee)));
    steps.add(new Program.Call(callee, frame, from, to));
  }

  /** The slot of a value; a constant gets one when it is first asked for. */
  private int slot(int value) {
    if (place[value] == NOWHERE) {
      place[value] = slots.constant((Instruction.Constant) body.instruction(value));
    }
    return place[value];
  }

  private boolean isConstant(int value) {
    return value >= body.parameters().size()
        && body.instruction(value) instanceof Instruction.Constant;
  }
}
