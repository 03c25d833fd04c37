package dev.jacobi.benchmarks.scalar;

/**
 * The complementary error function, which {@link Math} lacks, by W. J. Cody's rational Chebyshev
 * approximations (Mathematics of Computation 23, 1969; coefficients of SPECFUN's CALERF). With one
 * exponential, as fast code has it, the last digits of far tails are lost.
 */
@SuppressWarnings("FloatingPointLiteralPrecision") // Coefficients as published.
final class Erfc {

  private static final double INVERSE_ROOT_PI = 5.6418958354775628695e-1;

  private Erfc() {}

  static double of(double x) {
    double y = Math.abs(x);
    if (y <= 0.46875) {
      return 1 - x * small(y * y);
    }
    double tail = (y <= 4 ? middle(y) : large(y)) * Math.exp(-y * y);
    return x < 0 ? 2 - tail : tail;
  }

  /** erf(x)/x of z = x². */
  private static double small(double z) {
    double p = 1.85777706184603153e-1;
    p = p * z + 3.16112374387056560;
    p = p * z + 1.13864154151050156e2;
    p = p * z + 3.77485237685302021e2;
    p = p * z + 3.20937758913846947e3;
    double q = z + 2.36012909523441209e1;
    q = q * z + 2.44024637934444173e2;
    q = q * z + 1.28261652607737228e3;
    q = q * z + 2.84423683343917062e3;
    return p / q;
  }

  /** erfc(y)·exp(y²). */
  private static double middle(double y) {
    double p = 2.15311535474403846e-8;
    p = p * y + 5.64188496988670089e-1;
    p = p * y + 8.88314979438837594;
    p = p * y + 6.61191906371416295e1;
    p = p * y + 2.98635138197400131e2;
    p = p * y + 8.81952221241769090e2;
    p = p * y + 1.71204761263407058e3;
    p = p * y + 2.05107837782607147e3;
    p = p * y + 1.23033935479799725e3;
    double q = y + 1.57449261107098347e1;
    q = q * y + 1.17693950891312499e2;
    q = q * y + 5.37181101862009858e2;
    q = q * y + 1.62138957456669019e3;
    q = q * y + 3.29079923573345963e3;
    q = q * y + 4.36261909014324716e3;
    q = q * y + 3.43936767414372164e3;
    q = q * y + 1.23033935480374942e3;
    return p / q;
  }

  /** erfc(y)·exp(y²). */
  private static double large(double y) {
    double z = 1 / (y * y);
    double p = 1.63153871373020978e-2;
    p = p * z + 3.05326634961232344e-1;
    p = p * z + 3.60344899949804439e-1;
    p = p * z + 1.25781726111229246e-1;
    p = p * z + 1.60837851487422766e-2;
    p = p * z + 6.58749161529837803e-4;
    double q = z + 2.56852019228982242;
    q = q * z + 1.87295284992346725;
    q = q * z + 5.27905102951428412e-1;
    q = q * z + 6.05183413124413191e-2;
    q = q * z + 2.33520497626869185e-3;
    return (INVERSE_ROOT_PI - z * p / q) / y;
  }
}
