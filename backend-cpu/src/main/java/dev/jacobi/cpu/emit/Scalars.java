package dev.jacobi.cpu.emit;

/** Operations on single elements that class files have no instruction for. */
final class Scalars {

  private Scalars() {}

  static boolean lt(double x, double y) {
    return x < y;
  }

  static boolean le(double x, double y) {
    return x <= y;
  }

  static boolean eq(double x, double y) {
    return x == y;
  }

  static boolean lt(float x, float y) {
    return x < y;
  }

  static boolean le(float x, float y) {
    return x <= y;
  }

  static boolean eq(float x, float y) {
    return x == y;
  }

  static boolean lt(long x, long y) {
    return x < y;
  }

  static boolean eq(long x, long y) {
    return x == y;
  }

  static double select(boolean condition, double x, double y) {
    return condition ? x : y;
  }

  static float select(boolean condition, float x, float y) {
    return condition ? x : y;
  }

  static long select(boolean condition, long x, long y) {
    return condition ? x : y;
  }

  static boolean select(boolean condition, boolean x, boolean y) {
    return condition ? x : y;
  }

  static float sqrt(float x) {
    return (float) Math.sqrt(x);
  }

  static boolean not(boolean x) {
    return !x;
  }

  static boolean truth(double x) {
    return x != 0;
  }

  static boolean truth(float x) {
    return x != 0;
  }
}
