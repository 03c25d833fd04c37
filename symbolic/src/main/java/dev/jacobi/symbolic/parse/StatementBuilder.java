package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Expression.Name;
import dev.jacobi.symbolic.parse.JacobiParser.AtomContext;
import dev.jacobi.symbolic.parse.JacobiParser.BracketsContext;
import dev.jacobi.symbolic.parse.JacobiParser.CallContext;
import dev.jacobi.symbolic.parse.JacobiParser.DeclarationContext;
import dev.jacobi.symbolic.parse.JacobiParser.DefContext;
import dev.jacobi.symbolic.parse.JacobiParser.EquationContext;
import dev.jacobi.symbolic.parse.JacobiParser.ExprContext;
import dev.jacobi.symbolic.parse.JacobiParser.IndexContext;
import dev.jacobi.symbolic.parse.JacobiParser.InputContext;
import dev.jacobi.symbolic.parse.JacobiParser.ListContext;
import dev.jacobi.symbolic.parse.JacobiParser.StatementContext;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * Makes statements of what the generated parser read, and refuses names that cannot be given a
 * value.
 */
final class StatementBuilder {

  private StatementBuilder() {}

  /**
   * The statement.
   *
   * @throws dev.jacobi.core.type.DiagnosticException if the grammar accepts it but the language
   *     does not
   */
  static Statement build(StatementContext tree) {
    if (tree instanceof InputContext input) {
      return input(input, span(tree));
    }
    if (tree instanceof DefContext def) {
      return def(def, span(tree));
    }
    if (tree instanceof EquationContext equation) {
      return equation(equation, span(tree));
    }
    throw new AssertionError("no such statement at " + span(tree));
  }

  /** From the first token to the last one before the end. */
  private static Span span(StatementContext tree) {
    return Tokens.span(tree.getStart())
        .to(ExpressionBuilder.endOf(tree.getChild(tree.getChildCount() - 2)));
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

  private static Statement def(DefContext tree, Span span) {
    List<Name> names = tree.NAME().stream().map(StatementBuilder::freeName).toList();
    List<Name> params = names.subList(1, names.size());
    DeclarationFaults.duplicate(params, "syntax/duplicate-parameter", "parameter")
        .ifPresent(StatementBuilder::refuse);
    return new Statement.Def(names.get(0), params, ExpressionBuilder.build(tree.expr()), span);
  }

  private static Statement equation(EquationContext tree, Span span) {
    List<ExprContext> expressions = tree.expr();
    if (tree.ASSIGN() == null) {
      if (!tree.COMMA().isEmpty()) {
        Token comma = tree.COMMA(0).getSymbol();
        throw OperatorFaults.looseComma(comma).exception();
      }
      return new Statement.Bare(ExpressionBuilder.build(expressions.get(0)), span);
    }
    List<ExprContext> targets = expressions.subList(0, expressions.size() - 1);
    boolean tuple = !tree.COMMA().isEmpty();
    if (!tuple
        && targets.get(0) instanceof BracketsContext brackets
        && !brackets.expr().isEmpty()) {
      targets = brackets.expr();
      tuple = !brackets.COMMA().isEmpty();
    }
    List<Name> names = targets.stream().map(StatementBuilder::target).toList();
    DeclarationFaults.duplicate(names, "syntax/duplicate-target", "target")
        .ifPresent(StatementBuilder::refuse);
    return new Statement.Assign(
        names, ExpressionBuilder.build(expressions.get(expressions.size() - 1)), tuple, span);
  }

  private static Name target(ExprContext tree) {
    if (tree instanceof AtomContext atom) {
      SyntaxFaults.reserved(atom.atom).ifPresent(StatementBuilder::refuse);
      if (atom.NAME() != null) {
        return ExpressionBuilder.name(atom.NAME());
      }
      String what = atom.NUMBER() == null ? "a string" : "the number " + Tokens.quote(atom.atom);
      throw fault(
          "syntax/assignment-to-value",
          what + " cannot be given a value",
          "write a name before '=': y = …; to compare, write '=='",
          ExpressionBuilder.span(tree));
    }
    throw fault(
        "syntax/assignment-to-expression",
        "an expression cannot be given a value",
        targetHint(tree),
        ExpressionBuilder.span(tree));
  }

  private static String targetHint(ExprContext tree) {
    if (tree instanceof CallContext call) {
      return "define a function with: def " + Tokens.shorten(call.NAME().getText()) + "(…) = …";
    }
    if (tree instanceof IndexContext) {
      return "tensors are values, they do not change in place: give the new tensor a name of its own";
    }
    if (tree instanceof ListContext) {
      return "write several names without brackets: a, b = …";
    }
    return "write a name before '=': y = …; to compare, write '=='";
  }

  /** A name that is not reserved. */
  private static Name freeName(TerminalNode node) {
    SyntaxFaults.reserved(node.getSymbol()).ifPresent(StatementBuilder::refuse);
    return ExpressionBuilder.name(node);
  }

  private static void refuse(Diagnostic found) {
    throw found.exception();
  }

  private static RuntimeException fault(String code, String message, String hint, Span span) {
    return Diagnostic.error(code, message, hint).withSpan(span).exception();
  }
}
