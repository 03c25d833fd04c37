package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What holds of matrix products and their kin. */
final class ContractionRules {

  private ContractionRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        ViewRules.rule("(x @ y)' = y' @ x'", Op.Permute.class, REAL, ContractionRules::turnResult),
        ViewRules.rule(
            "x' @ y = contract(x, y)", Op.Contract.class, REAL, ContractionRules::turnOperands),
        ViewRules.rule("x @ y' = y @ x", Op.Contract.class, ContractionRules::turnVector),
        Rule.structural(
            "(a*x) @ y = a*(x @ y)",
            REAL,
            op -> op instanceof Op.Contract,
            ContractionRules::takeOut),
        ViewRules.rule(
            "where(one_hot(arange), a, 0) = a*eye", Op.Map.class, REAL, ContractionRules::identity),
        ViewRules.rule(
            "eye' = eye",
            Op.Permute.class,
            (op, node) ->
                isIdentity(node.operand(0)) && node.operand(0).shape().rank() == 2
                    ? Optional.of(node.operand(0))
                    : Optional.empty()),
        ViewRules.rule("eye @ x = x", Op.Contract.class, REAL, ContractionRules::byIdentity),
        ViewRules.rule("contract(a, x) = a*x", Op.Contract.class, REAL, ContractionRules::byScalar),
        ViewRules.rule(
            "broadcast(a) @ x = a*sum(x)", Op.Contract.class, REAL, ContractionRules::byRepeated));
  }

  /** Whether a value is an identity matrix. */
  private static boolean isIdentity(Node node) {
    return node.op() instanceof Op.Cast && ChoiceRules.isDiagonal(node.operand(0));
  }

  private static Optional<Node> identity(Op.Map op, Node node) {
    boolean fits =
        op.op() == ScalarOp.WHERE
            && node.dtype().isFloat()
            && ChoiceRules.isDiagonal(node.operand(0))
            && node.operand(1).shape().rank() == 0
            && node.graph().literal(node.operand(2)).filter(Rational::isZero).isPresent();
    Graph graph = node.graph();
    return fits
        ? Optional.of(graph.times(node.operand(1), graph.cast(node.operand(0), node.dtype())))
        : Optional.empty();
  }

  /** Summing over an axis of the identity names the other operand's axis by the other letter. */
  private static Optional<Node> byIdentity(Op.Contract op, Node node) {
    for (int i = 0; i < 2; i++) {
      String eye = i == 0 ? op.left() : op.right();
      String other = i == 0 ? op.right() : op.left();
      if (isIdentity(node.operand(i))) {
        for (int axis = 0; axis < 2; axis++) {
          char summed = eye.charAt(axis);
          char kept = eye.charAt(1 - axis);
          String renamed = other.replace(summed, kept);
          boolean moves =
              other.indexOf(summed) >= 0
                  && other.indexOf(kept) < 0
                  && renamed.length() == op.result().length()
                  && op.result().chars().allMatch(letter -> renamed.indexOf(letter) >= 0);
          if (moves) {
            return Optional.of(arranged(node.operand(1 - i), renamed, op.result()));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** The letters in the order that a permutation gives them. */
  private static String permuted(String letters, List<Integer> axes) {
    StringBuilder result = new StringBuilder();
    for (int axis : axes) {
      result.append(letters.charAt(axis));
    }
    return result.toString();
  }

  private static Optional<Node> turnResult(Op.Permute op, Node node) {
    Node product = node.operand(0);
    if (!(product.op() instanceof Op.Contract contract)) {
      return Optional.empty();
    }
    String result = permuted(contract.result(), op.axes());
    Op turned = new Op.Contract(contract.left(), contract.right(), result);
    return Optional.of(node.graph().apply(turned, product.operands()));
  }

  private static Optional<Node> turnOperands(Op.Contract op, Node node) {
    String[] letters = {op.left(), op.right()};
    List<Node> operands = new ArrayList<>(node.operands());
    boolean turned = false;
    for (int i = 0; i < letters.length; i++) {
      if (operands.get(i).op() instanceof Op.Permute permute) {
        StringBuilder own = new StringBuilder(letters[i]);
        for (int axis = 0; axis < own.length(); axis++) {
          own.setCharAt(permute.axes().get(axis), letters[i].charAt(axis));
        }
        letters[i] = own.toString();
        operands.set(i, operands.get(i).operand(0));
        turned = true;
      }
    }
    Op plain = new Op.Contract(letters[0], letters[1], op.result());
    return turned ? Optional.of(node.graph().apply(plain, operands)) : Optional.empty();
  }

  /** The product of a vector with a transposed matrix is that of the matrix with the vector. */
  private static Optional<Node> turnVector(Op.Contract op, Node node) {
    boolean transposed =
        op.left().length() == 1
            && op.right().length() == 2
            && op.result().length() == 1
            && op.right().endsWith(op.left());
    Op turned = new Op.Contract(/* left= */ op.right(), /* right= */ op.left(), op.result());
    List<Node> operands = List.of(node.operand(1), node.operand(0));
    return transposed ? Optional.of(node.graph().apply(turned, operands)) : Optional.empty();
  }

  private static Optional<Node> takeOut(Node node, Facts facts) {
    Graph graph = node.graph();
    if (!node.dtype().isFloat()) {
      return Optional.empty();
    }
    List<Node> operands = new ArrayList<>();
    Product factor = Product.constant(node, Rational.ONE, facts);
    for (Node operand : node.operands()) {
      Product product =
          isProduct(operand) ? Product.of(operand, facts) : Product.atom(operand, facts);
      List<Power> inside = new ArrayList<>();
      List<Power> outside = new ArrayList<>();
      for (Power power : product.powers()) {
        (power.base().shape().rank() == 0 ? outside : inside).add(power);
      }
      boolean scalar = operand.shape().rank() == 0 || inside.isEmpty();
      factor = scalar ? factor : factor.times(product.withPowers(outside));
      Node rest = scalar ? operand : product.unit().withPowers(inside).build();
      operands.add(graph.broadcast(rest, operand.shape()));
    }
    boolean nothing = factor.isConstant() && factor.coefficient().equals(Rational.ONE);
    return nothing
        ? Optional.empty()
        : Optional.of(graph.times(factor.build(), graph.apply(node.op(), operands)));
  }

  private static boolean isProduct(Node node) {
    return node.is(ScalarOp.MUL) || node.is(ScalarOp.DIV) || node.is(ScalarOp.NEG);
  }

  /** A product with a scalar is one element by element. */
  private static Optional<Node> byScalar(Op.Contract op, Node node) {
    for (int i = 0; i < 2; i++) {
      String other = i == 0 ? op.right() : op.left();
      if (node.operand(i).shape().rank() == 0 && op.result().length() == other.length()) {
        Node moved = arranged(node.operand(1 - i), other, op.result());
        return Optional.of(node.graph().times(node.operand(i), moved));
      }
    }
    return Optional.empty();
  }

  /** The axes, named by letters, in another order. */
  private static Node arranged(Node node, String letters, String order) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < order.length(); i++) {
      axes.add(letters.indexOf(order.charAt(i)));
    }
    return node.graph().permute(node, axes);
  }

  /** An operand that is one number everywhere leaves the sum of the other. */
  private static Optional<Node> byRepeated(Op.Contract op, Node node) {
    for (int i = 0; i < 2; i++) {
      Node repeated = node.operand(i);
      boolean scalar =
          repeated.op() instanceof Op.Broadcast && repeated.operand(0).shape().rank() == 0;
      if (scalar) {
        String letters = i == 0 ? op.right() : op.left();
        Node sum = summed(node.operand(1 - i), letters, op.result(), node.shape());
        return Optional.of(node.graph().times(repeated.operand(0), sum));
      }
    }
    return Optional.empty();
  }

  /** The sum over the axes that the result has not, repeated along those that only it has. */
  private static Node summed(Node x, String letters, String result, Shape shape) {
    Graph graph = x.graph();
    List<Integer> axes = new ArrayList<>();
    StringBuilder kept = new StringBuilder();
    for (int axis = 0; axis < letters.length(); axis++) {
      if (result.indexOf(letters.charAt(axis)) < 0) {
        axes.add(axis);
      } else {
        kept.append(letters.charAt(axis));
      }
    }
    StringBuilder order = new StringBuilder();
    List<Dim> dims = new ArrayList<>();
    for (int axis = 0; axis < result.length(); axis++) {
      boolean has = kept.indexOf(result.substring(axis, axis + 1)) >= 0;
      dims.add(has ? shape.dim(axis) : Dim.ONE);
      order.append(has ? result.substring(axis, axis + 1) : "");
    }
    Node sum = graph.reduce(Reduction.SUM, x, axes, false);
    Node arranged = arranged(sum, kept.toString(), order.toString());
    return graph.broadcast(graph.reshape(arranged, Shape.of(dims)), shape);
  }
}
