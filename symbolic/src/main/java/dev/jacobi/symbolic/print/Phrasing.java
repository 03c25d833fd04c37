package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Notation;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a node is written in a style: one case for each kind of operation. */
final class Phrasing implements Op.Cases<Phrase> {

  private final Style style;
  private final int shown;
  private final Node node;
  private final boolean typed;

  private Phrasing(Style style, int shown, Node node, boolean typed) {
    this.style = style;
    this.shown = shown;
    this.node = node;
    this.typed = typed;
  }

  /**
   * The phrase of a node.
   *
   * @param shown how many elements of a tensor are written before the rest is elided
   * @param typed whether the surroundings give a number its element type
   */
  static Phrase of(Node node, Style style, int shown, boolean typed) {
    return node.op().fold(new Phrasing(style, shown, node, typed));
  }

  /** Whether a node is a number that takes its element type from what it is combined with. */
  private static boolean isNumber(Node node) {
    return node.op() instanceof Op.Constant || node.op() instanceof Op.SizeOf;
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
    Phrase number = number(op);
    boolean plain = typed || op.dtype() == DType.F64 || op.dtype() == DType.BOOL;
    return plain ? number : converted(number, op.dtype());
  }

  private Phrase number(Op.Constant op) {
    if (op.dtype() == DType.BOOL) {
      return Phrase.words(Boolean.toString(op.value().toDouble() != 0));
    }
    if (op.value() instanceof NamedConstant named) {
      return Phrase.words(style.sign(named));
    }
    Rational value = (Rational) op.value();
    boolean negative = value.signum() < 0;
    String sign = negative ? style.sign("-") : "";
    int precedence = negative ? Notation.MINUS : Notation.ATOM;
    Rational size = negative ? value.negate() : value;
    List<Phrase.Part> words = List.of(new Phrase.Words(sign + NumberText.text(size)));
    return new Phrase(NumberText.isQuotient(size) ? Notation.PRODUCT : precedence, negative, words);
  }

  private static Phrase converted(Phrase number, DType dtype) {
    Phrase.Builder phrase = phrase().words("cast(");
    number.parts().forEach(part -> phrase.words(((Phrase.Words) part).text()));
    return phrase.words(", \"" + dtype + "\")").atom();
  }

  @Override
  public Phrase sizeOf(Op.SizeOf op) {
    Phrase size = Phrase.words(Subscripts.sizeText(op.dim(), node));
    return typed || op.dtype() == DType.F64 ? size : converted(size, op.dtype());
  }

  @Override
  public Phrase data(Op.Data op) {
    return Phrase.words(TensorLiteral.text(op.tensor(), style, shown));
  }

  @Override
  public Phrase map(Op.Map map) {
    ScalarOp op = map.op();
    Notation notation = op.notation();
    return switch (notation.form()) {
      case CALL -> call(op);
      case INFIX -> op == ScalarOp.DIV && isLiteral(0) && isLiteral(1) ? call(op) : infix(notation);
      case PREFIX -> op == ScalarOp.NEG && isLiteral(0) ? call(op) : prefix(notation);
      case POWER -> power(op, notation);
      case SUFFIX ->
          phrase()
              .slot(slot(0, Notation.ATOM, false))
              .words(style.sign(notation.symbol()))
              .build(notation.precedence());
    };
  }

  /** Whether an operand is a literal, which the parser folds into quotients and signs. */
  private boolean isLiteral(int i) {
    return literal(node.operand(i)).isPresent();
  }

  private static Optional<Rational> literal(Node node) {
    return node.graph().literal(node);
  }

  private Phrase.Slot slot(int i, int precedence, boolean fresh) {
    boolean beside =
        node.operands().stream()
            .anyMatch(other -> !isNumber(other) && other.dtype() == node.operand(i).dtype());
    return new Phrase.Slot(node.operand(i), precedence, fresh, beside);
  }

  private Phrase call(ScalarOp op) {
    boolean root = op == ScalarOp.SQRT && style.isMathematical();
    Phrase.Builder phrase = phrase().words(root ? "√" : op.text());
    boolean bare = root && first().op() instanceof Op.Input;
    phrase.words(bare ? "" : "(");
    for (int i = 0; i < node.operands().size(); i++) {
      phrase.words(i == 0 ? "" : ", ").slot(slot(i, 0, true));
    }
    return phrase.words(bare ? "" : ")").build(root ? Notation.POWER : Notation.ATOM);
  }

