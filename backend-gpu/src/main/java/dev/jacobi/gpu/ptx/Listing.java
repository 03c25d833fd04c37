package dev.jacobi.gpu.ptx;

import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A kernel while it is written: registers, instructions, parameters together with what the launch
 * gives for them. Registers and labels are numbered in the order in which they are asked for, so
 * that equal work has equal text.
 */
final class Listing {

  /** The kinds of registers. */
  enum Register {
    F64("d", "f64"),
    F32("f", "f32"),
    B64("rd", "b64"),
    B32("r", "b32"),
    PREDICATE("p", "pred");

    private final String prefix;
    private final String type;

    Register(String prefix, String type) {
      this.prefix = prefix;
      this.type = type;
    }

    /** What holds a value of a lane. */
    static Register of(Lane lane) {
      return switch (lane) {
        case F64 -> F64;
        case F32 -> F32;
        case I64 -> B64;
        case TRUTH -> PREDICATE;
      };
    }
  }

  private final String name;
  private final String comment;
  private final Target target;
  private final Map<Register, Integer> counts = new EnumMap<>(Register.class);
  private final Set<String> globals = new LinkedHashSet<>();
  private final List<String> shared = new ArrayList<>();
  private final List<Argument> arguments = new ArrayList<>();
  private final List<String> parameters = new ArrayList<>();
  private final Map<Argument, String> addresses = new LinkedHashMap<>();
  private final StringBuilder prologue = new StringBuilder();
  private final StringBuilder code = new StringBuilder();
  private int labels;

  /**
   * An empty kernel.
   *
   * @param comment what it does, for a person who reads the text
   */
  Listing(String name, String comment, Target target) {
    this.name = name;
    this.comment = comment;
    this.target = target;
  }

  /** A register that nothing uses yet. */
  String register(Register kind) {
    return "%" + kind.prefix + counts.merge(kind, 1, Integer::sum);
  }

  /** A register for 32-bit integers. */
  String b32() {
    return register(Register.B32);
  }

  /** A register for 64-bit integers. */
  String b64() {
    return register(Register.B64);
  }

  /** A register for a truth value. */
  String predicate() {
    return register(Register.PREDICATE);
  }

  /** Adds an instruction with its operands, the result first. */
  void add(String instruction, Object... operands) {
    write(code, instruction, operands);
  }

  private static void write(StringBuilder to, String instruction, Object... operands) {
    to.append("  ").append(instruction);
    for (int i = 0; i < operands.length; i++) {
      to.append(i == 0 ? " " : ", ").append(operands[i]);
    }
    to.append(";\n");
  }

  /** Adds a two-operand instruction on 32-bit integers; its result. */
  String b32(String instruction, Object... operands) {
    return result(b32(), instruction, operands);
  }

  /** Adds an instruction; its result. */
  String result(String to, String instruction, Object... operands) {
    Object[] all = new Object[operands.length + 1];
    all[0] = to;
    System.arraycopy(operands, 0, all, 1, operands.length);
    add(instruction, all);
    return to;
  }

  /** A comparison or another test; its truth value. */
  String test(String instruction, Object x, Object y) {
    return result(predicate(), instruction, x, y);
  }

  /** A name for a place in the code. */
  String label(String stem) {
    labels++;
    return "$" + stem + "_" + labels;
  }

  /** The code goes on at a label. */
  void place(String label) {
    code.append(label).append(":\n");
  }

  /** Goes to a label. */
  void jump(String label) {
    add("bra.uni", label);
  }

  /** Goes to a label where a truth value is true; the threads of a warp may differ. */
  void jumpIf(String predicate, String label) {
    add("@" + predicate + " bra", label);
  }

  /** Goes to a label where a truth value is false. */
  void jumpUnless(String predicate, String label) {
    add("@!" + predicate + " bra", label);
  }

  /** A constant table of the module, declared once. */
  void global(String declaration) {
    globals.add(declaration);
  }

  /** Room that the threads of a block share; its name. */
  String shared(int bytes) {
    String room = "shared_" + shared.size();
    shared.add(".shared .align 16 .b8 " + room + "[" + bytes + "];");
    return room;
  }

  /** The address of memory that the launch gives; one parameter for equal ones. */
  String address(Argument argument) {
    String known = addresses.get(argument);
    if (known != null) {
      return known;
    }
    String given = b64();
    write(prologue, "ld.param.u64", given, "[" + parameter(".u64", argument) + "]");
    String address = b64();
    write(prologue, "cvta.to.global.u64", address, given);
    addresses.put(argument, address);
    return address;
  }

  /** A number that the launch gives. */
  String number(int value) {
    String number = b32();
    String from = "[" + parameter(".u32", new Argument.Value(value)) + "]";
    write(prologue, "ld.param.u32", number, from);
    return number;
  }

  private String parameter(String type, Argument argument) {
    String parameter = "p" + arguments.size();
    parameters.add(".param " + type + " " + parameter);
    arguments.add(argument);
    return parameter;
  }

  /** Adds an instruction that runs once, before all others. */
  String first(String to, String instruction, Object... operands) {
    Object[] all = new Object[operands.length + 1];
    all[0] = to;
    System.arraycopy(operands, 0, all, 1, operands.length);
    write(prologue, instruction, all);
    return to;
  }

  /** What was written, with its launch. */
  Launch launch(Blocks blocks, int threads) {
    // With a block in mind the compiler does not spill for the sake of further ones.
    return launch(blocks, threads, 1);
  }

  /** The same, for so many blocks at once that a multiprocessor has registers for. */
  Launch launch(Blocks blocks, int threads, int resident) {
    return new Launch(new Kernel(name, text(threads, resident)), blocks, threads, arguments);
  }

  private String text(int threads, int resident) {
    StringBuilder text = new StringBuilder(target.header());
    text.append("// ").append(comment).append('\n');
    globals.forEach(line -> text.append(line).append('\n'));
    text.append(".visible .entry ").append(name).append("(\n    ");
    text.append(String.join(",\n    ", parameters)).append(")\n");
    text.append(".maxntid ").append(threads).append(", 1, 1\n");
    text.append(".minnctapersm ").append(resident).append("\n{\n");
    counts.forEach(
        (kind, count) ->
            text.append(
                String.format(
                    Locale.ROOT, "  .reg .%s %%%s<%d>;%n", kind.type, kind.prefix, count + 1)));
    shared.forEach(line -> text.append("  ").append(line).append('\n'));
    return text.append(prologue).append(code).append("  ret;\n}\n").toString();
  }
}
