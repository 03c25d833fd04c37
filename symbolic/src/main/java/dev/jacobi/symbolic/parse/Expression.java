package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A value as it was written. Brackets leave no trace but the shape of the tree.
 *
 * <p>Recursion over an expression is safe below {@link Parser#MAX_DEPTH}, except down the left
 * operands of {@link Binary}, of which there may be any number: walk those with {@link
 * Binary#spine()}.
 */
public sealed interface Expression extends Syntax {

  /** Calls the case of {@code cases} for this kind of expression. */
  <R> R fold(Cases<R> cases);

  /**
   * A number: finite as a double, at most 1,000 characters.
   *
   * @param text as written
   * @param value exactly what is written
   * @param isInteger whether it is written with neither point nor exponent
   */
  record NumberLiteral(String text, BigDecimal value, boolean isInteger, Span span)
      implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.number(this);
    }
  }

  /**
   * A name, in Unicode's form NFC; {@code π} and {@code ∞} arrive as {@code pi} and {@code inf}.
   */
  record Name(String text, Span span) implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.name(this);
    }
  }

  /** A string: what stands between the quotes. */
  record Text(String value, Span span) implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.text(this);
    }
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value, Span span) implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.bool(this);
    }
  }

  /** {@code None}. */
  record NoneLiteral(Span span) implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.none(this);
    }
  }

  /** An operator before its operand. */
  record Unary(UnaryOp op, Expression operand, Span span) implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.unary(this);
    }
  }

  /** An operator between two operands; superscripts arrive here as powers. */
  record Binary(BinaryOp op, Expression left, Expression right, Span span) implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.binary(this);
    }

    /**
     * The operations met going down the left operands, innermost first; this one is last. Each is
     * the left operand of the next, and the left operand of the first is no {@code Binary}.
     */
    public List<Binary> spine() {
      int length = 0;
      for (Expression at = this; at instanceof Binary binary; at = binary.left()) {
        length++;
      }
      Binary[] spine = new Binary[length];
      for (Expression at = this; at instanceof Binary binary; at = binary.left()) {
        spine[--length] = binary;
      }
      return Collections.unmodifiableList(Arrays.asList(spine));
    }

    /** Operator and place only: the operands may be too many to print. */
    @Override
    public String toString() {
      return "Binary[" + op.symbol() + " at " + span + "]";
    }
  }

  /** A comparison of two operands; comparisons do not chain. */
  record Compare(Comparison op, Expression left, Expression right, Span span)
      implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.compare(this);
    }
  }

  /** {@code then if condition else otherwise}. */
  record Conditional(Expression condition, Expression then, Expression otherwise, Span span)
      implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.conditional(this);
    }
  }

  /**
   * {@code f(x, axis=0)}; {@code √x} arrives as a call of {@code sqrt}.
   *
   * @param function the name called
   * @param positional the arguments without a name
   * @param named the arguments with a name, no name twice
   */
  record Call(Name function, List<Expression> positional, List<Argument> named, Span span)
      implements Expression {

    /** Copies the lists. */
    public Call {
      positional = List.copyOf(positional);
      named = List.copyOf(named);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.call(this);
    }
  }

  /**
   * {@code a[0, :]}.
   *
   * @param subscripts what stands between the brackets, at least one
   */
  record Index(Expression base, List<Subscript> subscripts, Span span) implements Expression {

    /** Copies the list. */
    public Index {
      subscripts = List.copyOf(subscripts);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.index(this);
    }
  }

  /** {@code [x, y]}: a tensor of its elements, or a list of arguments. */
  record ListLiteral(List<Expression> elements, Span span) implements Expression {

    /** Copies the list. */
    public ListLiteral {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.list(this);
    }
  }

  /** {@code (0, 2)}, {@code (5,)}, {@code ()}. */
  record TupleLiteral(List<Expression> elements, Span span) implements Expression {

    /** Copies the list. */
    public TupleLiteral {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.tuple(this);
    }
  }

  /** {@code x'}: the last two axes exchanged. */
  record Transpose(Expression operand, Span span) implements Expression {

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.transpose(this);
    }
  }

  /** One answer for each kind of expression. */
  interface Cases<R> {

    /** A number. */
    R number(NumberLiteral expression);

    /** A name. */
    R name(Name expression);

    /** A string. */
    R text(Text expression);

    /** A truth value. */
    R bool(Bool expression);

    /** {@code None}. */
    R none(NoneLiteral expression);

    /** An operator before its operand. */
    R unary(Unary expression);

    /**
     * An operator between operands; see {@link Binary#spine()} for walking it without recursion.
     */
    R binary(Binary expression);

    /** A comparison. */
    R compare(Compare expression);

    /** A choice. */
    R conditional(Conditional expression);

    /** A call. */
    R call(Call expression);

    /** An index. */
    R index(Index expression);

    /** A list or tensor literal. */
    R list(ListLiteral expression);

    /** A tuple. */
    R tuple(TupleLiteral expression);

    /** A transpose. */
    R transpose(Transpose expression);
  }
}
