package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Notation;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.symbolic.print.Phrase.Typing;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a node is written in a style: one case for each kind of operation. */
final class Phrasing implements Op.Cases<Phrase> {

  private final Page page;
  private final Style style;
  private final Node node;
  private final Typing typing;

  private Phrasing(Page page, Node node, Typing typing) {
    this.page = page;
    this.style = page.style();
    this.node = node;
    this.typing = typing;
  }

  /**
   * The phrase of a node.
   *
   * @param typing how the reader knows the element type, if the node is a number
   */
  static Phrase of(Node node, Page page, Typing typing) {
    Phrase plain = node.op().fold(new Phrasing(page, node, typing));
    boolean common = page.isDefault(node.dtype());
    boolean written = typing == Typing.WRITTEN || (typing == Typing.DEFAULT && !common);
    return written && Untyped.isUntyped(node) ? ElementWise.typed(plain, node) : plain;
  }

  private static Phrase.Builder phrase() {
    return new Phrase.Builder();
  }

  private Node first() {
    return node.operand(0);
  }

  @Override
  public Phrase input(Op.Input op) {
    return Phrase.words(op.name());
  }

  @Override
  public Phrase constant(Op.Constant op) {
    if (op.dtype() == DType.BOOL) {
      return Phrase.words(Boolean.toString(op.value().toDouble() != 0));
    }
    if (op.value() instanceof NamedConstant named) {
      return Phrase.words(style.sign(named));
    }
    Rational value = (Rational) op.value();
    boolean negative = value.signum() < 0;
    Rational size = negative ? value.negate() : value;
    String digits = op.dtype() == DType.I64 ? size.toString() : NumberText.text(size);
    int precedence = negative ? Notation.MINUS : Notation.ATOM;
    return new Phrase(
        NumberText.isQuotient(size) ? Notation.PRODUCT : precedence,
        negative,
        List.of(new Phrase.Words((negative ? style.sign("-") : "") + digits)));
  }

  @Override
  public Phrase sizeOf(Op.SizeOf op) {
    return Phrase.words(Subscripts.sizeText(op.dim(), node));
  }

  @Override
  public Phrase data(Op.Data op) {
    return Phrase.words(TensorLiteral.text(op.tensor(), style, page.shown()));
  }

  @Override
  public Phrase map(Op.Map map) {
    return ElementWise.of(node, map.op(), page);
  }

  @Override
  public Phrase cast(Op.Cast op) {
    if (first().op() instanceof Op.OneHot oneHot && op.dtype() == page.floating()) {
      return oneHot(first(), oneHot);
    }
    Typing number = first().op() instanceof Op.OneHot ? Typing.GIVEN : Typing.WRITTEN;
    return phrase()
        .words("cast(")
        .argument(first(), number)
        .words(", \"" + op.dtype() + "\")")
        .atom();
  }

  @Override
  public Phrase reduce(Op.Reduce op) {
    boolean all = op.axes().size() == first().shape().rank();
    boolean picksFirst = op.reduction() == Reduction.MAX || op.reduction() == Reduction.MIN;
    boolean plain = all && !picksFirst;
    String axes = plain ? "" : ", axis=" + axes(op.axes());
    String keep = op.keepDims() ? ", keepdims=true" : "";
    return phrase()
        .words(name(op.reduction(), plain) + "(")
        .argument(first(), op.reduction().isLogical() ? Typing.GIVEN : Typing.DEFAULT)
        .words(axes + keep + ")")
        .atom();
  }

  /** Without axes, {@code max} and {@code min} share the derivative among equals. */
  private static String name(Reduction reduction, boolean plain) {
    return switch (reduction) {
      case AMAX -> (plain ? Reduction.MAX : reduction).text();
      case AMIN -> (plain ? Reduction.MIN : reduction).text();
      case SUM, PROD, MAX, MIN, NORM, LOGSUMEXP, ANY, ALL -> reduction.text();
    };
  }

  private static String axes(List<Integer> axes) {
    return axes.size() == 1
        ? axes.get(0).toString()
        : axes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }

  @Override
  public Phrase argMax(Op.ArgMax op) {
    return phrase().words("argmax(").argument(first()).words(", axis=" + op.axis() + ")").atom();
  }

  @Override
  public Phrase normalize(Op.Normalize op) {
    boolean last = op.axis() == node.shape().rank() - 1;
    return phrase()
        .words(op.normalization().text() + "(")
        .argument(first())
        .words(last ? ")" : ", axis=" + op.axis() + ")")
        .atom();
  }

  @Override
  public Phrase broadcast(Op.Broadcast op) {
    if (!(first().op() instanceof Op.Constant) || first().dtype() == DType.BOOL) {
      return shaped("broadcast_to", op.shape());
    }
    String dtype = page.argument(node.dtype());
    Optional<Rational> value = Untyped.rational(first());
    if (value.equals(Optional.of(Rational.ZERO)) || value.equals(Optional.of(Rational.ONE))) {
      return Phrase.words((value.get().isZero() ? "zeros(" : "ones(") + op.shape() + dtype + ")");
    }
    return phrase()
        .words("full(" + op.shape() + ", ")
        .argument(first(), Typing.GIVEN)
        .words(dtype + ")")
        .atom();
  }

