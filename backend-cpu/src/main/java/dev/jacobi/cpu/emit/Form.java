package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.List;

/**
 * What generated loops are made of.
 *
 * @param bits of a vector, or 0 for plain loops over elements
 * @param storesMasks whether vectors of truth values can be stored as they are without allocation
 * @param width the elements that go through all stages before the next ones do
 * @param weight the most operations, loads and stores of one loop. Somewhat above it a JIT compiler
 *     stops to inline, and vectors become objects
 */
public record Form(int bits, boolean storesMasks, int width, int weight) {

  /** Plain loops, which a JIT compiler may turn into vector instructions. */
  public static final Form SCALAR = new Form(0, true, 512, 48);

  /** Which operations may share a loop. */
  enum Group {
    /** Doubles, integers, their truth values: one vector width. */
    DOUBLES,
    /** Floats and their truth values. */
    FLOATS,
    /** 64-bit integers, where they do not share a loop with doubles. */
    LONGS,
    /** Anything, element by element. */
    ELEMENTS
  }

  /**
   * Vectors of so many bits, for the JVM that is running. So few elements go together that what the
   * first stage reads has mostly been fetched ahead while the stages before ran.
   */
  public static Form vector(int bits) {
    return new Form(bits, Runtime.version().feature() >= 25, 128, 60);
  }

  /** Whether loops name the Vector API. */
  boolean isVector() {
    return bits > 0;
  }

  /** The group of an instruction whose operands are of the given groups. */
  Group group(Body body, int value, Group[] groups) {
    Instruction instruction = body.instruction(value);
    if (!(instruction instanceof Instruction.Apply apply)) {
      throw new AssertionError(instruction);
    }
    return isVector() ? vectorGroup(body, apply, groups) : plainGroup(apply);
  }

  private static Group vectorGroup(Body body, Instruction.Apply apply, Group[] groups) {
    List<Integer> operands = apply.operands();
    return switch (apply.primitive()) {
      case REM, QUARTERS, ANGLE, ANGLE_LOW -> Group.ELEMENTS;
      case SHL, SHR, USHR -> isConstant(body, operands.get(1)) ? Group.DOUBLES : Group.ELEMENTS;
      case LT, LE, EQ -> body.lane(operands.get(0)) == Lane.F32 ? Group.FLOATS : Group.DOUBLES;
      case AND, OR, NOT -> truthGroup(operands, groups);
      case SELECT ->
          apply.lane() == Lane.TRUTH
              ? truthGroup(operands, groups)
              : apply.lane() == Lane.F32 ? Group.FLOATS : Group.DOUBLES;
      case WIDEN, NARROW -> Group.DOUBLES;
      default -> apply.lane() == Lane.F32 ? Group.FLOATS : Group.DOUBLES;
    };
  }

  /** Truth values stay with what they were made from. */
  private static Group truthGroup(List<Integer> operands, Group[] groups) {
    boolean floats = operands.stream().anyMatch(operand -> groups[operand] == Group.FLOATS);
    return floats ? Group.FLOATS : Group.DOUBLES;
  }

  private static Group plainGroup(Instruction.Apply apply) {
    return switch (apply.primitive()) {
      case ADD, SUB, MUL, DIV, FMA, SQRT, NEG, ABS, MIN, MAX ->
          apply.lane() == Lane.F32 ? Group.FLOATS : Group.DOUBLES;
      case IADD, ISUB, IMUL, IAND, IOR, IXOR, SHL, SHR, USHR -> Group.LONGS;
      default -> Group.ELEMENTS;
    };
  }

  /** What an operation costs in a loop of a group, one vector operation being 1. */
  int cost(Group group, Primitive primitive) {
    int times = primitive == Primitive.DIV || primitive == Primitive.SQRT ? 4 : 1;
    return group == Group.ELEMENTS && !isVector() ? 4 * times : times;
  }

  /** Whether operations of different groups may share a loop, element by element. */
  boolean joins() {
    return !isVector();
  }

  @Override
  public String toString() {
    return isVector() ? bits + "-bit vectors" : "plain loops";
  }

  static boolean isConstant(Body body, int value) {
    return value >= body.parameters().size()
        && body.instruction(value) instanceof Instruction.Constant;
  }
}
