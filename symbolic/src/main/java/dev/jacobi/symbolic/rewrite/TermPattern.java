package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The left side of an element-wise equation. An exact one fits a node as it is written, operands of
 * a commutative operation in either order. A real one whose outermost operation is a product or a
 * sum fits some of the factors or terms; the others are left beside it. Recursion follows the
 * equation, never the graph.
 */
final class TermPattern implements Pattern {

  private final Term left;
  private final Validity validity;
  private final Optional<TermProduct> product;
  private final List<TermProduct> sum;

  TermPattern(Term left, Validity validity) {
    this.left = left;
    this.validity = validity;
    boolean real = validity == Validity.REAL;
    this.sum = real && isRoot(ScalarOp.ADD, ScalarOp.SUB) ? TermProduct.sum(left) : List.of();
    this.product =
        real && isRoot(ScalarOp.MUL, ScalarOp.DIV)
            ? Optional.of(TermProduct.of(left))
            : Optional.empty();
  }

  private boolean isRoot(ScalarOp one, ScalarOp other) {
    return left instanceof Term.Application application
        && (application.op() == one || application.op() == other);
  }

  @Override
  public boolean admits(Op op) {
    if (!(op instanceof Op.Map map)) {
      return false;
    }
    if (product.isPresent()) {
      return map.op() == ScalarOp.MUL || map.op() == ScalarOp.DIV;
    }
    if (!sum.isEmpty()) {
      return map.op() == ScalarOp.ADD || map.op() == ScalarOp.SUB;
    }
    return ((Term.Application) left).op() == map.op();
  }

  @Override
  public Optional<Match> find(Node node, Facts facts, Predicate<Match> accepted) {
    if (product.isEmpty() && sum.isEmpty() && !isPlausible(node)) {
      return Optional.empty();
    }
    Search search = new Search(new Match(node), facts);
    boolean found;
    if (product.isPresent()) {
      found = search.product(product.get(), accepted);
    } else if (!sum.isEmpty()) {
      found = search.sum(sum, accepted);
    } else {
      found = search.fits(left, node, () -> accepted.test(search.match));
    }
    return found ? Optional.of(search.match) : Optional.empty();
  }

  /** Whether the operands are made as the pattern asks, as far as one look tells. */
  private boolean isPlausible(Node node) {
    List<Term> terms = ((Term.Application) left).operands();
    if (terms.size() != node.operands().size()) {
      return true;
    }
    boolean straight = true;
    boolean turned = terms.size() == 2;
    for (int i = 0; i < terms.size(); i++) {
      straight &= isPlausible(terms.get(i), node.operand(i));
      turned &= isPlausible(terms.get(i), node.operand(terms.size() - 1 - i));
    }
    return straight || turned;
  }

  private boolean isPlausible(Term term, Node node) {
    if (term instanceof Term.Literal) {
      return node.op() instanceof Op.Constant;
    }
    return !(term instanceof Term.Application application)
        || node.is(application.op())
        || (application.op() == ScalarOp.NEG && validity == Validity.REAL);
  }

  /**
   * One search; each method goes on with what is left to fit, and tries the next way if that fails.
   */
  private final class Search {

    private final Match match;
    private final Facts facts;

    Search(Match match, Facts facts) {
      this.match = match;
      this.facts = facts;
    }

    boolean product(TermProduct pattern, Predicate<Match> accepted) {
      Product target = Product.of(match.root(), facts);
      return pattern.admits(target)
          && factors(
              pattern,
              target,
              rest -> {
                match.beside(written(rest), Optional.empty());
                return accepted.test(match);
              });
    }

    private static Optional<Node> written(Product rest) {
      boolean one = rest.isConstant() && rest.coefficient().equals(Rational.ONE);
      return one ? Optional.empty() : Optional.of(rest.build());
    }

    boolean sum(List<TermProduct> pattern, Predicate<Match> accepted) {
      Sum target = Sum.of(match.root(), facts);
      boolean admitted =
          target.terms().size() >= pattern.size()
              && pattern.stream().allMatch(term -> target.terms().stream().anyMatch(term::admits));
      return admitted && terms(pattern, target.terms(), Optional.empty(), accepted);
    }

    /** Fits each term of the pattern to a term of the sum, all with the same factor left over. */
    private boolean terms(
        List<TermProduct> pattern,
        List<Product> target,
        Optional<Product> common,
        Predicate<Match> accepted) {
      if (pattern.isEmpty()) {
        Optional<Node> others =
            target.isEmpty()
                ? Optional.empty()
                : Optional.of(new Sum(match.graph(), target).build(match.root()));
        match.beside(common.flatMap(Search::written), others);
        return accepted.test(match);
      }
      for (int i = 0; i < target.size(); i++) {
        List<Product> others = new ArrayList<>(target);
        Product candidate = others.remove(i);
        boolean found =
            pattern.get(0).admits(candidate)
                && factors(
                    pattern.get(0),
                    candidate,
                    rest ->
                        common.map(other -> other.build() == rest.build()).orElse(true)
                            && terms(
                                pattern.subList(1, pattern.size()),
                                others,
                                Optional.of(rest),
                                accepted));
        if (found) {
          return true;
        }
      }
      return false;
    }

    /** Fits the factors of the pattern to some of the product, and goes on with the rest. */
    private boolean factors(TermProduct pattern, Product target, Function<Product, Boolean> then) {
      Rational scale = target.coefficient().div(pattern.coefficient()).orElseThrow();
      return factors(pattern.factors(), target.withCoefficient(scale), then);
    }