  private Phrase shaped(String function, Shape shape) {
    return phrase().words(function + "(").argument(first()).words(", " + shape + ")").atom();
  }

  @Override
  public Phrase reshape(Op.Reshape op) {
    return Subscripts.reshaped(node).orElseGet(() -> shaped("reshape", op.shape()));
  }

  @Override
  public Phrase permute(Op.Permute op) {
    int rank = op.axes().size();
    List<Integer> swapped = IntStream.range(0, rank).boxed().collect(Collectors.toList());
    if (rank >= 2) {
      Collections.swap(swapped, rank - 2, rank - 1);
    }
    if (rank >= 2 && op.axes().equals(swapped)) {
      return phrase().operand(first(), Notation.ATOM).words(style.transpose()).atom();
    }
    return phrase().words("permute(").argument(first()).words(", " + op.axes() + ")").atom();
  }

  @Override
  public Phrase slice(Op.Slice op) {
    return Subscripts.sliced(node, op);
  }

  @Override
  public Phrase embed(Op.Embed op) {
    List<Long> starts = op.ranges().stream().map(Op.Range::start).toList();
    List<Long> steps = op.ranges().stream().map(Op.Range::step).toList();
    return phrase()
        .words("embed(")
        .argument(first())
        .words(", shape=" + op.shape() + ", start=" + starts + ", step=" + steps + ")")
        .atom();
  }

  @Override
  public Phrase concat(Op.Concat op) {
    return phrase()
        .words("concat([")
        .arguments(node.operands())
        .words("], axis=" + op.axis() + ")")
        .atom();
  }

  @Override
  public Phrase contract(Op.Contract op) {
    Optional<ProductForm> form = ProductForm.of(op);
    if (form.isEmpty()) {
      return phrase()
          .words("einsum(\"" + ProductForm.subscripts(op) + "\", ")
          .arguments(node.operands())
          .words(")")
          .atom();
    }
    ProductForm.Factor left = form.get().left();
    ProductForm.Factor right = form.get().right();
    if (form.get().outer()) {
      List<Node> vectors = List.of(node.operand(left.operand()), node.operand(right.operand()));
      return phrase().words("outer(").arguments(vectors).words(")").atom();
    }
    Phrase.Builder phrase = phrase();
    boolean chains = isMatrixProduct(node.operand(left.operand()));
    factor(phrase, left, chains ? Notation.PRODUCT : Notation.MINUS);
    phrase.words(" @ ");
    factor(phrase, right, Notation.MINUS);
    return phrase.build(Notation.PRODUCT);
  }

  private void factor(Phrase.Builder phrase, ProductForm.Factor factor, int precedence) {
    Node operand = node.operand(factor.operand());
    if (factor.transposed()) {
      phrase.operand(operand, Notation.ATOM).words(style.transpose());
    } else {
      phrase.operand(operand, precedence);
    }
  }

  /** Whether a node is written with the sign of the matrix product. */
  static boolean isMatrixProduct(Node node) {
    return node.op() instanceof Op.Contract op
        && ProductForm.of(op).filter(form -> !form.outer()).isPresent();
  }

  @Override
  public Phrase gather(Op.Gather op) {
    return placed("take(", ", axis=" + op.axis() + ")");
  }

  @Override
  public Phrase scatterAdd(Op.ScatterAdd op) {
    return placed("scatter_to(", ", axis=" + op.axis() + ", size=" + op.extent() + ")");
  }

  /** A call with a tensor and positions, which are known to be integers. */
  private Phrase placed(String start, String end) {
    return phrase()
        .words(start)
        .argument(first())
        .words(", ")
        .argument(node.operand(1), Typing.GIVEN)
        .words(end)
        .atom();
  }

  /** In the language {@code one_hot} gives numbers; as a condition they are truth values again. */
  @Override
  public Phrase oneHot(Op.OneHot op) {
    Phrase numbers = oneHot(node, op);
    return typing == Typing.GIVEN ? numbers : ElementWise.typed(numbers, node);
  }

  private static Phrase oneHot(Node node, Op.OneHot op) {
    String ignored = op.ignored().map(label -> ", ignore_index=" + label).orElse("");
    return phrase()
        .words("one_hot(")
        .argument(node.operand(0), Typing.GIVEN)
        .words(", " + op.extent() + ignored + ")")
        .atom();
  }

  @Override
  public Phrase iota(Op.Iota op) {
    return Phrase.words("arange(" + op.extent() + ")");
  }

  @Override
  public Phrase detach(Op.Detach op) {
    return phrase().words("stop_gradient(").argument(first()).words(")").atom();
  }
}
