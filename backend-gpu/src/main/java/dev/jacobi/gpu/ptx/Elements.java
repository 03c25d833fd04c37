package dev.jacobi.gpu.ptx;

import dev.jacobi.core.primitive.Lane;
import java.util.List;

/** How elements lie in memory: doubles, floats, or truth values of a byte each, 0 or 1. */
final class Elements {

  private Elements() {}

  /** The bytes of an element. */
  static int bytes(Lane lane) {
    return switch (lane) {
      case F64, I64 -> 8;
      case F32 -> 4;
      case TRUTH -> 1;
    };
  }

  private static String suffix(Lane lane) {
    return switch (lane) {
      case F64 -> "f64";
      case F32 -> "f32";
      case I64 -> "u64";
      case TRUTH -> "u8";
    };
  }

  /** The address of the element with a number of 32 bits, with its sign. */
  static String address(Listing code, Lane lane, String base, String index) {
    return code.result(code.b64(), "mad.wide.s32", index, bytes(lane), base);
  }

  /** Loads an element that no thread writes. */
  static String load(Listing code, Lane lane, String address, int displacement) {
    return load(code, lane, address, displacement, 1)[0];
  }

  /** Loads neighbouring elements that no thread writes; several at once must be aligned. */
  static String[] load(Listing code, Lane lane, String address, int displacement, int count) {
    String[] loaded = new String[count];
    for (int i = 0; i < count; i++) {
      loaded[i] = code.register(lane == Lane.TRUTH ? Listing.Register.B32 : register(lane));
    }
    code.add(
        "ld.global.nc" + vector(count) + suffix(lane), list(loaded), at(address, displacement));
    for (int i = 0; i < count && lane == Lane.TRUTH; i++) {
      loaded[i] = code.test("setp.ne.u32", loaded[i], 0);
    }
    return loaded;
  }

  /** Stores neighbouring elements; several at once must be aligned. */
  static void store(
      Listing code, Lane lane, String address, int displacement, List<String> values) {
    Object[] stored = new Object[values.size()];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = stored(code, lane, values.get(i));
    }
    code.add(
        "st.global" + vector(stored.length) + suffix(lane),
        at(address, displacement),
        list(stored));
  }

  private static String stored(Listing code, Lane lane, String value) {
    if (lane == Lane.TRUTH) {
      return code.b32("selp.b32", 1, 0, value);
    }
    return value.startsWith("%")
        ? value
        : code.result(code.register(register(lane)), "mov." + suffix(lane), value);
  }

  private static Listing.Register register(Lane lane) {
    return Listing.Register.of(lane);
  }

  private static String vector(int count) {
    return count == 1 ? "." : ".v" + count + ".";
  }

  private static String at(String address, int displacement) {
    return displacement == 0 ? "[" + address + "]" : "[" + address + "+" + displacement + "]";
  }

  private static String list(Object[] values) {
    if (values.length == 1) {
      return values[0].toString();
    }
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < values.length; i++) {
      text.append(i == 0 ? "" : ", ").append(values[i]);
    }
    return text.append('}').toString();
  }
}
