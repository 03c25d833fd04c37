package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.Arrays;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the chunks of a partition as methods, one after the other. A value that is used once, in
 * its own chunk, stays on the operand stack: its instruction is written where it is used. The
 * others have local variables, which are free again after the last use in the chunk.
 */
final class ChunkCode {

  /** The parameters of a chunk's method: those of {@link Segment#run}. */
  static final String DESCRIPTOR = "([D[DI[D)";

  private static final int IN = 0;
  private static final int OUT = 1;
  private static final int AT = 2;
  private static final int CROSS = 3;
  private static final int FIRST_LOCAL = 4;

  /** The most values on the operand stack at once. */
  private static final int DEPTH = 24;

  private final Partition partition;
  private final Body body;
  private final int parameters;

  /** By value: its local variable, or −1. */
  private final int[] local;

  /** By value: how often it is still to be used in the chunk that is being written. */
  private final int[] left;

  /** By value: the depth of stack that its instruction needs; 0 when it has a local variable. */
  private final byte[] depth;

  private int[] free = new int[16];
  private int freeCount;
  private int nextLocal;
  private int[] path = new int[16];
  private int[] step = new int[16];

  ChunkCode(Partition partition) {
    this.partition = partition;
    this.body = partition.body();
    this.parameters = body.parameters().size();
    this.local = new int[body.size()];
    this.left = new int[body.size()];
    this.depth = new byte[body.size()];
    Arrays.fill(local, -1);
  }

  /** Writes the only chunk as a method from doubles to the only result. */
  void writeDirect(MethodVisitor code, Members target) {
    for (int i = 0; i < parameters; i++) {
      local[i] = 2 * i;
    }
    write(code, 0, 2 * parameters, target);
  }

  /** Writes a chunk as a method with the parameters of {@link Segment#run}. */
  void write(MethodVisitor code, int chunk, Members target) {
    write(code, chunk, FIRST_LOCAL, target);
  }

  private void write(MethodVisitor code, int chunk, int firstLocal, Members target) {
    nextLocal = firstLocal;
    freeCount = 0;
    prepare(chunk);
    Writer writer = new Writer(code, chunk, target);
    code.visitCode();
    writer.write();
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Counts uses and decides which values stay on the stack. */
  private void prepare(int chunk) {
    for (int i = partition.start(chunk); i < partition.end(chunk); i++) {
      int item = partition.item(i);
      if (item < 0) {
        left[body.results().get(~item)]++;
        continue;
      }
      Instruction instruction = body.instruction(item);
      int needed = 1;
      for (int k = 0; k < instruction.operands().size(); k++) {
        int operand = instruction.operand(k);
        left[operand]++;
        if (k + depth[operand] > DEPTH) {
          depth[operand] = 0;
        }
        needed = Math.max(needed, k + Math.max(1, depth[operand]));
      }
      boolean once = partition.uses(item) == 1 && partition.place(item) < 0;
      depth[item] = (byte) (once ? needed : 0);
    }
  }

  private int take() {
    if (freeCount > 0) {
      return free[--freeCount];
    }
    nextLocal += 2;
    return nextLocal - 2;
  }

  private void release(int variable) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = variable;
  }

  /** One method. */
  private final class Writer {

    private final MethodVisitor code;
    private final Words words;
    private final PrimitiveCode primitives;
    private final Members target;
    private final int chunk;
    private final boolean alone;
    private int returned = -1;

    Writer(MethodVisitor code, int chunk, Members target) {
      this.code = code;
      this.words = new Words(code);
      this.target = target;
      this.primitives = new PrimitiveCode(code, target);
      this.chunk = chunk;
      this.alone = partition.chunks() == 1;
    }

    void write() {
      for (int i = partition.start(chunk); i < partition.end(chunk); i++) {
        int item = partition.item(i);
        if (item < 0) {
          result(~item, i + 1 == partition.end(chunk));
        } else if (depth[item] == 0) {
          define(item);
        }
      }
      if (returned >= 0) {
        code.visitVarInsn(Opcodes.DLOAD, returned);
      }
      code.visitInsn(alone ? Opcodes.DRETURN : Opcodes.RETURN);
    }

