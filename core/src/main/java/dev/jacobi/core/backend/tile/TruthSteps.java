package dev.jacobi.core.backend.tile;

import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;

/** Loops that make or use truth values. */
final class TruthSteps {

  private TruthSteps() {}

  /** And, or, not. */
  static Step of(Primitive primitive, Operands o) {
    return switch (primitive) {
      case AND ->
          (s, n) -> and((boolean[]) s[o.x()], (boolean[]) s[o.y()], (boolean[]) s[o.to()], n);
      case OR -> (s, n) -> or((boolean[]) s[o.x()], (boolean[]) s[o.y()], (boolean[]) s[o.to()], n);
      case NOT -> (s, n) -> not((boolean[]) s[o.x()], (boolean[]) s[o.to()], n);
      default -> throw new AssertionError(primitive);
    };
  }

  /** A comparison. */
  static Step comparison(Primitive primitive, Lane lane, Operands o) {
    if (lane == Lane.I64) {
      return primitive == Primitive.ILT
          ? (s, n) -> lt((long[]) s[o.x()], (long[]) s[o.y()], (boolean[]) s[o.to()], n)
          : (s, n) -> eq((long[]) s[o.x()], (long[]) s[o.y()], (boolean[]) s[o.to()], n);
    }
    return lane == Lane.F64
        ? switch (primitive) {
          case LT ->
              (s, n) -> lt((double[]) s[o.x()], (double[]) s[o.y()], (boolean[]) s[o.to()], n);
          case LE ->
              (s, n) -> le((double[]) s[o.x()], (double[]) s[o.y()], (boolean[]) s[o.to()], n);
          default ->
              (s, n) -> eq((double[]) s[o.x()], (double[]) s[o.y()], (boolean[]) s[o.to()], n);
        }
        : switch (primitive) {
          case LT -> (s, n) -> lt((float[]) s[o.x()], (float[]) s[o.y()], (boolean[]) s[o.to()], n);
          case LE -> (s, n) -> le((float[]) s[o.x()], (float[]) s[o.y()], (boolean[]) s[o.to()], n);
          default -> (s, n) -> eq((float[]) s[o.x()], (float[]) s[o.y()], (boolean[]) s[o.to()], n);
        };
  }

  /** A choice by truth values. */
  static Step select(Lane lane, Operands o) {
    return switch (lane) {
      case F64 ->
          (s, n) ->
              select(
                  (boolean[]) s[o.x()],
                  (double[]) s[o.y()],
                  (double[]) s[o.z()],
                  (double[]) s[o.to()],
                  n);
      case F32 ->
          (s, n) ->
              select(
                  (boolean[]) s[o.x()],
                  (float[]) s[o.y()],
                  (float[]) s[o.z()],
                  (float[]) s[o.to()],
                  n);
      case I64 ->
          (s, n) ->
              select(
                  (boolean[]) s[o.x()],
                  (long[]) s[o.y()],
                  (long[]) s[o.z()],
                  (long[]) s[o.to()],
                  n);
      case TRUTH ->
          (s, n) ->
              select(
                  (boolean[]) s[o.x()],
                  (boolean[]) s[o.y()],
                  (boolean[]) s[o.z()],
                  (boolean[]) s[o.to()],
                  n);
    };
  }

  /** A choice between doubles by a comparison of doubles {@code v} and {@code w}. */
  static Step select(Primitive comparison, int v, int w, Operands o) {
    return switch (comparison) {
      case LT ->
          (s, n) ->
              selectLt(
                  (double[]) s[v],
                  (double[]) s[w],
                  (double[]) s[o.y()],
                  (double[]) s[o.z()],
                  (double[]) s[o.to()],
                  n);
      case LE ->
          (s, n) ->
              selectLe(
                  (double[]) s[v],
                  (double[]) s[w],
                  (double[]) s[o.y()],
                  (double[]) s[o.z()],
                  (double[]) s[o.to()],
                  n);
      default ->
          (s, n) ->
              selectEq(
                  (double[]) s[v],
                  (double[]) s[w],
                  (double[]) s[o.y()],
                  (double[]) s[o.z()],
                  (double[]) s[o.to()],
                  n);
    };
  }

  private static void and(boolean[] x, boolean[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] && y[i];
    }
  }

  private static void or(boolean[] x, boolean[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] || y[i];
    }
  }

  private static void not(boolean[] x, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = !x[i];
    }
  }

  private static void lt(double[] x, double[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] < y[i];
    }
  }

  private static void le(double[] x, double[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] <= y[i];
    }
  }

  private static void eq(double[] x, double[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] == y[i];
    }
  }

  private static void lt(float[] x, float[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] < y[i];
    }
  }

  private static void le(float[] x, float[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] <= y[i];
    }
  }

  private static void eq(float[] x, float[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] == y[i];
    }
  }

  private static void lt(long[] x, long[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] < y[i];
    }
  }

  private static void eq(long[] x, long[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = x[i] == y[i];
    }
  }

  private static void select(boolean[] c, double[] x, double[] y, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = c[i] ? x[i] : y[i];
    }
  }

  private static void select(boolean[] c, float[] x, float[] y, float[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = c[i] ? x[i] : y[i];
    }
  }

  private static void select(boolean[] c, long[] x, long[] y, long[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = c[i] ? x[i] : y[i];
    }
  }

  private static void select(boolean[] c, boolean[] x, boolean[] y, boolean[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = c[i] ? x[i] : y[i];
    }
  }

  private static void selectLt(
      double[] v, double[] w, double[] x, double[] y, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = v[i] < w[i] ? x[i] : y[i];
    }
  }

  private static void selectLe(
      double[] v, double[] w, double[] x, double[] y, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = v[i] <= w[i] ? x[i] : y[i];
    }
  }

  private static void selectEq(
      double[] v, double[] w, double[] x, double[] y, double[] to, int count) {
    for (int i = 0; i < count; i++) {
      to[i] = v[i] == w[i] ? x[i] : y[i];
    }
  }
}
