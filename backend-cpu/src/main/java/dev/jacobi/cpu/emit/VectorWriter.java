package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A stage as a loop over vectors. Only methods of the Vector API are called between the first load
 * and the last store: anything else would keep vectors as objects. In a stage of doubles, floats
 * are vectors of half the width, which only conversions read and write.
 */
final class VectorWriter extends StageWriter {

  private static final String API = "jdk/incubator/vector/";
  private static final String VECTOR = "L" + API + "Vector;";
  private static final String SPECIES = "L" + API + "VectorSpecies;";
  private static final String MASK = API + "VectorMask";
  private static final String MASK_TYPE = "L" + MASK + ";";
  private static final String OPERATORS = API + "VectorOperators";
  private static final String DOUBLES = API + "DoubleVector";
  private static final String FLOATS = API + "FloatVector";
  private static final String LONGS = API + "LongVector";

  private final boolean isWide;

  VectorWriter(MethodVisitor code, Plan plan, Stage stage) {
    super(code, plan, stage);
    this.isWide = stage.group() == Form.Group.DOUBLES;
  }

  @Override
  int step() {
    return form().bits() / (isWide ? Double.SIZE : Float.SIZE);
  }

  @Override
  boolean hoists() {
    return true;
  }

  @Override
  Object type(Lane lane) {
    return switch (lane) {
      case F64 -> DOUBLES;
      case F32 -> FLOATS;
      case I64 -> LONGS;
      case TRUTH -> MASK;
    };
  }

  private Lane real() {
    return isWide ? Lane.F64 : Lane.F32;
  }

  private String owner(Lane lane) {
    return (String) type(lane);
  }

  private String descriptor(Lane lane) {
    return "L" + owner(lane) + ";";
  }

  /** Pushes the species of a lane; truth values have that of the stage's numbers. */
  private void species(Lane lane) {
    Lane number = lane == Lane.TRUTH ? real() : lane;
    int bits = isWide && number == Lane.F32 ? form().bits() / 2 : form().bits();
    code.visitFieldInsn(Opcodes.GETSTATIC, owner(number), "SPECIES_" + bits, SPECIES);
  }

  @Override
  void constant(Instruction.Constant constant) {
    Lane lane = constant.lane();
    species(lane);
    switch (lane) {
      case F64 -> {
        code.visitLdcInsn(constant.toDouble());
        broadcast(lane, "D");
      }
      case F32 -> {
        code.visitLdcInsn((float) constant.toDouble());
        broadcast(lane, "F");
      }
      case I64 -> {
        code.visitLdcInsn(constant.bits());
        broadcast(lane, "J");
      }
      case TRUTH -> {
        push(constant.bits() == 0 ? 0 : 1);
        String species = API + "VectorSpecies";
        code.visitMethodInsn(Opcodes.INVOKEINTERFACE, species, "maskAll", "(Z)" + MASK_TYPE, true);
      }
    }
  }

