package dev.jacobi.gpu.simulated;

import static dev.jacobi.gpu.simulated.Kind.B32;
import static dev.jacobi.gpu.simulated.Kind.B64;
import static dev.jacobi.gpu.simulated.Kind.F32;
import static dev.jacobi.gpu.simulated.Kind.F64;
import static dev.jacobi.gpu.simulated.Kind.PREDICATE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every instruction beside the same written in Java another way, on awkward operands. */
class ArithmeticTest {

  private static final long NAN64 = 0x7ff8000000000000L;
  private static final long NAN32 = 0x7fffffffL;

  private static void check(
      String form, List<Kind> kinds, List<long[]> rows, Function<long[], Long> expected) {
    long[] found = Instructions.run(form, kinds, rows);
    for (int i = 0; i < found.length; i++) {
      StringBuilder operands = new StringBuilder(form);
      for (long operand : rows.get(i)) {
        operands.append(" 0x").append(Long.toHexString(operand));
      }
      assertEquals(
          Long.toHexString(expected.apply(rows.get(i))),
          Long.toHexString(found[i]),
          operands.toString());
    }
  }

  private static double d(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static float f(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static long bits(double x) {
    return Double.isNaN(x) ? NAN64 : Double.doubleToRawLongBits(x);
  }

  private static long bits(float x) {
    return Float.isNaN(x) ? NAN32 : Float.floatToRawIntBits(x) & 0xffffffffL;
  }

  private static long word(long x) {
    return x & 0xffffffffL;
  }

  private static long truth(boolean x) {
    return x ? 1 : 0;
  }

  private static void doubles(String opcode, Function<long[], Double> f) {
    List<long[]> rows = Instructions.product(Instructions.doubles(), Instructions.doubles());
    check(opcode + " $r, $0, $1", List.of(F64, F64, F64), rows, x -> bits(f.apply(x)));
  }

  private static void floats(String opcode, Function<long[], Float> f) {
    List<long[]> rows = Instructions.product(Instructions.floats(), Instructions.floats());
    check(opcode + " $r, $0, $1", List.of(F32, F32, F32), rows, x -> bits(f.apply(x)));
  }

  @Test
  void doublesAreRoundedAsJavaRoundsThem() {
    doubles("add.rn.f64", x -> d(x[0]) + d(x[1]));
    doubles("sub.rn.f64", x -> d(x[0]) - d(x[1]));
    doubles("mul.rn.f64", x -> d(x[0]) * d(x[1]));
    doubles("div.rn.f64", x -> d(x[0]) / d(x[1]));
    check(
        "sqrt.rn.f64 $r, $0",
        List.of(F64, F64),
        Instructions.product(Instructions.doubles()),
        x -> bits(Math.sqrt(d(x[0]))));
    long[] all = Instructions.doubles();
    check(
        "fma.rn.f64 $r, $0, $1, $2",
        List.of(F64, F64, F64, F64),
        Instructions.product(all, all, all),
        x -> bits(Math.fma(d(x[0]), d(x[1]), d(x[2]))));
  }

  @Test
  void floatsAreRoundedAsJavaRoundsThem() {
    floats("add.rn.f32", x -> f(x[0]) + f(x[1]));
    floats("sub.rn.f32", x -> f(x[0]) - f(x[1]));
    floats("mul.rn.f32", x -> f(x[0]) * f(x[1]));
    floats("div.rn.f32", x -> f(x[0]) / f(x[1]));
    check(
        "sqrt.rn.f32 $r, $0",
        List.of(F32, F32),
        Instructions.product(Instructions.floats()),
        x -> bits((float) Math.sqrt(f(x[0]))));
    long[] all = Instructions.floats();
    check(
        "fma.rn.f32 $r, $0, $1, $2",
        List.of(F32, F32, F32, F32),
        Instructions.product(all, all, all),
        x -> bits(Math.fma(f(x[0]), f(x[1]), f(x[2]))));
  }

  @Test
  void theLesserOfANumberAndNaNIsTheNumber() {
    doubles("min.f64", x -> Double.isNaN(d(x[0])) ? d(x[1]) : lesser(d(x[0]), d(x[1])));
    doubles("max.f64", x -> Double.isNaN(d(x[0])) ? d(x[1]) : -lesser(-d(x[0]), -d(x[1])));
    floats("min.f32", x -> (float) (Float.isNaN(f(x[0])) ? f(x[1]) : lesser(f(x[0]), f(x[1]))));
    floats("max.f32", x -> (float) (Float.isNaN(f(x[0])) ? f(x[1]) : -lesser(-f(x[0]), -f(x[1]))));
  }

  private static double lesser(double x, double y) {
    return Double.isNaN(y) ? x : Math.min(x, y);
  }

  @Test
  void signsAreChangedAlone() {
    List<long[]> rows = Instructions.product(Instructions.doubles());
    check("neg.f64 $r, $0", List.of(F64, F64), rows, x -> bits(-d(x[0])));
    check("abs.f64 $r, $0", List.of(F64, F64), rows, x -> bits(Math.abs(d(x[0]))));
    check("mov.f64 $r, $0", List.of(F64, F64), rows, x -> x[0]);
    check("mov.b64 $r, $0", List.of(B64, F64), rows, x -> x[0]);
    check("mov.b64 $r, $0", List.of(F64, B64), rows, x -> x[0]);
  }

  @Test
  void comparisonsOfFloatsKnowWhatIsUnordered() {
    compare("lt", false, (x, y) -> x < y);
    compare("le", false, (x, y) -> x <= y);
    compare("gt", false, (x, y) -> x > y);
    compare("ge", false, (x, y) -> x >= y);
    compare("eq", false, (x, y) -> x == y);
    compare("ne", false, (x, y) -> x < y || x > y);
    compare("num", false, (x, y) -> true);
    compare("ltu", true, (x, y) -> x < y);
    compare("leu", true, (x, y) -> x <= y);
    compare("gtu", true, (x, y) -> x > y);
    compare("geu", true, (x, y) -> x >= y);
    compare("equ", true, (x, y) -> x == y);
    compare("neu", true, (x, y) -> x != y);
    compare("nan", true, (x, y) -> false);
  }

  private interface Comparison {
    boolean holds(double x, double y);
  }

  private static void compare(String name, boolean unordered, Comparison comparison) {
    Function<double[], Long> expected =
        x ->
            truth(
                Double.isNaN(x[0]) || Double.isNaN(x[1])
                    ? unordered
                    : comparison.holds(x[0], x[1]));
    check(
        "setp." + name + ".f64 $r, $0, $1",
        List.of(PREDICATE, F64, F64),
        Instructions.product(Instructions.doubles(), Instructions.doubles()),
        x -> expected.apply(new double[] {d(x[0]), d(x[1])}));
    check(
        "setp." + name + ".f32 $r, $0, $1",
        List.of(PREDICATE, F32, F32),
        Instructions.product(Instructions.floats(), Instructions.floats()),
        x -> expected.apply(new double[] {f(x[0]), f(x[1])}));
  }

  @Test
  void comparisonsOfIntegersKnowSigns() {
    List<long[]> rows = Instructions.product(Instructions.LONGS, Instructions.LONGS);
    List<Kind> words = List.of(PREDICATE, B32, B32);
    List<Kind> longs = List.of(PREDICATE, B64, B64);
    check("setp.lt.s32 $r, $0, $1", words, rows, x -> truth((int) x[0] < (int) x[1]));
    check("setp.ge.u32 $r, $0, $1", words, rows, x -> truth(word(x[0]) >= word(x[1])));
    check("setp.hi.u32 $r, $0, $1", words, rows, x -> truth(word(x[0]) > word(x[1])));
    check("setp.ne.b32 $r, $0, $1", words, rows, x -> truth(word(x[0]) != word(x[1])));
    check("setp.le.s64 $r, $0, $1", longs, rows, x -> truth(x[0] <= x[1]));
    check(
        "setp.lt.u64 $r, $0, $1",
        longs,
        rows,
        x -> truth(unsigned(x[0]).compareTo(unsigned(x[1])) < 0));
  }

  private static BigInteger unsigned(long x) {
    return new BigInteger(Long.toUnsignedString(x));
  }

  private static void longs(String opcode, Function<BigInteger[], BigInteger> f, boolean signed) {
    check(
        opcode + " $r, $0, $1",
        List.of(B64, B64, B64),
        Instructions.product(Instructions.LONGS, Instructions.LONGS),
        x ->
            f.apply(
                    new BigInteger[] {
                      signed ? BigInteger.valueOf(x[0]) : unsigned(x[0]),
                      signed ? BigInteger.valueOf(x[1]) : unsigned(x[1])
                    })
                .longValue());
  }

  @Test
  void productsOfIntegersHaveTwoHalves() {
    longs("mul.lo.u64", x -> x[0].multiply(x[1]), false);
    longs("mul.hi.u64", x -> x[0].multiply(x[1]).shiftRight(64), false);
    longs("mul.hi.s64", x -> x[0].multiply(x[1]).shiftRight(64), true);
    longs("add.s64", x -> x[0].add(x[1]), true);
    longs("sub.u64", x -> x[0].subtract(x[1]), false);
    longs("min.u64", x -> x[0].min(x[1]), false);
    longs("max.s64", x -> x[0].max(x[1]), true);
    List<long[]> rows = Instructions.product(Instructions.LONGS, Instructions.LONGS);
    List<Kind> words = List.of(B32, B32, B32);
    check("mul.lo.s32 $r, $0, $1", words, rows, x -> word(x[0] * x[1]));
    check("mul.hi.u32 $r, $0, $1", words, rows, x -> word(x[0]) * word(x[1]) >>> 32);
    check("mul.hi.s32 $r, $0, $1", words, rows, x -> word((long) (int) x[0] * (int) x[1] >> 32));
    List<Kind> wide = List.of(B64, B32, B32);
    check("mul.wide.s32 $r, $0, $1", wide, rows, x -> (long) (int) x[0] * (int) x[1]);
    check("mul.wide.u32 $r, $0, $1", wide, rows, x -> word(x[0]) * word(x[1]));
    check("div.u32 $r, $0, 7", List.of(B32, B32), one(Instructions.LONGS), x -> word(x[0]) / 7);
    check(
        "rem.s32 $r, $0, 7", List.of(B32, B32), one(Instructions.LONGS), x -> word((int) x[0] % 7));
  }

  private static List<long[]> one(long[] values) {
    return Instructions.product(values);
  }

  @Test
  void shiftsBeyondTheWidthShiftEverythingOut() {
    List<long[]> rows = Instructions.product(Instructions.LONGS, Instructions.LONGS);
    List<Kind> words = List.of(B32, B32, B32);
    List<Kind> longs = List.of(B64, B64, B32);
    check("shl.b32 $r, $0, $1", words, rows, x -> shift(x, 32) == 32 ? 0 : word(x[0] << x[1]));
    check("shr.u32 $r, $0, $1", words, rows, x -> shift(x, 32) == 32 ? 0 : word(x[0]) >>> x[1]);
    check("shr.s32 $r, $0, $1", words, rows, x -> word((long) (int) x[0] >> shift(x, 32)));
    check("shl.b64 $r, $0, $1", longs, rows, x -> shift(x, 64) == 64 ? 0 : x[0] << x[1]);
    check("shr.u64 $r, $0, $1", longs, rows, x -> shift(x, 64) == 64 ? 0 : x[0] >>> x[1]);
    check("shr.s64 $r, $0, $1", longs, rows, x -> x[0] >> Math.min(63, shift(x, 64)));
  }

  /** The distance of a shift, at most the width. */
  private static long shift(long[] x, int width) {
    return Math.min(width, word(x[1]));
  }

  @Test
  void bitsAreCountedAndCut() {
    List<long[]> rows = one(Instructions.LONGS);
    List<Kind> word = List.of(B32, B32);
    check("clz.b32 $r, $0", word, rows, x -> (long) Integer.numberOfLeadingZeros((int) x[0]));
    check("clz.b64 $r, $0", List.of(B32, B64), rows, x -> (long) Long.numberOfLeadingZeros(x[0]));
    check("popc.b64 $r, $0", List.of(B32, B64), rows, x -> (long) Long.bitCount(x[0]));
    check("brev.b32 $r, $0", word, rows, x -> word(Integer.reverse((int) x[0])));
    check("bfe.u64 $r, $0, 52, 11", List.of(B64, B64), rows, x -> x[0] >>> 52 & 0x7ff);
    check("bfe.s32 $r, $0, 28, 8", word, rows, x -> word((int) x[0] >> 28));
    check("bfe.s32 $r, $0, 4, 8", word, rows, x -> word((int) x[0] << 20 >> 24));
  }

  @Test
  void integersBecomeFloats() {
    List<long[]> rows = one(Instructions.LONGS);
    check("cvt.rn.f64.s64 $r, $0", List.of(F64, B64), rows, x -> bits((double) x[0]));
    check("cvt.rn.f32.s64 $r, $0", List.of(F32, B64), rows, x -> bits((float) x[0]));
    check(
        "cvt.rn.f64.u64 $r, $0", List.of(F64, B64), rows, x -> bits(unsigned(x[0]).doubleValue()));
    check("cvt.rn.f32.u64 $r, $0", List.of(F32, B64), rows, x -> bits(unsigned(x[0]).floatValue()));
    check("cvt.rn.f64.u32 $r, $0", List.of(F64, B32), rows, x -> bits((double) word(x[0])));
    check("cvt.rn.f32.s32 $r, $0", List.of(F32, B32), rows, x -> bits((float) (int) x[0]));
    check(
        "cvt.rz.f32.s32 $r, $0",
        List.of(F32, B32),
        rows,
        x -> {
          int value = (int) x[0];
          float near = (float) value;
          boolean isBeyond = Math.abs((double) near) > Math.abs((double) value);
          return bits(isBeyond ? Math.nextAfter(near, 0) : near);
        });
  }

  @Test
  void floatsBecomeIntegersClamped() {
    List<long[]> rows = one(Instructions.doubles());
    check(
        "cvt.rzi.s32.f64 $r, $0",
        List.of(B32, F64),
        rows,
        x -> Double.isNaN(d(x[0])) ? 0x80000000L : word((int) d(x[0])));
    check(
        "cvt.rzi.s64.f64 $r, $0",
        List.of(B64, F64),
        rows,
        x -> Double.isNaN(d(x[0])) ? Long.MIN_VALUE : (long) d(x[0]));
    check(
        "cvt.rni.s64.f64 $r, $0",
        List.of(B64, F64),
        rows,
        x -> Double.isNaN(d(x[0])) ? Long.MIN_VALUE : (long) Math.rint(d(x[0])));
    check(
        "cvt.rmi.u32.f64 $r, $0",
        List.of(B32, F64),
        rows,
        x -> {
          double down = Math.floor(d(x[0]));
          return Double.isNaN(down) ? 0x80000000L : (long) Math.max(0, Math.min(0xffffffffL, down));
        });
    check(
        "cvt.rpi.s32.f32 $r, $0",
        List.of(B32, F32),
        one(Instructions.floats()),
        x -> Float.isNaN(f(x[0])) ? 0 : word((int) Math.ceil(f(x[0]))));
  }

  @Test
  void floatsBecomeFloats() {
    List<long[]> rows = one(Instructions.doubles());
    check("cvt.rn.f32.f64 $r, $0", List.of(F32, F64), rows, x -> bits((float) d(x[0])));
    check(
        "cvt.rp.f32.f64 $r, $0",
        List.of(F32, F64),
        rows,
        x -> {
          float near = (float) d(x[0]);
          return bits(near < d(x[0]) ? Math.nextUp(near) : near);
        });
    check(
        "cvt.f64.f32 $r, $0",
        List.of(F64, F32),
        one(Instructions.floats()),
        x -> bits((double) f(x[0])));
    check("cvt.rni.f64.f64 $r, $0", List.of(F64, F64), rows, x -> bits(Math.rint(d(x[0]))));
    check("cvt.rmi.f64.f64 $r, $0", List.of(F64, F64), rows, x -> bits(Math.floor(d(x[0]))));
  }

  @Test
  void integersBecomeIntegers() {
    List<long[]> rows = one(Instructions.LONGS);
    check("cvt.u64.u32 $r, $0", List.of(B64, B32), rows, x -> word(x[0]));
    check("cvt.s64.s32 $r, $0", List.of(B64, B32), rows, x -> (long) (int) x[0]);
    check("cvt.u32.u64 $r, $0", List.of(B32, B64), rows, x -> word(x[0]));
    check("cvt.s32.s8 $r, $0", List.of(B32, B32), rows, x -> word((byte) x[0]));
    check("cvt.u32.u8 $r, $0", List.of(B32, B32), rows, x -> x[0] & 0xff);
    check(
        "cvt.sat.s32.s64 $r, $0",
        List.of(B32, B64),
        rows,
        x -> word(Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, x[0]))));
  }

