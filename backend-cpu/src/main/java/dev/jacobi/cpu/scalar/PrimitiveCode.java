package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Primitives in bytecode: operands on the stack, the result in their place. No jumps. */
final class PrimitiveCode {

  private static final String QUARTER_TURNS = "dev/jacobi/core/primitive/QuarterTurns";

  private final MethodVisitor code;
  private final Words words;
  private final Members members;

  PrimitiveCode(MethodVisitor code, Members members) {
    this.code = code;
    this.words = new Words(code);
    this.members = members;
  }

  /** The primitive on operands of a lane; that of {@code SELECT} is the lane of its result. */
  void apply(Instruction.Apply apply, Lane lane) {
    switch (apply.primitive()) {
      case ADD -> arithmetic(lane, Opcodes.DADD, Opcodes.FADD);
      case SUB -> arithmetic(lane, Opcodes.DSUB, Opcodes.FSUB);
      case MUL -> arithmetic(lane, Opcodes.DMUL, Opcodes.FMUL);
      case DIV -> arithmetic(lane, Opcodes.DDIV, Opcodes.FDIV);
      case REM -> arithmetic(lane, Opcodes.DREM, Opcodes.FREM);
      case NEG -> arithmetic(lane, Opcodes.DNEG, Opcodes.FNEG);
      case FMA -> math("fma", lane, 3);
      case ABS -> math("abs", lane, 1);
      case MIN -> math("min", lane, 2);
      case MAX -> math("max", lane, 2);
      case SQRT -> squareRoot(lane);
      case QUARTERS -> words.call(QUARTER_TURNS, "count", "(D)D");
      case ANGLE -> words.call(QUARTER_TURNS, "rest", "(D)D");
      case ANGLE_LOW -> words.call(QUARTER_TURNS, "low", "(D)D");
      case LT, LE, EQ, ILT, IEQ, SELECT -> members.branch(words, apply.primitive(), lane);
      case AND -> code.visitInsn(Opcodes.IAND);
      case OR -> code.visitInsn(Opcodes.IOR);
      case NOT -> {
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IXOR);
      }
      case BITS -> words.call("java/lang/Double", "doubleToRawLongBits", "(D)J");
      case FROM_BITS -> words.call("java/lang/Double", "longBitsToDouble", "(J)D");
      case IADD -> code.visitInsn(Opcodes.LADD);
      case ISUB -> code.visitInsn(Opcodes.LSUB);
      case IMUL -> code.visitInsn(Opcodes.LMUL);
      case IAND -> code.visitInsn(Opcodes.LAND);
      case IOR -> code.visitInsn(Opcodes.LOR);
      case IXOR -> code.visitInsn(Opcodes.LXOR);
      case SHL -> shift(Opcodes.LSHL);
      case SHR -> shift(Opcodes.LSHR);
      case USHR -> shift(Opcodes.LUSHR);
      case WIDEN -> code.visitInsn(Opcodes.F2D);
      case NARROW -> code.visitInsn(Opcodes.D2F);
    }
  }

  private void arithmetic(Lane lane, int ofDoubles, int ofFloats) {
    code.visitInsn(lane == Lane.F32 ? ofFloats : ofDoubles);
  }

  private void math(String name, Lane lane, int arity) {
    String letter = String.valueOf(Words.letter(lane));
    words.call("java/lang/Math", name, "(" + letter.repeat(arity) + ")" + letter);
  }

  /** A float's square root is the double's, rounded: that rounds right. */
  private void squareRoot(Lane lane) {
    words.toDouble(lane);
    words.call("java/lang/Math", "sqrt", "(D)D");
    words.fromDouble(lane);
  }

  private void shift(int opcode) {
    code.visitInsn(Opcodes.L2I);
    code.visitInsn(opcode);
  }
}
