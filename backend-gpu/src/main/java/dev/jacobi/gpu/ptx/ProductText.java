package dev.jacobi.gpu.ptx;

import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Instructions of a kernel of products, written with what depends on the type of its elements. */
final class ProductText {

  private final DType dtype;
  private final Listing listing;

  /** Of products of f64 or f32. */
  ProductText(DType dtype, Listing listing) {
    this.dtype = dtype;
    this.listing = listing;
  }

  /** The bytes of an element. */
  int size() {
    return dtype.bytes();
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

  /** New registers for elements. */
  List<String> numbers(int count) {
    List<String> fresh = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fresh.add(listing.register(dtype == DType.F64 ? Listing.Register.F64 : Listing.Register.F32));
    }
    return fresh;
  }

  /** An instruction. */
  void line(String format, Object... operands) {
    listing.add(String.format(Locale.ROOT, format, operands));
  }

  /** A place to go to. */
  void label(String name) {
    listing.place("$" + name);
  }

  /** A new 32-bit register with the result of an instruction. */
  String integer(String format, Object... operands) {
    return result(listing.b32(), format, operands);
  }

  /** A new 64-bit register with the result of an instruction. */
  String wide(String format, Object... operands) {
    return result(listing.b64(), format, operands);
  }

  /** A new predicate with the result of a comparison. */
  String predicate(String format, Object... operands) {
    return result(listing.predicate(), format, operands);
  }

  private String result(String register, String format, Object... operands) {
    int space = format.indexOf(' ');
    List<Object> all = new ArrayList<>(List.of(operands));
    all.add(0, register);
    line(format.substring(0, space) + " %s," + format.substring(space), all.toArray());
    return register;
  }

  /** The address of a buffer. */
  String buffer(int id) {
    return listing.address(new Argument.Address(id));
  }

  /** A number of the launch, which is no part of the text. */
  String parameter(int value) {
    return listing.number(value);
  }

  /** Elements as one operand of a load or store. */
  static String group(List<String> registers) {
    return registers.size() == 1 ? registers.get(0) : "{" + String.join(", ", registers) + "}";
  }

  /** The suffix of a load or store of some elements. */
  String suffix(int count) {
    return (count == 1 ? "." : ".v" + count + ".") + type();
  }
}
