package dev.jacobi.gpu.ptx;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes straight-line code as PTX. Every rounding of the body is one instruction that names it;
 * constants are written by their bits, into the instructions that use them.
 */
final class BodyWriter {

  private final Listing code;
  private final Body body;
  private final String[] values;
  private final Map<String, QuarterTurnsWriter> turns = new HashMap<>();

  private BodyWriter(Listing code, Body body) {
    this.code = code;
    this.body = body;
    this.values = new String[body.size()];
  }

  /**
   * Writes a body without calls.
   *
   * @param parameters the registers, or constants, of the parameters
   * @return the registers of the results; parameters and constants stay what they are
   */
  static List<String> write(Listing code, Body body, List<String> parameters) {
    BodyWriter writer = new BodyWriter(code, body);
    for (int i = 0; i < parameters.size(); i++) {
      writer.values[i] = parameters.get(i);
    }
    int value = parameters.size();
    for (Instruction instruction : body.instructions()) {
      writer.values[value] = writer.value(instruction);
      value++;
    }
    List<String> results = new ArrayList<>();
    for (int result : body.results()) {
      results.add(writer.values[result]);
    }
    return results;
  }

  /** A constant as an operand. */
  static String constant(Lane lane, long bits) {
    return switch (lane) {
      case F64 -> String.format("0d%016X", bits);
      case F32 -> String.format("0f%08X", (int) bits);
      case I64 -> String.format("0x%016X", bits);
      case TRUTH -> Long.toString(bits);
    };
  }

  /** An operand for an instruction on bits: a register as it is, a constant as an integer. */
  static String bits(String operand) {
    return operand.startsWith("%") ? operand : "0x" + operand.substring(2);
  }

  private String value(Instruction instruction) {
    if (instruction instanceof Instruction.Constant constant) {
      String text = constant(constant.lane(), constant.bits());
      return constant.lane() == Lane.TRUTH
          ? code.test("setp.ne.u32", code.b32("mov.b32", text), 0)
          : text;
    }
    if (instruction instanceof Instruction.Apply apply) {
      return apply(apply);
    }
    throw new AssertionError("a call in a body of calls replaced: " + instruction);
  }

  private String apply(Instruction.Apply apply) {
    Lane lane = body.lane(apply.operand(apply.operands().size() - 1));
    String x = values[apply.operand(0)];
    String y = apply.operands().size() > 1 ? values[apply.operand(1)] : x;
    String z = apply.operands().size() > 2 ? values[apply.operand(2)] : x;
    String f = lane == Lane.F32 ? ".f32" : ".f64";
    return switch (apply.primitive()) {
      case ADD -> make(apply, "add.rn" + f, x, y);
      case SUB -> make(apply, "sub.rn" + f, x, y);
      case MUL -> make(apply, "mul.rn" + f, x, y);
      case DIV -> make(apply, "div.rn" + f, x, y);
      case FMA -> make(apply, "fma.rn" + f, x, y, z);
      case SQRT -> make(apply, "sqrt.rn" + f, x);
      case NEG -> make(apply, "neg" + f, x);
      case ABS -> make(apply, "abs" + f, x);
      case MIN -> Combination.least(code, lane, x, y);
      case MAX -> Combination.greatest(code, lane, x, y);
      case REM -> RemainderWriter.write(code, lane, x, y);
      case QUARTERS -> turns(x).count();
      case ANGLE -> turns(x).rest();
      case ANGLE_LOW -> turns(x).low();
      case LT -> make(apply, "setp.lt" + f, x, y);
      case LE -> make(apply, "setp.le" + f, x, y);
      case EQ -> make(apply, "setp.eq" + f, x, y);
      case AND -> make(apply, "and.pred", x, y);
      case OR -> make(apply, "or.pred", x, y);
      case NOT -> make(apply, "not.pred", x);
      case SELECT -> select(apply, lane, x, y, z);
      case BITS, FROM_BITS -> make(apply, "mov.b64", x);
      case IADD -> make(apply, "add.s64", x, y);
      case ISUB -> make(apply, "sub.s64", x, y);
      case IMUL -> make(apply, "mul.lo.s64", x, y);
      case IAND -> make(apply, "and.b64", x, y);
      case IOR -> make(apply, "or.b64", x, y);
      case IXOR -> make(apply, "xor.b64", x, y);
      case SHL -> make(apply, "shl.b64", x, places(apply));
      case SHR -> make(apply, "shr.s64", x, places(apply));
      case USHR -> make(apply, "shr.u64", x, places(apply));
      case ILT -> make(apply, "setp.lt.s64", x, y);
      case IEQ -> make(apply, "setp.eq.s64", x, y);
      case WIDEN -> make(apply, "cvt.f64.f32", x);
      case NARROW -> make(apply, "cvt.rn.f32.f64", x);
    };
  }

  private String make(Instruction.Apply apply, String instruction, String... operands) {
    Object[] own = operands.clone();
    if (own.length == 1) {
      own[0] = register(body.lane(apply.operand(0)), operands[0]);
    }
    return code.result(code.register(Listing.Register.of(apply.lane())), instruction, own);
  }

  /** A lone operand must be a register. */
  private String register(Lane lane, String operand) {
    if (operand.startsWith("%")) {
      return operand;
    }
    String type = lane == Lane.F64 ? "f64" : lane == Lane.F32 ? "f32" : "b64";
    return code.result(code.register(Listing.Register.of(lane)), "mov." + type, operand);
  }

  private String places(Instruction.Apply shift) {
    if (body.instruction(shift.operand(1)) instanceof Instruction.Constant places) {
      return Long.toString(places.bits());
    }
    throw new AssertionError("a shift by what is no constant: " + shift);
  }

  private String select(Instruction.Apply apply, Lane lane, String x, String y, String z) {
    return switch (lane) {
      case F64 -> make(apply, "selp.f64", y, z, x);
      case F32 -> make(apply, "selp.f32", y, z, x);
      case I64 -> make(apply, "selp.b64", y, z, x);
      case TRUTH -> {
        String chosen = make(apply, "and.pred", x, y);
        String other = code.result(code.predicate(), "not.pred", x);
        String left = make(apply, "and.pred", other, z);
        yield make(apply, "or.pred", chosen, left);
      }
    };
  }

  /** The turns of an angle, written once for all that is asked of them. */
  private QuarterTurnsWriter turns(String angle) {
    QuarterTurnsWriter known = turns.get(angle);
    if (known == null) {
      known = QuarterTurnsWriter.write(code, angle);
      turns.put(angle, known);
    }
    return known;
  }
}
