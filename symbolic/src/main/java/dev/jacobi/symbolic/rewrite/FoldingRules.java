package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Operations on constants replaced by their value. */
final class FoldingRules {

  private FoldingRules() {}

  /** Folding that gives the bits that computing would give: by the rounding of the element type. */
  static Stream<Rule> exact() {
    return Stream.of(
        Rule.structural(
            "rounded(a + b) = c",
            Validity.EXACT,
            op -> op instanceof Op.Map,
            (node, facts) -> literals(node).flatMap(values -> rounded(node, values))));
  }

  /** Folding in exact rational numbers. */
  static Stream<Rule> real() {
    return Stream.of(
        Rule.structural(
            "a + b = c", Validity.REAL, op -> op instanceof Op.Map, (node, facts) -> folded(node)));
  }

  /** The exact value of an element-wise operation on rational constants. */
  static Optional<Node> folded(Node node) {
    return literals(node)
        .flatMap(values -> exact(((Op.Map) node.op()).op(), values))
        .filter(Rational::isShort)
        .map(value -> node.graph().constant(value, node.dtype()));
  }

  private static Optional<List<Rational>> literals(Node node) {
    Graph graph = node.graph();
    List<Rational> values = new ArrayList<>();
    for (Node operand : node.operands()) {
      Optional<Rational> value = graph.literal(operand);
      if (value.isEmpty() || !operand.dtype().isFloat()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  private static Optional<Rational> exact(ScalarOp op, List<Rational> x) {
    Rational first = x.get(0);
    Rational last = x.get(x.size() - 1);
    return switch (op) {
      case ADD -> Optional.of(first.plus(last));
      case SUB -> Optional.of(first.minus(last));
      case MUL -> Optional.of(first.times(last));
      case DIV -> first.div(last);
      case NEG -> Optional.of(first.negate());
      case SQUARE -> Optional.of(first.times(first));
      case POW -> last.toLong().flatMap(first::pow);
      case ABS -> Optional.of(first.signum() < 0 ? first.negate() : first);
      case SIGN -> Optional.of(Rational.of(first.signum()));
      case MAXIMUM -> Optional.of(first.compareTo(last) >= 0 ? first : last);
      case MINIMUM -> Optional.of(first.compareTo(last) <= 0 ? first : last);
      case RELU -> Optional.of(first.signum() > 0 ? first : Rational.ZERO);
      case SQRT -> root(first);
      case LT -> truth(first.compareTo(last) < 0);
      case LE -> truth(first.compareTo(last) <= 0);
      case GT -> truth(first.compareTo(last) > 0);
      case GE -> truth(first.compareTo(last) >= 0);
      case EQ -> truth(first.equals(last));
      case NE -> truth(!first.equals(last));
      default -> Optional.empty();
    };
  }

  private static Optional<Rational> truth(boolean value) {
    return Optional.of(value ? Rational.ONE : Rational.ZERO);
  }

  private static Optional<Rational> root(Rational value) {
    if (value.signum() < 0) {
      return Optional.empty();
    }
    Rational root = new Rational(value.numerator().sqrt(), value.denominator().sqrt());
    return Optional.of(root).filter(found -> found.times(found).equals(value));
  }

  private static Optional<Node> rounded(Node node, List<Rational> values) {
    ScalarOp op = ((Op.Map) node.op()).op();
    boolean correctlyRounded =
        switch (op) {
          case ADD, SUB, MUL, DIV, NEG, SQUARE, ABS, SQRT -> true;
          default -> false;
        };
    if (!correctlyRounded) {
      return Optional.empty();
    }
    DType dtype = node.dtype();
    double x = operand(values.get(0), dtype);
    double y = operand(values.get(values.size() - 1), dtype);
    // Rounding to double first is harmless for one operation: 53 >= 2*24 + 2 (Figueroa 1995).
    double result = operandOf(op.function().apply(x, y, 0), dtype);
    boolean negativeZero = result == 0 && Double.doubleToRawLongBits(result) != 0;
    if (!Double.isFinite(result) || negativeZero) {
      return Optional.empty();
    }
    Rational exact = Rational.of(new BigDecimal(result));
    boolean kept = exact.isShort() && operand(exact, dtype) == result;
    return kept ? Optional.of(node.graph().constant(exact, dtype)) : Optional.empty();
  }

  private static double operand(Rational value, DType dtype) {
    return dtype == DType.F32 ? value.toFloat() : value.toDouble();
  }

  private static double operandOf(double value, DType dtype) {
    return dtype == DType.F32 ? (float) value : value;
  }
}
