package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A term as a coefficient times powers of terms; terms that are bare variables come last. */
record TermProduct(Rational coefficient, List<Factor> factors) {

  /** A term to a constant power. */
  record Factor(Term term, Rational exponent) {}

  static TermProduct of(Term term) {
    List<Factor> factors = new ArrayList<>();
    Rational coefficient = collect(term, Rational.ONE, factors);
    factors.sort(Comparator.comparing(factor -> factor.term() instanceof Term.Variable));
    return new TermProduct(coefficient, List.copyOf(factors));
  }

  private static Rational collect(Term term, Rational exponent, List<Factor> factors) {
    if (term instanceof Term.Literal literal) {
      return exponent.toLong().flatMap(literal.value()::pow).orElseThrow();
    }
    if (term instanceof Term.Application application) {
      Term first = application.operand(0);
      switch (application.op()) {
        case MUL, DIV -> {
          Rational other = application.op() == ScalarOp.MUL ? exponent : exponent.negate();
          return collect(first, exponent, factors)
              .times(collect(application.operand(1), other, factors));
        }
        case SQUARE -> {
          return collect(first, exponent.times(Rational.TWO), factors);
        }
        case NEG -> {
          return collect(first, exponent, factors).negate();
        }
        default -> {}
      }
    }
    factors.add(new Factor(term, exponent));
    return Rational.ONE;
  }

  /** Whether a product has a factor for each one here that is a function of something. */
  boolean admits(Product product) {
    for (Factor factor : factors) {
      if (factor.term() instanceof Term.Application application) {
        boolean inverse = factor.exponent().signum() < 0;
        boolean found = false;
        for (Power power : product.powers()) {
          found |= power.isInverse() == inverse && power.base().is(application.op());
        }
        if (!found) {
          return false;
        }
      }
    }
    return true;
  }

  /** The terms of a sum, constants last. */
  static List<TermProduct> sum(Term term) {
    List<TermProduct> terms = new ArrayList<>();
    collectTerms(term, false, terms);
    terms.sort(Comparator.comparing(product -> product.factors().isEmpty()));
    return List.copyOf(terms);
  }

  private static void collectTerms(Term term, boolean minus, List<TermProduct> terms) {
    boolean sum =
        term instanceof Term.Application root
            && (root.op() == ScalarOp.ADD || root.op() == ScalarOp.SUB);
    if (sum) {
      Term.Application application = (Term.Application) term;
      collectTerms(application.operand(0), minus, terms);
      collectTerms(application.operand(1), minus ^ application.op() == ScalarOp.SUB, terms);
    } else {
      TermProduct product = of(term);
      terms.add(
          minus ? new TermProduct(product.coefficient().negate(), product.factors()) : product);
    }
  }
}
