package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Notation;
import java.util.List;
import java.util.stream.Collectors;

/** Writes small values for assertions, with just the brackets that precedence asks for. */
final class PlainText {

  private PlainText() {}

  static String of(Node node) {
    return write(node, 0);
  }

  private static String write(Node node, int least) {
    if (node.op() instanceof Op.Map map) {
      Notation notation = map.op().notation();
      int own = notation.precedence();
      String text =
          switch (notation.form()) {
            case INFIX -> infix(node, notation, own);
            case PREFIX -> notation.symbol() + write(node.operand(0), own);
            case POWER -> write(node.operand(0), own + 1) + "^" + write(node.operand(1), own);
            case SUFFIX -> write(node.operand(0), own + 1) + notation.symbol();
            case CALL -> call(map.op().text(), node);
          };
      return own < least ? "(" + text + ")" : text;
    }
    Op op = node.op();
    if (op instanceof Op.Input input) {
      return input.name();
    }
    if (op instanceof Op.Constant constant) {
      String text = constant.value().toString();
      boolean compound = text.startsWith("-") && least > Notation.MINUS || text.contains("/") && least > Notation.PRODUCT;
      return compound ? "(" + text + ")" : text;
    }
    if (op instanceof Op.Contract contract) {
      return call("einsum[" + contract.left() + "," + contract.right() + "->" + contract.result() + "]", node);
    }
    if (op instanceof Op.Reduce reduce) {
      boolean all = reduce.axes().size() == node.operand(0).shape().rank();
      String axes = all ? "" : reduce.axes().toString();
      return call(reduce.reduction().text() + axes + (reduce.keepDims() ? "k" : ""), node);
    }
    if (op instanceof Op.Normalize normalize) {
      return call(normalize.normalization().text(), node);
    }
    if (op instanceof Op.Permute && node.shape().rank() == 2) {
      return write(node.operand(0), Notation.ATOM) + "'";
    }
    if (op instanceof Op.Broadcast || op instanceof Op.Reshape) {
      return call(op.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT) + node.shape(), node);
    }
    return call(op.toString(), node);
  }

  private static String infix(Node node, Notation notation, int own) {
    String symbol = own == Notation.PRODUCT ? notation.symbol() : " " + notation.symbol() + " ";
    return write(node.operand(0), own) + symbol + write(node.operand(1), own + 1);
  }

  private static String call(String name, Node node) {
    List<Node> operands = node.operands();
    return name + operands.stream().map(PlainText::of).collect(Collectors.joining(", ", "(", ")"));
  }
}
