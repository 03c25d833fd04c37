package dev.jacobi.symbolic.program;

import dev.jacobi.core.function.Arguments;
import dev.jacobi.core.function.Arithmetic;
import dev.jacobi.core.function.Functions;
import dev.jacobi.core.function.Signature;
import dev.jacobi.core.function.Spelling;
import dev.jacobi.core.function.TensorFunction;
import dev.jacobi.core.function.Value;
import dev.jacobi.core.function.Weak;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Span;
import dev.jacobi.symbolic.parse.Argument;
import dev.jacobi.symbolic.parse.BinaryOp;
import dev.jacobi.symbolic.parse.Expression;
import dev.jacobi.symbolic.parse.Subscript;
import dev.jacobi.symbolic.parse.UnaryOp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives each expression its value on a carrier. Every diagnostic that leaves it has a place: that
 * of the innermost expression it is about.
 *
 * @param <T> the carrier's values
 */
final class Elaborator<T> implements Expression.Cases<Value<T>> {

  /**
   * How deep expressions may nest, the bodies of functions called included. Evaluating that deep
   * takes at most half of a stack of 512 KB, interpreted or compiled.
   */
  static final int MAX_DEPTH = 150;

  /** How many expressions may be met, those in bodies of functions as often as they are called. */
  static final int MAX_STEPS = 1_000_000;

  private final Arithmetic<T> arithmetic;
  private final Scope<T> scope;
  private final DerivativeCalls<T> derivativeCalls;
  private final TapeCalls<T> tapeCalls;
  private final Set<String> active = new TreeSet<>();
  private int depth;
  private int steps;

  Elaborator(Carrier<T> carrier, Scope<T> scope, DType floating) {
    this.arithmetic = new Arithmetic<>(carrier.tensors(), floating, scope::integers);
    this.scope = scope;
    this.derivativeCalls = new DerivativeCalls<>(carrier);
    this.tapeCalls = new TapeCalls<>(carrier);
  }

  /** Promotion and literals. */
  Arithmetic<T> arithmetic() {
    return arithmetic;
  }

  /** The value of an expression. */
  Value<T> evaluate(Expression expression) {
    depth++;
    steps++;
    try {
      if (depth > MAX_DEPTH || steps > MAX_STEPS) {
        throw tooLarge().exception();
      }
      return expression.fold(this);
    } catch (DiagnosticException found) {
      throw located(found, expression.span());
    } finally {
      depth--;
    }
  }

  private Diagnostic tooLarge() {
    return depth > MAX_DEPTH
        ? Diagnostic.error(
            "program/too-deep",
            "the calls of functions nest expressions deeper than " + MAX_DEPTH,
            "name parts of the result and use the names")
        : Diagnostic.error(
            "program/too-long",
            "with every function expanded the program has more than " + MAX_STEPS + " expressions",
            "assign the result of a call to a name and use the name");
  }

  /** The same exception with a place, if it has none. */
  static DiagnosticException located(DiagnosticException found, Span span) {
    Diagnostic first = found.first();
    return first.span().isNone() ? first.withSpan(span).exception() : found;
  }

  @Override
  public Value<T> number(Expression.NumberLiteral expression) {
    return new Value.Numeral<>(
        new Weak.Exact(Rational.of(expression.value()), expression.isInteger()));
  }

  @Override
  public Value<T> name(Expression.Name expression) {
    return scope.value(expression);
  }

  @Override
  public Value<T> text(Expression.Text expression) {
    return new Value.Text<>(expression.value());
  }

  @Override
  public Value<T> bool(Expression.Bool expression) {
    return new Value.Truth<>(expression.value());
  }

  @Override
  public Value<T> none(Expression.NoneLiteral expression) {
    return new Value.None<>();
  }

  @Override
  public Value<T> unary(Expression.Unary expression) {
    Value<T> operand = evaluate(expression.operand());
    return expression.op() == UnaryOp.PLUS
        ? operand
        : arithmetic.apply(Operators.before(expression.op().symbol()), List.of(operand));
  }

