package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;
import dev.jacobi.symbolic.parse.JacobiParser.ArgumentsContext;
import dev.jacobi.symbolic.parse.JacobiParser.BracketsContext;
import dev.jacobi.symbolic.parse.JacobiParser.ExprContext;
import dev.jacobi.symbolic.parse.JacobiParser.IndexContext;
import dev.jacobi.symbolic.parse.JacobiParser.ListContext;
import dev.jacobi.symbolic.parse.JacobiParser.OperandContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/**
 * Gives the operators of one expression their operands by precedence climbing (Richards and
 * Whitby-Strevens 1979): an operation takes what follows as long as that binds tightly enough. Left
 * operands grow in a loop; a right operand, or one after a prefix, is a level of its own.
 */
final class Climb {

  private final ExpressionBuilder values;
  private final ExprContext tree;

  /** The child of the tree after the operand being read. */
  private int next;

  private OperandContext operand;

  /** The child of the operand to be read next. */
  private int part;

  /** The last token read. */
  private Token last;

  /** The last root made of an operand without brackets. */
  private @Nullable Expression bareRoot;

  /** The last comparison made, and its sign. */
  private @Nullable Expression comparison;

  private Token sign;

  Climb(ExpressionBuilder values, ExprContext tree) {
    this.values = values;
    this.tree = tree;
    this.operand = (OperandContext) tree.getChild(0);
    this.last = tree.getStart();
    this.sign = last;
  }

  /** What stands after an operator: the next operand, with all that it takes. */
  Expression level(Tightness operator) {
    operand = (OperandContext) tree.getChild(next++);
    part = 0;
    return rest(operator);
  }

  /** As {@link #level}, from the part of the operand that is to be read next. */
  private Expression rest(Tightness operator) {
    ParseTree head = operand.getChild(part++);
    Token first = first(head);
    values.enter(first);
    Expression result = Tightness.isPrefix(first.getType()) ? prefixed(first) : value(head, first);
    int views = 0;
    while (goesOn(operator)) {
      if (part < operand.getChildCount()) {
        result = postfixed(first, result, operand.getChild(part++));
        views += result instanceof Expression.Binary ? 0 : 1;
      } else {
        result = joined(first, result, first(tree.getChild(next++)));
      }
    }
    if (views > Parser.MAX_DEPTH) {
      throw SyntaxFaults.tooDeep(last).exception();
    }
    values.leave();
    return result;
  }

  private static Token first(ParseTree tree) {
    return tree instanceof TerminalNode word
        ? word.getSymbol()
        : ((ParserRuleContext) tree).getStart();
  }

  private boolean goesOn(Tightness operator) {
    if (part < operand.getChildCount()) {
      return operator.takes(Tightness.POSTFIX);
    }
    return next < tree.getChildCount()
        && operator.takes(Tightness.between(first(tree.getChild(next)).getType()));
  }

  private Expression prefixed(Token operator) {
    Tightness tightness = Tightness.before(operator.getType());
    ParseTree after = operand.getChild(part);
    if (tightness == Tightness.ROOT) {
      List<Expression> argument = List.of(rest(tightness));
      Name function = new Name("sqrt", Tokens.span(operator));
      Expression root = new Expression.Call(function, argument, List.of(), since(operator));
      if (!(after instanceof BracketsContext)) {
        bareRoot = root;
      }
      return root;
    }
    if (tightness == Tightness.NOT) {
      return new Expression.Unary(UnaryOp.NOT, rest(tightness), since(operator));
    }
    refuseBareNot(first(after));
    UnaryOp op = operator.getType() == JacobiLexer.MINUS ? UnaryOp.MINUS : UnaryOp.PLUS;
    return new Expression.Unary(op, rest(tightness), since(operator));
  }

  private Expression value(ParseTree head, Token first) {
    if (head instanceof BracketsContext brackets) {
      last = brackets.getStop();
      return values.brackets(brackets);
    }
    if (head instanceof ListContext list) {
      last = list.getStop();
      return new Expression.ListLiteral(values.all(list.expr()), since(first));
    }
    if (operand.getChild(part) instanceof ArgumentsContext arguments) {
      part++;
      last = arguments.getStop();
      return CallBuilder.call(ExpressionBuilder.name(first), arguments, values, since(first));
    }
    last = first;
    return ExpressionBuilder.atom(first);
  }

