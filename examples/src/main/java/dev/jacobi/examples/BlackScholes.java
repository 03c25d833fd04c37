package dev.jacobi.examples;

import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.check.CrossCheck;
import dev.jacobi.core.check.Report;
import dev.jacobi.core.check.Route;
import dev.jacobi.core.check.Routes;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Derivative;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.ValueAndGradient;
import dev.jacobi.symbolic.print.Printer;
import dev.jacobi.symbolic.rewrite.Rewriter;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * The price of a European call and its Greeks, all from one formula. Each derivative is printed,
 * compared with the textbook's closed form, and checked by every route there is.
 */
public final class BlackScholes {

  /** S: price of the share; K: strike; r: interest; sigma: volatility; T: years to expiry. */
  private static final String CALL =
      """
      def N(x) = erfc(-x/sqrt(2))/2
      d1 = (log(S/K) + (r + sigma^2/2)*T)/(sigma*sqrt(T))
      d2 = d1 - sigma*sqrt(T)
      call = S*N(d1) - K*exp(-r*T)*N(d2)
      """;

  private final PrintStream out;
  private final Formula call = Formula.parse(CALL);
  private final CallPrice exact = new CallPrice(100, 105, 0.03, 0.25, 0.75);
  private final Point at =
      Point.of("S", exact.share())
          .and("K", exact.strike())
          .and("r", exact.rate())
          .and("sigma", exact.volatility())
          .and("T", exact.years());

  private BlackScholes(PrintStream out) {
    this.out = out;
  }

  /**
   * Prints price, Greeks, formulas and checks.
   *
   * @param args none
   */
  public static void main(String[] args) {
    BlackScholes example = new BlackScholes(System.out);
    example.out.println(CALL + "at " + example.at + "\n");
    example.compareWithClosedForms();
    example.printDerivatives();
    example.checkEveryRoute();
  }

  private void compareWithClosedForms() {
    ValueAndGradient found = call.valueAndGradient(at, Seed.NONE);
    Formula gamma = Formula.parse(CALL + "gamma = diff(diff(call, S), S)");
    out.printf(Locale.ROOT, "%-25s %-22s %s%n", "", "from the formula", "closed form");
    row("price", "", found.value(), exact.price());
    row("delta", "by S", found.by("S"), exact.delta());
    row("dual delta", "by K", found.by("K"), exact.dualDelta());
    row("rho", "by r", found.by("r"), exact.rho());
    row("vega", "by sigma", found.by("sigma"), exact.vega());
    row("-theta", "by T", found.by("T"), -exact.theta());
    row("gamma", "by S, twice", gamma.value(at), exact.gamma());
  }

  private void row(String greek, String derivative, Tensor found, double closed) {
    double value = found.item();
    if (!(Math.abs(value - closed) <= 1e-13 * Math.abs(closed))) {
      throw new AssertionError(greek + " is " + value + ", but the closed form says " + closed);
    }
    out.printf(Locale.ROOT, "%-12s %-12s %-22s %s%n", greek, derivative, value, closed);
  }

  /** Long formulas are printed as statements, a line each. */
  private void printDerivatives() {
    for (String name : call.variables()) {
      Derivative derivative = call.derivative(name);
      String text = derivative.text(Printer.TEXT.limit(100));
      out.println("\n" + derivative.label() + ":\n  " + text.replace("; ", "\n  "));
    }
  }

  private void checkEveryRoute() {
    List<Route> routes =
        List.of(
            Routes.symbolic(),
            Routes.real("printed", (graph, nodes) -> Rewriter.real().simplify(graph, nodes)),
            Routes.tape(),
            Routes.forward(),
            Routes.differences());
    CrossCheck check = new CrossCheck(routes, Backends.load().all());
    Report report = check.check(call.question(at, Seed.NONE));
    out.println();
    out.println("Compared with " + report.baseline() + ":");
    for (Report.Row row : report.rows()) {
      String result = row.result().isEmpty() ? "call" : "by " + row.result();
      out.printf(Locale.ROOT, "%-12s %-9s %s%n", row.route(), result, row.verdict());
    }
    out.println(report.agrees() ? "All agree." : "They disagree.");
  }
}
