package dev.jacobi.core.primitive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Straight-line code over lanes: values are numbered, parameters first, then the result of each
 * instruction in order; operands come before results. Immutable; equal bodies do the same.
 *
 * @param parameters the lanes of the parameters
 * @param instructions what is computed, one value each
 * @param results the numbers of the values that are the outcome
 */
public record Body(List<Lane> parameters, List<Instruction> instructions, List<Integer> results) {

  /** Checks that operands come first and fit. */
  public Body {
    parameters = List.copyOf(parameters);
    instructions = List.copyOf(instructions);
    results = Operands.copyOf(results);
    int count = parameters.size();
    for (Instruction instruction : instructions) {
      Lane[] lanes = new Lane[instruction.operands().size()];
      for (int i = 0; i < lanes.length; i++) {
        int operand = instruction.operand(i);
        if (operand < 0 || operand >= count) {
          throw new AssertionError("value " + count + " uses value " + operand);
        }
        lanes[i] = lane(parameters, instructions, operand);
      }
      boolean fits = instruction.fits(Arrays.asList(lanes));
      if (!fits || !hasKnownShift(instruction, parameters.size(), instructions)) {
        throw new AssertionError(instruction + " of " + Arrays.asList(lanes));
      }
      count++;
    }
    for (int result : results) {
      if (result < 0 || result >= count) {
        throw new AssertionError("there is no value " + result);
      }
    }
  }

  /**
   * Whether an instruction that shifts does so by a constant from 0 to 63.
   *
   * @param first the number of the first value that an instruction makes
   * @param before the instructions before it
   */
  public static boolean hasKnownShift(
      Instruction instruction, int first, List<Instruction> before) {
    if (!(instruction instanceof Instruction.Apply apply) || !apply.primitive().isShift()) {
      return true;
    }
    int count = apply.operand(1) - first;
    return count >= 0
        && before.get(count) instanceof Instruction.Constant constant
        && constant.bits() >= 0
        && constant.bits() < Long.SIZE;
  }

  private static Lane lane(List<Lane> parameters, List<Instruction> instructions, int value) {
    return value < parameters.size()
        ? parameters.get(value)
        : instructions.get(value - parameters.size()).lane();
  }

  /** The lane of a value. */
  public Lane lane(int value) {
    return lane(parameters, instructions, value);
  }

  /** The number of values: parameters and instructions. */
  public int size() {
    return parameters.size() + instructions.size();
  }

  /** The instruction that makes a value that is no parameter. */
  public Instruction instruction(int value) {
    return instructions.get(value - parameters.size());
  }

  /** The functions called, directly or by those, callees first. */
  public List<Function> functions() {
    Map<String, Function> found = new LinkedHashMap<>();
    collect(found);
    return List.copyOf(found.values());
  }

  private void collect(Map<String, Function> found) {
    for (Instruction instruction : instructions) {
      if (instruction instanceof Instruction.Call call
          && !found.containsKey(call.function().name())) {
        call.function().body().collect(found);
        found.put(call.function().name(), call.function());
      }
    }
  }

  /**
   * Computes every value: the definition of what a body means.
   *
   * @param d by number: the floats and doubles; those of parameters are given
   * @param k by number: the integers, and truth values as 0 and 1; those of parameters are given
   */
  public void evaluate(double[] d, long[] k) {
    Evaluation.run(this, d, k);
  }

  /** The same code with every call replaced by what it does. */
  public Body inlined() {
    return inlined(function -> true);
  }

  /** The same code with calls of some functions replaced by what they do. */
  public Body inlined(Predicate<Function> chosen) {
    Builder code = new Builder();
    List<Value> values = new ArrayList<>();
    parameters.forEach(lane -> values.add(code.parameter(lane)));
    return code.build(code.append(this, values, chosen).toArray(new Value[0]));
  }

  /** One instruction a line. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i == 0 ? "" : ", ").append('%').append(i).append(": ").append(parameters.get(i));
    }
    text.append(") {\n");
    for (int i = 0; i < instructions.size(); i++) {
      text.append("  %").append(parameters.size() + i).append(" = ");
      text.append(instructions.get(i)).append('\n');
    }
    text.append("  return");
    for (int i = 0; i < results.size(); i++) {
      text.append(i == 0 ? " %" : ", %").append(results.get(i));
    }
    return text.append("\n}").toString();
  }

  /** A value of a body that is being built. */
  public record Value(int number, Lane lane) {}

  /** Records code; equal instructions are recorded once. */
  public static final class Builder implements Primitives<Value> {

    /** Powers of two with smaller exponents have an inverse, as floats too. */
    private static final int MODERATE = 100;

    private final List<Lane> parameters = new ArrayList<>();
    private final List<Instruction> instructions = new ArrayList<>();

    /** Open addressing: 1 + the index of an instruction, or 0. */
    private int[] slots = new int[64];

    /** A further parameter; parameters come before instructions. */
    public Value parameter(Lane lane) {
      if (!instructions.isEmpty()) {
        throw new AssertionError("a parameter after instructions");
      }
      parameters.add(lane);
      return new Value(parameters.size() - 1, lane);
    }

    /** How many values there are so far. */
    public int size() {
      return parameters.size() + instructions.size();
    }

    /** What made a value; nothing for a parameter. */
    public Optional<Instruction> instruction(Value value) {
      int place = value.number() - parameters.size();
      return place < 0 ? Optional.empty() : Optional.of(instructions.get(place));
    }

