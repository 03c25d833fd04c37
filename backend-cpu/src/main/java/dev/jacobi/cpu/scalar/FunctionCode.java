package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes a body of doubles with one result as one method; what only one side of a choice needs is
 * computed there alone. Local variables are a stack: those of a side go when it ends. The operand
 * stack is empty at every jump. Recursion follows choices within choices and operands, of a body
 * that fits a method.
 */
final class FunctionCode {

  /** The most values on the operand stack at once. */
  private static final int DEPTH = 24;

  private final Body body;
  private final int parameters;
  private final MethodVisitor code;
  private final Words words;
  private final Members members;
  private final PrimitiveCode primitives;
  private final Sides sides;
  private final List<List<Integer>> regions = new ArrayList<>();
  private final int[] uses;
  private final int[] depth;
  private final int[] local;
  private final List<Object> types = new ArrayList<>();
  private int nextLocal;

  FunctionCode(Body body, MethodVisitor code, Members members) {
    this.body = body;
    this.parameters = body.parameters().size();
    this.code = code;
    this.words = new Words(code);
    this.members = members;
    this.primitives = new PrimitiveCode(code, members);
    int[] items = Schedule.depthFirst(body);
    this.sides = new Sides(body, items);
    this.uses = new int[body.size()];
    this.depth = new int[body.size()];
    this.local = new int[body.size()];
    Arrays.fill(local, -1);
    for (int i = 0; i < sides.count(); i++) {
      regions.add(new ArrayList<>());
    }
    for (int item : items) {
      if (item >= 0) {
        regions.get(sides.region(item)).add(item);
        count(body.instruction(item));
      }
    }
    uses[body.results().get(0)]++;
    for (int item : items) {
      if (item >= 0) {
        settle(item);
      }
    }
  }

  private void count(Instruction instruction) {
    for (int i = 0; i < instruction.operands().size(); i++) {
      uses[instruction.operand(i)]++;
    }
  }

  /** Whether the value stays on the stack, and how much of that it needs; 0 is a local variable. */
  private void settle(int value) {
    Instruction instruction = body.instruction(value);
    int needed = 1;
    for (int k = 0; k < instruction.operands().size(); k++) {
      int operand = instruction.operand(k);
      if (k + depth[operand] > DEPTH) {
        depth[operand] = 0;
      }
      needed = Math.max(needed, k + Math.max(1, depth[operand]));
    }
    depth[value] = uses[value] == 1 && !sides.isBranch(value) ? needed : 0;
  }

  void write() {
    code.visitCode();
    for (int i = 0; i < parameters; i++) {
      local[i] = take(Lane.F64);
    }
    write(0);
    evaluate(body.results().get(0));
    code.visitInsn(Opcodes.DRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private int take(Lane lane) {
    types.add(
        switch (lane) {
          case F64 -> Opcodes.DOUBLE;
          case F32 -> Opcodes.FLOAT;
          case I64 -> Opcodes.LONG;
          case TRUTH -> Opcodes.INTEGER;
        });
    int at = nextLocal;
    nextLocal += width(lane);
    return at;
  }

  private static int width(Lane lane) {
    return lane == Lane.F64 || lane == Lane.I64 ? 2 : 1;
  }

  private void write(int region) {
    for (int value : regions.get(region)) {
      if (sides.isBranch(value)) {
        branch(value);
      } else if (depth[value] == 0) {
        tree(value);
        Lane lane = body.lane(value);
        local[value] = take(lane);
        words.store(lane, local[value]);
      }
    }
  }

  private void branch(int value) {
    Instruction instruction = body.instruction(value);
    Lane lane = body.lane(value);
    evaluate(instruction.operand(0));
    int variables = types.size();
    int mine = nextLocal;
    take(lane);
    Object type = types.get(variables);
    pending(variables, lane);
    int inner = types.size();
    Label other = new Label();
    Label end = new Label();
    code.visitJumpInsn(Opcodes.IFEQ, other);
    side(value, 1, mine);
    code.visitJumpInsn(Opcodes.GOTO, end);
    restore(inner, mine + width(lane));
    code.visitLabel(other);
    frame();
    side(value, 2, mine);
    restore(variables, mine + width(lane));
    types.add(type);
    code.visitLabel(end);
    frame();
    local[value] = mine;
  }

  /** Until a choice is made, its variable holds nothing. */
  private void pending(int index, Lane lane) {
    types.set(index, Opcodes.TOP);
    if (width(lane) == 2) {
      types.add(Opcodes.TOP);
    }
  }

  private void restore(int variables, int next) {
    types.subList(variables, types.size()).clear();
    nextLocal = next;
  }

  private void frame() {
    code.visitFrame(Opcodes.F_FULL, types.size(), types.toArray(), 0, new Object[0]);
  }

  private void side(int value, int which, int variable) {
    write(sides.side(value, which));
    evaluate(body.instruction(value).operand(which));
    words.store(body.lane(value), variable);
  }

  /** Puts a value on the stack. */
  private void evaluate(int value) {
    if (value >= parameters && body.instruction(value) instanceof Instruction.Constant constant) {
      words.constant(constant);
    } else if (local[value] >= 0) {
      words.load(body.lane(value), local[value]);
    } else {
      tree(value);
    }
  }

  private void tree(int value) {
    Instruction instruction = body.instruction(value);
    for (int i = 0; i < instruction.operands().size(); i++) {
      evaluate(instruction.operand(i));
    }
    if (instruction instanceof Instruction.Call call) {
      members.call(words, call.function());
    } else if (instruction instanceof Instruction.Apply apply) {
      int which = apply.primitive() == Primitive.SELECT ? 1 : 0;
      primitives.apply(apply, body.lane(apply.operand(which)));
    }
  }
}
