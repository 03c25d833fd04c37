package dev.jacobi.testkit.golden;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.testkit.DecimalAlgebra;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The value of a formula of scalars in decimals, node by node, of so many digits that cancellation
 * does not matter: it tells a wrong formula from one that rounding hides.
 */
final class ExactValue {

  private final MathContext precision;
  private final DecimalAlgebra algebra;

  ExactValue(int digits) {
    this.precision = new MathContext(digits);
    this.algebra = new DecimalAlgebra(precision);
  }

  /** The value of a node. */
  BigDecimal of(Node output, Map<String, BigDecimal> inputs) {
    List<Node> nodes = output.graph().nodes().subList(0, output.id() + 1);
    boolean[] live = output.graph().live(List.of(output));
    List<Optional<BigDecimal>> values = new ArrayList<>();
    for (Node node : nodes) {
      values.add(live[node.id()] ? value(node, values, inputs) : Optional.empty());
    }
    return values.get(output.id()).orElseThrow(() -> new ArithmeticException("no real value"));
  }

  /** Empty where there is no real value, which is no fault in a branch that is not chosen. */
  private Optional<BigDecimal> value(
      Node node, List<Optional<BigDecimal>> values, Map<String, BigDecimal> inputs) {
    if (node.op() instanceof Op.Input input) {
      return Optional.ofNullable(inputs.get(input.name()));
    }
    if (node.op() instanceof Op.Constant constant) {
      return Optional.of(constant(constant));
    }
    List<Optional<BigDecimal>> x =
        node.operands().stream().map(operand -> values.get(operand.id())).toList();
    if (node.is(ScalarOp.WHERE) && x.get(0).isPresent()) {
      return x.get(x.get(0).get().signum() != 0 ? 1 : 2);
    }
    if (!(node.op() instanceof Op.Map map) || x.stream().anyMatch(Optional::isEmpty)) {
      return node.op() instanceof Op.Map ? Optional.empty() : x.get(0);
    }
    try {
      return Optional.of(algebra.apply(map.op(), x.stream().map(Optional::get).toList()));
    } catch (ArithmeticException undefined) {
      return Optional.empty();
    }
  }

  private BigDecimal constant(Op.Constant constant) {
    if (constant.value() instanceof Rational rational) {
      return new BigDecimal(rational.numerator())
          .divide(new BigDecimal(rational.denominator()), precision);
    }
    return algebra.constant((NamedConstant) constant.value());
  }
}
