package dev.jacobi.gpu.ptx;

import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.QuarterTurns;
import java.util.StringJoiner;

/**
 * Writes what {@link QuarterTurns} computes, bit for bit: all three results at once, with a way
 * past everything for angles that have no quarter turn.
 */
final class QuarterTurnsWriter {

  private static final String TABLE = "two_over_pi";
  private static final String ZERO = "0d0000000000000000";

  private final Listing code;
  private final String count;
  private final String rest;
  private final String low;

  private QuarterTurnsWriter(Listing code) {
    this.code = code;
    this.count = code.register(Listing.Register.F64);
    this.rest = code.register(Listing.Register.F64);
    this.low = code.register(Listing.Register.F64);
  }

  /** Writes the turns of an angle. */
  static QuarterTurnsWriter write(Listing code, String angle) {
    QuarterTurnsWriter writer = new QuarterTurnsWriter(code);
    code.global(table());
    writer.writeAll(angle);
    return writer;
  }

  /** The number of quarter turns, modulo 4. */
  String count() {
    return count;
  }

  /** The angle without them. */
  String rest() {
    return rest;
  }

  /** What the rest lacks. */
  String low() {
    return low;
  }

  /** 2/π behind a word of zeros: the words of small angles begin before the first. */
  private static String table() {
    long[] words = QuarterTurns.twoOverPi();
    StringJoiner list = new StringJoiner(", ", "{0x0, ", "};");
    for (long word : words) {
      list.add("0x" + Long.toHexString(word));
    }
    return ".global .align 8 .b64 " + TABLE + "[" + (words.length + 1) + "] = " + list;
  }

  private static String constant(double value) {
    return BodyWriter.constant(Lane.F64, Double.doubleToLongBits(value));
  }

  private String f64(String instruction, Object... operands) {
    return code.result(code.register(Listing.Register.F64), instruction, operands);
  }

  private String b64(String instruction, Object... operands) {
    return code.result(code.b64(), instruction, operands);
  }

  private void writeAll(String angle) {
    String x = f64("mov.f64", angle);
    String size = f64("abs.f64", x);
    String done = code.label("turned");
    String large = code.label("large");
    code.add("mov.f64", count, ZERO);
    code.add("mov.f64", rest, x);
    code.add("mov.f64", low, ZERO);
    code.jumpIf(code.test("setp.le.f64", size, constant(QuarterTurns.EIGHTH)), done);
    code.jumpIf(code.test("setp.lt.f64", size, constant(Double.POSITIVE_INFINITY)), large);
    code.add("mov.f64", count, constant(Double.NaN));
    code.add("mov.f64", rest, constant(Double.NaN));
    code.add("mov.f64", low, constant(Double.NaN));
    code.jump(done);
    code.place(large);
    String negative = code.test("setp.lt.f64", x, ZERO);
    String[] product = product(size);
    String turns = quarters(product);
    signedCount(turns, negative);
    fraction(product, negative);
    code.place(done);
  }

  /** The significand times 192 bits of 2/π; the first two bits count quarter turns. */
  private String[] product(String size) {
    String bits = b64("mov.b64", size);
    String significand = b64("and.b64", bits, "0xfffffffffffff");
    code.add("or.b64", significand, significand, "0x10000000000000");
    String field = b64("shr.u64", bits, 52);
    String at = code.b32("cvt.u32.u64", field);
    // One word and 64 bits further on, since the table begins with zeros.
    code.add("add.s32", at, at, 64 - 1075 - 2);
    String shift = code.b32("and.b32", at, 63);
    String back = code.b32("sub.s32", 64, shift);
    String index = code.b32("shr.s32", at, 6);
    String start = b64("mov.u64", TABLE);
    String from = b64("mad.wide.s32", index, 8, start);
    String[] words = new String[4];
    for (int i = 0; i < 4; i++) {
      words[i] = b64("ld.global.nc.u64", "[" + from + "+" + 8 * i + "]");
    }
    String[] shifted = new String[3];
    for (int i = 0; i < 3; i++) {
      String left = b64("shl.b64", words[i], shift);
      String right = b64("shr.u64", words[i + 1], back);
      shifted[i] = b64("or.b64", left, right);
    }
    String third = b64("mul.lo.u64", significand, shifted[2]);
    String carried = b64("mul.hi.u64", significand, shifted[2]);
    String middle = b64("mul.lo.u64", significand, shifted[1]);
    code.add("add.u64", middle, middle, carried);
    String overflow = code.test("setp.lt.u64", middle, carried);
    String one = b64("selp.b64", "1", "0", overflow);
    String top = b64("mul.lo.u64", significand, shifted[0]);
    String upper = b64("mul.hi.u64", significand, shifted[1]);
    code.add("add.u64", top, top, upper);
    code.add("add.u64", top, top, one);
    return new String[] {top, middle, third};
  }

