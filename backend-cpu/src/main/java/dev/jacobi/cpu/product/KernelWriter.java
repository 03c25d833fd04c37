package dev.jacobi.cpu.product;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.CHECKCAST;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.IF_ICMPNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import dev.jacobi.core.type.DType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes a class that is a {@link Kernel}: two static methods for each tile, one of them for A with
 * dense columns, and the choice among them. No method comes near the 8,000 bytes beyond which none
 * is compiled.
 */
final class KernelWriter {

  private static final String KERNEL = Type.getInternalName(Kernel.class);
  private static final String OWN = KERNEL + "Code";
  private static final String OBJECT = "java/lang/Object";

  /** What tiles take, in the notation of descriptors; A is an array. */
  private static final String TILES = "IIIIZAIIIIAIIAII";

  /** What one of them takes: what tiles do but their form, their number and the steps of A. */
  private static final String TILE = "IZAIIIAIIAII";

  private static final String PACK = "IAIIAI";

  private static final int ROWS = 1;
  private static final int VECTORS = 2;
  private static final int COUNT = 3;
  private static final int K = 4;
  private static final int A_AT = 7;
  private static final int A_ROW = 8;
  private static final int A_STEP = 10;
  private static final int C_AT = 15;
  private static final int C_ROW = 16;
  private static final int NEXT = 17;

  private final Tiling tiling;
  private final String array;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);

  private KernelWriter(Tiling tiling) {
    this.tiling = tiling;
    this.array = tiling.dtype() == DType.F64 ? "[D" : "[F";
  }

  /** The bytes of the class, to be defined as a hidden class beside {@link Kernel}. */
  static byte[] write(Tiling tiling) {
    KernelWriter kernel = new KernelWriter(tiling);
    kernel.head();
    kernel.tiles();
    kernel.packs();
    kernel.writer.visitEnd();
    return kernel.writer.toByteArray();
  }

  private void head() {
    writer.visit(V17, ACC_FINAL | ACC_SUPER, OWN, null, OBJECT, new String[] {KERNEL});
    MethodVisitor code = begin(0, "<init>", "()V");
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    code.visitInsn(RETURN);
    end(code);
  }

  private void tiles() {
    MethodVisitor choice = begin(ACC_PUBLIC, "tiles", descriptor(TILES, "L" + OBJECT + ";"));
    for (int[] tile : tiling.tiles()) {
      String name = "tile" + tile[0] + "x" + tile[1];
      Label other = new Label();
      Label strided = new Label();
      unless(choice, ROWS, tile[0], other);
      unless(choice, VECTORS, tile[1], other);
      if (tile[0] > 1) {
        unless(choice, A_ROW, 1, strided);
        down(choice, name + "dense", tile[0]);
        write(tile, true, name + "dense");
      }
      choice.visitLabel(strided);
      down(choice, name, tile[0]);
      write(tile, false, name);
      choice.visitLabel(other);
    }
    unreachable(choice);
    end(choice);
  }

  /** Calls a method for each tile, from the top down, and returns. */
  private void down(MethodVisitor choice, String name, int rows) {
    VectorCode code = new VectorCode(tiling, choice);
    code.loop(
        NEXT,
        COUNT,
        () -> {
          for (int i = K; i < NEXT; i++) {
            if (i != A_STEP) {
              operand(choice, i, TILES.charAt(i - 1));
            }
          }
          choice.visitMethodInsn(INVOKESTATIC, OWN, name, descriptor(TILE, array), false);
          code.add(A_AT, A_STEP);
          for (int i = 0; i < rows; i++) {
            code.add(C_AT, C_ROW);
          }
        });
    choice.visitInsn(RETURN);
  }

  private void write(int[] tile, boolean dense, String name) {
    MethodVisitor code = begin(ACC_PRIVATE | ACC_STATIC, name, descriptor(TILE, array));
    new Tile(tile[0], tile[1], dense, new VectorCode(tiling, code)).write();
  }

  private void packs() {
    MethodVisitor choice = begin(ACC_PUBLIC, "pack", descriptor("I" + PACK, "L" + OBJECT + ";"));
    for (int vectors = 1; vectors <= Tiling.WIDTH; vectors++) {
      Label other = new Label();
      unless(choice, ROWS, vectors, other);
      forward(choice, "pack" + vectors, ROWS + 1, PACK);
      choice.visitLabel(other);
      pack(vectors);
    }
    unreachable(choice);
    end(choice);
  }

  private void pack(int vectors) {
    MethodVisitor method =
        begin(ACC_PRIVATE | ACC_STATIC, "pack" + vectors, descriptor(PACK, array));
    VectorCode code = new VectorCode(tiling, method);
    int k = 0;
    int source = 1;
    int at = 2;
    int stride = 3;
    int target = 4;
    int to = 5;
    int counter = 6;
    int row = 7;
    code.loop(
        counter,
        k,
        () -> {
          for (int v = 0; v < vectors; v++) {
            code.load(row + v, source, at, v);
          }
          for (int v = 0; v < vectors; v++) {
            code.store(row + v, target, to, v);
          }
          code.add(at, stride);
          code.increment(to, vectors * tiling.lanes());
        });
    code.end();
  }

  private MethodVisitor begin(int access, String name, String descriptor) {
    MethodVisitor code = writer.visitMethod(access, name, descriptor, null, null);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static String descriptor(String operands, String array) {
    return "(" + operands.replace("A", array) + ")V";
  }

  private static void unless(MethodVisitor code, int variable, int constant, Label other) {
    code.visitVarInsn(ILOAD, variable);
    code.visitIntInsn(BIPUSH, constant);
    code.visitJumpInsn(IF_ICMPNE, other);
  }

  /** Calls a static method with the operands from a variable on, and returns. */
  private void forward(MethodVisitor code, String name, int first, String operands) {
    for (int i = 0; i < operands.length(); i++) {
      operand(code, first + i, operands.charAt(i));
    }
    code.visitMethodInsn(INVOKESTATIC, OWN, name, descriptor(operands, array), false);
    code.visitInsn(RETURN);
  }

  private void operand(MethodVisitor code, int variable, char type) {
    boolean reference = type == 'A';
    code.visitVarInsn(reference ? ALOAD : ILOAD, variable);
    if (reference) {
      code.visitTypeInsn(CHECKCAST, array);
    }
  }

  private static void unreachable(MethodVisitor code) {
    String error = "java/lang/AssertionError";
    code.visitTypeInsn(NEW, error);
    code.visitInsn(DUP);
    code.visitMethodInsn(INVOKESPECIAL, error, "<init>", "()V", false);
    code.visitInsn(ATHROW);
  }
}
