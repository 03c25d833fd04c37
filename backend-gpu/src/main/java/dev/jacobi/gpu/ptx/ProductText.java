package dev.jacobi.gpu.ptx;

import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The text of a kernel of products as it grows: instructions, one a line, and the registers they
 * take.
 */
final class ProductText {

  private final DType dtype;
  private final StringBuilder body = new StringBuilder();
  private final List<String> parameters = new ArrayList<>();
  private int integers;
  private int longs;
  private int numbers;
  private int predicates;

  /** Of products of f64 or f32. */
  ProductText(DType dtype) {
    this.dtype = dtype;
  }

  /** The bytes of an element. */
  int size() {
    return dtype == DType.F64 ? 8 : 4;
  }

  /** How many elements make 16 bytes. */
  int width() {
    return 16 / size();
  }

  /** The type of elements in instructions. */
  String type() {
    return dtype == DType.F64 ? "f64" : "f32";
  }

  /** Positive zero. */
  String zero() {
    return dtype == DType.F64 ? "0d0000000000000000" : "0f00000000";
  }

  /** A new register of 32 bits. */
  String integer() {
    return "%r" + integers++;
  }

  /** A new register of 64 bits. */
  String wide() {
    return "%rd" + longs++;
  }

  /** A new register for an element. */
  String number() {
    return (dtype == DType.F64 ? "%d" : "%f") + numbers++;
  }

  /** New registers for elements. */
  List<String> numbers(int count) {
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fresh.add(number());
    }
    return fresh;
  }

  /** A new predicate. */
  String predicate() {
    return "%p" + predicates++;
  }

  /** An instruction. */
  void line(String format, Object... operands) {
    body.append("  ").append(String.format(format, operands)).append(";\n");
  }

  /** A place to go to. */
  void label(String name) {
    body.append('$').append(name).append(":\n");
  }

  /** A new register with the result of an instruction on 32-bit registers. */
  String integer(String format, Object... operands) {
    return result(integer(), format, operands);
  }

  /** A new 64-bit register with the result of an instruction. */
  String wide(String format, Object... operands) {
    return result(wide(), format, operands);
  }

  /** A new predicate with the result of a comparison. */
  String predicate(String format, Object... operands) {
    return result(predicate(), format, operands);
  }

  private String result(String register, String format, Object... operands) {
    int space = format.indexOf(' ');
    List<Object> all = new ArrayList<>(List.of(operands));
    all.add(0, register);
    line(format.substring(0, space) + " %s," + format.substring(space), all.toArray());
    return register;
  }

  /** A parameter for the address of a buffer, as a global address. */
  String address(String name) {
    parameters.add(".u64 " + name);
    return wide("cvta.to.global.u64 %s", wide("ld.param.u64 [%s]", name));
  }

  /** A parameter for a number. */
  String parameter(String name) {
    parameters.add(".u32 " + name);
    return integer("ld.param.u32 [%s]", name);
  }

  /** Elements as one operand of a load or store. */
  static String group(List<String> registers) {
    return registers.size() == 1 ? registers.get(0) : "{" + String.join(", ", registers) + "}";
  }

  /** The suffix of a load or store of some elements. */
  String suffix(int count) {
    return (count == 1 ? "." : ".v" + count + ".") + type();
  }

  /**
   * The whole module.
   *
   * @param shared the bytes of shared memory, which is called {@code stage}; 0 for none
   * @param threads how many threads a block has
   * @param resident how many blocks a multiprocessor shall have room for at once, in its registers
   */
  Kernel kernel(String name, Target target, int shared, int threads, int resident) {
    StringJoiner list = new StringJoiner(",\n  .param ", "(\n  .param ", "\n)");
    parameters.forEach(list::add);
    StringBuilder text = new StringBuilder(target.header());
    text.append(".visible .entry ").append(name).append(list);
    text.append("\n.maxntid ").append(threads).append(", 1, 1\n");
    text.append(".minnctapersm ").append(resident).append("\n{\n");
    declare(text, ".b32 %r", integers);
    declare(text, ".b64 %rd", longs);
    declare(text, dtype == DType.F64 ? ".f64 %d" : ".f32 %f", numbers);
    declare(text, ".pred %p", predicates);
    if (shared > 0) {
      text.append("  .shared .align 16 .b8 stage[").append(shared).append("];\n");
    }
    text.append(body).append("  ret;\n}\n");
    return new Kernel(name, text.toString());
  }

  private static void declare(StringBuilder text, String kind, int count) {
    if (count > 0) {
      text.append("  .reg ").append(kind).append('<').append(count).append(">;\n");
    }
  }
}
