package dev.jacobi.gpu.ptx;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.primitive.Lane;

/**
 * How two partial results of a reduction become one. While they are reduced, truth values are 0 or
 * 1 in 32-bit registers; sums of integers wrap. Joining with the identity changes no bit of what a
 * lane of a sum can be: it begins at +0 and so is never −0.
 *
 * @param reduction one that takes the lane
 * @param lane what the values are
 */
record Combination(Reduction reduction, Lane lane) {

  /** The register that holds a partial result. */
  Listing.Register register() {
    return lane == Lane.TRUTH ? Listing.Register.B32 : Listing.Register.of(lane);
  }

  /** Instructions that move partial results. */
  String move() {
    return switch (lane) {
      case TRUTH -> "mov.b32";
      case I64 -> "mov.b64";
      case F64, F32 -> "mov" + suffix(lane);
    };
  }

  /** What combined with x gives x. */
  String identity() {
    return switch (reduction) {
      case SUM -> number(0, 0);
      case PROD -> number(1, 1);
      case MAX, AMAX -> number(Double.NEGATIVE_INFINITY, Long.MIN_VALUE);
      case MIN, AMIN -> number(Double.POSITIVE_INFINITY, Long.MAX_VALUE);
      case ANY -> "0";
      case ALL -> "1";
      case NORM, LOGSUMEXP -> throw new AssertionError(this);
    };
  }

  private String number(double value, long integer) {
    return switch (lane) {
      case F64 -> BodyWriter.constant(lane, Double.doubleToLongBits(value));
      case F32 -> BodyWriter.constant(lane, Float.floatToIntBits((float) value));
      case I64 -> BodyWriter.constant(lane, integer);
      case TRUTH -> throw new AssertionError(this);
    };
  }

  /** Writes the combination of two partial results into a register. */
  void write(Listing code, String to, String x, String y) {
    switch (reduction) {
      case SUM -> code.add(addition(), to, x, y);
      case PROD -> code.add("mul.rn" + suffix(lane), to, x, y);
      case MAX, AMAX -> {
        if (lane == Lane.I64) {
          code.add("max.s64", to, x, y);
        } else {
          code.add(move(), to, greatest(code, lane, x, y));
        }
      }
      case MIN, AMIN -> {
        if (lane == Lane.I64) {
          code.add("min.s64", to, x, y);
        } else {
          code.add(move(), to, least(code, lane, x, y));
        }
      }
      case ANY -> code.add("or.b32", to, x, y);
      case ALL -> code.add("and.b32", to, x, y);
      case NORM, LOGSUMEXP -> throw new AssertionError(this);
    }
  }

  /** Adds to a sum where a condition holds. */
  void addIf(Listing code, String condition, String sum, String value) {
    if (reduction != Reduction.SUM) {
      throw new AssertionError(this);
    }
    code.add("@" + condition + " " + addition(), sum, sum, value);
  }

  private String addition() {
    return lane == Lane.I64 ? "add.s64" : "add.rn" + suffix(lane);
  }

  /** The value that the lane has in the thread whose number differs in one bit. */
  String exchanged(Listing code, String value, int bit) {
    if (lane == Lane.F32 || lane == Lane.TRUTH) {
      String bits = value;
      if (lane == Lane.F32) {
        bits = code.b32("mov.b32", value);
      }
      String other = code.b32("shfl.sync.bfly.b32", bits, bit, 31, "0xffffffff");
      return lane == Lane.F32 ? code.result(code.register(register()), "mov.b32", other) : other;
    }
    String low = code.b32();
    String high = code.b32();
    code.add("mov.b64", "{" + low + ", " + high + "}", value);
    String otherLow = code.b32("shfl.sync.bfly.b32", low, bit, 31, "0xffffffff");
    String otherHigh = code.b32("shfl.sync.bfly.b32", high, bit, 31, "0xffffffff");
    return code.result(
        code.register(register()), "mov.b64", "{" + otherLow + ", " + otherHigh + "}");
  }

  private static String suffix(Lane lane) {
    return lane == Lane.F32 ? ".f32" : ".f64";
  }

  /** Java's min: of zeros of both signs −0, with a NaN NaN. */
  static String least(Listing code, Lane lane, String x, String y) {
    return extreme(code, lane, "setp.ltu", "or", x, y);
  }

  /** Java's max: of zeros of both signs +0, with a NaN NaN. */
  static String greatest(Listing code, Lane lane, String x, String y) {
    return extreme(code, lane, "setp.gtu", "and", x, y);
  }

  /** Equal numbers have equal bits, or are zeros: there the sign bits decide. */
  private static String extreme(
      Listing code, Lane lane, String before, String bits, String x, String y) {
    String f = suffix(lane);
    Listing.Register kind = Listing.Register.of(lane);
    String first = code.test(before + f, x, y);
    String ordered = code.result(code.register(kind), "selp" + f, x, y, first);
    String unordered = code.test("setp.nan" + f, y, y);
    String number = code.result(code.register(kind), "selp" + f, y, ordered, unordered);
    String equal = code.test("setp.eq" + f, x, y);
    String width = lane == Lane.F64 ? ".b64" : ".b32";
    Listing.Register word = lane == Lane.F64 ? Listing.Register.B64 : Listing.Register.B32;
    String left = code.result(code.register(word), "mov" + width, BodyWriter.bits(x));
    String right = code.result(code.register(word), "mov" + width, BodyWriter.bits(y));
    String both = code.result(code.register(word), bits + width, left, right);
    String zero = code.result(code.register(kind), "mov" + width, both);
    return code.result(code.register(kind), "selp" + f, zero, number, equal);
  }
}
