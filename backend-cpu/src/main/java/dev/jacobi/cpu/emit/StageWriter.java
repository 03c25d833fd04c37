package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the static method of one stage: arrays, offsets and constants first, then a loop. Values
 * live in local variables; those that other stages need are stored as soon as they are known.
 */
abstract class StageWriter {

  /** Operands, offsets, first element, number of elements, scratch. */
  static final String DESCRIPTOR = "([Ljava/lang/Object;[III[Ljava/lang/Object;)V";

  /** HotSpot inlines no method of more bytes than 325. */
  private static final int ALONE = 326;

  private static final String OBJECTS = "[Ljava/lang/Object;";
  private static final int ARRAYS = 0;
  private static final int OFFSETS = 1;
  private static final int BASE = 2;
  private static final int COUNT = 3;
  private static final int SCRATCH = 4;

  /** The local variables of an array and of the index of its first element. */
  private record Location(int array, int offset) {}

  /** The method. */
  final MethodVisitor code;

  /** What is written. */
  final Stage stage;

  private final Plan plan;
  private final Map<Place, Location> locations = new LinkedHashMap<>();
  private final Map<Integer, Integer> locals = new HashMap<>();
  private final List<Object> frame =
      new ArrayList<>(List.of(OBJECTS, "[I", Opcodes.INTEGER, Opcodes.INTEGER, OBJECTS));
  private int nextLocal = SCRATCH + 1;
  private int index;

  StageWriter(MethodVisitor code, Plan plan, Stage stage) {
    this.code = code;
    this.plan = plan;
    this.stage = stage;
  }

  /** Pushes a constant that is kept in a local variable of {@link #type}, unless it needs none. */
  abstract void constant(Instruction.Constant constant);

  /** The type of a value's local variable, as frames have it. */
  abstract Object type(Lane lane);

  /** Pushes a value, given where it is. */
  abstract void load(Lane lane, Place place);

  /** Stores a value that is in a local variable. */
  abstract void store(int value, Place place);

  /** Pushes the result of a primitive. */
  abstract void apply(Instruction.Apply apply);

  /** Elements per turn of the loop. */
  abstract int step();

  /** After the loop. */
  abstract void finish();

  final Body body() {
    return plan.body();
  }

  final Form form() {
    return plan.form();
  }

  /** Writes the whole method. */
  final void write() {
    code.visitCode();
    for (int value : stage.values()) {
      plan.places(value).forEach(this::locate);
      for (int operand : body().instruction(value).operands()) {
        prepare(operand);
      }
    }
    loop(
        step(),
        () -> {
          for (int value : stage.values()) {
            step(value);
          }
        });
    finish();
    end(code);
  }