  private void broadcast(Lane lane, String element) {
    String descriptor = "(" + SPECIES + element + ")" + descriptor(lane);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner(lane), "broadcast", descriptor, false);
  }

  @Override
  void load(Lane lane, Place place) {
    boolean isMask = lane == Lane.TRUTH;
    boolean isNumber = isMask && place.cell() != Place.Cell.BOOLEAN;
    Lane loaded = isNumber ? real() : lane;
    species(loaded);
    element(place);
    String from = "(" + SPECIES + place.cell().descriptor() + "I)" + descriptor(loaded);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, owner(loaded), "fromArray", from, false);
    if (isNumber) {
      operator("Comparison", "EQ");
      number(1);
      compare();
    }
  }

  /** Pushes a vector of one number. */
  private void number(int value) {
    species(real());
    code.visitInsn(isWide ? Opcodes.DCONST_0 + value : Opcodes.FCONST_0 + value);
    broadcast(real(), isWide ? "D" : "F");
  }

  @Override
  void store(int value, Place place) {
    Lane lane = body().lane(value);
    boolean isNumber = lane == Lane.TRUTH && place.cell() != Place.Cell.BOOLEAN;
    if (lane == Lane.TRUTH && !isNumber && !form().storesMasks()) {
      return;
    }
    Lane stored = isNumber ? real() : lane;
    if (isNumber) {
      number(0);
      number(1);
      pushValue(value);
      blend(real());
    } else {
      pushValue(value);
    }
    element(place);
    virtual(stored, "intoArray", "(" + place.cell().descriptor() + "I)V");
  }

  /** Truth values that could not be stored as such: from numbers, one by one. */
  @Override
  void finish() {
    if (form().storesMasks()) {
      return;
    }
    for (int value : stage.values()) {
      List<Place> places = places(value);
      List<Place> truths =
          places.stream().filter(place -> place.cell() == Place.Cell.BOOLEAN).toList();
      if (body().lane(value) == Lane.TRUTH && !truths.isEmpty()) {
        Place number = places.get(places.size() - 1);
        loop(1, () -> truths.forEach(truth -> copyTruth(number, truth)));
      }
    }
  }

  private void copyTruth(Place number, Place truth) {
    element(truth);
    element(number);
    code.visitInsn(isWide ? Opcodes.DALOAD : Opcodes.FALOAD);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "dev/jacobi/cpu/emit/Scalars",
        "truth",
        isWide ? "(D)Z" : "(F)Z",
        false);
    code.visitInsn(Opcodes.BASTORE);
  }

  @Override
  void apply(Instruction.Apply apply) {
    Lane lane = apply.lane();
    switch (apply.primitive()) {
      case ADD, IADD -> binary(apply, lane, "add");
      case SUB, ISUB -> binary(apply, lane, "sub");
      case MUL, IMUL -> binary(apply, lane, "mul");
      case DIV -> binary(apply, lane, "div");
      case MIN -> binary(apply, lane, "min");
      case MAX -> binary(apply, lane, "max");
      case FMA -> {
        operands(apply);
        virtual(lane, "fma", "(" + VECTOR + VECTOR + ")" + descriptor(lane));
      }
      case SQRT -> unary(apply, lane, "sqrt");
      case NEG -> unary(apply, lane, "neg");
      case ABS -> unary(apply, lane, "abs");
      case LT -> comparison(apply, "LT");
      case LE -> comparison(apply, "LE");
      case EQ -> comparison(apply, "EQ");
      case ILT -> integers(apply, "LT");
      case IEQ -> integers(apply, "EQ");
      case AND -> masks(apply, "and");
      case OR -> masks(apply, "or");
      case NOT -> {
        push(apply, 0);
        code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MASK, "not", "()" + MASK_TYPE, false);
      }
      case SELECT -> select(apply);
      case BITS, FROM_BITS, WIDEN, NARROW -> conversion(apply);
      case IAND, IOR, IXOR -> bitwise(apply);
      case SHL, SHR, USHR -> shift(apply);
      case REM, QUARTERS, ANGLE, ANGLE_LOW -> throw new AssertionError(apply);
    }
  }

  private void operands(Instruction.Apply apply) {
    for (int i = 0; i < apply.operands().size(); i++) {
      push(apply, i);
    }
  }

  private void unary(Instruction.Apply apply, Lane lane, String name) {
    push(apply, 0);
    virtual(lane, name, "()" + descriptor(lane));
  }

  private void binary(Instruction.Apply apply, Lane lane, String name) {
    operands(apply);
    virtual(lane, name, "(" + VECTOR + ")" + descriptor(lane));
  }

  private void masks(Instruction.Apply apply, String name) {
    operands(apply);
    mask(name);
  }

  private void mask(String name) {
    String descriptor = "(" + MASK_TYPE + ")" + MASK_TYPE;
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, MASK, name, descriptor, false);
  }

  private void operator(String kind, String name) {
    code.visitFieldInsn(Opcodes.GETSTATIC, OPERATORS, name, "L" + OPERATORS + "$" + kind + ";");
  }

  private void comparison(Instruction.Apply apply, String name) {
    push(apply, 0);
    operator("Comparison", name);
    push(apply, 1);
    compare();
  }

  /** Masks belong to doubles here: what integers give is made 0 or 1, and those compared. */
  private void integers(Instruction.Apply apply, String name) {
    bits(0);
    bits(1);
    push(apply, 0);
    operator("Comparison", name);
    push(apply, 1);
    compare(Lane.I64);
    blend(Lane.I64);
    reinterpret(Lane.I64);
    operator("Comparison", "EQ");
    number(1);
    compare(Lane.F64);
  }

  /** Pushes a vector of the bits of a double. */
  private void bits(double value) {
    species(Lane.I64);
    code.visitLdcInsn(Double.doubleToRawLongBits(value));
    broadcast(Lane.I64, "J");
  }

  private void compare() {
    compare(real());
  }

  private void compare(Lane lane) {
    String descriptor = "(L" + OPERATORS + "$Comparison;" + VECTOR + ")" + MASK_TYPE;
    virtual(lane, "compare", descriptor);
  }

  private void blend(Lane lane) {
    virtual(lane, "blend", "(" + VECTOR + MASK_TYPE + ")" + descriptor(lane));
  }

  private void select(Instruction.Apply apply) {
    switch (apply.lane()) {
      case F64, F32 -> {
        push(apply, 2);
        push(apply, 1);
        push(apply, 0);
        blend(apply.lane());
      }
      case I64 -> {
        // Masks belong to doubles here: integers are chosen as the doubles of their bits.
        push(apply, 2);
        reinterpret(Lane.I64);
        push(apply, 1);
        reinterpret(Lane.I64);
        push(apply, 0);
        blend(Lane.F64);
        reinterpret(Lane.F64);
      }
      case TRUTH -> {
        push(apply, 0);
        push(apply, 1);
        mask("and");
        push(apply, 2);
        push(apply, 0);
        mask("andNot");
        mask("or");
      }
    }
  }

  private void conversion(Instruction.Apply apply) {
    push(apply, 0);
    switch (apply.primitive()) {
      case BITS -> reinterpret(Lane.F64);
      case FROM_BITS -> reinterpret(Lane.I64);
      case WIDEN -> cast(Lane.F32, Lane.F64);
      default -> cast(Lane.F64, Lane.F32);
    }
  }

  private void reinterpret(Lane from) {
    if (from == Lane.F64) {
      virtual(from, "reinterpretAsLongs", "()" + descriptor(Lane.I64));
    } else {
      virtual(from, "reinterpretAsDoubles", "()" + descriptor(Lane.F64));
    }
  }

  private void cast(Lane from, Lane to) {
    species(to);
    push(0);
    virtual(from, "castShape", "(" + SPECIES + "I)" + VECTOR);
    code.visitTypeInsn(Opcodes.CHECKCAST, owner(to));
  }

  private void bitwise(Instruction.Apply apply) {
    push(apply, 0);
    operator(
        "Associative",
        switch (apply.primitive()) {
          case IAND -> "AND";
          case IOR -> "OR";
          default -> "XOR";
        });
    push(apply, 1);
    lanewise(VECTOR);
  }

  private void shift(Instruction.Apply apply) {
    push(apply, 0);
    operator(
        "Binary",
        switch (apply.primitive()) {
          case SHL -> "LSHL";
          case SHR -> "ASHR";
          default -> "LSHR";
        });
    code.visitLdcInsn(shiftCount(apply));
    lanewise("J");
  }

  private long shiftCount(Instruction.Apply apply) {
    return ((Instruction.Constant) body().instruction(apply.operands().get(1))).bits();
  }

  private void lanewise(String operand) {
    String descriptor = "(L" + OPERATORS + "$Binary;" + operand + ")" + descriptor(Lane.I64);
    virtual(Lane.I64, "lanewise", descriptor);
  }

  private void virtual(Lane lane, String name, String descriptor) {
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner(lane), name, descriptor, false);
  }
}