  @Override
  public Value<T> binary(Expression.Binary expression) {
    List<Expression.Binary> spine = expression.spine();
    Value<T> result = evaluate(spine.get(0).left());
    for (int i = 0; i < spine.size(); i++) {
      Expression.Binary step = spine.get(i);
      Value<T> right = evaluate(step.right());
      try {
        result = combine(step, result, right);
      } catch (DiagnosticException found) {
        throw located(found, step.span());
      }
    }
    return result;
  }

  private Value<T> combine(Expression.Binary step, Value<T> left, Value<T> right) {
    if (step.op() == BinaryOp.MATMUL) {
      List<Signature.Given<T>> operands =
          List.of(
              new Signature.Given<>(left, Span.NONE),
              new Signature.Given<>(right, step.right().span()));
      return apply(Functions.find("matmul").orElseThrow(), operands, Map.of());
    }
    return arithmetic.apply(Operators.between(step.op().symbol()), List.of(left, right));
  }

  @Override
  public Value<T> compare(Expression.Compare expression) {
    Value<T> left = evaluate(expression.left());
    Value<T> right = evaluate(expression.right());
    return arithmetic.apply(Operators.between(expression.op().symbol()), List.of(left, right));
  }

  @Override
  public Value<T> conditional(Expression.Conditional expression) {
    Value<T> condition = evaluate(expression.condition());
    Value<T> then = evaluate(expression.then());
    Value<T> otherwise = evaluate(expression.otherwise());
    if (condition instanceof Value.Truth<T> known) {
      return known.value() ? then : otherwise;
    }
    return arithmetic.apply(ScalarOp.WHERE, List.of(condition, then, otherwise));
  }

  @Override
  public Value<T> list(Expression.ListLiteral expression) {
    return new Value.Items<>(evaluateAll(expression.elements()), false);
  }

  @Override
  public Value<T> tuple(Expression.TupleLiteral expression) {
    return new Value.Items<>(evaluateAll(expression.elements()), true);
  }

