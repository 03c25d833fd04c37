package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import java.util.Optional;

/** The right side of a rule. */
@FunctionalInterface
public interface Replacement {

  /** What takes the place of the match; empty when the rule has nothing to say on a closer look. */
  Optional<Node> build(Match match, Facts facts);
}
