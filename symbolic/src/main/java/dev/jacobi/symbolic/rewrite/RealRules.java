package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Guard.nonNegative;
import static dev.jacobi.symbolic.rewrite.Guard.positive;
import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import java.util.List;
import java.util.stream.Stream;

/** Element-wise equations that hold for real numbers. */
final class RealRules {

  private static final List<Rule> RULES =
      List.of(
          rule("isnan(x) = 0"),
          rule("x < x = 0"),
          rule("x > x = 0"),
          rule("x != x = 0"),
          rule("x <= x = 1"),
          rule("x >= x = 1"),
          rule("x == x = 1"),
          rule("multiply_no_nan(x, y) = x * y"),
          rule("gaussian(x) = exp(-x^2)"),
          rule("exp(0) = 1"),
          rule("log(1) = 0"),
          rule("sin(0) = 0"),
          rule("cos(0) = 1"),
          rule("x^(1/2) = sqrt(x)"),
          rule("log(exp(x)) = x"),
          rule("exp(log(x)) = x").when(positive("x")),
          rule("exp(x) * exp(y) = exp(x + y)"),
          rule("exp(x) / exp(y) = exp(x - y)"),
          rule("sqrt(x^2) = abs(x)"),
          rule("abs(x) = x").when(nonNegative("x")),
          rule("abs(x) * sign(x) = x"),
          rule("x * sign(x) = abs(x)"),
          rule("cos(-x) = cos(x)"),
          rule("cosh(-x) = cosh(x)"),
          rule("sin(-x) = -sin(x)"),
          rule("tan(-x) = -tan(x)"),
          rule("asin(-x) = -asin(x)"),
          rule("atan(-x) = -atan(x)"),
          rule("sinh(-x) = -sinh(x)"),
          rule("tanh(-x) = -tanh(x)"),
          rule("asinh(-x) = -asinh(x)"),
          rule("atanh(-x) = -atanh(x)"),
          rule("sech(-x) = sech(x)"),
          rule("csch(-x) = -csch(x)"),
          rule("coth(-x) = -coth(x)"),
          rule("acsc(-x) = -acsc(x)"),
          rule("acsch(-x) = -acsch(x)"),
          rule("acoth(-x) = -acoth(x)"),
          rule("erf(-x) = -erf(x)"),
          rule("cbrt(-x) = -cbrt(x)"),
          rule("sign(-x) = -sign(x)"),
          rule("sin(x) / cos(x) = tan(x)"),
          rule("sinh(x) / cosh(x) = tanh(x)"),
          rule("cosh(x) * sech(x) = 1"),
          rule("sin(x)^2 + cos(x)^2 = 1"),
          rule("cosh(x)^2 - sinh(x)^2 = 1"),
          rule("1 - sin(x)^2 = cos(x)^2"),
          rule("1 - cos(x)^2 = sin(x)^2"),
          rule("(1 - x) * (1 + x) = 1 - x^2"),
          rule("(x - 1) * (x + 1) = x^2 - 1"),
          rule("hypot(x, y)^2 = x^2 + y^2"),
          rule("exp(x) / (1 + exp(x)) = sigmoid(x)"),
          rule("1 / (1 + exp(x)) = sigmoid(-x)"),
          rule("exp(x) * sigmoid(-x) = sigmoid(x)"),
          rule("log(1 + exp(x)) = softplus(x)"),
          rule("log(sigmoid(x)) = -softplus(-x)"),
          rule("x * where(p, y, 0) = where(p, x * y, 0)"),
          rule("x * where(p, 0, y) = where(p, 0, x * y)"),
          rule("-where(p, x, 0) = where(p, -x, 0)"),
          rule("-where(p, 0, x) = where(p, 0, -x)"),
          rule("where(p, x, 0) + where(p, 0, y) = where(p, x, y)"),
          rule("where(p, x, 0) + where(p, y, 0) = where(p, x + y, 0)"),
          rule("where(p, 0, x) + where(p, 0, y) = where(p, 0, x + y)"));

  private RealRules() {}

  private static Rule rule(String equation) {
    return Rule.of(equation, REAL);
  }

  static Stream<Rule> all() {
    return RULES.stream();
  }
}
