package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.List;

/**
 * Which values need no loop of their own: the inner values of a polynomial in Horner's form, whose
 * only use is the next step of it, and comparisons that only choose between doubles. Bits stay the
 * same.
 */
final class Fusion {

  /** A polynomial step: {@code p·x + constant}. */
  record Horner(int p, int x, double constant) {}

  private final Body body;
  private final int[] uses;
  private final boolean[] inner;

  /** Judges a body's values. */
  Fusion(Body body) {
    this.body = body;
    this.uses = new int[body.size()];
    this.inner = new boolean[body.size()];
    int[] choices = new int[body.size()];
    body.results().forEach(result -> uses[result]++);
    for (Instruction instruction : body.instructions()) {
      instruction.operands().forEach(operand -> uses[operand]++);
      if (is(instruction, Primitive.SELECT) && instruction.lane() == Lane.F64) {
        choices[instruction.operands().get(0)]++;
      }
    }
    for (int value = body.parameters().size(); value < body.size(); value++) {
      if (isHorner(value)) {
        Horner step = horner(value);
        inner[step.p()] =
            uses[step.p()] == 1 && isHorner(step.p()) && horner(step.p()).x() == step.x();
      }
      inner[value] = isComparison(value) && choices[value] == uses[value];
    }
  }

  /** Whether a value is computed inside the loop of a later one. */
  boolean isInner(int value) {
    return inner[value];
  }

  /** Whether a value is a polynomial step over doubles. */
  boolean isHorner(int value) {
    return value >= body.parameters().size()
        && is(body.instruction(value), Primitive.FMA)
        && body.lane(value) == Lane.F64
        && isConstant(body.instruction(value).operands().get(2));
  }

  /** The polynomial step that makes a value. */
  Horner horner(int value) {
    List<Integer> operands = body.instruction(value).operands();
    Instruction.Constant constant = (Instruction.Constant) body.instruction(operands.get(2));
    int x = operands.get(0);
    int y = operands.get(1);
    boolean second = uses[y] == 1 && isHorner(y);
    return new Horner(second ? y : x, second ? x : y, constant.toDouble());
  }

  /** The steps from the first inner one to a value. */
  List<Horner> chain(int value) {
    List<Horner> chain = new ArrayList<>();
    int step = value;
    chain.add(horner(step));
    while (inner[chain.get(0).p()]) {
      step = chain.get(0).p();
      chain.add(0, horner(step));
    }
    return chain;
  }

  /** Whether a value is a choice between doubles by a comparison that has no loop of its own. */
  boolean isChoice(int value) {
    Instruction instruction = body.instruction(value);
    return is(instruction, Primitive.SELECT) && inner[instruction.operands().get(0)];
  }

  private boolean isConstant(int value) {
    return value >= body.parameters().size()
        && body.instruction(value) instanceof Instruction.Constant;
  }

  private boolean isComparison(int value) {
    Instruction instruction = body.instruction(value);
    boolean compares =
        is(instruction, Primitive.LT)
            || is(instruction, Primitive.LE)
            || is(instruction, Primitive.EQ);
    return compares && body.lane(instruction.operands().get(0)) == Lane.F64;
  }

  private static boolean is(Instruction instruction, Primitive primitive) {
    return instruction instanceof Instruction.Apply apply && apply.primitive() == primitive;
  }
}
