package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Notation;
import dev.jacobi.symbolic.parse.Parser;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Text being written, up to a greatest length. Phrases within phrases are kept on a stack of its
 * own, so that depth costs no more than length.
 */
final class Sheet {

  /** A single expression that nests deeper does not fit: nobody would read it, no parser either. */
  private static final int DEEPEST = Parser.MAX_DEPTH / 2;

  private final StringBuilder out = new StringBuilder();
  private final Page page;
  private final int capacity;
  private final boolean trial;
  private boolean over;

  private Sheet(Page page, int capacity, boolean trial) {
    this.page = page;
    this.capacity = capacity;
    this.trial = trial;
  }

  /** A sheet that keeps the beginning of a text that does not fit. */
  static Sheet lasting(Page page, int capacity) {
    return new Sheet(page, capacity, false);
  }

  /**
   * A sheet to see whether a text fits. Each phrase begun adds a character at least, so that a text
   * that cannot fit is given up early, however long it would be.
   */
  static Sheet trial(Page page, int capacity) {
    return new Sheet(page, capacity, true);
  }

  /**
   * A phrase that is being written: how deep a reader nests there, the next part, and what closes
   * it.
   */
  private static final class Frame {
    final Phrase phrase;
    final int level;
    final boolean leading;
    final String close;
    int next;

    Frame(Phrase phrase, int level, boolean leading, String close) {
      this.phrase = phrase;
      this.level = level;
      this.leading = leading;
      this.close = close;
    }
  }

  /** Writes words. */
  void write(String words) {
    out.append(words);
  }

  /** Writes a node as an expression; named nodes within it are written as their names. */
  void write(Node node, Map<Node, String> names) {
    Deque<Frame> stack = new ArrayDeque<>();
    stack.push(new Frame(Phrasing.of(node, page, Phrase.Typing.DEFAULT), 1, true, ""));
    while (!stack.isEmpty() && !isFull(stack.size())) {
      Frame frame = stack.peek();
      if (frame.next == frame.phrase.parts().size()) {
        out.append(frame.close);
        stack.pop();
        continue;
      }
      Phrase.Part part = frame.phrase.parts().get(frame.next++);
      if (part instanceof Phrase.Words words) {
        out.append(words.text());
      } else if (part instanceof Phrase.Slot slot) {
        String name = names.get(slot.node());
        if (name != null) {
          out.append(name);
        } else {
          Frame inner = open(slot, frame);
          stack.push(inner);
          over |= trial && inner.level > DEEPEST;
        }
      }
    }
    over |= !stack.isEmpty();
  }

  private Frame open(Phrase.Slot slot, Frame outer) {
    Phrase phrase = Phrasing.of(slot.node(), page, slot.typing());
    boolean first = outer.next == 1;
    boolean leading = slot.fresh() || (first && outer.leading);
    boolean isSpine = first && outer.phrase.precedence() < Notation.ATOM;
    int level = isSpine ? outer.level : outer.level + 1;
    boolean parentheses =
        phrase.precedence() < slot.precedence() || (phrase.negative() && !leading);
    if (!parentheses) {
      return new Frame(phrase, level, leading, "");
    }
    out.append('(');
    return new Frame(phrase, level + 1, true, ")");
  }

  private boolean isFull(int pending) {
    return (trial && over) || out.length() + (trial ? pending : 0) > capacity + 1L;
  }

  /** Whether the text did not fit; what stands in it is then only a beginning. */
  boolean isOver() {
    return over || out.length() > capacity;
  }

  /** The text. */
  String text() {
    return out.toString();
  }
}
