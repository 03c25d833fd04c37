package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.EXACT;

import java.util.List;
import java.util.stream.Stream;

/** Element-wise equations that hold bit for bit. */
final class ExactRules {

  private static final List<String> EQUATIONS =
      List.of(
          "x * 1 = x",
          "x / 1 = x",
          "x - 0 = x",
          "--x = x",
          "x * -1 = -x",
          "x / -1 = -x",
          "x + -y = x - y",
          "x - -y = x + y",
          "-x * -y = x * y",
          "-x / -y = x / y",
          "x * x = x^2",
          "(-x)^2 = x^2",
          "x^1 = x",
          "x^0 = 1",
          "abs(-x) = abs(x)",
          "abs(abs(x)) = abs(x)",
          "abs(x)^2 = x^2",
          "abs(x^2) = x^2",
          "maximum(x, x) = x",
          "minimum(x, x) = x",
          "relu(relu(x)) = relu(x)",
          "polygamma(0, x) = digamma(x)",
          "polygamma(1, x) = trigamma(x)",
          "floor(floor(x)) = floor(x)",
          "ceil(ceil(x)) = ceil(x)",
          "not not p = p",
          "p and p = p",
          "p or p = p",
          "p and 1 = p",
          "p and 0 = 0",
          "p or 0 = p",
          "p or 1 = 1",
          "where(not p, x, y) = where(p, y, x)",
          "where(p, x, x) = x",
          "where(1, x, y) = x",
          "where(0, x, y) = y",
          "where(p, where(p, x, y), z) = where(p, x, z)",
          "where(p, x, where(p, y, z)) = where(p, x, z)");

  private ExactRules() {}

  static Stream<Rule> all() {
    return EQUATIONS.stream().map(equation -> Rule.of(equation, EXACT));
  }
}
