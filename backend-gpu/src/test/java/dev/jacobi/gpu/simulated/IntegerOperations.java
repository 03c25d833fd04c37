package dev.jacobi.gpu.simulated;

import static dev.jacobi.gpu.simulated.Kind.B32;
import static dev.jacobi.gpu.simulated.Kind.B64;
import static dev.jacobi.gpu.simulated.Lanes.longByWords;
import static dev.jacobi.gpu.simulated.Lanes.longOfWords;
import static dev.jacobi.gpu.simulated.Lanes.longs;
import static dev.jacobi.gpu.simulated.Lanes.wordOfLong;
import static dev.jacobi.gpu.simulated.Lanes.words;

/**
 * Arithmetic of integers. Where devices leave a result open (division by zero), all bits are set.
 */
final class IntegerOperations {

  private IntegerOperations() {}

  static void addTo(Table table) {
    for (String type : new String[] {".u32", ".s32"}) {
      table.add("add" + type, words((x, y) -> x + y), B32, B32, B32);
      table.add("sub" + type, words((x, y) -> x - y), B32, B32, B32);
      table.add("mul.lo" + type, words((x, y) -> x * y), B32, B32, B32);
      table.add("mad.lo" + type, words((x, y, z) -> x * y + z), B32, B32, B32, B32);
    }
    for (String type : new String[] {".u64", ".s64"}) {
      table.add("add" + type, longs((x, y) -> x + y), B64, B64, B64);
      table.add("sub" + type, longs((x, y) -> x - y), B64, B64, B64);
      table.add("mul.lo" + type, longs((x, y) -> x * y), B64, B64, B64);
      table.add("mad.lo" + type, longs((x, y, z) -> x * y + z), B64, B64, B64, B64);
    }
    addSigned(table);
    addUnsigned(table);
    addWide(table);
  }

  private static void addSigned(Table table) {
    table.add("neg.s32", words(x -> -x), B32, B32);
    table.add("neg.s64", longs(x -> -x), B64, B64);
    table.add("abs.s32", words((int x) -> Math.abs(x)), B32, B32);
    table.add("abs.s64", longs((long x) -> Math.abs(x)), B64, B64);
    table.add("min.s32", words((x, y) -> Math.min(x, y)), B32, B32, B32);
    table.add("max.s32", words((x, y) -> Math.max(x, y)), B32, B32, B32);
    table.add("min.s64", longs((x, y) -> Math.min(x, y)), B64, B64, B64);
    table.add("max.s64", longs((x, y) -> Math.max(x, y)), B64, B64, B64);
    table.add("div.s32", words((x, y) -> y == 0 ? -1 : x / y), B32, B32, B32);
    table.add("div.s64", longs((x, y) -> y == 0 ? -1 : x / y), B64, B64, B64);
    table.add("rem.s32", words((x, y) -> y == 0 ? -1 : x % y), B32, B32, B32);
    table.add("rem.s64", longs((x, y) -> y == 0 ? -1 : x % y), B64, B64, B64);
    table.add("mul.hi.s32", words((x, y) -> (int) ((long) x * y >> 32)), B32, B32, B32);
    table.add("mul.hi.s64", longs((x, y) -> Math.multiplyHigh(x, y)), B64, B64, B64);
    table.add("mad.hi.s32", words((x, y, z) -> (int) ((long) x * y >> 32) + z), B32, B32, B32, B32);
    table.add("mad.hi.s64", longs((x, y, z) -> Math.multiplyHigh(x, y) + z), B64, B64, B64, B64);
  }