  @Test
  void choicesHangOnThePredicateOfTheLane() {
    List<long[]> rows =
        Instructions.product(Instructions.doubles(), Instructions.doubles(), new long[] {0, 1});
    check(
        "selp.f64 $r, $0, $1, $2",
        List.of(F64, F64, F64, PREDICATE),
        rows,
        x -> x[2] == 1 ? x[0] : x[1]);
  }

  @Test
  void bitsOfFloatsArePicked() {
    List<long[]> rows = Instructions.product(Instructions.doubles(), Instructions.doubles());
    List<Kind> doubles = List.of(F64, F64, F64);
    check("or.b64 $r, $0, $1", doubles, rows, x -> x[0] | x[1]);
    check("and.b64 $r, $0, $1", List.of(B64, F64, F64), rows, x -> x[0] & x[1]);
    check(
        "xor.b32 $r, $0, $1",
        List.of(F32, F32, B32),
        Instructions.product(Instructions.floats(), Instructions.floats()),
        x -> x[0] ^ x[1]);
  }

  @Test
  void halvesArePackedLowFirst() {
    check(
        "mov.b64 {%r15, %r16}, $0;\nmov.b64 $r, {%r16, %r15}",
        List.of(B64, F64), one(Instructions.doubles()), x -> Long.rotateLeft(x[0], 32));
  }
}
