package dev.jacobi.core.primitive;

import java.util.List;

/**
 * The values of a body for one point, primitive by primitive. This is what the primitives mean;
 * every other way to run a body must give the same bits.
 */
final class Evaluation {

  private Evaluation() {}

  /** The only result of a body whose parameters and result are doubles. */
  static double of(Body body, double x, double y, double z) {
    double[] d = new double[body.size()];
    long[] k = new long[body.size()];
    int parameters = body.parameters().size();
    for (int i = 0; i < parameters; i++) {
      d[i] = i == 0 ? x : i == 1 ? y : z;
    }
    run(body, d, k);
    return d[body.results().get(0)];
  }

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
      switch (apply.primitive()) {
        case ADD -> d[to] = round(apply, d[x] + d[y]);
        case SUB -> d[to] = round(apply, d[x] - d[y]);
        case MUL -> d[to] = round(apply, d[x] * d[y]);
        case DIV -> d[to] = round(apply, d[x] / d[y]);
        case FMA ->
            d[to] =
                apply.lane() == Lane.F32
                    ? Math.fma((float) d[x], (float) d[y], (float) d[z])
                    : Math.fma(d[x], d[y], d[z]);
        case SQRT -> d[to] = round(apply, Math.sqrt(d[x]));
        case NEG -> d[to] = -d[x];
        case ABS -> d[to] = Math.abs(d[x]);
        case MIN -> d[to] = Math.min(d[x], d[y]);
        case MAX -> d[to] = Math.max(d[x], d[y]);
        case REM -> d[to] = d[x] % d[y];
        case LT -> k[to] = d[x] < d[y] ? 1 : 0;
        case LE -> k[to] = d[x] <= d[y] ? 1 : 0;
        case EQ -> k[to] = d[x] == d[y] ? 1 : 0;
        case AND, IAND -> k[to] = k[x] & k[y];
        case OR, IOR -> k[to] = k[x] | k[y];
        case NOT -> k[to] = 1 - k[x];
        case SELECT -> {
          d[to] = k[x] != 0 ? d[y] : d[z];
          k[to] = k[x] != 0 ? k[y] : k[z];
        }
        case BITS -> k[to] = Double.doubleToRawLongBits(d[x]);
        case FROM_BITS -> d[to] = Double.longBitsToDouble(k[x]);
        case IADD -> k[to] = k[x] + k[y];
        case ISUB -> k[to] = k[x] - k[y];
        case IXOR -> k[to] = k[x] ^ k[y];
        case SHL -> k[to] = k[x] << k[y];
        case SHR -> k[to] = k[x] >> k[y];
        case USHR -> k[to] = k[x] >>> k[y];
        case WIDEN -> d[to] = d[x];
        case NARROW -> d[to] = (float) d[x];
      }
    } else if (instruction instanceof Instruction.Call call) {
      d[to] = of(call.function().body(), d[x], d[y], d[z]);
    }
  }

  private static double round(Instruction.Apply apply, double value) {
    return apply.lane() == Lane.F32 ? (float) value : value;
  }
}