  private static void addUnsigned(Table table) {
    table.add("min.u32", words((x, y) -> Integer.compareUnsigned(x, y) < 0 ? x : y), B32, B32, B32);
    table.add("max.u32", words((x, y) -> Integer.compareUnsigned(x, y) > 0 ? x : y), B32, B32, B32);
    table.add("min.u64", longs((x, y) -> Long.compareUnsigned(x, y) < 0 ? x : y), B64, B64, B64);
    table.add("max.u64", longs((x, y) -> Long.compareUnsigned(x, y) > 0 ? x : y), B64, B64, B64);
    table.add(
        "div.u32", words((x, y) -> y == 0 ? -1 : Integer.divideUnsigned(x, y)), B32, B32, B32);
    table.add("div.u64", longs((x, y) -> y == 0 ? -1 : Long.divideUnsigned(x, y)), B64, B64, B64);
    table.add(
        "rem.u32", words((x, y) -> y == 0 ? -1 : Integer.remainderUnsigned(x, y)), B32, B32, B32);
    table.add(
        "rem.u64", longs((x, y) -> y == 0 ? -1 : Long.remainderUnsigned(x, y)), B64, B64, B64);
    table.add("mul.hi.u32", words((x, y) -> high(x, y)), B32, B32, B32);
    table.add("mul.hi.u64", longs((x, y) -> high(x, y)), B64, B64, B64);
    table.add("mad.hi.u32", words((x, y, z) -> high(x, y) + z), B32, B32, B32, B32);
    table.add("mad.hi.u64", longs((x, y, z) -> high(x, y) + z), B64, B64, B64, B64);
  }

  private static void addWide(Table table) {
    table.add("mul.wide.s32", longOfWords((x, y, z) -> x * y), B64, B32, B32);
    table.add("mad.wide.s32", longOfWords((x, y, z) -> x * y + z), B64, B32, B32, B64);
    table.add("mul.wide.u32", longOfWords((x, y, z) -> unsigned(x) * unsigned(y)), B64, B32, B32);
    table.add(
        "mad.wide.u32",
        longOfWords((x, y, z) -> unsigned(x) * unsigned(y) + z),
        B64,
        B32,
        B32,
        B64);
    table.add("popc.b32", words(Integer::bitCount), B32, B32);
    table.add("popc.b64", wordOfLong(Long::bitCount), B32, B64);
    table.add("clz.b32", words(Integer::numberOfLeadingZeros), B32, B32);
    table.add("clz.b64", wordOfLong(Long::numberOfLeadingZeros), B32, B64);
    table.add("brev.b32", words(Integer::reverse), B32, B32);
    table.add("brev.b64", longs(Long::reverse), B64, B64);
    table.add(
        "bfe.u32", words((x, at, n) -> (int) field(unsigned(x), at, n, 32)), B32, B32, B32, B32);
    table.add("bfe.u64", longByWords((x, at, n) -> field(x, at, n, 64)), B64, B64, B32, B32);
    table.add("bfe.s32", words((x, at, n) -> (int) signedField(x, at, n, 32)), B32, B32, B32, B32);
    table.add("bfe.s64", longByWords((x, at, n) -> signedField(x, at, n, 64)), B64, B64, B32, B32);
  }

  private static long unsigned(long word) {
    return word & 0xffffffffL;
  }

  private static int high(int x, int y) {
    return (int) (unsigned(x) * unsigned(y) >>> 32);
  }

  private static long high(long x, long y) {
    return Math.multiplyHigh(x, y) + (x >> 63 & y) + (y >> 63 & x);
  }

  /** Bits from a place on, at most 255 of each as the instruction reads them; beyond are zeros. */
  private static long field(long x, long at, long count, int width) {
    long from = at & 0xff;
    long bits = count & 0xff;
    long shifted = from >= width ? 0 : x >>> from;
    return bits >= 64 ? shifted : shifted & (1L << bits) - 1;
  }

  /** Bits from a place on, the sign repeated beyond them. */
  private static long signedField(long x, long at, long count, int width) {
    long from = at & 0xff;
    long bits = count & 0xff;
    if (bits == 0) {
      return 0;
    }
    long last = Math.min(from + bits - 1, width - 1);
    long sign = x >> last & 1;
    long shifted = from >= width ? 0 : x >>> from;
    long known = Math.max(0, last - from + 1);
    long mask = known >= 64 ? -1 : (1L << known) - 1;
    return sign == 0 ? shifted & mask : shifted | ~mask;
  }
}
