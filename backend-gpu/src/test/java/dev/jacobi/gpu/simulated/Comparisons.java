package dev.jacobi.gpu.simulated;

import static dev.jacobi.gpu.simulated.Kind.B32;
import static dev.jacobi.gpu.simulated.Kind.B64;
import static dev.jacobi.gpu.simulated.Kind.F32;
import static dev.jacobi.gpu.simulated.Kind.F64;
import static dev.jacobi.gpu.simulated.Kind.PREDICATE;
import static dev.jacobi.gpu.simulated.Registers.LANES;

import java.util.List;
import java.util.Locale;

/** {@code setp}: a comparison is true for some of the four ways in which two numbers may lie. */
final class Comparisons {

  private enum Comparison {
    EQ(false, true, false, false),
    NE(true, false, true, false),
    LT(true, false, false, false),
    LE(true, true, false, false),
    GT(false, false, true, false),
    GE(false, true, true, false),
    EQU(false, true, false, true),
    NEU(true, false, true, true),
    LTU(true, false, false, true),
    LEU(true, true, false, true),
    GTU(false, false, true, true),
    GEU(false, true, true, true),
    NUM(true, true, true, false),
    NAN(false, false, false, true),
    LO(true, false, false, false),
    LS(true, true, false, false),
    HI(false, false, true, false),
    HS(false, true, true, false);

    private final boolean less;
    private final boolean equal;
    private final boolean greater;
    private final boolean unordered;

    Comparison(boolean less, boolean equal, boolean greater, boolean unordered) {
      this.less = less;
      this.equal = equal;
      this.greater = greater;
      this.unordered = unordered;
    }

    private boolean isForUnsigned() {
      return this == LO || this == LS || this == HI || this == HS;
    }

    private boolean isForSigned() {
      return ordinal() <= GE.ordinal();
    }

    int of(int below, int same, int above) {
      int neither = ~(below | same | above);
      return (less ? below : 0)
          | (equal ? same : 0)
          | (greater ? above : 0)
          | (unordered ? neither : 0);
    }
  }

  /** Finds in which lanes the first operand is less, and in which it is equal. */
  private interface Order {
    int compare(Registers r, int a, int b, Comparison comparison);
  }

  private Comparisons() {}

  static void addTo(Table table) {
    for (Comparison comparison : Comparison.values()) {
      if (!comparison.isForUnsigned()) {
        add(table, comparison, ".f64", F64, Comparisons::doubles);
        add(table, comparison, ".f32", F32, Comparisons::floats);
      }
      if (comparison.isForSigned()) {
        add(table, comparison, ".s32", B32, (r, a, b, x) -> words(r, a, b, x, 0));
        add(table, comparison, ".s64", B64, (r, a, b, x) -> longs(r, a, b, x, 0));
      }
      if (comparison.isForSigned() || comparison.isForUnsigned()) {
        add(table, comparison, ".u32", B32, (r, a, b, x) -> words(r, a, b, x, 1 << 31));
        add(table, comparison, ".u64", B64, (r, a, b, x) -> longs(r, a, b, x, 1L << 63));
      }
    }
    for (Comparison comparison : List.of(Comparison.EQ, Comparison.NE)) {
      add(table, comparison, ".b32", B32, (r, a, b, x) -> words(r, a, b, x, 0));
      add(table, comparison, ".b64", B64, (r, a, b, x) -> longs(r, a, b, x, 0));
    }
  }

  private static void add(Table table, Comparison comparison, String type, Kind kind, Order order) {
    String name = "setp." + comparison.name().toLowerCase(Locale.ROOT);
    table.add(
        name + type,
        (r, to, a, b, c) -> r.predicates[to] = order.compare(r, a, b, comparison),
        PREDICATE,
        kind,
        kind);
    table.add(
        name + ".and" + type,
        (r, to, a, b, c) -> r.predicates[to] = order.compare(r, a, b, comparison) & r.predicates[c],
        PREDICATE,
        kind,
        kind,
        PREDICATE);
    table.add(
        name + ".or" + type,
        (r, to, a, b, c) -> r.predicates[to] = order.compare(r, a, b, comparison) | r.predicates[c],
        PREDICATE,
        kind,
        kind,
        PREDICATE);
    table.add(
        name + ".xor" + type,
        (r, to, a, b, c) -> r.predicates[to] = order.compare(r, a, b, comparison) ^ r.predicates[c],
        PREDICATE,
        kind,
        kind,
        PREDICATE);
  }

  private static int doubles(Registers r, int a, int b, Comparison comparison) {
    double[] d = r.doubles;
    int below = 0;
    int same = 0;
    int above = 0;
    for (int i = 0; i < LANES; i++) {
      double x = d[a + i];
      double y = d[b + i];
      below |= x < y ? 1 << i : 0;
      same |= x == y ? 1 << i : 0;
      above |= x > y ? 1 << i : 0;
    }
    return comparison.of(below, same, above);
  }

  private static int floats(Registers r, int a, int b, Comparison comparison) {
    float[] d = r.floats;
    int below = 0;
    int same = 0;
    int above = 0;
    for (int i = 0; i < LANES; i++) {
      float x = d[a + i];
      float y = d[b + i];
      below |= x < y ? 1 << i : 0;
      same |= x == y ? 1 << i : 0;
      above |= x > y ? 1 << i : 0;
    }
    return comparison.of(below, same, above);
  }

  /** Unsigned numbers are compared as signed ones after the first bit is flipped. */
  private static int words(Registers r, int a, int b, Comparison comparison, int flip) {
    int[] d = r.words;
    int below = 0;
    int same = 0;
    for (int i = 0; i < LANES; i++) {
      int x = d[a + i] ^ flip;
      int y = d[b + i] ^ flip;
      below |= x < y ? 1 << i : 0;
      same |= x == y ? 1 << i : 0;
    }
    return comparison.of(below, same, ~(below | same));
  }

  private static int longs(Registers r, int a, int b, Comparison comparison, long flip) {
    long[] d = r.longs;
    int below = 0;
    int same = 0;
    for (int i = 0; i < LANES; i++) {
      long x = d[a + i] ^ flip;
      long y = d[b + i] ^ flip;
      below |= x < y ? 1 << i : 0;
      same |= x == y ? 1 << i : 0;
    }
    return comparison.of(below, same, ~(below | same));
  }
}
