package dev.jacobi.gpu.simulated;

import static dev.jacobi.gpu.simulated.Kind.F32;
import static dev.jacobi.gpu.simulated.Kind.F64;
import static dev.jacobi.gpu.simulated.Lanes.canonical;
import static dev.jacobi.gpu.simulated.Lanes.doubles;
import static dev.jacobi.gpu.simulated.Lanes.floats;
import static dev.jacobi.gpu.simulated.Registers.LANES;

import java.math.BigDecimal;

/** {@code cvt}. */
final class Conversions {

  private interface FromLong {
    long apply(long x);
  }

  private Conversions() {}

  static void addTo(Table table) {
    addBetweenFloats(table);
    for (IntegerType type : IntegerType.values()) {
      for (Rounding rounding : Rounding.values()) {
        addToFloat(table, type, rounding);
        addFromFloat(table, type, rounding);
      }
      for (IntegerType from : IntegerType.values()) {
        String types = type.suffix() + from.suffix();
        if (type != from) {
          table.add("cvt" + types, between(from, type, x -> x), type.kind(), from.kind());
        }
        if (!type.holds(from)) {
          FromLong clamp = x -> type.clamp(from.value(x));
          table.add("cvt.sat" + types, between(from, type, clamp), type.kind(), from.kind());
        }
      }
    }
  }

  private static void addBetweenFloats(Table table) {
    table.add(
        "cvt.f64.f32",
        (r, to, a, b, c) -> {
          for (int i = 0; i < LANES; i++) {
            r.doubles[to + i] = canonical((double) r.floats[a + i]);
          }
        },
        F64,
        F32);
    for (Rounding rounding : Rounding.values()) {
      table.add(
          "cvt" + rounding.modifier() + ".f32.f64",
          (r, to, a, b, c) -> {
            for (int i = 0; i < LANES; i++) {
              r.floats[to + i] = narrow(r.doubles[a + i], rounding);
            }
          },
          F32,
          F64);
      String whole = "cvt" + rounding.wholeModifier();
      table.add(whole + ".f64.f64", doubles((double x) -> rounding.whole(x)), F64, F64);
      table.add(whole + ".f32.f32", floats((float x) -> (float) rounding.whole(x)), F32, F32);
    }
  }

  private static float narrow(double x, Rounding rounding) {
    float nearest = canonical((float) x);
    boolean isPlain = rounding == Rounding.NEAREST || Double.isNaN(x) || Double.isInfinite(x);
    return isPlain ? nearest : rounding.adjust(nearest, new BigDecimal(x));
  }

  private static void addToFloat(Table table, IntegerType type, Rounding rounding) {
    String name = "cvt" + rounding.modifier();
    Kind kind = type.kind();
    table.add(
        name + ".f64" + type.suffix(),
        (r, to, a, b, c) -> {
          for (int i = 0; i < LANES; i++) {
            r.doubles[to + i] = type.toDouble(type.cut(read(r, kind, a + i)), rounding);
          }
        },
        F64,
        kind);
    table.add(
        name + ".f32" + type.suffix(),
        (r, to, a, b, c) -> {
          for (int i = 0; i < LANES; i++) {
            r.floats[to + i] = type.toFloat(type.cut(read(r, kind, a + i)), rounding);
          }
        },
        F32,
        kind);
  }

  private static void addFromFloat(Table table, IntegerType type, Rounding rounding) {
    String name = "cvt" + rounding.wholeModifier() + type.suffix();
    table.add(
        name + ".f64",
        (r, to, a, b, c) -> {
          for (int i = 0; i < LANES; i++) {
            write(r, type.kind(), to + i, type.of(rounding.whole(r.doubles[a + i]), true));
          }
        },
        type.kind(),
        F64);
    table.add(
        name + ".f32",
        (r, to, a, b, c) -> {
          for (int i = 0; i < LANES; i++) {
            write(r, type.kind(), to + i, type.of(rounding.whole(r.floats[a + i]), false));
          }
        },
        type.kind(),
        F32);
  }

  private static Row between(IntegerType from, IntegerType type, FromLong f) {
    Kind source = from.kind();
    Kind target = type.kind();
    return (r, to, a, b, c) -> {
      for (int i = 0; i < LANES; i++) {
        write(r, target, to + i, type.cut(f.apply(from.cut(read(r, source, a + i)))));
      }
    };
  }

  private static long read(Registers r, Kind kind, int at) {
    return kind == Kind.B64 ? r.longs[at] : r.words[at];
  }

  private static void write(Registers r, Kind kind, int at, long value) {
    if (kind == Kind.B64) {
      r.longs[at] = value;
    } else {
      r.words[at] = (int) value;
    }
  }
}
