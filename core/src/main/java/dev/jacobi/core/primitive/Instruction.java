package dev.jacobi.core.primitive;

import java.util.List;
import java.util.Optional;

/** What makes one value of a {@link Body}. */
public sealed interface Instruction {

  /** The lane of the result. */
  Lane lane();

  /** The numbers of the operands. */
  List<Integer> operands();

  /** The number of the operand at a position. */
  default int operand(int index) {
    return operands().get(index);
  }

  /** The same with other numbers. */
  Instruction renumbered(int[] numbers);

  /** Whether operands of such lanes fit. */
  boolean fits(List<Lane> lanes);

  /**
   * A constant.
   *
   * @param lane what it is
   * @param bits those of the double or float, the integer, or 0 and 1 for truth values
   */
  record Constant(Lane lane, long bits) implements Instruction {

    /** A double. */
    public static Constant of(double value) {
      return new Constant(Lane.F64, Double.doubleToLongBits(value));
    }

    /** A float. */
    public static Constant of(float value) {
      return new Constant(Lane.F32, Float.floatToIntBits(value));
    }

    /** A float or double, as a double. */
    public double toDouble() {
      return lane == Lane.F32
          ? Float.intBitsToFloat((int) bits)
          : lane == Lane.F64 ? Double.longBitsToDouble(bits) : bits;
    }

    @Override
    public List<Integer> operands() {
      return List.of();
    }

    @Override
    public Instruction renumbered(int[] numbers) {
      return this;
    }

    @Override
    public boolean fits(List<Lane> lanes) {
      return lanes.isEmpty();
    }

    @Override
    public String toString() {
      String value =
          switch (lane) {
            case F64 -> Double.toHexString(toDouble());
            case F32 -> Float.toHexString((float) toDouble());
            case I64 -> "0x" + Long.toHexString(bits);
            case TRUTH -> bits == 0 ? "false" : "true";
          };
      return lane + " " + value;
    }
  }

  /** A primitive. */
  record Apply(Primitive primitive, Lane lane, List<Integer> operands) implements Instruction {

    /** Copies the operands. */
    public Apply {
      operands = Operands.copyOf(operands);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Apply apply
          && apply.primitive == primitive
          && apply.lane == lane
          && apply.operands.equals(operands);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * primitive.hashCode() + lane.hashCode()) + operands.hashCode();
    }

    @Override
    public Instruction renumbered(int[] numbers) {
      return new Apply(primitive, lane, Operands.copyOf(operands).renumbered(numbers));
    }

    @Override
    public boolean fits(List<Lane> lanes) {
      Optional<Lane> result = primitive.result(lanes);
      return result.isPresent() && result.get() == lane;
    }

    @Override
    public String toString() {
      return lane + " " + primitive + Instruction.text(operands);
    }
  }

  /** A call of a function of doubles. */
  record Call(Function function, List<Integer> operands) implements Instruction {

    /** Copies the operands. */
    public Call {
      operands = Operands.copyOf(operands);
    }

    @Override
    public Lane lane() {
      return Lane.F64;
    }

    @Override
    public Instruction renumbered(int[] numbers) {
      return new Call(function, Operands.copyOf(operands).renumbered(numbers));
    }

    @Override
    public boolean fits(List<Lane> lanes) {
      return lanes.equals(function.body().parameters());
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Call call
          && call.function.name().equals(function.name())
          && call.operands.equals(operands);
    }

    @Override
    public int hashCode() {
      return 31 * function.name().hashCode() + operands.hashCode();
    }

    @Override
    public String toString() {
      return lane() + " call " + function.name() + Instruction.text(operands);
    }
  }

  private static String text(List<Integer> operands) {
    StringBuilder text = new StringBuilder();
    operands.forEach(operand -> text.append(" %").append(operand));
    return text.toString();
  }
}
