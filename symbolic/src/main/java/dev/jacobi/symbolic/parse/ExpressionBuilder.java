package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;
import dev.jacobi.symbolic.parse.JacobiParser.AtomContext;
import dev.jacobi.symbolic.parse.JacobiParser.BinaryContext;
import dev.jacobi.symbolic.parse.JacobiParser.BracketsContext;
import dev.jacobi.symbolic.parse.JacobiParser.CallContext;
import dev.jacobi.symbolic.parse.JacobiParser.CompareContext;
import dev.jacobi.symbolic.parse.JacobiParser.ConditionalContext;
import dev.jacobi.symbolic.parse.JacobiParser.ExprContext;
import dev.jacobi.symbolic.parse.JacobiParser.IndexContext;
import dev.jacobi.symbolic.parse.JacobiParser.ListContext;
import dev.jacobi.symbolic.parse.JacobiParser.RootContext;
import dev.jacobi.symbolic.parse.JacobiParser.SuperscriptContext;
import dev.jacobi.symbolic.parse.JacobiParser.TransposeContext;
import dev.jacobi.symbolic.parse.JacobiParser.UnaryContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Makes expressions of what the generated parser read. Left operands are walked in a loop,
 * everything else by recursion no deeper than the generated parser's own.
 */
final class ExpressionBuilder {

  private ExpressionBuilder() {}

  /**
   * The expression.
   *
   * @throws dev.jacobi.core.type.DiagnosticException if the grammar accepts it but the language
   *     does not
   */
  static Expression build(ExprContext tree) {
    return tree.getChild(0) instanceof ExprContext ? alongSpine(tree) : innermost(tree);
  }

  private static Expression alongSpine(ExprContext tree) {
    List<ExprContext> spine = new ArrayList<>();
    ExprContext at = tree;
    int postfix = 0;
    while (at.getChild(0) instanceof ExprContext left) {
      postfix += at instanceof TransposeContext || at instanceof IndexContext ? 1 : 0;
      if (postfix > Parser.MAX_DEPTH) {
        throw SyntaxFaults.tooDeep(tree.getStop()).exception();
      }
      spine.add(at);
      at = left;
    }
    Expression result = innermost(at);
    for (int i = spine.size() - 1; i >= 0; i--) {
      result = apply(spine.get(i), result);
    }
    return result;
  }

  private static Expression innermost(ExprContext tree) {
    if (tree instanceof AtomContext atom) {
      return atom(atom.atom);
    }
    if (tree instanceof BracketsContext brackets) {
      boolean group = brackets.expr().size() == 1 && brackets.COMMA().isEmpty();
      return group
          ? build(brackets.expr(0))
          : new Expression.TupleLiteral(all(brackets.expr()), span(tree));
    }
    if (tree instanceof CallContext call) {
      return CallBuilder.call(call);
    }
    if (tree instanceof UnaryContext unary) {
      return unary(unary);
    }
    if (tree instanceof ListContext list) {
      return new Expression.ListLiteral(all(list.expr()), span(tree));
    }
    if (tree instanceof RootContext root) {
      Name function = new Name("sqrt", Tokens.span(root.getStart()));
      return new Expression.Call(function, List.of(build(root.expr())), List.of(), span(tree));
    }
    throw new AssertionError("no such expression at " + span(tree));
  }

  private static Expression apply(ExprContext tree, Expression left) {
    Span span = span(tree);
    if (tree instanceof BinaryContext binary) {
      return binary(binary, left);
    }
    if (tree instanceof TransposeContext) {
      return new Expression.Transpose(left, span);
    }
    if (tree instanceof SuperscriptContext power) {
      refuseBareRoot(power.expr());
      return new Expression.Binary(
          BinaryOp.POW, left, Literals.superscript(power.SUPERSCRIPT().getSymbol()), span);
    }
    if (tree instanceof IndexContext index) {
      return CallBuilder.index(index, left);
    }
    if (tree instanceof CompareContext compare) {
      return compare(compare, left);
    }
    if (tree instanceof ConditionalContext choice) {
      return new Expression.Conditional(build(choice.expr(1)), left, build(choice.expr(2)), span);
    }
    throw new AssertionError("no such operation at " + span);
  }

  private static List<Expression> all(List<ExprContext> trees) {
    List<Expression> all = new ArrayList<>();
    for (ExprContext tree : trees) {
      all.add(build(tree));
    }
    return all;
  }

  private static Expression atom(Token token) {
    Span span = Tokens.span(token);
    return switch (token.getType()) {
      case JacobiLexer.NUMBER -> Literals.number(token);
      case JacobiLexer.STRING -> Literals.text(token);
      case JacobiLexer.TRUE -> new Expression.Bool(true, span);
      case JacobiLexer.FALSE -> new Expression.Bool(false, span);
      case JacobiLexer.NONE -> new Expression.NoneLiteral(span);
      default -> new Name(Tokens.name(token), span);
    };
  }

