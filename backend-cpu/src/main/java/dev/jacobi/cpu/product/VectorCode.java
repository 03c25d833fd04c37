package dev.jacobi.cpu.product;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.FALOAD;
import static org.objectweb.asm.Opcodes.GETSTATIC;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IF_ICMPGE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.SIPUSH;

import dev.jacobi.core.type.DType;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/**
 * The body of one method over vectors of one element type and width. It names the Vector API only
 * as strings, so that nothing here needs it, and every vector stands in a local variable, as the
 * just-in-time compiler demands if vectors are to stay in registers.
 */
final class VectorCode {

  private static final String PACKAGE = "jdk/incubator/vector/";
  private static final String SPECIES = "L" + PACKAGE + "VectorSpecies;";
  private static final String OPERAND = "L" + PACKAGE + "Vector;";

  private final MethodVisitor code;
  private final String owner;
  private final String vector;
  private final String species;
  private final String element;
  private final int lanes;

  VectorCode(Tiling tiling, MethodVisitor code) {
    boolean wide = tiling.dtype() == DType.F64;
    this.code = code;
    owner = PACKAGE + (wide ? "DoubleVector" : "FloatVector");
    vector = "L" + owner + ";";
    species = "SPECIES_" + tiling.bits();
    element = wide ? "D" : "F";
    lanes = tiling.lanes();
  }

  /** The variable {@code vector} is the vector number {@code index} from an element on. */
  void load(int vector, int array, int at, int index) {
    species();
    element(array, at, index * lanes);
    call(INVOKESTATIC, "fromArray", SPECIES + "[" + element + "I");
    code.visitVarInsn(ASTORE, vector);
  }

  /** The vector number {@code index} from an element on is the variable {@code vector}. */
  void store(int vector, int array, int at, int index) {
    code.visitVarInsn(ALOAD, vector);
    element(array, at, index * lanes);
    code.visitMethodInsn(INVOKEVIRTUAL, owner, "intoArray", "([" + element + "I)V", false);
  }

  /** The variable {@code vector} is +0.0 in every lane. */
  void zero(int vector) {
    species();
    call(INVOKESTATIC, "zero", SPECIES);
    code.visitVarInsn(ASTORE, vector);
  }

  /** The variable {@code vector} is an element in every lane. */
  void broadcast(int vector, int array, int at, int offset) {
    species();
    element(array, at, offset);
    code.visitInsn(element.equals("D") ? DALOAD : FALOAD);
    call(INVOKESTATIC, "broadcast", SPECIES + element);
    code.visitVarInsn(ASTORE, vector);
  }

  /** The variable {@code sum} has the product of two others added, with one rounding. */
  void fma(int x, int y, int sum) {
    code.visitVarInsn(ALOAD, x);
    code.visitVarInsn(ALOAD, y);
    code.visitVarInsn(ALOAD, sum);
    call(INVOKEVIRTUAL, "fma", OPERAND + OPERAND);
    code.visitVarInsn(ASTORE, sum);
  }

  /** An integer variable has another added. */
  void add(int variable, int other) {
    code.visitVarInsn(ILOAD, variable);
    code.visitVarInsn(ILOAD, other);
    code.visitInsn(IADD);
    code.visitVarInsn(ISTORE, variable);
  }

  /** An integer variable has a constant added. */
  void increment(int variable, int constant) {
    code.visitIincInsn(variable, constant);
  }

  /** An integer variable is another. */
  void copy(int from, int to) {
    code.visitVarInsn(ILOAD, from);
    code.visitVarInsn(ISTORE, to);
  }

  /** Does the body with {@code counter} from 0 to below {@code bound}. */
  void loop(int counter, int bound, Runnable body) {
    Label head = new Label();
    Label end = new Label();
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, counter);
    code.visitLabel(head);
    code.visitVarInsn(ILOAD, counter);
    code.visitVarInsn(ILOAD, bound);
    code.visitJumpInsn(IF_ICMPGE, end);
    body.run();
    code.visitIincInsn(counter, 1);
    code.visitJumpInsn(GOTO, head);
    code.visitLabel(end);
  }

  /** Does one thing if a variable is true, and another if not. */
  void either(int truth, Runnable then, Runnable otherwise) {
    Label no = new Label();
    Label end = new Label();
    code.visitVarInsn(ILOAD, truth);
    code.visitJumpInsn(IFEQ, no);
    then.run();
    code.visitJumpInsn(GOTO, end);
    code.visitLabel(no);
    otherwise.run();
    code.visitLabel(end);
  }

  /** Returns from the method. */
  void end() {
    code.visitInsn(RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void species() {
    code.visitFieldInsn(GETSTATIC, owner, species, SPECIES);
  }

  private void element(int array, int at, int offset) {
    code.visitVarInsn(ALOAD, array);
    code.visitVarInsn(ILOAD, at);
    if (offset > 0) {
      code.visitIntInsn(SIPUSH, offset);
      code.visitInsn(IADD);
    }
  }

  private void call(int opcode, String name, String operands) {
    code.visitMethodInsn(opcode, owner, name, "(" + operands + ")" + vector, false);
  }
}