  /** Takes the quarter turns off a product; their number. */
  private String quarters(String[] product) {
    String rounded = b64("add.u64", product[0], "0x2000000000000000");
    String turns = b64("shr.u64", rounded, 62);
    String whole = b64("shl.b64", turns, 62);
    code.add("sub.u64", product[0], product[0], whole);
    return turns;
  }

  private void signedCount(String turns, String negative) {
    String other = b64("sub.s64", 4, turns);
    String signed = b64("selp.b64", other, turns, negative);
    code.add("and.b64", signed, signed, 3);
    code.add("cvt.rn.f64.s64", count, signed);
  }

  /** The rest and what it lacks from the fraction that is left, negated where that is negative. */
  private void fraction(String[] bits, String negative) {
    String below = code.test("setp.lt.s64", bits[0], 0);
    String positive = code.label("positive");
    code.jumpUnless(below, positive);
    negate(bits);
    code.place(positive);
    String zeros = normalize(bits);
    String first = b64("shr.u64", bits[0], 11);
    String second = b64("and.b64", bits[0], "0x7ff");
    code.add("shl.b64", second, second, 42);
    String further = b64("shr.u64", bits[1], 22);
    code.add("or.b64", second, second, further);
    String high = scaled(first, zeros, -51);
    String next = scaled(second, zeros, -104);
    String quarter = constant(QuarterTurns.QUARTER);
    String product = f64("mul.rn.f64", high, quarter);
    String minus = f64("neg.f64", product);
    String error = f64("fma.rn.f64", high, quarter, minus);
    String small = f64("mul.rn.f64", high, constant(QuarterTurns.QUARTER_LOW));
    String smaller = f64("mul.rn.f64", next, quarter);
    String both = f64("add.rn.f64", small, smaller);
    String left = f64("add.rn.f64", error, both);
    String sum = f64("add.rn.f64", product, left);
    String taken = f64("sub.rn.f64", sum, product);
    String lacking = f64("sub.rn.f64", left, taken);
    String signed = code.result(code.predicate(), "xor.pred", below, negative);
    String minusSum = f64("neg.f64", sum);
    String minusLacking = f64("neg.f64", lacking);
    code.add("selp.f64", rest, minusSum, sum, signed);
    code.add("selp.f64", low, minusLacking, lacking, signed);
  }

  private void negate(String[] bits) {
    String lowIsZero = code.test("setp.eq.u64", bits[2], 0);
    String middleIsZero = code.test("setp.eq.u64", bits[1], 0);
    String both = code.result(code.predicate(), "and.pred", lowIsZero, middleIsZero);
    String carryLow = b64("selp.b64", "1", "0", lowIsZero);
    String carryMiddle = b64("selp.b64", "1", "0", both);
    code.add("not.b64", bits[0], bits[0]);
    code.add("add.u64", bits[0], bits[0], carryMiddle);
    code.add("not.b64", bits[1], bits[1]);
    code.add("add.u64", bits[1], bits[1], carryLow);
    code.add("neg.s64", bits[2], bits[2]);
  }

  /** Shifts until the first bit is 1, or 128 bits are gone; by how many. */
  private String normalize(String[] bits) {
    String zeros = code.b32("mov.b32", 0);
    String again = code.label("shift");
    String done = code.label("shifted");
    code.place(again);
    code.jumpIf(code.test("setp.lt.s64", bits[0], 0), done);
    code.jumpIf(code.test("setp.ge.u32", zeros, 128), done);
    String step = code.b32("clz.b64", bits[0]);
    code.add("min.u32", step, step, 63);
    String back = code.b32("sub.s32", 64, step);
    String in = b64("shr.u64", bits[1], back);
    code.add("shl.b64", bits[0], bits[0], step);
    code.add("or.b64", bits[0], bits[0], in);
    String second = b64("shr.u64", bits[2], back);
    code.add("shl.b64", bits[1], bits[1], step);
    code.add("or.b64", bits[1], bits[1], second);
    code.add("shl.b64", bits[2], bits[2], step);
    code.add("add.u32", zeros, zeros, step);
    code.jump(again);
    code.place(done);
    return zeros;
  }

  /** An integer of at most 53 bits times a power of two, which is exact. */
  private String scaled(String integer, String zeros, int power) {
    String number = f64("cvt.rn.f64.u64", integer);
    String exponent = code.b32("sub.s32", power, zeros);
    return f64("mul.rn.f64", number, RemainderWriter.powerOfTwo(code, exponent));
  }
}
