package dev.jacobi.symbolic.rewrite;

import static dev.jacobi.symbolic.rewrite.Validity.REAL;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What holds of products of any number of factors. */
final class ProductRules {

  private ProductRules() {}

  static Stream<Rule> all() {
    return Stream.of(
        rule("0*x = 0", (product, facts) -> zero(product)),
        rule("x^a * x^b = x^(a + b)", (product, facts) -> new Merging(facts).sides(product)),
        rule("x^a / x^b = x^(a - b)", (product, facts) -> new Merging(facts).across(product)),
        rule("(a*y) * (x/b) = (a/b)*x*y", (product, facts) -> Optional.of(product)));
  }

  private static Rule rule(String name, BiFunction<Product, Facts, Optional<Product>> step) {
    return Rule.structural(
        name,
        REAL,
        ProductRules::isProduct,
        (node, facts) ->
            Optional.of(node)
                .filter(ProductRules::isReal)
                .map(product -> Product.of(product, facts))
                .flatMap(product -> step.apply(product, facts))
                .map(Product::build));
  }

  private static Optional<Product> zero(Product product) {
    boolean zero = product.coefficient().isZero() && !product.isConstant();
    return zero ? Optional.of(product.withPowers(List.of())) : Optional.empty();
  }

  static boolean isReal(Node node) {
    return node.dtype().isFloat();
  }

  private static boolean isProduct(Op op) {
    return op instanceof Op.Map map && PRODUCTS.contains(map.op());
  }

  private static final List<ScalarOp> PRODUCTS =
      List.of(
          ScalarOp.MUL, ScalarOp.DIV, ScalarOp.NEG, ScalarOp.SQUARE, ScalarOp.POW, ScalarOp.RSQRT);
}
