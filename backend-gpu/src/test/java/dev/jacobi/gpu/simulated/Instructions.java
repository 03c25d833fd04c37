package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Runs one instruction on many operands. */
final class Instructions {

  /** Doubles where instructions differ. */
  static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    1.5,
    -2.5,
    0.1,
    1.0 / 3,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL / 3,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
    Double.longBitsToDouble(0xfff123456789abcdL),
    0x1p31,
    -0x1p31 - 0.75,
    0x1.fffffffffffffp62,
    0x1p63,
    -0x1p63,
    0x1p64,
    -0x1p70,
    255.5,
    -129,
    65_536,
    1e300,
    1e-300,
    0x1.000001p0,
    0x1.0000010000001p0,
    1e-46,
    3.5e38
  };

  /** Floats where instructions differ. */
  static final float[] FLOATS = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    2.5f,
    -3.5f,
    0.1f,
    1f / 3,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL / 3,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.NaN,
    Float.intBitsToFloat(0xff812345),
    0x1p24f,
    0x1p31f,
    -0x1p31f,
    0x1p64f,
    -0x1p70f,
    255.5f,
    0x1.fffffep62f
  };

  /** Integers of 64 bits, whose low halves are awkward too. */
  static final long[] LONGS = {
    0,
    1,
    -1,
    2,
    31,
    32,
    33,
    63,
    64,
    65,
    127,
    128,
    255,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    0x123456789abcdef0L,
    0xfedcba9876543210L,
    -300,
    (1L << 53) + 1,
    (1L << 24) + 1,
    0x7fffffffffffffc0L,
    0xfffffffffffffc01L
  };

  private Instructions() {}

  /**
   * The bits of the results of an instruction.
   *
   * @param form the opcode and its operands, with {@code $r} for the result and {@code $0}, … for
   *     the operands
   * @param kinds the kinds of the result and of the operands
   * @param rows the bits of the operands, one row a case
   */
  static long[] run(String form, List<Kind> kinds, List<long[]> rows) {
    int operands = kinds.size() - 1;
    long[] inputs = new long[rows.size() * operands];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = rows.get(i / operands)[i % operands];
    }
    StringBuilder body = new StringBuilder("setp.ge.u32 %p7, %r2, %r0;\n@%p7 ret;\n");
    body.append("mul.wide.u32 %rd2, %r2, ").append(8 * operands).append(";\n");
    body.append("add.u64 %rd3, %rd0, %rd2;\nmul.wide.u32 %rd4, %r2, 8;\n");
    body.append("add.u64 %rd5, %rd1, %rd4;\n");
    String instruction = form;
    for (int i = operands - 1; i >= 0; i--) {
      Kind kind = kinds.get(i + 1);
      String register = register(kind, 10 + i);
      instruction = instruction.replace("$" + i, register);
      if (kind == Kind.PREDICATE) {
        body.append("ld.global.u32 %r9, [%rd3+" + 8 * i + "];\n");
        body.append("setp.ne.u32 " + register + ", %r9, 0;\n");
      } else {
        body.append("ld.global" + type(kind) + " " + register + ", [%rd3+" + 8 * i + "];\n");
      }
    }
    Kind result = kinds.get(0);
    String to = register(result, 20);
    body.append("mov.u64 %rd6, 0;\nst.global.u64 [%rd5], %rd6;\n");
    body.append(instruction.replace("$r", to)).append(";\n");
    if (result == Kind.PREDICATE) {
      body.append("selp.u32 %r20, 1, 0, " + to + ";\nst.global.u32 [%rd5], %r20;");
    } else {
      body.append("st.global" + type(result) + " [%rd5], " + to + ";");
    }
    try (Bench bench = new Bench()) {
      long out = bench.allocate(8L * rows.size());
      int blocks = (rows.size() + 63) / 64;
      bench.run(Bench.kernel(body.toString()), blocks, 64, bench.longs(inputs), out, rows.size());
      return bench.longs(out, rows.size());
    }
  }

  private static String register(Kind kind, int number) {
    return switch (kind) {
      case F64 -> "%d" + number;
      case F32 -> "%f" + number;
      case B64 -> "%rd" + number;
      case B32 -> "%r" + number;
      case PREDICATE -> "%p" + number % 7;
    };
  }

  private static String type(Kind kind) {
    return "." + kind.name().toLowerCase(Locale.ROOT);
  }

  /** All rows of so many operands of the numbers given for each. */
  static List<long[]> product(long[]... choices) {
    List<long[]> rows = List.of(new long[0]);
    for (long[] column : choices) {
      List<long[]> longer = new ArrayList<>();
      for (long[] row : rows) {
        for (long value : column) {
          long[] next = Arrays.copyOf(row, row.length + 1);
          next[row.length] = value;
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows;
  }

  /** The bits of the doubles. */
  static long[] doubles() {
    return Arrays.stream(DOUBLES).mapToLong(Double::doubleToRawLongBits).toArray();
  }

  /** The bits of the floats. */
  static long[] floats() {
    long[] bits = new long[FLOATS.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(FLOATS[i]) & 0xffffffffL;
    }
    return bits;
  }
}
