package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Rational;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A numbered listing, one node a line: {@code %3 = multiply %1 %2 : f64[2, 2]}. The numbers are the
 * ids of the nodes.
 */
public final class GraphText {

  private static final int SHOWN_ELEMENTS = 16;

  private GraphText() {}

  /** The whole graph, and its outputs by name. */
  public static String of(Graph graph) {
    StringBuilder text = new StringBuilder();
    graph.nodes().forEach(node -> text.append(line(node)).append('\n'));
    graph.outputs().forEach((name, node) -> text.append(name + " = %" + node.id() + "\n"));
    return text.toString();
  }

  /** What the roots, nodes of one graph, are made of. */
  public static String of(Collection<Node> roots) {
    if (roots.isEmpty()) {
      return "";
    }
    Graph graph = roots.iterator().next().graph();
    boolean[] live = graph.live(roots);
    return graph.nodes().stream()
        .filter(node -> live[node.id()])
        .map(node -> line(node) + "\n")
        .collect(Collectors.joining());
  }

  /** One node. */
  public static String line(Node node) {
    String operands =
        node.operands().stream().map(operand -> " %" + operand.id()).collect(Collectors.joining());
    String written = node.op().fold(new Written());
    int end = written.indexOf(' ');
    String name = end < 0 ? written : written.substring(0, end);
    String details = end < 0 ? "" : written.substring(end);
    return "%" + node.id() + " = " + name + operands + details + " : " + node.type();
  }

  /** The name of the operation, and what else is known of it after a space. */
  private static final class Written implements Op.Cases<String> {

    private static String axes(List<Integer> axes) {
      return " axes=" + axes;
    }

    @Override
    public String input(Op.Input op) {
      return "input " + op.name();
    }

    @Override
    public String constant(Op.Constant op) {
      return "constant "
          + (op.value() instanceof Rational rational
              ? NumberText.text(rational)
              : op.value().toString());
    }

    @Override
    public String data(Op.Data op) {
      return "data " + TensorLiteral.text(op.tensor(), Style.TEXT, SHOWN_ELEMENTS);
    }

    @Override
    public String map(Op.Map op) {
      return op.op().text();
    }

    @Override
    public String cast(Op.Cast op) {
      return "cast";
    }

    @Override
    public String reduce(Op.Reduce op) {
      return op.reduction().text() + axes(op.axes()) + (op.keepDims() ? " keepdims" : "");
    }

    @Override
    public String argMax(Op.ArgMax op) {
      return "argmax axis=" + op.axis();
    }

    @Override
    public String normalize(Op.Normalize op) {
      return op.normalization().text() + " axis=" + op.axis();
    }

    @Override
    public String broadcast(Op.Broadcast op) {
      return "broadcast";
    }

    @Override
    public String reshape(Op.Reshape op) {
      return "reshape";
    }

    @Override
    public String permute(Op.Permute op) {
      return "permute" + axes(op.axes());
    }

    @Override
    public String slice(Op.Slice op) {
      return "slice" + ranges(op.ranges());
    }

    @Override
    public String embed(Op.Embed op) {
      return "embed" + ranges(op.ranges());
    }

    private static String ranges(List<Op.Range> ranges) {
      return ranges.stream()
          .map(range -> range.start() + "+" + range.step() + "*" + range.count())
          .collect(Collectors.joining(", ", " [", "]"));
    }

    @Override
    public String concat(Op.Concat op) {
      return "concat axis=" + op.axis();
    }

    @Override
    public String contract(Op.Contract op) {
      return "contract " + ProductForm.subscripts(op);
    }

    @Override
    public String gather(Op.Gather op) {
      return "gather axis=" + op.axis();
    }

    @Override
    public String scatterAdd(Op.ScatterAdd op) {
      return "scatter_add axis=" + op.axis();
    }

    @Override
    public String oneHot(Op.OneHot op) {
      return "one_hot";
    }

    @Override
    public String iota(Op.Iota op) {
      return "iota";
    }

    @Override
    public String sizeOf(Op.SizeOf op) {
      return "size " + op.dim();
    }

    @Override
    public String detach(Op.Detach op) {
      return "detach";
    }
  }
}
