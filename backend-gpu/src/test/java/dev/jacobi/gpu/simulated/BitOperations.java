package dev.jacobi.gpu.simulated;

import static dev.jacobi.gpu.simulated.Kind.B32;
import static dev.jacobi.gpu.simulated.Kind.B64;
import static dev.jacobi.gpu.simulated.Kind.F32;
import static dev.jacobi.gpu.simulated.Kind.F64;
import static dev.jacobi.gpu.simulated.Kind.PREDICATE;
import static dev.jacobi.gpu.simulated.Lanes.longByWords;
import static dev.jacobi.gpu.simulated.Lanes.longs;
import static dev.jacobi.gpu.simulated.Lanes.words;
import static dev.jacobi.gpu.simulated.Registers.LANES;

import java.util.List;
import java.util.function.IntBinaryOperator;

/** Moves, choices, shifts and what is done bit by bit. */
final class BitOperations {

  private BitOperations() {}

  static void addTo(Table table) {
    addLogic(table);
    addShifts(table);
    addMoves(table);
    addChoices(table);
  }

  private static void addLogic(Table table) {
    table.add("and.b32", words((x, y) -> x & y), B32, B32, B32);
    table.add("or.b32", words((x, y) -> x | y), B32, B32, B32);
    table.add("xor.b32", words((x, y) -> x ^ y), B32, B32, B32);
    table.add("not.b32", words(x -> ~x), B32, B32);
    table.add("and.b64", longs((x, y) -> x & y), B64, B64, B64);
    table.add("or.b64", longs((x, y) -> x | y), B64, B64, B64);
    table.add("xor.b64", longs((x, y) -> x ^ y), B64, B64, B64);
    table.add("not.b64", longs(x -> ~x), B64, B64);
    table.add("and.pred", truths((p, q) -> p & q), PREDICATE, PREDICATE, PREDICATE);
    table.add("or.pred", truths((p, q) -> p | q), PREDICATE, PREDICATE, PREDICATE);
    table.add("xor.pred", truths((p, q) -> p ^ q), PREDICATE, PREDICATE, PREDICATE);
    table.add("not.pred", truths((p, q) -> ~p), PREDICATE, PREDICATE);
  }

  private static Row truths(IntBinaryOperator f) {
    return (r, to, a, b, c) -> r.predicates[to] = f.applyAsInt(r.predicates[a], r.predicates[b]);
  }

  /** Shifts by more than the width shift everything out, unlike Java's. */
  private static void addShifts(Table table) {
    table.add("shl.b32", words((x, n) -> n >>> 5 == 0 ? x << n : 0), B32, B32, B32);
    table.add("shl.b64", longByWords((x, n, z) -> n < 64 ? x << n : 0), B64, B64, B32);
    for (String type : new String[] {".u", ".b"}) {
      table.add("shr" + type + "32", words((x, n) -> n >>> 5 == 0 ? x >>> n : 0), B32, B32, B32);
      table.add("shr" + type + "64", longByWords((x, n, z) -> n < 64 ? x >>> n : 0), B64, B64, B32);
    }
    table.add("shr.s32", words((x, n) -> x >> (n >>> 5 == 0 ? n : 31)), B32, B32, B32);
    table.add("shr.s64", longByWords((x, n, z) -> x >> (n < 64 ? n : 63)), B64, B64, B32);
    table.add(
        "shf.l.wrap.b32",
        words((x, y, n) -> (int) ((join(x, y) << (n & 31)) >>> 32)),
        B32,
        B32,
        B32,
        B32);
    table.add(
        "shf.r.wrap.b32", words((x, y, n) -> (int) (join(x, y) >>> (n & 31))), B32, B32, B32, B32);
  }

  private static long join(int low, int high) {
    return (long) high << 32 | low & 0xffffffffL;
  }

  private static void addMoves(Table table) {
    for (String type : List.of(".b32", ".u32", ".s32")) {
      table.add("mov" + type, words(x -> x), B32, B32);
    }
    for (String type : List.of(".b64", ".u64", ".s64")) {
      table.add("mov" + type, longs(x -> x), B64, B64);
    }
    table.add("mov.f64", move(F64, F64), F64, F64);
    table.add("mov.f32", move(F32, F32), F32, F32);
    table.add("mov.pred", truths((p, q) -> p), PREDICATE, PREDICATE);
    table.add("mov.b64", move(B64, F64), B64, F64);
    table.add("mov.b64", move(F64, B64), F64, B64);
    table.add("mov.b64", move(F64, F64), F64, F64);
    table.add("mov.b32", move(B32, F32), B32, F32);
    table.add("mov.b32", move(F32, B32), F32, B32);
    table.add("mov.b32", move(F32, F32), F32, F32);
    table.add("cvta.to.global.u64", longs(x -> x), B64, B64);
    table.add("cvta.global.u64", longs(x -> x), B64, B64);
  }