  /**
   * Ends a method that no caller takes in: too long for that, by instructions that do nothing. So
   * each is compiled on its own, and what was warmed stays warm whoever calls it.
   */
  static void end(MethodVisitor code) {
    for (int i = 0; i < ALONE; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** A loop over all elements. */
  final void loop(int step, Runnable inside) {
    push(0);
    index = local(Opcodes.INTEGER);
    code.visitVarInsn(Opcodes.ISTORE, index);
    int outer = nextLocal;
    int known = frame.size();
    Label head = new Label();
    Label end = new Label();
    code.visitLabel(head);
    frame();
    code.visitVarInsn(Opcodes.ILOAD, index);
    code.visitVarInsn(Opcodes.ILOAD, COUNT);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, end);
    inside.run();
    code.visitIincInsn(index, step);
    code.visitJumpInsn(Opcodes.GOTO, head);
    code.visitLabel(end);
    nextLocal = outer;
    frame.subList(known, frame.size()).clear();
    frame();
  }

  private void frame() {
    code.visitFrame(Opcodes.F_NEW, frame.size(), frame.toArray(), 0, new Object[0]);
  }

  private void step(int value) {
    Instruction.Apply apply = (Instruction.Apply) body().instruction(value);
    for (int operand : apply.operands()) {
      if (!locals.containsKey(operand) && !Form.isConstant(body(), operand)) {
        load(body().lane(operand), source(operand));
        keep(operand);
      }
    }
    apply(apply);
    keep(value);
    plan.places(value).forEach(place -> store(value, place));
  }

  private void keep(int value) {
    Object type = type(body().lane(value));
    int local = local(type);
    code.visitVarInsn(storeOpcode(type), local);
    locals.put(value, local);
  }

  private void prepare(int operand) {
    if (Form.isConstant(body(), operand)) {
      if (!locals.containsKey(operand) && hoists()) {
        constant((Instruction.Constant) body().instruction(operand));
        keep(operand);
      }
    } else if (!stage.values().contains(operand)) {
      locate(source(operand));
    }
  }

  /** Whether constants have local variables. */
  abstract boolean hoists();

  /** Where an operand from another stage is loaded from: truth values best as numbers. */
  private Place source(int operand) {
    List<Place> places = plan.places(operand);
    Place.Cell wanted = stage.group() == Form.Group.FLOATS ? Place.Cell.FLOAT : Place.Cell.DOUBLE;
    return body().lane(operand) == Lane.TRUTH
        ? places.stream()
            .filter(place -> place.cell() == wanted && form().isVector())
            .findFirst()
            .orElseGet(() -> truth(places))
        : places.get(0);
  }

  private static Place truth(List<Place> places) {
    return places.stream()
        .filter(place -> place.cell() == Place.Cell.BOOLEAN)
        .findFirst()
        .orElseThrow(() -> new AssertionError(places));
  }

  private void locate(Place place) {
    if (locations.containsKey(place)) {
      return;
    }
    code.visitVarInsn(Opcodes.ALOAD, place.isScratch() ? SCRATCH : ARRAYS);
    push(place.index());
    code.visitInsn(Opcodes.AALOAD);
    code.visitTypeInsn(Opcodes.CHECKCAST, place.cell().descriptor());
    int array = local(place.cell().descriptor());
    code.visitVarInsn(Opcodes.ASTORE, array);
    int offset = -1;
    if (!place.isScratch()) {
      code.visitVarInsn(Opcodes.ALOAD, OFFSETS);
      push(place.index());
      code.visitInsn(Opcodes.IALOAD);
      code.visitVarInsn(Opcodes.ILOAD, BASE);
      code.visitInsn(Opcodes.IADD);
      offset = local(Opcodes.INTEGER);
      code.visitVarInsn(Opcodes.ISTORE, offset);
    }
    locations.put(place, new Location(array, offset));
  }

  private int local(Object type) {
    int local = nextLocal;
    nextLocal += type == Opcodes.DOUBLE || type == Opcodes.LONG ? 2 : 1;
    frame.add(type);
    return local;
  }

  /** Pushes an array and the index of the current element in it. */
  final void element(Place place) {
    Location location = Objects.requireNonNull(locations.get(place));
    code.visitVarInsn(Opcodes.ALOAD, location.array());
    code.visitVarInsn(Opcodes.ILOAD, index);
    if (location.offset() >= 0) {
      code.visitVarInsn(Opcodes.ILOAD, location.offset());
      code.visitInsn(Opcodes.IADD);
    }
  }

  /** Pushes a value that is known here. */
  final void push(Instruction.Apply apply, int operand) {
    int value = apply.operands().get(operand);
    pushValue(value);
  }

  /** Pushes a value that is known here. */
  final void pushValue(int value) {
    Integer local = locals.get(value);
    if (local == null) {
      constant((Instruction.Constant) body().instruction(value));
    } else {
      code.visitVarInsn(loadOpcode(type(body().lane(value))), local);
    }
  }

  /** Where a value of this stage is kept. */
  final List<Place> places(int value) {
    return plan.places(value);
  }

  /** Pushes an int. */
  final void push(int value) {
    if (value >= -1 && value <= 5) {
      code.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value == (byte) value) {
      code.visitIntInsn(Opcodes.BIPUSH, value);
    } else if (value == (short) value) {
      code.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      code.visitLdcInsn(value);
    }
  }

  private static int storeOpcode(Object type) {
    return loadOpcode(type) + (Opcodes.ISTORE - Opcodes.ILOAD);
  }

  private static int loadOpcode(Object type) {
    if (type instanceof String) {
      return Opcodes.ALOAD;
    }
    return type == Opcodes.DOUBLE
        ? Opcodes.DLOAD
        : type == Opcodes.FLOAT
            ? Opcodes.FLOAD
            : type == Opcodes.LONG ? Opcodes.LLOAD : Opcodes.ILOAD;
  }
}