  private static Expression unary(UnaryContext tree) {
    UnaryOp op =
        switch (tree.op.getType()) {
          case JacobiLexer.NOT -> UnaryOp.NOT;
          case JacobiLexer.MINUS -> UnaryOp.MINUS;
          default -> UnaryOp.PLUS;
        };
    if (op != UnaryOp.NOT) {
      refuseBareNot(tree.expr());
    }
    return new Expression.Unary(op, build(tree.expr()), span(tree));
  }

  private static Expression binary(BinaryContext tree, Expression left) {
    BinaryOp op =
        switch (operator(tree).getType()) {
          case JacobiLexer.OR -> BinaryOp.OR;
          case JacobiLexer.AND -> BinaryOp.AND;
          case JacobiLexer.PLUS -> BinaryOp.ADD;
          case JacobiLexer.MINUS -> BinaryOp.SUB;
          case JacobiLexer.TIMES -> BinaryOp.MUL;
          case JacobiLexer.DIV -> BinaryOp.DIV;
          case JacobiLexer.AT -> BinaryOp.MATMUL;
          default -> BinaryOp.POW;
        };
    ExprContext right = (ExprContext) tree.getChild(2);
    if (op != BinaryOp.OR && op != BinaryOp.AND) {
      refuseBareNot(right);
    }
    if (op == BinaryOp.POW) {
      refuseBareRoot(tree.expr(0));
    }
    return new Expression.Binary(op, left, build(right), span(tree));
  }

  private static Expression compare(CompareContext tree, Expression left) {
    refuseBareNot(tree.expr(1));
    if (tree.expr(0) instanceof CompareContext first) {
      String a = source(first.expr(0));
      String b = source(first.expr(1));
      String c = source(tree.expr(1));
      String hint =
          a + " " + first.op.getText() + " " + b + " and " + b + " " + tree.op.getText() + " " + c;
      throw Diagnostic.error(
              "syntax/chained-comparison", "comparisons do not chain", "write " + hint)
          .withSpan(Tokens.span(tree.op))
          .exception();
    }
    Comparison op =
        switch (tree.op.getType()) {
          case JacobiLexer.LT -> Comparison.LT;
          case JacobiLexer.LE -> Comparison.LE;
          case JacobiLexer.GT -> Comparison.GT;
          case JacobiLexer.GE -> Comparison.GE;
          case JacobiLexer.EQ -> Comparison.EQ;
          default -> Comparison.NE;
        };
    return new Expression.Compare(op, left, build(tree.expr(1)), span(tree));
  }

  /**
   * {@code a + not b}: {@code not} binds looser than the operator before it, so its reach would
   * surprise.
   */
  private static void refuseBareNot(ExprContext operand) {
    if (operand.getStart().getType() == JacobiLexer.NOT) {
      throw Diagnostic.error(
              "syntax/unexpected-token",
              "'not' needs brackets after an operator that binds tighter",
              "write (not …)")
          .withSpan(Tokens.span(operand.getStart()))
          .exception();
    }
  }

  /** {@code √x²}: one reader in two takes it for the root of the square. */
  private static void refuseBareRoot(ExprContext base) {
    if (base instanceof RootContext root && !(root.expr() instanceof BracketsContext)) {
      String operand = source(root.expr());
      throw Diagnostic.error(
              "syntax/ambiguous-root",
              "what the root is taken of is not clear here",
              "write √(" + operand + ")^… or √(" + operand + "^…)")
          .withSpan(span(base))
          .exception();
    }
  }

  private static Token operator(ExprContext tree) {
    if (tree.getChild(1) instanceof TerminalNode operator) {
      return operator.getSymbol();
    }
    throw new AssertionError("no operator at " + span(tree));
  }

  /** The expression as written, cut to a length that fits into a hint. */
  private static String source(ExprContext tree) {
    StringBuilder text = new StringBuilder();
    List<ParseTree> parts = new ArrayList<>(List.of(tree));
    while (!parts.isEmpty() && text.length() < 100) {
      ParseTree part = parts.remove(parts.size() - 1);
      if (part instanceof TerminalNode word) {
        text.append(word.getText());
      }
      for (int i = part.getChildCount() - 1; i >= 0; i--) {
        parts.add(part.getChild(i));
      }
    }
    return Tokens.shorten(text.toString());
  }

  /** The name of a token of the grammar. */
  static Name name(TerminalNode node) {
    return new Name(Tokens.name(node.getSymbol()), Tokens.span(node.getSymbol()));
  }

  /** From the first to the last token. */
  static Span span(ParserRuleContext tree) {
    return Tokens.span(tree.getStart(), tree.getStop());
  }

  /** The last token's span. */
  static Span endOf(ParseTree tree) {
    if (tree instanceof TerminalNode node) {
      return Tokens.span(node.getSymbol());
    }
    if (tree instanceof ParserRuleContext rule) {
      return Tokens.span(rule.getStop());
    }
    throw new AssertionError(tree);
  }
}
