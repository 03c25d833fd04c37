package dev.jacobi.symbolic.parse;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/** The diagnoses of {@code input} and {@code def}, up to where an expression begins. */
final class DeclarationFaults {

  private static final String INPUT_FORM =
      "declare inputs as: input x, input p: [2, 2], input A: f32[m, n]";
  private static final String DEF_FORM = "define a function as: def f(a, b) = a*b";

  private DeclarationFaults() {}

  /** The diagnosis if the statement is a declaration and stops before an expression begins. */
  static Optional<Diagnostic> find(Site site) {
    return switch (site.tokens().get(0).getType()) {
      case JacobiLexer.INPUT -> Optional.of(input(site));
      case JacobiLexer.DEF -> site.assignment() < 0 ? Optional.of(def(site)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Diagnostic input(Site site) {
    Optional<Diagnostic> reserved = SyntaxFaults.reserved(site.here());
    if (reserved.isPresent()) {
      return reserved.get();
    }
    String found = site.found();
    if (site.at() == 1) {
      return site.report(
          "syntax/missing-name", "found " + found + " where 'input' needs a name", INPUT_FORM);
    }
    if (site.at() == 2) {
      return afterInputName(site);
    }
    boolean bare = site.depth() == 0;
    if (bare
        && (site.type() == JacobiLexer.NUMBER
            || site.type(-1) == JacobiLexer.NAME
            || site.type() == JacobiLexer.LPAR)) {
      return site.report(
          "syntax/missing-brackets",
          "found " + found + " where the shape in square brackets would fit",
          "write the shape as " + shape(site));
    }
    if (bare) {
      return site.report(
          "syntax/bad-declaration",
          "found " + found + " in the declaration of an input",
          INPUT_FORM);
    }
    return site.report(
        "syntax/bad-dimension",
        "found " + found + " where a dimension, ',' or ']' would fit",
        "a dimension is a whole number or a name: [2, n]");
  }

  private static Diagnostic afterInputName(Site site) {
    String name = Tokens.name(site.before());
    String hint =
        switch (site.type()) {
          case JacobiLexer.COMMA ->
              "declare one input in each statement: input " + name + "; input …";
          case JacobiLexer.ASSIGN ->
              "a name that is given a value is no input; write " + name + " = … without 'input'";
          case JacobiLexer.LBRACK -> "write ':' before the shape: input " + name + ": […]";
          default -> INPUT_FORM;
        };
    return site.report(
        "syntax/bad-declaration",
        "found " + site.found() + " after 'input " + Tokens.shorten(name) + "'",
        hint);
  }

  /** The rest of the declaration, in brackets, as far as it consists of dimensions. */
  private static String shape(Site site) {
    boolean typed =
        site.type(-1) == JacobiLexer.NAME && DType.named(site.before().getText()).isPresent();
    int first = site.type(-1) == JacobiLexer.NAME && !typed ? site.at() - 1 : site.at();
    StringBuilder dims = new StringBuilder();
    for (Token token : site.tokens().subList(first, site.tokens().size())) {
      if (token.getType() == JacobiLexer.NUMBER || token.getType() == JacobiLexer.NAME) {
        dims.append(dims.isEmpty() ? "" : ", ").append(token.getText());
      }
    }
    return (typed ? site.before().getText() : "") + Tokens.shorten("[" + dims + "]");
  }

  /**
   * A name where an element type should stand; without brackets after it, most likely a shape that
   * lost its own.
   */
  static Diagnostic unknownDType(Token name, boolean hasShape) {
    String quoted = Tokens.quote(name);
    String types =
        Arrays.stream(DType.values()).map(DType::toString).collect(Collectors.joining(", "));
    String hint =
        hasShape
            ? "the element types are " + types
            : "write a dimension as ["
                + Tokens.shorten(name.getText())
                + "]; the element types are "
                + types;
    return Diagnostic.error("syntax/unknown-dtype", quoted + " is not an element type", hint)
        .withSpan(Tokens.span(name));
  }

  /** An element type between the brackets of a shape; empty for any other name. */
  static Optional<Diagnostic> dtypeAsDimension(Expression.Name name) {
    return DType.named(name.text())
        .map(
            dtype ->
                Diagnostic.error(
                        "syntax/bad-dimension",
                        "a dimension cannot have the name of the element type '" + dtype + "'",
                        "write the element type before the shape: " + dtype + "[2, n]")
                    .withSpan(name.span()));
  }

  private static Diagnostic def(Site site) {
    Optional<Diagnostic> reserved = SyntaxFaults.reserved(site.here());
    if (reserved.isPresent()) {
      return reserved.get();
    }
    String found = site.found();
    if (site.at() == 1) {
      return site.report(
          "syntax/missing-name",
          "found " + found + " where 'def' needs the name of a function",
          DEF_FORM);
    }
    if (site.at() == 2) {
      return site.report(
          "syntax/missing-parameters",
          "found " + found + " where the parameters in '( )' would fit",
          DEF_FORM);
    }
    if (site.depth() > 0) {
      return site.report(
          "syntax/bad-parameter",
          "found " + found + " where a parameter's name, ',' or ')' would fit",
          DEF_FORM);
    }
    String hint =
        site.type() == JacobiLexer.COLON
            ? "write '=' for ':', and the value without 'return'"
            : DEF_FORM;
    return site.report(
        "syntax/missing-equals",
        "found " + found + " where the '=' of a definition would fit",
        hint);
  }

  /**
   * A name that occurs twice in a list of parameters, targets or named arguments; empty if there is
   * none.
   */
  static Optional<Diagnostic> duplicate(List<Expression.Name> names, String code, String what) {
    if (names.size() < 2) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    for (Expression.Name name : names) {
      if (!seen.add(name.text())) {
        String message = "the " + what + " '" + Tokens.shorten(name.text()) + "' stands here twice";
        return Optional.of(
            Diagnostic.error(code, message, "give each " + what + " a name of its own")
                .withSpan(name.span()));
      }
    }
    return Optional.empty();
  }
}
