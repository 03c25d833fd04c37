package dev.jacobi.symbolic.rewrite;

import java.util.List;
import java.util.stream.Stream;

/** All rules, in the order in which they are tried. */
public final class Catalogue {

  private Catalogue() {}

  /** The rules that keep every bit. */
  public static List<Rule> exact() {
    return Stream.of(ExactRules.all(), ViewRules.all(), ChoiceRules.exact(), FoldingRules.exact())
        .flatMap(rules -> rules)
        .toList();
  }

  /** All rules: the exact ones and those for reals. */
  public static List<Rule> real() {
    return Stream.of(
            FoldingRules.real(),
            ExactRules.all(),
            ViewRules.all(),
            ViewRules.towardsOperands(),
            ChoiceRules.exact(),
            ChoiceRules.real(),
            RealRules.all(),
            NormRules.squares(),
            NormalizationRules.all(),
            ReductionRules.all(),
            ContractionRules.all(),
            SumRules.all(),
            ProductRules.all())
        .flatMap(rules -> rules)
        .toList();
  }
}