    /** What a value was made of. */
    public List<Value> operands(Value value) {
      return instruction(value).map(Instruction::operands).orElse(List.of()).stream()
          .map(number -> new Value(number, laneOf(number)))
          .toList();
    }

    private Lane laneOf(int number) {
      return number < parameters.size()
          ? parameters.get(number)
          : instructions.get(number - parameters.size()).lane();
    }

    /** An instruction; one that was recorded before gives the same value. */
    public Value add(Instruction instruction) {
      int mask = slots.length - 1;
      int slot = spread(instruction) & mask;
      while (slots[slot] != 0) {
        int index = slots[slot] - 1;
        if (instructions.get(index).equals(instruction)) {
          return new Value(parameters.size() + index, instruction.lane());
        }
        slot = (slot + 1) & mask;
      }
      instructions.add(instruction);
      slots[slot] = instructions.size();
      if (2 * instructions.size() > slots.length) {
        grow();
      }
      return new Value(parameters.size() + instructions.size() - 1, instruction.lane());
    }

    private void grow() {
      slots = new int[2 * slots.length];
      int mask = slots.length - 1;
      for (int i = 0; i < instructions.size(); i++) {
        int slot = spread(instructions.get(i)) & mask;
        while (slots[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        slots[slot] = i + 1;
      }
    }

    private static int spread(Instruction instruction) {
      int hash = instruction.hashCode() * 0x9E3779B9;
      return hash ^ (hash >>> 15);
    }

    @Override
    public Value constant(double value) {
      return add(Instruction.Constant.of(value));
    }

    /** A float constant. */
    public Value single(float value) {
      return add(Instruction.Constant.of(value));
    }

    @Override
    public Value integer(long value) {
      return add(new Instruction.Constant(Lane.I64, value));
    }

    /** A truth value. */
    public Value truth(boolean value) {
      return add(new Instruction.Constant(Lane.TRUTH, value ? 1 : 0));
    }

    @Override
    public Value apply(Primitive primitive, List<Value> operands) {
      if (primitive == Primitive.DIV) {
        Optional<Value> inverse = inverse(operands.get(1));
        if (inverse.isPresent()) {
          return apply(Primitive.MUL, List.of(operands.get(0), inverse.get()));
        }
      }
      Lane[] lanes = new Lane[operands.size()];
      for (int i = 0; i < lanes.length; i++) {
        lanes[i] = operands.get(i).lane();
      }
      Lane lane =
          primitive
              .result(Arrays.asList(lanes))
              .orElseThrow(() -> new AssertionError(primitive + " of " + Arrays.asList(lanes)));
      return add(new Instruction.Apply(primitive, lane, Operands.of(operands)));
    }

    /** The inverse of a power of two: multiplying by it is dividing, to the bit, and quicker. */
    private Optional<Value> inverse(Value divisor) {
      if (!(instruction(divisor).orElse(null) instanceof Instruction.Constant constant)) {
        return Optional.empty();
      }
      double value = constant.toDouble();
      boolean powerOfTwo =
          Math.abs(Math.getExponent(value)) < MODERATE
              && value == Math.scalb(Math.signum(value), Math.getExponent(value));
      if (!powerOfTwo) {
        return Optional.empty();
      }
      return Optional.of(
          divisor.lane() == Lane.F32 ? single((float) (1 / value)) : constant(1 / value));
    }

    @Override
    public Value call(Function function, List<Value> operands) {
      return add(new Instruction.Call(function, Operands.of(operands)));
    }

    /** Appends what a body does to the given values, calls replaced; its results. */
    public List<Value> append(Body body, List<Value> arguments) {
      return append(body, arguments, function -> true);
    }

    private List<Value> append(Body body, List<Value> arguments, Predicate<Function> chosen) {
      Value[] values = Arrays.copyOf(arguments.toArray(new Value[0]), body.size());
      for (int i = 0; i < body.instructions().size(); i++) {
        Instruction instruction = body.instructions().get(i);
        List<Value> operands = instruction.operands().stream().map(n -> values[n]).toList();
        Value value;
        if (instruction instanceof Instruction.Call call) {
          value =
              chosen.test(call.function())
                  ? append(call.function().body(), operands, chosen).get(0)
                  : call(call.function(), operands);
        } else if (instruction instanceof Instruction.Apply apply) {
          value = apply(apply.primitive(), operands);
        } else {
          value = add(instruction);
        }
        values[body.parameters().size() + i] = value;
      }
      return body.results().stream().map(n -> values[n]).toList();
    }

    /** The code recorded so far, less what no result needs. */
    public Body build(Value... results) {
      int first = parameters.size();
      boolean[] live = new boolean[first + instructions.size()];
      for (Value result : results) {
        live[result.number()] = true;
      }
      for (int i = live.length - 1; i >= first; i--) {
        if (live[i]) {
          Instruction instruction = instructions.get(i - first);
          for (int k = 0; k < instruction.operands().size(); k++) {
            live[instruction.operand(k)] = true;
          }
        }
      }
      int[] place = new int[live.length];
      List<Instruction> kept = new ArrayList<>();
      for (int i = 0; i < live.length; i++) {
        place[i] = i < first ? i : first + kept.size();
        if (i >= first && live[i]) {
          Instruction instruction = instructions.get(i - first);
          kept.add(place[i] == i ? instruction : instruction.renumbered(place));
        }
      }
      return new Body(parameters, kept, Operands.of(List.of(results)).renumbered(place));
    }
  }
}