  private Expression postfixed(Token first, Expression left, ParseTree operator) {
    if (operator instanceof IndexContext index) {
      last = index.getStop();
      return CallBuilder.index(left, index, values, since(first));
    }
    Token word = first(operator);
    if (word.getType() == JacobiLexer.SUPERSCRIPT) {
      refuseBareRoot(first, left);
      last = word;
      return new Expression.Binary(BinaryOp.POW, left, Literals.superscript(word), since(first));
    }
    last = word;
    return new Expression.Transpose(left, since(first));
  }

  private Expression joined(Token first, Expression left, Token operator) {
    Tightness tightness = Tightness.between(operator.getType());
    if (tightness == Tightness.CHOICE) {
      Expression condition = values.build((ExprContext) tree.getChild(next));
      next += 2;
      Expression otherwise = level(tightness);
      return new Expression.Conditional(condition, left, otherwise, since(first));
    }
    if (tightness.compareTo(Tightness.NOT) > 0) {
      refuseBareNot(first(tree.getChild(next)));
    }
    if (tightness == Tightness.COMPARISON) {
      return compared(first, left, operator);
    }
    if (tightness == Tightness.POWER) {
      refuseBareRoot(first, left);
    }
    Expression right = level(tightness);
    return new Expression.Binary(binary(operator.getType()), left, right, since(first));
  }

  private static BinaryOp binary(int type) {
    return switch (type) {
      case JacobiLexer.OR -> BinaryOp.OR;
      case JacobiLexer.AND -> BinaryOp.AND;
      case JacobiLexer.PLUS -> BinaryOp.ADD;
      case JacobiLexer.MINUS -> BinaryOp.SUB;
      case JacobiLexer.TIMES -> BinaryOp.MUL;
      case JacobiLexer.DIV -> BinaryOp.DIV;
      case JacobiLexer.AT -> BinaryOp.MATMUL;
      default -> BinaryOp.POW;
    };
  }

  private Expression compared(Token first, Expression left, Token operator) {
    if (left == comparison) {
      throw chained(first, operator).exception();
    }
    Expression right = level(Tightness.COMPARISON);
    comparison = new Expression.Compare(comparison(operator), left, right, since(first));
    sign = operator;
    return comparison;
  }

  private Diagnostic chained(Token first, Token second) {
    int end = next;
    while (end + 1 < tree.getChildCount()
        && Tightness.COMPARISON.takes(Tightness.between(first(tree.getChild(end + 1)).getType()))) {
      end += 2;
    }
    Token stop = ((OperandContext) tree.getChild(end)).getStop();
    String a = values.source(first.getTokenIndex(), sign.getTokenIndex());
    String b = values.source(sign.getTokenIndex() + 1, second.getTokenIndex());
    String c = values.source(second.getTokenIndex() + 1, stop.getTokenIndex() + 1);
    String hint = a + " " + sign.getText() + " " + b + " and " + b + " " + second.getText();
    return Diagnostic.error(
            "syntax/chained-comparison", "comparisons do not chain", "write " + hint + " " + c)
        .withSpan(Tokens.span(second));
  }

  private static Comparison comparison(Token operator) {
    return switch (operator.getType()) {
      case JacobiLexer.LT -> Comparison.LT;
      case JacobiLexer.LE -> Comparison.LE;
      case JacobiLexer.GT -> Comparison.GT;
      case JacobiLexer.GE -> Comparison.GE;
      case JacobiLexer.EQ -> Comparison.EQ;
      default -> Comparison.NE;
    };
  }

  /**
   * {@code a + not b}: {@code not} binds looser than the operator before it, so its reach would
   * surprise.
   */
  private static void refuseBareNot(Token start) {
    if (start.getType() == JacobiLexer.NOT) {
      throw Diagnostic.error(
              "syntax/unexpected-token",
              "'not' needs brackets after an operator that binds tighter",
              "write (not …)")
          .withSpan(Tokens.span(start))
          .exception();
    }
  }

  /** {@code √x²}: one reader in two takes it for the root of the square. */
  private void refuseBareRoot(Token root, Expression base) {
    if (base == bareRoot) {
      String of = values.source(root.getTokenIndex() + 1, last.getTokenIndex() + 1);
      throw Diagnostic.error(
              "syntax/ambiguous-root",
              "what the root is taken of is not clear here",
              "write √(" + of + ")^… or √(" + of + "^…)")
          .withSpan(since(root))
          .exception();
    }
  }

  /** The span from a token to the last one read. */
  private Span since(Token first) {
    return Tokens.span(first, last);
  }
}
