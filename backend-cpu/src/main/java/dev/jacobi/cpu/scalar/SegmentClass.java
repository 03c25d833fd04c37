package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.lang.invoke.MethodHandles;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A hidden class of some chunks of a partition, and what they call. */
final class SegmentClass {

  private static final String SUPER = "dev/jacobi/cpu/scalar/Segment";

  private final Partition partition;
  private final ChunkCode chunks;
  private final ClassWriter target = new ClassWriter(ClassWriter.COMPUTE_MAXS);
  private final Members members = new Members();

  private SegmentClass(Partition partition, ChunkCode chunks) {
    this.partition = partition;
    this.chunks = chunks;
    target.visit(
        Opcodes.V17,
        Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
        Members.OWNER,
        null,
        SUPER,
        null);
    MethodVisitor code = target.visitMethod(0, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, SUPER, "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    end(code);
  }

  /** The segment of the chunks from one to another; they must be written in order. */
  static Segment of(Partition partition, ChunkCode chunks, int from, int to) {
    SegmentClass made = new SegmentClass(partition, chunks);
    boolean alone = partition.chunks() == 1;
    if (alone && made.isDirect()) {
      made.direct();
    } else {
      String descriptor = ChunkCode.DESCRIPTOR + (alone ? "D" : "V");
      for (int chunk = from; chunk < to; chunk++) {
        chunks.write(made.method("c" + chunk, descriptor), chunk, made.members);
      }
      made.run(from, to, descriptor);
    }
    made.members.write(made.target);
    made.target.visitEnd();
    return instance(made.target.toByteArray());
  }

  private boolean isDirect() {
    Body body = partition.body();
    return body.parameters().size() <= 3
        && body.results().size() == 1
        && body.parameters().stream().allMatch(lane -> lane == Lane.F64);
  }

  private MethodVisitor method(String name, String descriptor) {
    return target.visitMethod(
        Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, descriptor, null, null);
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** {@link Segment#run}: the chunks one after the other. */
  private void run(int from, int to, String descriptor) {
    MethodVisitor code = target.visitMethod(0, "run", ChunkCode.DESCRIPTOR + "D", null, null);
    code.visitCode();
    for (int chunk = from; chunk < to; chunk++) {
      code.visitVarInsn(Opcodes.ALOAD, 1);
      code.visitVarInsn(Opcodes.ALOAD, 2);
      code.visitVarInsn(Opcodes.ILOAD, 3);
      code.visitVarInsn(Opcodes.ALOAD, 4);
      new Words(code).call(Members.OWNER, "c" + chunk, descriptor);
    }
    if (descriptor.endsWith("V")) {
      code.visitInsn(Opcodes.DCONST_0);
    }
    code.visitInsn(Opcodes.DRETURN);
    end(code);
  }

  /** A body of few parameters and one result: no arrays inside. */
  private void direct() {
    int arity = partition.body().parameters().size();
    String descriptor = Members.descriptor(arity);
    chunks.writeDirect(method("value", descriptor), members);
    MethodVisitor at = target.visitMethod(0, "at", "(DDD)D", null, null);
    at.visitCode();
    for (int i = 0; i < arity; i++) {
      at.visitVarInsn(Opcodes.DLOAD, 1 + 2 * i);
    }
    new Words(at).call(Members.OWNER, "value", descriptor);
    at.visitInsn(Opcodes.DRETURN);
    end(at);
    MethodVisitor run = target.visitMethod(0, "run", ChunkCode.DESCRIPTOR + "D", null, null);
    run.visitCode();
    for (int i = 0; i < arity; i++) {
      run.visitVarInsn(Opcodes.ALOAD, 1);
      new Words(run).push(i);
      run.visitInsn(Opcodes.DALOAD);
    }
    new Words(run).call(Members.OWNER, "value", descriptor);
    run.visitInsn(Opcodes.DRETURN);
    end(run);
  }

  private static Segment instance(byte[] bytes) {
    try {
      Class<?> made = MethodHandles.lookup().defineHiddenClass(bytes, true).lookupClass();
      return (Segment) made.getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException unfit) {
      throw new LinkageError("a generated class cannot be made", unfit);
    }
  }
}
