package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import java.util.Optional;
import java.util.function.Predicate;

/** The left side of a rule. */
public interface Pattern {

  /** Whether a node made by the operation can fit; it spares trying the pattern. */
  boolean admits(Op op);

  /** The first way the pattern fits the node that is accepted. */
  Optional<Match> find(Node node, Facts facts, Predicate<Match> accepted);

  /** A pattern that fits every node made by such an operation. */
  static Pattern of(Predicate<Op> root) {
    return new Pattern() {
      @Override
      public boolean admits(Op op) {
        return root.test(op);
      }

      @Override
      public Optional<Match> find(Node node, Facts facts, Predicate<Match> accepted) {
        return Optional.of(new Match(node)).filter(accepted);
      }
    };
  }
}
