package dev.jacobi.core.op;

/** Placeholder: replaced by the special functions' own delivery. */
public final class Special {
  private Special() {}

  static double remainder(double x, double y) {
    double r = x % y;
    return r != 0 && (r < 0) != (y < 0) ? r + y : r;
  }

  static double rsqrt(double x) {
    return 1 / Math.sqrt(x);
  }

  static double log2(double x) {
    return StrictMath.log(x) / StrictMath.log(2);
  }

  static double xlogy(double x, double y) {
    return x == 0 && !Double.isNaN(y) ? 0 : x * StrictMath.log(y);
  }

  static double asinh(double x) {
    return StrictMath.log(x + Math.sqrt(x * x + 1));
  }

  static double acosh(double x) {
    return StrictMath.log(x + Math.sqrt(x * x - 1));
  }

  static double atanh(double x) {
    return 0.5 * StrictMath.log1p(2 * x / (1 - x));
  }

  static double erf(double x) {
    return x;
  }

  static double erfc(double x) {
    return x;
  }

  static double erfinv(double x) {
    return x;
  }

  static double lgamma(double x) {
    return x;
  }

  static double digamma(double x) {
    return x;
  }

  static double polygamma(double n, double x) {
    return x;
  }

  static double sigmoid(double x) {
    return x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
  }

  static double softplus(double x) {
    return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
  }
}
