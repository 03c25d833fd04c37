package dev.jacobi.examples;

import dev.jacobi.core.op.ScalarOp;

/**
 * The price of a European call on a share without dividends and its derivatives in closed form
 * (Black and Scholes 1973, equation 13; Hull, Options, Futures, and Other Derivatives, chapter 19).
 *
 * @param share the price of the share
 * @param strike the price at which it may be bought
 * @param rate the interest rate, continuously compounded
 * @param volatility the standard deviation of the yearly return
 * @param years the time to expiry
 */
record CallPrice(double share, double strike, double rate, double volatility, double years) {

  double price() {
    return share * normal(d1()) - strike * discount() * normal(d2());
  }

  /** By the price of the share. */
  double delta() {
    return normal(d1());
  }

  /** By the strike. */
  double dualDelta() {
    return -discount() * normal(d2());
  }

  /** By the interest rate. */
  double rho() {
    return strike * years * discount() * normal(d2());
  }

  /** By the volatility. */
  double vega() {
    return share * density(d1()) * Math.sqrt(years);
  }

  /** By the time that passes, so the negative of the derivative by the time to expiry. */
  double theta() {
    return -share * density(d1()) * volatility / (2 * Math.sqrt(years))
        - rate * strike * discount() * normal(d2());
  }

  /** By the price of the share, twice. */
  double gamma() {
    return density(d1()) / (share * volatility * Math.sqrt(years));
  }

  private double d1() {
    double drift = (rate + volatility * volatility / 2) * years;
    return (StrictMath.log(share / strike) + drift) / (volatility * Math.sqrt(years));
  }

  private double d2() {
    return d1() - volatility * Math.sqrt(years);
  }

  private double discount() {
    return StrictMath.exp(-rate * years);
  }

  /** The distribution function of the standard normal distribution. */
  private static double normal(double x) {
    return ScalarOp.ERFC.function().apply(-x / Math.sqrt(2), 0, 0) / 2;
  }

  private static double density(double x) {
    return StrictMath.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
