package dev.jacobi.symbolic.print;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.Notation;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.symbolic.print.Phrase.Slot;
import dev.jacobi.symbolic.print.Phrase.Typing;
import java.util.Optional;

/** How element-wise operations are written, as the catalogue says: calls, signs and powers. */
final class ElementWise {

  private final Node node;
  private final ScalarOp op;
  private final Notation notation;
  private final Page page;
  private final Style style;

  private ElementWise(Node node, ScalarOp op, Page page) {
    this.node = node;
    this.op = op;
    this.notation = op.notation();
    this.page = page;
    this.style = page.style();
  }

  /** The phrase of an element-wise operation. */
  static Phrase of(Node node, ScalarOp op, Page page) {
    ElementWise written = new ElementWise(node, op, page);
    return switch (op.notation().form()) {
      case CALL -> written.call();
      case INFIX -> written.infix();
      case PREFIX -> written.prefix();
      case POWER -> written.power();
      case SUFFIX -> written.suffix();
    };
  }

  private static Phrase.Builder phrase() {
    return new Phrase.Builder();
  }

  private Slot slot(int i, int precedence, boolean fresh) {
    return new Slot(node.operand(i), precedence, fresh, typing(i));
  }

  private Typing typing(int i) {
    Node operand = node.operand(i);
    boolean condition = op.kind() == ScalarKind.CHOICE && i == 0;
    if (condition) {
      return Typing.GIVEN;
    }
    if (i == 0 && Untyped.isFolded(node)) {
      return Typing.WRITTEN;
    }
    boolean told = !page.isDefault(operand.dtype());
    return told && (Untyped.number(node).isPresent() || meets(operand.dtype()))
        ? Typing.GIVEN
        : Typing.DEFAULT;
  }

  /** Whether an operand insists on the element type. */
  private boolean meets(DType dtype) {
    for (Node operand : node.operands()) {
      if (operand.dtype() == dtype && !Untyped.isUntyped(operand)) {
        return true;
      }
    }
    return false;
  }

  private Phrase call() {
    boolean root = op == ScalarOp.SQRT && style.isMathematical();
    boolean bare = root && node.operand(0).op() instanceof Op.Input;
    Phrase.Builder phrase = phrase().words(root ? "√" : op.text()).words(bare ? "" : "(");
    for (int i = 0; i < node.operands().size(); i++) {
      phrase.words(i == 0 ? "" : ", ").slot(slot(i, 0, true));
    }
    return phrase.words(bare ? "" : ")").build(root ? Notation.POWER : Notation.ATOM);
  }

  /** Comparisons do not chain; other operators group to the left. */
  private Phrase infix() {
    int precedence = notation.precedence();
    boolean product = precedence == Notation.PRODUCT;
    boolean relation = precedence <= Notation.COMPARE;
    boolean apart =
        precedence == Notation.COMPARE || (product && Phrasing.isMatrixProduct(node.operand(0)));
    String sign = style.sign(notation.symbol());
    return phrase()
        .slot(slot(0, apart ? precedence + 1 : precedence, relation))
        .words(product ? sign : " " + sign + " ")
        .slot(slot(1, precedence + 1, relation))
        .build(precedence);
  }

  private Phrase prefix() {
    boolean minus = notation.precedence() == Notation.MINUS;
    Phrase built =
        phrase()
            .words(style.sign(notation.symbol()))
            .slot(slot(0, notation.precedence() + (minus ? 1 : 0), false))
            .build(notation.precedence());
    return new Phrase(built.precedence(), minus, built.parts());
  }

  /** The reader takes {@code x^2} for the square and {@code x^1} for x, unless x is a number. */
  private Phrase power() {
    Phrase.Builder phrase = phrase().slot(slot(0, Notation.ATOM, false));
    Optional<Rational> exponent = Untyped.rational(node.operand(1));
    boolean special =
        exponent.filter(e -> e.equals(Rational.ONE) || e.equals(Rational.TWO)).isPresent()
            && Untyped.number(node).isEmpty();
    Optional<Long> whole = exponent.flatMap(Rational::toLong);
    if (style.isMathematical() && whole.isPresent() && !special) {
      return phrase.words(Style.superscript(whole.get())).build(notation.precedence());
    }
    Slot plain = slot(1, notation.precedence(), false);
    return phrase
        .words(notation.symbol())
        .slot(special ? new Slot(plain.node(), plain.precedence(), false, Typing.WRITTEN) : plain)
        .build(notation.precedence());
  }

  private Phrase suffix() {
    if (Untyped.number(node.operand(0)).isPresent()) {
      return call();
    }
    return phrase()
        .slot(slot(0, Notation.ATOM, false))
        .words(style.sign(notation.symbol()))
        .build(notation.precedence());
  }

  /** A number of another element type than the default: {@code cast(2, "f32")}. */
  static Phrase typed(Phrase number, Node node) {
    Phrase.Builder phrase = phrase().words("cast(");
    for (Phrase.Part part : number.parts()) {
      if (part instanceof Phrase.Words words) {
        phrase.words(words.text());
      } else if (part instanceof Slot slot) {
        phrase.slot(slot);
      }
    }
    return phrase.words(", \"" + node.dtype() + "\")").atom();
  }
}
