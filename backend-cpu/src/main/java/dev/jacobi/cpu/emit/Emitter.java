package dev.jacobi.cpu.emit;

import dev.jacobi.core.backend.tile.Code;
import dev.jacobi.core.primitive.Body;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Turns a body into a hidden class: a static method for each stage, and one that calls them. */
public final class Emitter {

  /** More stages than this would keep the JIT compiler busy for longer than they are worth. */
  private static final int MOST_STAGES = 256;

  private static final int CALLS = 64;
  private static final String PARENT = "dev/jacobi/cpu/emit/Emitted";
  private static final String PLAN = "(Ldev/jacobi/cpu/emit/Plan;)V";

  private Emitter() {}

  /**
   * The code of a body, or nothing when it is too long to be worth a class.
   *
   * @param form what loops are made of; vectors only where the JVM has the Vector API
   */
  public static Optional<Code> emit(Body body, Form form) {
    Plan plan = Plan.of(body.inlined(), form);
    if (plan.stages().size() > MOST_STAGES) {
      return Optional.empty();
    }
    try {
      return Optional.of(define(plan));
    } catch (ClassTooLargeException e) {
      return Optional.empty();
    }
  }

  private static Code define(Plan plan) {
    try {
      MethodHandles.Lookup hidden = MethodHandles.lookup().defineHiddenClass(bytes(plan), true);
      return (Code) hidden.lookupClass().getDeclaredConstructor(Plan.class).newInstance(plan);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(plan.body().toString(), e);
    }
  }

  private static byte[] bytes(Plan plan) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER;
    type.visit(Opcodes.V17, access, "dev/jacobi/cpu/emit/Stages", null, PARENT, null);
    constructor(type);
    List<Stage> stages = plan.stages();
    for (int s = 0; s < stages.size(); s++) {
      MethodVisitor code = method(type, "stage" + s);
      boolean isVector = plan.form().isVector() && stages.get(s).group() != Form.Group.ELEMENTS;
      StageWriter writer =
          isVector
              ? new VectorWriter(code, plan, stages.get(s))
              : new ScalarWriter(code, plan, stages.get(s));
      writer.write();
    }
    calls(type, stages.size());
    type.visitEnd();
    return type.toByteArray();
  }

  private static MethodVisitor method(ClassWriter type, String name) {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC;
    return type.visitMethod(access, name, StageWriter.DESCRIPTOR, null, null);
  }

  private static void constructor(ClassWriter type) {
    MethodVisitor code = type.visitMethod(0, "<init>", PLAN, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, PARENT, "<init>", PLAN, false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Calls of all stages, some at a time so that no method is too long to be compiled. */
  private static void calls(ClassWriter type, int stages) {
    int parts = 0;
    for (int first = 0; first < stages; first += CALLS) {
      MethodVisitor part = method(type, "part" + parts++);
      part.visitCode();
      for (int s = first; s < Math.min(stages, first + CALLS); s++) {
        call(part, 0, "stage" + s);
      }
      StageWriter.end(part);
    }
    MethodVisitor code = type.visitMethod(0, "stages", StageWriter.DESCRIPTOR, null, null);
    code.visitCode();
    for (int part = 0; part < parts; part++) {
      call(code, 1, "part" + part);
    }
    StageWriter.end(code);
  }

  private static void call(MethodVisitor code, int first, String name) {
    code.visitVarInsn(Opcodes.ALOAD, first);
    code.visitVarInsn(Opcodes.ALOAD, first + 1);
    code.visitVarInsn(Opcodes.ILOAD, first + 2);
    code.visitVarInsn(Opcodes.ILOAD, first + 3);
    code.visitVarInsn(Opcodes.ALOAD, first + 4);
    String owner = "dev/jacobi/cpu/emit/Stages";
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, StageWriter.DESCRIPTOR, false);
  }
}
