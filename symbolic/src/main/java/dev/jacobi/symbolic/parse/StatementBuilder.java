package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;
import dev.jacobi.symbolic.parse.JacobiParser.ArgumentsContext;
import dev.jacobi.symbolic.parse.JacobiParser.BracketsContext;
import dev.jacobi.symbolic.parse.JacobiParser.DeclarationContext;
import dev.jacobi.symbolic.parse.JacobiParser.DefContext;
import dev.jacobi.symbolic.parse.JacobiParser.EquationContext;
import dev.jacobi.symbolic.parse.JacobiParser.ExprContext;
import dev.jacobi.symbolic.parse.JacobiParser.IndexContext;
import dev.jacobi.symbolic.parse.JacobiParser.InputContext;
import dev.jacobi.symbolic.parse.JacobiParser.ListContext;
import dev.jacobi.symbolic.parse.JacobiParser.OperandContext;
import dev.jacobi.symbolic.parse.JacobiParser.StatementContext;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Makes statements of what the generated parser read, and refuses names that cannot be given a
 * value.
 */
final class StatementBuilder {

  private final StatementTokens tokens;
  private final ExpressionBuilder values;

  StatementBuilder(StatementTokens tokens) {
    this.tokens = tokens;
    this.values = new ExpressionBuilder(tokens);
  }

  /**
   * The statement.
   *
   * @throws dev.jacobi.core.type.DiagnosticException if the grammar accepts it but the language
   *     does not
   */
  Statement build(StatementContext tree) {
    Span span = Tokens.span(tree.getStart(), tokens.LT(-1));
    if (tree instanceof InputContext input) {
      return input(input, span);
    }
    if (tree instanceof DefContext def) {
      return def(def, span);
    }
    if (tree instanceof EquationContext equation) {
      return equation(equation, span);
    }
    throw new AssertionError("no such statement at " + span);
  }

  private static Statement input(InputContext tree, Span span) {
    Name name = freeName(tree.NAME());
    DeclarationContext declaration = tree.declaration();
    if (declaration == null) {
      return new Statement.Input(name, Optional.empty(), List.of(), span);
    }
    Optional<DType> dtype =
        Optional.ofNullable(declaration.NAME()).map(node -> dtype(node, declaration));
    List<Dimension> dims =
        declaration.dimension().stream().map(StatementBuilder::dimension).toList();
    return new Statement.Input(name, dtype, dims, span);
  }

  private static DType dtype(TerminalNode node, DeclarationContext declaration) {
    String name = node.getText();
    return DType.named(name)
        .orElseThrow(
            () ->
                DeclarationFaults.unknownDType(node.getSymbol(), declaration.LBRACK() != null)
                    .exception());
  }

  private static Dimension dimension(JacobiParser.DimensionContext tree) {
    if (tree.NAME() != null) {
      Name name = freeName(tree.NAME());
      DeclarationFaults.dtypeAsDimension(name).ifPresent(StatementBuilder::refuse);
      return new Dimension.Named(name.text(), name.span());
    }
    Expression.NumberLiteral number = Literals.number(tree.getStart());
    if (!number.isInteger() || number.value().precision() > 10) {
      throw fault(
          "syntax/bad-dimension",
          "a dimension cannot be " + Tokens.shorten(number.text()),
          "a dimension is a whole number or a name: [2, n]",
          number.span());
    }
    return new Dimension.Size(number.value().longValueExact(), number.span());
  }

  private Statement def(DefContext tree, Span span) {
    List<Name> names = tree.NAME().stream().map(StatementBuilder::freeName).toList();
    List<Name> params = names.subList(1, names.size());
    DeclarationFaults.duplicate(params, "syntax/duplicate-parameter", "parameter")
        .ifPresent(StatementBuilder::refuse);
    return new Statement.Def(names.get(0), params, values.build(tree.expr()), span);
  }

  private Statement equation(EquationContext tree, Span span) {
    List<ExprContext> targets = tree.parts;
    boolean tuple = !tree.COMMA().isEmpty();
    if (tree.value == null) {
      if (tuple) {
        throw OperatorFaults.looseComma(tree.COMMA(0).getSymbol()).exception();
      }
      return new Statement.Bare(values.build(targets.get(0)), span);
    }
    if (!tuple
        && outermost(targets.get(0)) instanceof BracketsContext brackets
        && !brackets.expr().isEmpty()) {
      targets = brackets.expr();
      tuple = !ExpressionBuilder.isGroup(brackets);
    }
    List<Name> names = targets.stream().map(StatementBuilder::target).toList();
    DeclarationFaults.duplicate(names, "syntax/duplicate-target", "target")
        .ifPresent(StatementBuilder::refuse);
    return new Statement.Assign(names, values.build(tree.value), tuple, span);
  }

  private static Name target(ExprContext tree) {
    ParseTree outermost = outermost(tree);
    if (outermost instanceof TerminalNode atom) {
      Token token = atom.getSymbol();
      SyntaxFaults.reserved(token).ifPresent(StatementBuilder::refuse);
      if (token.getType() == JacobiLexer.NAME) {
        return ExpressionBuilder.name(token);
      }
      String what =
          token.getType() == JacobiLexer.NUMBER ? "the number " + Tokens.quote(token) : "a string";
      throw fault(
          "syntax/assignment-to-value",
          what + " cannot be given a value",
          "write a name before '=': y = …; to compare, write '=='",
          ExpressionBuilder.span(tree));
    }
    throw fault(
        "syntax/assignment-to-expression",
        "an expression cannot be given a value",
        targetHint(outermost),
        ExpressionBuilder.span(tree));
  }

  /** What is done last in an expression: a single token, brackets, a list, or the whole. */
  private static ParseTree outermost(ExprContext tree) {
    ParseTree first = tree.getChild(0);
    if (tree.getChildCount() > 1) {
      return tree;
    }
    return first.getChildCount() > 1 ? first : first.getChild(0);
  }

  private static String targetHint(ParseTree outermost) {
    if (outermost instanceof OperandContext operand) {
      ParseTree end = operand.getChild(operand.getChildCount() - 1);
      int start = operand.getStart().getType();
      boolean plain = !Tightness.isPrefix(start);
      if (plain && end instanceof ArgumentsContext) {
        String name = operand.getStart().getText();
        return "define a function with: def " + Tokens.shorten(name) + "(…) = …";
      }
      if ((plain || start == JacobiLexer.ROOT) && end instanceof IndexContext) {
        return "tensors are values, they do not change in place: give the new tensor a name of its"
            + " own";
      }
    }
    if (outermost instanceof ListContext) {
      return "write several names without brackets: a, b = …";
    }
    return "write a name before '=': y = …; to compare, write '=='";
  }

  /** A name that is not reserved. */
  private static Name freeName(TerminalNode node) {
    SyntaxFaults.reserved(node.getSymbol()).ifPresent(StatementBuilder::refuse);
    return ExpressionBuilder.name(node.getSymbol());
  }

  private static void refuse(Diagnostic found) {
    throw found.exception();
  }

  private static RuntimeException fault(String code, String message, String hint, Span span) {
    return Diagnostic.error(code, message, hint).withSpan(span).exception();
  }
}