    private boolean factors(
        List<TermProduct.Factor> pattern, Product target, Function<Product, Boolean> then) {
      if (pattern.isEmpty()) {
        return then.apply(target);
      }
      TermProduct.Factor factor = pattern.get(0);
      List<TermProduct.Factor> others = pattern.subList(1, pattern.size());
      if (factor.term() instanceof Term.Variable variable && !variable.isConstant()) {
        return match.isBound(variable.name())
            ? without(target, variable, factor.exponent())
                .map(rest -> factors(others, rest, then))
                .orElse(false)
            : others.isEmpty() && takesAll(variable, factor, target, then);
      }
      for (int i = 0; i < target.powers().size(); i++) {
        Power power = target.powers().get(i);
        Optional<Product> rest = taken(target, i, factor.exponent());
        boolean found =
            rest.isPresent()
                && fits(factor.term(), power.base(), () -> factors(others, rest.get(), then));
        if (found) {
          return true;
        }
      }
      return false;
    }

    /** The last variable that stands for nothing yet stands for all factors that are left. */
    private boolean takesAll(
        Term.Variable variable,
        TermProduct.Factor factor,
        Product target,
        Function<Product, Boolean> then) {
      if (!factor.exponent().equals(Rational.ONE) || written(target).isEmpty()) {
        return false;
      }
      Node all = target.build();
      return fits(variable, all, () -> then.apply(Product.constant(all, Rational.ONE, facts)));
    }

    private Optional<Product> without(Product target, Term.Variable variable, Rational exponent) {
      Product bound = Product.of(match.node(variable.name()), facts);
      if (!exponent.equals(Rational.ONE)) {
        bound = bound.withPowers(List.of(Power.of(match.node(variable.name())).to(exponent)));
        bound = bound.unit();
      }
      Optional<Product> rest =
          target.coefficient().div(bound.coefficient()).map(target::withCoefficient);
      for (Power power : bound.powers()) {
        rest = rest.flatMap(product -> taken(product, power));
      }
      return rest;
    }

    private static Optional<Product> taken(Product target, Power power) {
      for (int i = 0; i < target.powers().size(); i++) {
        if (target.powers().get(i).base() == power.base()) {
          Optional<Product> rest = taken(target, i, power.exponent());
          if (rest.isPresent()) {
            return rest;
          }
        }
      }
      return Optional.empty();
    }

    /** The product without so many of one of its factors; empty when it has not so many. */
    private static Optional<Product> taken(Product target, int index, Rational exponent) {
      Power power = target.powers().get(index);
      List<Power> powers = new ArrayList<>(target.powers());
      if (power.exponent().equals(exponent)) {
        powers.remove(index);
        return Optional.of(target.withPowers(powers));
      }
      Rational left = power.exponent().minus(exponent);
      boolean enough =
          power.exponent().isInteger()
              && exponent.isInteger()
              && power.exponent().signum() == exponent.signum()
              && left.signum() == exponent.signum();
      powers.set(index, power.to(left));
      return enough ? Optional.of(target.withPowers(powers)) : Optional.empty();
    }

    boolean fits(Term term, Node node, BooleanSupplier then) {
      if (term instanceof Term.Variable variable) {
        return variable(variable, node, then);
      }
      if (term instanceof Term.Literal literal) {
        return node.graph().literal(node).filter(literal.value()::equals).isPresent()
            && then.getAsBoolean();
      }
      Term.Application application = (Term.Application) term;
      if (application.op() == ScalarOp.NEG && validity == Validity.REAL) {
        return negative(application.operand(0), node, then);
      }
      if (!node.is(application.op())) {
        return false;
      }
      List<Term> terms = application.operands();
      if (operands(terms, node.operands(), then)) {
        return true;
      }
      boolean turn = isCommutative(application.op()) && node.operand(0) != node.operand(1);
      return turn && operands(terms, List.of(node.operand(1), node.operand(0)), then);
    }

    private boolean operands(List<Term> terms, List<Node> nodes, BooleanSupplier then) {
      if (terms.isEmpty()) {
        return then.getAsBoolean();
      }
      return fits(
          terms.get(0),
          nodes.get(0),
          () -> operands(terms.subList(1, terms.size()), nodes.subList(1, nodes.size()), then));
    }

    /** Among reals, -x fits every product with a negative coefficient, and the negative of x. */
    private boolean negative(Term operand, Node node, BooleanSupplier then) {
      if (!node.dtype().isFloat()) {
        return false;
      }
      Product product = Product.of(node, facts);
      boolean known = operand instanceof Term.Variable variable && match.isBound(variable.name());
      return (known || product.coefficient().signum() < 0)
          && fits(operand, product.negate().build(), then);
    }

    private boolean variable(Term.Variable variable, Node node, BooleanSupplier then) {
      if (match.isBound(variable.name())) {
        return match.node(variable.name()) == node && then.getAsBoolean();
      }
      if (!admits(variable, node)) {
        return false;
      }
      match.bind(variable.name(), node);
      if (then.getAsBoolean()) {
        return true;
      }
      match.unbind(variable.name());
      return false;
    }

    private boolean admits(Term.Variable variable, Node node) {
      if (variable.isTruth()) {
        return node.dtype() == DType.BOOL;
      }
      if (variable.isConstant()) {
        return node.dtype().isFloat()
            && node.graph()
                .literal(node)
                .filter(v -> !variable.isInteger() || v.isInteger())
                .isPresent();
      }
      return validity == Validity.EXACT || node.dtype().isFloat();
    }

    private static boolean isCommutative(ScalarOp op) {
      return switch (op) {
        case ADD, MUL, MAXIMUM, MINIMUM, HYPOT, AND, OR, EQ, NE -> true;
        default -> false;
      };
    }
  }
}
