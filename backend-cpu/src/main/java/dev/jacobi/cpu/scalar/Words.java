package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Values on the operand stack by lane: constants, local variables, and elements of a {@code
 * double[]}, where a float stands as a double, an integer as the double of its bits, a truth value
 * as 0 and 1.
 */
final class Words {

  private final MethodVisitor code;

  Words(MethodVisitor code) {
    this.code = code;
  }

  /** The letter of a lane in a method's descriptor. */
  static char letter(Lane lane) {
    return switch (lane) {
      case F64 -> 'D';
      case F32 -> 'F';
      case I64 -> 'J';
      case TRUTH -> 'Z';
    };
  }

  void load(Lane lane, int local) {
    code.visitVarInsn(
        switch (lane) {
          case F64 -> Opcodes.DLOAD;
          case F32 -> Opcodes.FLOAD;
          case I64 -> Opcodes.LLOAD;
          case TRUTH -> Opcodes.ILOAD;
        },
        local);
  }

  void store(Lane lane, int local) {
    code.visitVarInsn(
        switch (lane) {
          case F64 -> Opcodes.DSTORE;
          case F32 -> Opcodes.FSTORE;
          case I64 -> Opcodes.LSTORE;
          case TRUTH -> Opcodes.ISTORE;
        },
        local);
  }

  void duplicate(Lane lane) {
    boolean wide = lane == Lane.F64 || lane == Lane.I64;
    code.visitInsn(wide ? Opcodes.DUP2 : Opcodes.DUP);
  }

  /** From an element of an array to what the lane has on the stack. */
  void fromDouble(Lane lane) {
    switch (lane) {
      case F64 -> {}
      case F32 -> code.visitInsn(Opcodes.D2F);
      case I64 -> call("java/lang/Double", "doubleToRawLongBits", "(D)J");
      case TRUTH -> code.visitInsn(Opcodes.D2I);
    }
  }

  /** The other way round. */
  void toDouble(Lane lane) {
    switch (lane) {
      case F64 -> {}
      case F32 -> code.visitInsn(Opcodes.F2D);
      case I64 -> call("java/lang/Double", "longBitsToDouble", "(J)D");
      case TRUTH -> code.visitInsn(Opcodes.I2D);
    }
  }

  void call(String owner, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  void constant(Instruction.Constant constant) {
    long bits = constant.bits();
    switch (constant.lane()) {
      case F64 -> push(constant.toDouble(), bits);
      case F32 -> code.visitLdcInsn((float) constant.toDouble());
      case I64 -> {
        if (bits == 0 || bits == 1) {
          code.visitInsn(bits == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
        } else {
          code.visitLdcInsn(bits);
        }
      }
      case TRUTH -> code.visitInsn(bits == 0 ? Opcodes.ICONST_0 : Opcodes.ICONST_1);
    }
  }

  private void push(double value, long bits) {
    if (bits == 0 || value == 1) {
      code.visitInsn(bits == 0 ? Opcodes.DCONST_0 : Opcodes.DCONST_1);
    } else {
      code.visitLdcInsn(value);
    }
  }

  /** An index. */
  void push(int value) {
    if (value >= 0 && value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value >= 0 && value <= Byte.MAX_VALUE) {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value >= 0 && value <= Short.MAX_VALUE) {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }
}
