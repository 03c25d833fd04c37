package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The methods of a class that its chunks call: elementary functions, and comparisons and choices,
 * which are the only code with jumps. Every class has its own, so that each formula is optimised
 * for its own branches.
 */
final class Members {

  /** The name of every generated class; they are hidden, so that it means each class itself. */
  static final String OWNER = "dev/jacobi/cpu/scalar/Compiled";

  private record Branch(Primitive primitive, Lane lane) {
    String name() {
      return primitive.name().toLowerCase(Locale.ROOT);
    }

    String descriptor() {
      char letter = Words.letter(lane);
      return primitive == Primitive.SELECT
          ? "(Z" + letter + letter + ")" + letter
          : "(" + letter + letter + ")Z";
    }
  }

  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Set<Branch> branches = new LinkedHashSet<>();

  /** A comparison or choice of operands on the stack. */
  void branch(Words words, Primitive primitive, Lane lane) {
    Branch branch = new Branch(primitive, lane);
    branches.add(branch);
    words.call(OWNER, branch.name(), branch.descriptor());
  }

  /** A call of a function whose operands are on the stack. */
  void call(Words words, Function function) {
    functions.putIfAbsent(function.name(), function);
    String name = names.computeIfAbsent(function.name(), unused -> "f" + names.size());
    words.call(OWNER, name, descriptor(function.arity()));
  }

  /** The descriptor of a function of so many doubles. */
  static String descriptor(int arity) {
    return "(" + "D".repeat(arity) + ")D";
  }

  /** Writes all methods asked for, and those that they ask for. */
  void write(ClassWriter target) {
    Set<String> written = new LinkedHashSet<>();
    while (written.size() < functions.size()) {
      for (Function function : functions.values().toArray(new Function[0])) {
        if (written.add(function.name())) {
          write(target, function);
        }
      }
    }
    branches.forEach(branch -> write(target, branch));
  }

  private void write(ClassWriter target, Function function) {
    String name = names.getOrDefault(function.name(), "");
    MethodVisitor code = method(target, name, descriptor(function.arity()));
    new FunctionCode(function.body(), code, this).write();
  }

  private static MethodVisitor method(ClassWriter target, String name, String descriptor) {
    return target.visitMethod(
        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, descriptor, null, null);
  }

  private static void write(ClassWriter target, Branch branch) {
    MethodVisitor code = method(target, branch.name(), branch.descriptor());
    Words words = new Words(code);
    code.visitCode();
    Label no = new Label();
    Lane lane = branch.lane();
    if (branch.primitive() == Primitive.SELECT) {
      int width = lane == Lane.F64 || lane == Lane.I64 ? 2 : 1;
      code.visitVarInsn(Opcodes.ILOAD, 0);
      code.visitJumpInsn(Opcodes.IFEQ, no);
      words.load(lane, 1);
      code.visitInsn(returning(lane));
      code.visitLabel(no);
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      words.load(lane, 1 + width);
      code.visitInsn(returning(lane));
    } else {
      compare(code, branch.primitive(), lane, no);
      code.visitInsn(Opcodes.ICONST_1);
      code.visitInsn(Opcodes.IRETURN);
      code.visitLabel(no);
      code.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      code.visitInsn(Opcodes.ICONST_0);
      code.visitInsn(Opcodes.IRETURN);
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Jumps when the comparison does not hold, which is so with a NaN. */
  private static void compare(MethodVisitor code, Primitive primitive, Lane lane, Label no) {
    Words words = new Words(code);
    words.load(lane, 0);
    words.load(lane, lane == Lane.F32 ? 1 : 2);
    code.visitInsn(
        lane == Lane.I64 ? Opcodes.LCMP : lane == Lane.F64 ? Opcodes.DCMPG : Opcodes.FCMPG);
    code.visitJumpInsn(
        switch (primitive) {
          case LT, ILT -> Opcodes.IFGE;
          case LE -> Opcodes.IFGT;
          case EQ, IEQ -> Opcodes.IFNE;
          default -> throw new AssertionError(primitive);
        },
        no);
  }

  private static int returning(Lane lane) {
    return switch (lane) {
      case F64 -> Opcodes.DRETURN;
      case F32 -> Opcodes.FRETURN;
      case I64 -> Opcodes.LRETURN;
      case TRUTH -> Opcodes.IRETURN;
    };
  }
}