  private Phrase infix(Notation notation) {
    int precedence = notation.precedence();
    boolean spaced = precedence != Notation.PRODUCT;
    boolean chains = precedence != Notation.COMPARE;
    boolean fresh = precedence <= Notation.COMPARE;
    int left = isMatrixProduct(first()) ? precedence + 1 : precedence + (chains ? 0 : 1);
    String sign = style.sign(notation.symbol());
    return phrase()
        .slot(slot(0, spaced ? precedence + (chains ? 0 : 1) : left, fresh))
        .words(spaced ? " " + sign + " " : sign)
        .slot(slot(1, precedence + 1, fresh))
        .build(precedence);
  }

  private Phrase prefix(Notation notation) {
    boolean minus = notation.precedence() == Notation.MINUS;
    Phrase.Builder phrase = phrase().words(style.sign(notation.symbol()));
    phrase.slot(slot(0, notation.precedence() + (minus ? 1 : 0), false));
    Phrase built = phrase.build(notation.precedence());
    return new Phrase(built.precedence(), minus, built.parts());
  }

  private Phrase power(ScalarOp op, Notation notation) {
    Optional<Rational> exponent = literal(node.operand(1));
    if (exponent.equals(Optional.of(Rational.TWO))) {
      return call(op);
    }
    Phrase.Builder phrase = phrase().slot(slot(0, Notation.ATOM, false));
    Optional<Long> whole = exponent.flatMap(Rational::toLong);
    if (style.isMathematical() && whole.isPresent()) {
      return phrase.words(Style.superscript(whole.get())).build(notation.precedence());
    }
    return phrase
        .words(notation.symbol())
        .slot(slot(1, notation.precedence(), false))
        .build(notation.precedence());
  }

  @Override
  public Phrase cast(Op.Cast op) {
    if (first().op() instanceof Op.OneHot && op.dtype() == DType.F64) {
      return oneHot((Op.OneHot) first().op(), first().operand(0));
    }
    return phrase().words("cast(").argument(first()).words(", \"" + op.dtype() + "\")").atom();
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
        .argument(first())
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
    boolean filled = first().op() instanceof Op.Constant && first().dtype() == DType.F64;
    if (!filled) {
      return shaped("broadcast_to", op.shape());
    }
    Optional<Rational> value = literal(first());
    if (value.equals(Optional.of(Rational.ZERO)) || value.equals(Optional.of(Rational.ONE))) {
      return Phrase.words((value.get().isZero() ? "zeros(" : "ones(") + op.shape() + ")");
    }
    return phrase().words("full(" + op.shape() + ", ").argument(first()).words(")").atom();
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
  private static boolean isMatrixProduct(Node node) {
    return node.op() instanceof Op.Contract op
        && ProductForm.of(op).filter(form -> !form.outer()).isPresent();
  }

  @Override
  public Phrase gather(Op.Gather op) {
    return phrase()
        .words("take(")
        .arguments(node.operands())
        .words(", axis=" + op.axis() + ")")
        .atom();
  }

  @Override
  public Phrase scatterAdd(Op.ScatterAdd op) {
    return phrase()
        .words("scatter_to(")
        .arguments(node.operands())
        .words(", axis=" + op.axis() + ", size=" + op.extent() + ")")
        .atom();
  }

  @Override
  public Phrase oneHot(Op.OneHot op) {
    return oneHot(op, first());
  }

  private static Phrase oneHot(Op.OneHot op, Node labels) {
    String ignored = op.ignored().map(position -> ", ignore_index=" + position).orElse("");
    return phrase()
        .words("one_hot(")
        .argument(labels)
        .words(", " + op.extent() + ignored + ")")
        .atom();
  }

  @Override
  public Phrase iota(Op.Iota op) {
    Dim extent = op.extent();
    return Phrase.words("arange(" + extent + ")");
  }

  @Override
  public Phrase detach(Op.Detach op) {
    return phrase().words("stop_gradient(").argument(first()).words(")").atom();
  }
}
