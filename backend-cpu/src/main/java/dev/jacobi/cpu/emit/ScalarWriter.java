package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A stage as a plain loop, element by element. */
final class ScalarWriter extends StageWriter {

  private static final String QUARTER_TURNS = "dev/jacobi/core/primitive/QuarterTurns";
  private static final String SCALARS = "dev/jacobi/cpu/emit/Scalars";

  ScalarWriter(MethodVisitor code, Plan plan, Stage stage) {
    super(code, plan, stage);
  }

  @Override
  int step() {
    return 1;
  }

  @Override
  boolean hoists() {
    return false;
  }

  @Override
  void finish() {}

  @Override
  Object type(Lane lane) {
    return switch (lane) {
      case F64 -> Opcodes.DOUBLE;
      case F32 -> Opcodes.FLOAT;
      case I64 -> Opcodes.LONG;
      case TRUTH -> Opcodes.INTEGER;
    };
  }

  @Override
  void constant(Instruction.Constant constant) {
    switch (constant.lane()) {
      case F64 -> code.visitLdcInsn(constant.toDouble());
      case F32 -> code.visitLdcInsn((float) constant.toDouble());
      case I64 -> code.visitLdcInsn(constant.bits());
      case TRUTH -> push(constant.bits() == 0 ? 0 : 1);
    }
  }

  @Override
  void load(Lane lane, Place place) {
    element(place);
    code.visitInsn(
        switch (place.cell()) {
          case DOUBLE -> Opcodes.DALOAD;
          case FLOAT -> Opcodes.FALOAD;
          case LONG -> Opcodes.LALOAD;
          case BOOLEAN -> Opcodes.BALOAD;
        });
  }

  @Override
  void store(int value, Place place) {
    element(place);
    pushValue(value);
    code.visitInsn(
        switch (place.cell()) {
          case DOUBLE -> Opcodes.DASTORE;
          case FLOAT -> Opcodes.FASTORE;
          case LONG -> Opcodes.LASTORE;
          case BOOLEAN -> Opcodes.BASTORE;
        });
  }

  @Override
  void apply(Instruction.Apply apply) {
    for (int i = 0; i < apply.operands().size(); i++) {
      push(apply, i);
    }
    Lane lane = body().lane(apply.operands().get(apply.operands().size() - 1));
    switch (apply.primitive()) {
      case ADD -> real(lane, Opcodes.DADD, Opcodes.FADD);
      case SUB -> real(lane, Opcodes.DSUB, Opcodes.FSUB);
      case MUL -> real(lane, Opcodes.DMUL, Opcodes.FMUL);
      case DIV -> real(lane, Opcodes.DDIV, Opcodes.FDIV);
      case REM -> real(lane, Opcodes.DREM, Opcodes.FREM);
      case NEG -> real(lane, Opcodes.DNEG, Opcodes.FNEG);
      case FMA -> call("java/lang/Math", "fma", lane, lane, lane, lane);
      case SQRT -> call(lane == Lane.F64 ? "java/lang/Math" : SCALARS, "sqrt", lane, lane);
      case ABS -> call("java/lang/Math", "abs", lane, lane);
      case MIN -> call("java/lang/Math", "min", lane, lane, lane);
      case MAX -> call("java/lang/Math", "max", lane, lane, lane);
      case QUARTERS -> call(QUARTER_TURNS, "count", lane, lane);
      case ANGLE -> call(QUARTER_TURNS, "rest", lane, lane);
      case ANGLE_LOW -> call(QUARTER_TURNS, "low", lane, lane);
      case LT, ILT -> call(SCALARS, "lt", Lane.TRUTH, lane, lane);
      case LE -> call(SCALARS, "le", Lane.TRUTH, lane, lane);
      case EQ, IEQ -> call(SCALARS, "eq", Lane.TRUTH, lane, lane);
      case AND -> code.visitInsn(Opcodes.IAND);
      case OR -> code.visitInsn(Opcodes.IOR);
      case NOT -> call(SCALARS, "not", Lane.TRUTH, Lane.TRUTH);
      case SELECT -> call(SCALARS, "select", lane, Lane.TRUTH, lane, lane);
      case BITS -> call("java/lang/Double", "doubleToRawLongBits", Lane.I64, Lane.F64);
      case FROM_BITS -> call("java/lang/Double", "longBitsToDouble", Lane.F64, Lane.I64);
      case WIDEN -> code.visitInsn(Opcodes.F2D);
      case NARROW -> code.visitInsn(Opcodes.D2F);
      case IADD, ISUB, IMUL, IAND, IOR, IXOR, SHL, SHR, USHR -> integer(apply.primitive());
    }
  }

  private void integer(Primitive primitive) {
    switch (primitive) {
      case IADD -> code.visitInsn(Opcodes.LADD);
      case ISUB -> code.visitInsn(Opcodes.LSUB);
      case IMUL -> code.visitInsn(Opcodes.LMUL);
      case IAND -> code.visitInsn(Opcodes.LAND);
      case IOR -> code.visitInsn(Opcodes.LOR);
      case IXOR -> code.visitInsn(Opcodes.LXOR);
      case SHL -> shift(Opcodes.LSHL);
      case SHR -> shift(Opcodes.LSHR);
      case USHR -> shift(Opcodes.LUSHR);
      default -> throw new AssertionError(primitive);
    }
  }

  private void shift(int opcode) {
    code.visitInsn(Opcodes.L2I);
    code.visitInsn(opcode);
  }

  private void real(Lane lane, int doubles, int floats) {
    code.visitInsn(lane == Lane.F64 ? doubles : floats);
  }

  private void call(String owner, String name, Lane result, Lane... operands) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Lane operand : operands) {
      descriptor.append(descriptor(operand));
    }
    descriptor.append(')').append(descriptor(result));
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor.toString(), false);
  }

  private static char descriptor(Lane lane) {
    return switch (lane) {
      case F64 -> 'D';
      case F32 -> 'F';
      case I64 -> 'J';
      case TRUTH -> 'Z';
    };
  }
}