  /** Moves bits between registers of one width. */
  static Row move(Kind to, Kind from) {
    if (to == B64 && from == B64) {
      return longs(x -> x);
    } else if (to == B32 && from == B32) {
      return words(x -> x);
    } else if (to == PREDICATE && from == PREDICATE) {
      return truths((p, q) -> p);
    } else if (to == F64 && from == F64) {
      return (r, d, a, b, c) -> System.arraycopy(r.doubles, a, r.doubles, d, LANES);
    } else if (to == F32 && from == F32) {
      return (r, d, a, b, c) -> System.arraycopy(r.floats, a, r.floats, d, LANES);
    } else if (to == B64 && from == F64) {
      return (r, d, a, b, c) -> {
        for (int i = 0; i < LANES; i++) {
          r.longs[d + i] = Double.doubleToRawLongBits(r.doubles[a + i]);
        }
      };
    } else if (to == F64 && from == B64) {
      return (r, d, a, b, c) -> {
        for (int i = 0; i < LANES; i++) {
          r.doubles[d + i] = Double.longBitsToDouble(r.longs[a + i]);
        }
      };
    } else if (to == B32 && from == F32) {
      return (r, d, a, b, c) -> {
        for (int i = 0; i < LANES; i++) {
          r.words[d + i] = Float.floatToRawIntBits(r.floats[a + i]);
        }
      };
    } else if (to == F32 && from == B32) {
      return (r, d, a, b, c) -> {
        for (int i = 0; i < LANES; i++) {
          r.floats[d + i] = Float.intBitsToFloat(r.words[a + i]);
        }
      };
    }
    throw new AssertionError(from + " to " + to);
  }

  private static void addChoices(Table table) {
    for (String type : List.of(".b32", ".u32", ".s32")) {
      table.add("selp" + type, CHOOSE_WORDS, B32, B32, B32, PREDICATE);
    }
    for (String type : List.of(".b64", ".u64", ".s64")) {
      table.add("selp" + type, CHOOSE_LONGS, B64, B64, B64, PREDICATE);
    }
    table.add(
        "selp.f64",
        (r, to, a, b, c) -> {
          int chosen = r.predicates[c];
          for (int i = 0; i < LANES; i++) {
            r.doubles[to + i] = (chosen >>> i & 1) != 0 ? r.doubles[a + i] : r.doubles[b + i];
          }
        },
        F64,
        F64,
        F64,
        PREDICATE);
    table.add(
        "selp.f32",
        (r, to, a, b, c) -> {
          int chosen = r.predicates[c];
          for (int i = 0; i < LANES; i++) {
            r.floats[to + i] = (chosen >>> i & 1) != 0 ? r.floats[a + i] : r.floats[b + i];
          }
        },
        F32,
        F32,
        F32,
        PREDICATE);
  }

  private static final Row CHOOSE_WORDS =
      (r, to, a, b, c) -> {
        int chosen = r.predicates[c];
        for (int i = 0; i < LANES; i++) {
          r.words[to + i] = (chosen >>> i & 1) != 0 ? r.words[a + i] : r.words[b + i];
        }
      };

  private static final Row CHOOSE_LONGS =
      (r, to, a, b, c) -> {
        int chosen = r.predicates[c];
        for (int i = 0; i < LANES; i++) {
          r.longs[to + i] = (chosen >>> i & 1) != 0 ? r.longs[a + i] : r.longs[b + i];
        }
      };

  /** The low word of 64 bits. */
  static final Row LOW =
      (r, to, a, b, c) -> {
        for (int i = 0; i < LANES; i++) {
          r.words[to + i] = (int) r.longs[a + i];
        }
      };

  /** The high word of 64 bits. */
  static final Row HIGH =
      (r, to, a, b, c) -> {
        for (int i = 0; i < LANES; i++) {
          r.words[to + i] = (int) (r.longs[a + i] >>> 32);
        }
      };

  /** 64 bits of a low word and a high one. */
  static final Row JOIN =
      (r, to, a, b, c) -> {
        for (int i = 0; i < LANES; i++) {
          r.longs[to + i] = join(r.words[a + i], r.words[b + i]);
        }
      };
}
