package dev.jacobi.benchmarks.scalar;

import java.util.List;

/**
 * The price of a European call with its five partial derivatives in closed form (Black and Scholes
 * 1973, equation 13), as one writes it by hand with {@link Math}.
 */
public final class Call {

  /** The same as a program. */
  public static final String PROGRAM =
      """
      def N(x) = erfc(-x/sqrt(2))/2
      d1 = (log(S/K) + (r + sigma^2/2)*T)/(sigma*sqrt(T))
      d2 = d1 - sigma*sqrt(T)
      call = S*N(d1) - K*exp(-r*T)*N(d2)
      """;

  /** Share, strike, interest, volatility and years, in the order of arguments and derivatives. */
  public static final List<String> NAMES = List.of("S", "K", "r", "sigma", "T");

  private static final double HALF_ROOT = Math.sqrt(0.5);
  private static final double DENSITY = 1 / Math.sqrt(2 * Math.PI);

  private Call() {}

  /** The price; the derivatives are written to {@code greeks}, from {@code at} in steps. */
  public static double price(
      double share,
      double strike,
      double rate,
      double volatility,
      double years,
      double[] greeks,
      int at,
      int step) {
    double root = Math.sqrt(years);
    double deviation = volatility * root;
    double drift = (rate + volatility * volatility / 2) * years;
    double d1 = (Math.log(share / strike) + drift) / deviation;
    double n1 = normal(d1);
    double n2 = normal(d1 - deviation);
    double discounted = strike * Math.exp(-rate * years);
    double slope = share * DENSITY * Math.exp(-d1 * d1 / 2);
    greeks[at] = n1;
    greeks[at + step] = -discounted / strike * n2;
    greeks[at + 2 * step] = years * discounted * n2;
    greeks[at + 3 * step] = slope * root;
    greeks[at + 4 * step] = slope * volatility / (2 * root) + rate * discounted * n2;
    return share * n1 - discounted * n2;
  }

  private static double normal(double x) {
    return Erfc.of(-x * HALF_ROOT) / 2;
  }
}
