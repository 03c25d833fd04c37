package dev.jacobi.gpu.ptx;

import dev.jacobi.core.primitive.Lane;

/**
 * Writes x % y, exactly. As long as |x| is not below |y|, a multiple of |y|·2ᵏ is taken away, with
 * k such that the quotient has at most 53 bits: its rounded value, cut to an integer, is at most 1
 * too large, so that the rest, which fma gives exactly, is put right by one addition. Every turn
 * takes about 52 bits off |x|. Floats are computed with as doubles, which is exact.
 */
final class RemainderWriter {

  private final Listing code;

  private RemainderWriter(Listing code) {
    this.code = code;
  }

  /** Writes the remainder of two floats or two doubles; its register. */
  static String write(Listing code, Lane lane, String x, String y) {
    RemainderWriter writer = new RemainderWriter(code);
    if (lane == Lane.F64) {
      return writer.remainder(writer.copy("mov.f64", x), writer.copy("mov.f64", y));
    }
    String left = code.result(code.register(Listing.Register.F32), "mov.f32", x);
    String right = code.result(code.register(Listing.Register.F32), "mov.f32", y);
    String wide =
        writer.remainder(writer.copy("cvt.f64.f32", left), writer.copy("cvt.f64.f32", right));
    return code.result(code.register(Listing.Register.F32), "cvt.rn.f32.f64", wide);
  }

  private String copy(String instruction, Object... operands) {
    return code.result(code.register(Listing.Register.F64), instruction, operands);
  }

  private String remainder(String x, String y) {
    String rest = copy("abs.f64", x);
    String size = copy("abs.f64", y);
    String infinity = BodyWriter.constant(Lane.F64, 0x7ff0000000000000L);
    String bounded = code.test("setp.lt.f64", rest, infinity);
    String divisible = code.test("setp.gt.f64", size, "0d0000000000000000");
    String defined = code.result(code.predicate(), "and.pred", bounded, divisible);
    String nothing = code.label("no_remainder");
    String done = code.label("remainder");
    String result = code.register(Listing.Register.F64);
    code.add("mov.f64", result, BodyWriter.constant(Lane.F64, 0x7ff8000000000000L));
    code.jumpUnless(defined, done);
    String exponent = exponent(size);
    String turn = code.label("turn");
    code.place(turn);
    String reached = code.test("setp.ge.f64", rest, size);
    code.jumpUnless(reached, nothing);
    turn(rest, size, exponent);
    code.jump(turn);
    code.place(nothing);
    String bits = code.result(code.b64(), "mov.b64", rest);
    String sign = code.result(code.b64(), "mov.b64", x);
    code.add("and.b64", sign, sign, "0x8000000000000000");
    code.add("or.b64", bits, bits, sign);
    code.add("mov.b64", result, bits);
    code.place(done);
    return result;
  }

  /** The exponent of a positive number, biased; of subnormal ones it is below 1. */
  private String exponent(String size) {
    String normal = code.test("setp.ge.f64", size, BodyWriter.constant(Lane.F64, 1L << 52));
    String scaled = copy("mul.rn.f64", size, BodyWriter.constant(Lane.F64, 0x4350000000000000L));
    String either = copy("selp.f64", size, scaled, normal);
    String bits = code.result(code.b64(), "mov.b64", either);
    String field = code.result(code.b64(), "shr.u64", bits, 52);
    String exponent = code.b32("cvt.u32.u64", field);
    String less = code.b32("sub.s32", exponent, 54);
    return code.b32("selp.b32", exponent, less, normal);
  }

  private void turn(String rest, String size, String exponent) {
    String bits = code.result(code.b64(), "mov.b64", rest);
    String field = code.result(code.b64(), "shr.u64", bits, 52);
    String k = code.b32("cvt.u32.u64", field);
    code.add("sub.s32", k, k, exponent);
    code.add("sub.s32", k, k, 52);
    code.add("max.s32", k, k, 0);
    String half = code.b32("shr.u32", k, 1);
    String other = code.b32("sub.s32", k, half);
    String scaled = copy("mul.rn.f64", size, powerOfTwo(code, half));
    String divisor = copy("mul.rn.f64", scaled, powerOfTwo(code, other));
    String ratio = copy("div.rn.f64", rest, divisor);
    String quotient = copy("cvt.rzi.f64.f64", ratio);
    String negated = copy("neg.f64", quotient);
    code.add("fma.rn.f64", rest, negated, divisor, rest);
    String right = copy("add.rn.f64", rest, divisor);
    String below = code.test("setp.lt.f64", rest, "0d0000000000000000");
    code.add("selp.f64", rest, right, rest, below);
  }

  /** Writes 2ⁿ for an n from −1022 to 1023. */
  static String powerOfTwo(Listing code, String n) {
    String biased = code.b32("add.s32", n, 1023);
    String wide = code.result(code.b64(), "cvt.u64.u32", biased);
    String bits = code.result(code.b64(), "shl.b64", wide, 52);
    return code.result(code.register(Listing.Register.F64), "mov.b64", bits);
  }
}
