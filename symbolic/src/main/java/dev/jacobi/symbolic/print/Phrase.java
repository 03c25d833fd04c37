package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Notation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * How one node is written: fixed words, and slots in which other nodes are written.
 *
 * @param precedence how tightly the outermost sign binds, see {@link Notation}
 * @param negative whether it begins with a minus sign, so that it cannot follow another sign
 * @param parts words and slots in order
 */
record Phrase(int precedence, boolean negative, List<Part> parts) {

  /** A piece of a phrase. */
  sealed interface Part {}

  /** Text as it stands. */
  record Words(String text) implements Part {}

  /**
   * The place of another node.
   *
   * @param precedence what binds less tightly than this is put in parentheses
   * @param fresh whether a minus sign may stand first although words came before
   * @param typing how the element type of a number is known
   */
  record Slot(Node node, int precedence, boolean fresh, Typing typing) implements Part {}

  /** How the reader of a number knows its element type. */
  enum Typing {
    /** It is the default, or else written. */
    DEFAULT,
    /** The surroundings tell it. */
    GIVEN,
    /** It is written, so that the number is taken for a tensor and not computed with. */
    WRITTEN
  }

  /** A name, a number, or a call. */
  static Phrase words(String text) {
    return new Phrase(Notation.ATOM, false, List.of(new Words(text)));
  }

  /** The nodes in the slots, in order. */
  Iterable<Node> operands() {
    return () ->
        parts.stream().filter(Slot.class::isInstance).map(part -> ((Slot) part).node()).iterator();
  }

  /** Collects the parts of a phrase. */
  static final class Builder {

    private final List<Part> parts = new ArrayList<>();

    Builder words(String text) {
      parts.add(new Words(text));
      return this;
    }

    /** An operand beside an operator. */
    Builder operand(Node node, int precedence) {
      parts.add(new Slot(node, precedence, false, Typing.DEFAULT));
      return this;
    }

    /** An argument between brackets or commas. */
    Builder argument(Node node) {
      return argument(node, Typing.DEFAULT);
    }

    Builder argument(Node node, Typing typing) {
      parts.add(new Slot(node, 0, true, typing));
      return this;
    }

    Builder slot(Slot slot) {
      parts.add(slot);
      return this;
    }

    /** All nodes, separated by commas. */
    Builder arguments(List<Node> nodes) {
      for (Iterator<Node> rest = nodes.iterator(); rest.hasNext(); ) {
        argument(rest.next());
        if (rest.hasNext()) {
          words(", ");
        }
      }
      return this;
    }

    Phrase build(int precedence) {
      return new Phrase(precedence, false, List.copyOf(parts));
    }

    /** What binds tightest: a call, an index, a name. */
    Phrase atom() {
      return build(Notation.ATOM);
    }
  }
}