    /** Stores a result; the first is returned when there is but one method. */
    private void result(int index, boolean isLast) {
      int value = body.results().get(index);
      if (alone && index == 0) {
        evaluate(value);
        words.toDouble(body.lane(value));
        if (!isLast) {
          returned = take();
          code.visitVarInsn(Opcodes.DSTORE, returned);
        }
        return;
      }
      if (index == 0) {
        code.visitVarInsn(Opcodes.ALOAD, CROSS);
        words.push(0);
      } else {
        code.visitVarInsn(Opcodes.ALOAD, OUT);
        code.visitVarInsn(Opcodes.ILOAD, AT);
        if (index > 1) {
          words.push(index - 1);
          code.visitInsn(Opcodes.IADD);
        }
      }
      evaluate(value);
      words.toDouble(body.lane(value));
      code.visitInsn(Opcodes.DASTORE);
    }

    /** Computes a value that has a variable, or a place between chunks, or both. */
    private void define(int value) {
      Lane lane = body.lane(value);
      boolean crosses = partition.place(value) >= 0;
      if (crosses) {
        code.visitVarInsn(Opcodes.ALOAD, CROSS);
        words.push(partition.place(value));
      }
      tree(value);
      if (left[value] > 0) {
        if (crosses) {
          words.duplicate(lane);
        }
        local[value] = take();
        words.store(lane, local[value]);
      }
      if (crosses) {
        words.toDouble(lane);
        code.visitInsn(Opcodes.DASTORE);
      }
    }

    /** Puts a value on the stack. */
    private void evaluate(int value) {
      if (isInline(value)) {
        left[value]--;
        tree(value);
      } else {
        leaf(value);
      }
    }

    private boolean isInline(int value) {
      return value >= parameters
          && depth[value] > 0
          && partition.home(value) == chunk
          && !(body.instruction(value) instanceof Instruction.Constant);
    }

    /** Writes the instruction of a value after those of its operands. */
    private void tree(int root) {
      int level = 0;
      path[0] = root;
      step[0] = 0;
      while (level >= 0) {
        Instruction instruction = body.instruction(path[level]);
        int k = step[level]++;
        if (k == instruction.operands().size()) {
          finish(instruction);
          level--;
          continue;
        }
        int operand = instruction.operand(k);
        if (isInline(operand)) {
          left[operand]--;
          level++;
          if (level == path.length) {
            path = Arrays.copyOf(path, 2 * level);
            step = Arrays.copyOf(step, 2 * level);
          }
          path[level] = operand;
          step[level] = 0;
        } else {
          leaf(operand);
        }
      }
    }

    private void finish(Instruction instruction) {
      if (instruction instanceof Instruction.Call call) {
        target.call(words, call.function());
      } else if (instruction instanceof Instruction.Apply apply) {
        int which = apply.primitive() == Primitive.SELECT ? 1 : 0;
        primitives.apply(apply, body.lane(apply.operand(which)));
      }
    }

    /** Loads a constant, or a value that has a variable or an element of an array. */
    private void leaf(int value) {
      left[value]--;
      if (value >= parameters && body.instruction(value) instanceof Instruction.Constant constant) {
        words.constant(constant);
        return;
      }
      Lane lane = body.lane(value);
      if (local[value] >= 0) {
        words.load(lane, local[value]);
      } else {
        boolean isParameter = value < parameters;
        code.visitVarInsn(Opcodes.ALOAD, isParameter ? IN : CROSS);
        words.push(isParameter ? value : partition.place(value));
        code.visitInsn(Opcodes.DALOAD);
        words.fromDouble(lane);
        if (left[value] > 0) {
          local[value] = take();
          words.duplicate(lane);
          words.store(lane, local[value]);
        }
      }
      if (left[value] == 0 && local[value] >= 0) {
        release(local[value]);
        local[value] = -1;
      }
    }
  }
}
