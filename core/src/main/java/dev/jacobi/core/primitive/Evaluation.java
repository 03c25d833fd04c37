package dev.jacobi.core.primitive;

import java.util.List;

/** The values of a body for one point, one after the other, in tables of doubles and integers. */
final class Evaluation {

  private Evaluation() {}

  /** Computes what is no parameter; see {@link Body#evaluate}. */
  static void run(Body body, double[] d, long[] k) {
    int parameters = body.parameters().size();
    List<Instruction> code = body.instructions();
    for (int i = 0; i < code.size(); i++) {
      step(code.get(i), parameters + i, d, k);
    }
  }

  private static void step(Instruction instruction, int to, double[] d, long[] k) {
    if (instruction instanceof Instruction.Constant constant) {
      d[to] = constant.toDouble();
      k[to] = constant.bits();
      return;
    }
    int arity = instruction.operands().size();
    int x = instruction.operand(0);
    int y = instruction.operand(arity > 1 ? 1 : 0);
    int z = instruction.operand(arity > 2 ? 2 : 0);
    if (instruction instanceof Instruction.Apply apply) {
      Steps.step(apply.primitive(), apply.lane(), to, x, y, z, d, k);
    } else if (instruction instanceof Instruction.Call call) {
      d[to] = call.function().value(d[x], d[y], d[z]);
    }
  }
}
