package dev.jacobi.core.lower;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import java.util.List;

/** A contraction seen as a batch of matrix products. */
final class Contractions {

  private Contractions() {}

  /** Which letters make the batch, the rows, the columns, and what is summed. */
  record Letters(String batch, String rows, String summed, String columns) {

    static Letters of(Op.Contract op) {
      return new Letters(
          op.shared().letters(),
          op.rows().letters(),
          op.summed().letters(),
          op.columns().letters());
    }

    String left() {
      return batch + rows + summed;
    }

    String right() {
      return batch + summed + columns;
    }

    String result() {
      return batch + rows + columns;
    }

    /** The extents of batch, rows, summed and columns. */
    int[] sizes(Op.Contract op, Node node) {
      return new int[] {
        extent(batch, op, node),
        extent(rows, op, node),
        extent(summed, op, node),
        extent(columns, op, node)
      };
    }

    private static int extent(String letters, Op.Contract op, Node node) {
      int extent = 1;
      for (int i = 0; i < letters.length(); i++) {
        char letter = letters.charAt(i);
        int place = op.left().indexOf(letter);
        int[] sizes = node.operand(place >= 0 ? 0 : 1).shape().sizes();
        extent *= sizes[place >= 0 ? place : op.right().indexOf(letter)];
      }
      return extent;
    }
  }

  /** For each letter of an order its axis in a value with the given letters. */
  static List<Integer> places(String letters, String order) {
    return order.chars().map(letters::indexOf).boxed().toList();
  }
}