  private List<Value<T>> evaluateAll(List<Expression> expressions) {
    List<Value<T>> values = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      values.add(evaluate(expression));
    }
    return values;
  }

  @Override
  public Value<T> transpose(Expression.Transpose expression) {
    T operand = arithmetic.tensor(evaluate(expression.operand()));
    return new Value.Typed<>(arithmetic.tensors().transpose(operand));
  }

  @Override
  public Value<T> index(Expression.Index expression) {
    Value<T> base = evaluate(expression.base());
    List<Indexing.Item<T>> items = new ArrayList<>();
    for (Subscript subscript : expression.subscripts()) {
      items.add(item(subscript));
    }
    boolean picks =
        base instanceof Value.Items<T>
            && items.size() == 1
            && items.get(0) instanceof Indexing.Item.At<T> at
            && at.value() instanceof Value.Numeral<T>;
    return picks
        ? pick((Value.Items<T>) base, (Indexing.Item.At<T>) items.get(0))
        : new Value.Typed<>(Indexing.part(arithmetic, arithmetic.tensor(base), items));
  }

  private Value<T> pick(Value.Items<T> list, Indexing.Item.At<T> at) {
    int size = list.items().size();
    Optional<Long> index = ((Value.Numeral<T>) at.value()).weak().integer();
    long place = index.map(i -> i < 0 ? i + size : i).orElse(-1L);
    if (place < 0 || place >= size) {
      throw Diagnostic.error(
              "index/range",
              "there is no item "
                  + at.value().describe(arithmetic.tensors())
                  + " in a list of "
                  + size,
              size == 0 ? "the list is empty" : "use an index from " + -size + " to " + (size - 1))
          .withSpan(at.span())
          .exception();
    }
    return list.items().get((int) place);
  }

  private Indexing.Item<T> item(Subscript subscript) {
    return subscript.fold(
        new Subscript.Cases<Indexing.Item<T>>() {
          @Override
          public Indexing.Item<T> at(Subscript.At at) {
            return new Indexing.Item.At<>(evaluate(at.index()), at.span());
          }

          @Override
          public Indexing.Item<T> range(Subscript.Range range) {
            return new Indexing.Item.Range<>(
                range.start().map(Elaborator.this::evaluate),
                range.stop().map(Elaborator.this::evaluate),
                range.step().map(Elaborator.this::evaluate),
                range.span());
          }

          @Override
          public Indexing.Item<T> ellipsis(Subscript.Ellipsis ellipsis) {
            return new Indexing.Item.Ellipsis<>(ellipsis.span());
          }

          @Override
          public Indexing.Item<T> newAxis(Subscript.NewAxis newAxis) {
            return new Indexing.Item.NewAxis<>(newAxis.span());
          }

          @Override
          public Indexing.Item<T> all(Subscript.All all) {
            return new Indexing.Item.Range<>(
                Optional.empty(), Optional.empty(), Optional.empty(), all.span());
          }
        });
  }

  @Override
  public Value<T> call(Expression.Call expression) {
    String name = expression.function().text();
    Optional<Scope.Definition> own = scope.function(name);
    Optional<TensorFunction> known = own.isPresent() ? Optional.empty() : Functions.find(name);
    boolean derivative = own.isEmpty() && DerivativeCalls.NAMES.contains(name);
    boolean tape = own.isEmpty() && TapeCalls.NAMES.contains(name);
    if (own.isEmpty() && known.isEmpty() && !derivative && !tape) {
      throw unknown(expression.function());
    }
    List<Signature.Given<T>> positional = new ArrayList<>();
    for (Expression argument : expression.positional()) {
      positional.add(new Signature.Given<>(evaluate(argument), argument.span()));
    }
    Map<String, Signature.Given<T>> named = new LinkedHashMap<>();
    for (Argument argument : expression.named()) {
      named.put(
          argument.name().text(),
          new Signature.Given<>(
              evaluate(argument.value()), argument.value().span(), argument.span()));
    }
    if (own.isPresent()) {
      return expand(own.get(), positional, named);
    }
    if (derivative) {
      return derivativeCalls.call(name, arithmetic, positional, named);
    }
    return tape
        ? tapeCalls.call(name, arithmetic, positional, named)
        : apply(known.orElseThrow(), positional, named);
  }

  private Value<T> apply(
      TensorFunction function,
      List<Signature.Given<T>> positional,
      Map<String, Signature.Given<T>> named) {
    Arguments<T> arguments = function.signature().bind(arithmetic, positional, named);
    return function.apply(arguments);
  }

  private Value<T> expand(
      Scope.Definition definition,
      List<Signature.Given<T>> positional,
      Map<String, Signature.Given<T>> named) {
    Signature signature = definition.signature();
    String name = signature.function();
    Arguments<T> arguments = signature.bind(arithmetic, positional, named);
    if (!active.add(name)) {
      throw Diagnostic.error(
              "def/recursive",
              "the function "
                  + name
                  + " calls itself, and functions are expanded where they are called",
              "write the steps out, or use a formula without recursion")
          .exception();
    }
    Map<String, Value<T>> parameters = new HashMap<>();
    signature.names().forEach(parameter -> parameters.put(parameter, arguments.value(parameter)));
    scope.enter(parameters);
    try {
      return evaluate(definition.def().body());
    } finally {
      scope.leave();
      active.remove(name);
    }
  }

  private RuntimeException unknown(Expression.Name function) {
    String name = function.text();
    if (scope.isPoisoned(name)) {
      return new Scope.Poisoned();
    }
    if (scope.isValue(name)) {
      return new Diagnostic(
              "name/not-a-function",
              name + " is a value, not a function",
              function.span(),
              "to multiply write " + name + "*(...); for an element write " + name + "[...]")
          .exception();
    }
    Set<String> names = new TreeSet<>(Functions.names());
    names.addAll(DerivativeCalls.NAMES);
    names.addAll(TapeCalls.NAMES);
    names.addAll(scope.functionNames());
    String hint =
        Spelling.nearest(name, names)
            .map(near -> "did you mean " + near + "?")
            .orElse(
                "docs/ops.md lists those there are; define it: def "
                    + name
                    + "(x) = ...; to multiply write "
                    + name
                    + "*(...)");
    return new Diagnostic(
            "name/unknown-function", "there is no function " + name, function.span(), hint)
        .exception();
  }
}
