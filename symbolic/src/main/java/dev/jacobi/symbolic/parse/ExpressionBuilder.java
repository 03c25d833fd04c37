package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;
import dev.jacobi.symbolic.parse.JacobiParser.BracketsContext;
import dev.jacobi.symbolic.parse.JacobiParser.ExprContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/**
 * Makes the expressions of one statement of what the generated parser read, and keeps count of how
 * deep they nest.
 */
final class ExpressionBuilder {

  private final StatementTokens tokens;
  private int depth;

  ExpressionBuilder(StatementTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * The expression.
   *
   * @throws dev.jacobi.core.type.DiagnosticException if the grammar accepts it but the language
   *     does not
   */
  Expression build(ExprContext tree) {
    return new Climb(this, tree).level(Tightness.CHOICE);
  }

  /** Begins a level of nesting. */
  void enter(Token first) {
    if (++depth > Parser.MAX_DEPTH) {
      throw SyntaxFaults.tooDeep(first).exception();
    }
  }

  /** Ends a level of nesting. */
  void leave() {
    depth--;
  }

  /** The expressions. */
  List<Expression> all(List<ExprContext> trees) {
    List<Expression> all = new ArrayList<>(trees.size());
    for (ExprContext tree : trees) {
      all.add(build(tree));
    }
    return all;
  }

  /** A tuple, or what brackets only group. */
  Expression brackets(BracketsContext tree) {
    return isGroup(tree)
        ? build(tree.expr(0))
        : new Expression.TupleLiteral(all(tree.expr()), span(tree));
  }

  /** Whether brackets hold one expression and nothing else. */
  static boolean isGroup(BracketsContext tree) {
    return tree.getChildCount() == 3;
  }

  /** A single token that is a value. */
  static Expression atom(Token token) {
    return switch (token.getType()) {
      case JacobiLexer.NUMBER -> Literals.number(token);
      case JacobiLexer.STRING -> Literals.text(token);
      case JacobiLexer.TRUE -> new Expression.Bool(true, Tokens.span(token));
      case JacobiLexer.FALSE -> new Expression.Bool(false, Tokens.span(token));
      case JacobiLexer.NONE -> new Expression.NoneLiteral(Tokens.span(token));
      default -> name(token);
    };
  }

  /** What is written from one token to before another, cut to a length that fits into a hint. */
  String source(int start, int end) {
    return Tokens.shorten(tokens.getText(Interval.of(start, end - 1)));
  }

  /** A token as a name. */
  static Name name(Token token) {
    return new Name(Tokens.name(token), Tokens.span(token));
  }

  /** From the first to the last token. */
  static Span span(ParserRuleContext tree) {
    return Tokens.span(tree.getStart(), tree.getStop());
  }
}
