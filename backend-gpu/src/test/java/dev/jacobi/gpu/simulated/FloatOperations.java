package dev.jacobi.gpu.simulated;

import static dev.jacobi.gpu.simulated.Kind.F32;
import static dev.jacobi.gpu.simulated.Kind.F64;
import static dev.jacobi.gpu.simulated.Kind.PREDICATE;
import static dev.jacobi.gpu.simulated.Lanes.canonical;
import static dev.jacobi.gpu.simulated.Lanes.doubles;
import static dev.jacobi.gpu.simulated.Lanes.floats;
import static dev.jacobi.gpu.simulated.Registers.LANES;

import java.util.Locale;

/** Arithmetic of floating-point numbers, rounded to nearest even. */
final class FloatOperations {

  private FloatOperations() {}

  static void addTo(Table table) {
    addDoubles(table);
    addFloats(table);
    addRare(table);
    addTests(table);
  }

  private static void addDoubles(Table table) {
    table.add(
        "add.rn.f64",
        (r, to, a, b, c) -> {
          double[] d = r.doubles;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(d[a + i] + d[b + i]);
          }
        },
        F64,
        F64,
        F64);
    table.add(
        "sub.rn.f64",
        (r, to, a, b, c) -> {
          double[] d = r.doubles;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(d[a + i] - d[b + i]);
          }
        },
        F64,
        F64,
        F64);
    table.add(
        "mul.rn.f64",
        (r, to, a, b, c) -> {
          double[] d = r.doubles;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(d[a + i] * d[b + i]);
          }
        },
        F64,
        F64,
        F64);
    table.add(
        "fma.rn.f64",
        (r, to, a, b, c) -> {
          double[] d = r.doubles;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(Math.fma(d[a + i], d[b + i], d[c + i]));
          }
        },
        F64,
        F64,
        F64,
        F64);
  }

  private static void addFloats(Table table) {
    table.add(
        "add.rn.f32",
        (r, to, a, b, c) -> {
          float[] d = r.floats;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(d[a + i] + d[b + i]);
          }
        },
        F32,
        F32,
        F32);
    table.add(
        "sub.rn.f32",
        (r, to, a, b, c) -> {
          float[] d = r.floats;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(d[a + i] - d[b + i]);
          }
        },
        F32,
        F32,
        F32);
    table.add(
        "mul.rn.f32",
        (r, to, a, b, c) -> {
          float[] d = r.floats;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(d[a + i] * d[b + i]);
          }
        },
        F32,
        F32,
        F32);
    table.add(
        "fma.rn.f32",
        (r, to, a, b, c) -> {
          float[] d = r.floats;
          for (int i = 0; i < LANES; i++) {
            d[to + i] = canonical(Math.fma(d[a + i], d[b + i], d[c + i]));
          }
        },
        F32,
        F32,
        F32,
        F32);
  }

  private static void addRare(Table table) {
    table.add("div.rn.f64", doubles((x, y) -> x / y), F64, F64, F64);
    table.add("rcp.rn.f64", doubles(x -> 1 / x), F64, F64);
    table.add("sqrt.rn.f64", doubles(Math::sqrt), F64, F64);
    table.add("neg.f64", doubles(x -> -x), F64, F64);
    table.add("abs.f64", doubles((double x) -> Math.abs(x)), F64, F64);
    table.add("min.f64", doubles(FloatOperations::least), F64, F64, F64);
    table.add("max.f64", doubles(FloatOperations::greatest), F64, F64, F64);
    table.add("copysign.f64", doubles((x, y) -> Math.copySign(y, x)), F64, F64, F64);
    table.add("div.rn.f32", floats((x, y) -> x / y), F32, F32, F32);
    table.add("rcp.rn.f32", floats(x -> 1 / x), F32, F32);
    table.add("sqrt.rn.f32", floats(x -> (float) Math.sqrt(x)), F32, F32);
    table.add("neg.f32", floats(x -> -x), F32, F32);
    table.add("abs.f32", floats((float x) -> Math.abs(x)), F32, F32);
    table.add("min.f32", floats((x, y) -> (float) least(x, y)), F32, F32, F32);
    table.add("max.f32", floats((x, y) -> (float) greatest(x, y)), F32, F32, F32);
    table.add("min.NaN.f32", 80, floats((x, y) -> Math.min(x, y)), F32, F32, F32);
    table.add("max.NaN.f32", 80, floats((x, y) -> Math.max(x, y)), F32, F32, F32);
    table.add("copysign.f32", floats((x, y) -> Math.copySign(y, x)), F32, F32, F32);
  }

  /** The lesser; the other one of a NaN; −0 is below 0. */
  private static double least(double x, double y) {
    return Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.min(x, y);
  }

  /** The greater; the other one of a NaN; −0 is below 0. */
  private static double greatest(double x, double y) {
    return Double.isNaN(x) ? y : Double.isNaN(y) ? x : Math.max(x, y);
  }

  /** Which class of numbers a test asks for. */
  private enum Test {
    FINITE,
    INFINITE,
    NUMBER,
    NOTANUMBER,
    NORMAL,
    SUBNORMAL;

    /** Zeros are normal and finite, as devices say. */
    boolean holds(double size, double leastNormal) {
      return switch (this) {
        case FINITE -> size < Double.POSITIVE_INFINITY;
        case INFINITE -> size == Double.POSITIVE_INFINITY;
        case NUMBER -> !Double.isNaN(size);
        case NOTANUMBER -> Double.isNaN(size);
        case NORMAL -> size == 0 || size >= leastNormal && size < Double.POSITIVE_INFINITY;
        case SUBNORMAL -> size > 0 && size < leastNormal;
      };
    }
  }

  private static void addTests(Table table) {
    for (Test test : Test.values()) {
      String name = "testp." + test.name().toLowerCase(Locale.ROOT);
      table.add(
          name + ".f64",
          (r, to, a, b, c) -> {
            int mask = 0;
            for (int i = 0; i < LANES; i++) {
              boolean holds = test.holds(Math.abs(r.doubles[a + i]), Double.MIN_NORMAL);
              mask |= holds ? 1 << i : 0;
            }
            r.predicates[to] = mask;
          },
          PREDICATE,
          F64);
      table.add(
          name + ".f32",
          (r, to, a, b, c) -> {
            int mask = 0;
            for (int i = 0; i < LANES; i++) {
              boolean holds = test.holds(Math.abs(r.floats[a + i]), Float.MIN_NORMAL);
              mask |= holds ? 1 << i : 0;
            }
            r.predicates[to] = mask;
          },
          PREDICATE,
          F32);
    }
  }
}
