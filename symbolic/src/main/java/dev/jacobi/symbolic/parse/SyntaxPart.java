package dev.jacobi.symbolic.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One part of a syntax tree as it is printed: a line, and what stands below it.
 *
 * @param title the line
 * @param children the parts below, in the order of the text
 */
record SyntaxPart(String title, List<Child> children) {

  /** A part below another; the role is empty where the place says it all. */
  record Child(String role, Syntax part) {}

  /** The line and the children of {@code syntax}. */
  static SyntaxPart of(Syntax syntax) {
    if (syntax instanceof Expression expression) {
      return expression.fold(OfExpression.CASES);
    }
    if (syntax instanceof Statement statement) {
      return statement.fold(OfStatement.CASES);
    }
    if (syntax instanceof Subscript subscript) {
      return subscript.fold(OfSubscript.CASES);
    }
    if (syntax instanceof Dimension dimension) {
      return leaf("Dimension " + dimension.<String>fold(Long::toString, name -> name));
    }
    if (syntax instanceof Argument argument) {
      return leaf("Argument " + argument.name().text()).with("", argument.value());
    }
    return leaf("Program").withAll("", ((Program) syntax).statements());
  }

  private static SyntaxPart leaf(String title) {
    return new SyntaxPart(title, List.of());
  }

  private SyntaxPart with(String role, Syntax part) {
    return withAll(role, List.of(part));
  }

  private SyntaxPart with(String role, Optional<? extends Syntax> part) {
    return part.isPresent() ? with(role, part.get()) : this;
  }

  private SyntaxPart withAll(String role, List<? extends Syntax> parts) {
    List<Child> all = new ArrayList<>(children);
    parts.forEach(part -> all.add(new Child(role, part)));
    return new SyntaxPart(title, List.copyOf(all));
  }

  private static String names(List<Expression.Name> names) {
    return names.stream().map(Expression.Name::text).collect(Collectors.joining(", "));
  }

  private enum OfStatement implements Statement.Cases<SyntaxPart> {
    CASES;

    @Override
    public SyntaxPart input(Statement.Input statement) {
      String dtype = statement.dtype().map(type -> ": " + type).orElse("");
      return leaf("Input " + statement.name().text() + dtype).withAll("", statement.dims());
    }

    @Override
    public SyntaxPart assign(Statement.Assign statement) {
      String kind = statement.tuple() ? "Assign tuple " : "Assign ";
      return leaf(kind + names(statement.names())).with("", statement.value());
    }

    @Override
    public SyntaxPart def(Statement.Def statement) {
      String head = statement.name().text() + "(" + names(statement.params()) + ")";
      return leaf("Def " + head).with("", statement.body());
    }

    @Override
    public SyntaxPart bare(Statement.Bare statement) {
      return leaf("Bare").with("", statement.expression());
    }
  }

  private enum OfExpression implements Expression.Cases<SyntaxPart> {
    CASES;

    @Override
    public SyntaxPart number(Expression.NumberLiteral expression) {
      return leaf("Number " + expression.text());
    }

    @Override
    public SyntaxPart name(Expression.Name expression) {
      return leaf("Name " + expression.text());
    }

    @Override
    public SyntaxPart text(Expression.Text expression) {
      return leaf("Text \"" + expression.value() + "\"");
    }

    @Override
    public SyntaxPart bool(Expression.Bool expression) {
      return leaf("Bool " + expression.value());
    }

    @Override
    public SyntaxPart none(Expression.NoneLiteral expression) {
      return leaf("None");
    }

    @Override
    public SyntaxPart unary(Expression.Unary expression) {
      return leaf("Unary " + expression.op().symbol()).with("", expression.operand());
    }

    @Override
    public SyntaxPart binary(Expression.Binary expression) {
      return leaf("Binary " + expression.op().symbol())
          .with("", expression.left())
          .with("", expression.right());
    }

    @Override
    public SyntaxPart compare(Expression.Compare expression) {
      return leaf("Compare " + expression.op().symbol())
          .with("", expression.left())
          .with("", expression.right());
    }

    @Override
    public SyntaxPart conditional(Expression.Conditional expression) {
      return leaf("Conditional")
          .with("if", expression.condition())
          .with("then", expression.then())
          .with("else", expression.otherwise());
    }

    @Override
    public SyntaxPart call(Expression.Call expression) {
      return leaf("Call " + expression.function().text())
          .withAll("", expression.positional())
          .withAll("", expression.named());
    }

    @Override
    public SyntaxPart index(Expression.Index expression) {
      return leaf("Index").with("", expression.base()).withAll("", expression.subscripts());
    }

    @Override
    public SyntaxPart list(Expression.ListLiteral expression) {
      return leaf("List").withAll("", expression.elements());
    }

    @Override
    public SyntaxPart tuple(Expression.TupleLiteral expression) {
      return leaf("Tuple").withAll("", expression.elements());
    }

    @Override
    public SyntaxPart transpose(Expression.Transpose expression) {
      return leaf("Transpose").with("", expression.operand());
    }
  }

  private enum OfSubscript implements Subscript.Cases<SyntaxPart> {
    CASES;

    @Override
    public SyntaxPart at(Subscript.At subscript) {
      return leaf("At").with("", subscript.index());
    }

    @Override
    public SyntaxPart range(Subscript.Range subscript) {
      return leaf("Range")
          .with("start", subscript.start())
          .with("stop", subscript.stop())
          .with("step", subscript.step());
    }

    @Override
    public SyntaxPart ellipsis(Subscript.Ellipsis subscript) {
      return leaf("Ellipsis");
    }

    @Override
    public SyntaxPart newAxis(Subscript.NewAxis subscript) {
      return leaf("NewAxis");
    }

    @Override
    public SyntaxPart all(Subscript.All subscript) {
      return leaf("All");
    }
  }
}
