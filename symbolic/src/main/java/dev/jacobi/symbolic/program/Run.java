package dev.jacobi.symbolic.program;

import dev.jacobi.core.function.Value;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.symbolic.parse.Expression;
import dev.jacobi.symbolic.parse.Parser;
import dev.jacobi.symbolic.parse.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One run of a program's statements, in order. A statement that fails is reported, and the names it
 * should have assigned are not reported again.
 */
final class Run<T> implements Statement.Cases<Optional<Value<T>>> {

  private static final String BARE = "out";

  private final InputTypes types;
  private final Scope<T> scope;
  private final Elaborator<T> elaborator;
  private final List<Diagnostic> diagnostics;
  private final Map<String, Statement> lines = new HashMap<>();
  private Optional<String> last = Optional.empty();

  Run(Carrier<T> carrier, InputTypes types, DType floating) {
    this.types = types;
    this.scope = new Scope<>(carrier, types);
    this.elaborator = new Elaborator<>(carrier, scope, floating);
    this.diagnostics = new ArrayList<>(types.diagnostics());
  }

  /** Runs the statements; throws all diagnostics, up to ten, if there is one. */
  Built<T> run(List<Statement> statements) {
    Optional<Value<T>> bare = Optional.empty();
    for (Statement statement : statements) {
      if (diagnostics.size() >= Parser.MAX_DIAGNOSTICS) {
        break;
      }
      bare = execute(statement);
    }
    Map<String, T> values = diagnostics.isEmpty() ? values(statements, bare) : Map.of();
    if (!diagnostics.isEmpty()) {
      int count = Math.min(diagnostics.size(), Parser.MAX_DIAGNOSTICS);
      throw new DiagnosticException(diagnostics.subList(0, count));
    }
    Map<String, T> used = new LinkedHashMap<>(scope.inputs());
    return new Built<>(values, output(values), used, spare(), types.sizes(), scope.integral());
  }

  private Map<String, T> spare() {
    if (types.given().isEmpty()) {
      return Map.of();
    }
    Map<String, T> spare = new LinkedHashMap<>();
    for (String name : new TreeSet<>(types.given())) {
      if (!scope.isMet(name)) {
        spare.put(name, scope.input(name));
      }
    }
    return spare;
  }

  private Optional<Value<T>> execute(Statement statement) {
    try {
      return statement.fold(this);
    } catch (DiagnosticException found) {
      diagnostics.add(Elaborator.located(found, statement.span()).first());
    } catch (Scope.Poisoned silent) {
      // The statement that should have given the name its value is reported already.
    }
    if (statement instanceof Statement.Assign assign) {
      assign.names().forEach(scope::poison);
    }
    return Optional.empty();
  }

  @Override
  public Optional<Value<T>> input(Statement.Input statement) {
    scope.input(statement.name().text());
    return Optional.empty();
  }

  @Override
  public Optional<Value<T>> def(Statement.Def statement) {
    scope.define(statement);
    return Optional.empty();
  }

  @Override
  public Optional<Value<T>> bare(Statement.Bare statement) {
    return Optional.of(elaborator.evaluate(statement.expression()));
  }

  @Override
  public Optional<Value<T>> assign(Statement.Assign statement) {
    Value<T> value = elaborator.evaluate(statement.value());
    List<Expression.Name> names = statement.names();
    if (names.size() == 1 && !statement.tuple()) {
      scope.assign(names.get(0), value);
    } else {
      List<Value<T>> items = items(value, names.size());
      for (int i = 0; i < items.size(); i++) {
        scope.assign(names.get(i), items.get(i));
      }
    }
    names.forEach(name -> lines.put(name.text(), statement));
    last = Optional.of(names.get(names.size() - 1).text());
    return Optional.empty();
  }

  private List<Value<T>> items(Value<T> value, int count) {
    if (value instanceof Value.Items<T> list && list.items().size() == count) {
      return list.items();
    }
    throw Diagnostic.error(
            "assign/count",
            (count == 1 ? "one name in brackets is" : count + " names are")
                + " assigned "
                + value.describe(elaborator.arithmetic().tensors()),
            "give as many values as names, as in a, b = grad(f, [x, y])")
        .exception();
  }

  private Map<String, T> values(List<Statement> statements, Optional<Value<T>> bare) {
    Map<String, T> values = new LinkedHashMap<>();
    Statement end = statements.get(statements.size() - 1);
    scope
        .assigned()
        .forEach((name, value) -> collect(values, name, value, lines.getOrDefault(name, end)));
    bare.ifPresent(value -> collect(values, BARE, value, end));
    if (bare.isPresent()) {
      last = values.keySet().stream().filter(this::isBare).findFirst().or(() -> last);
    }
    if (diagnostics.isEmpty()
        && values.isEmpty()
        && statements.stream().noneMatch(Statement.Bare.class::isInstance)) {
      diagnostics.add(
          new Diagnostic(
              "program/no-output",
              "the program computes nothing: it has inputs or functions only",
              end.span(),
              "end it with a formula, such as y = x*x"));
    }
    return values;
  }

  private boolean isBare(String name) {
    return name.equals(BARE) || name.startsWith(BARE + "[");
  }

  /** Names a value that is a tensor, or the items of a tuple; strings and None have no place. */
  private void collect(Map<String, T> values, String name, Value<T> value, Statement statement) {
    if (value instanceof Value.Text<T> || value instanceof Value.None<T>) {
      return;
    }
    if (value instanceof Value.Items<T> list && list.isTuple()) {
      for (int i = 0; i < list.items().size(); i++) {
        collect(values, name + "[" + i + "]", list.items().get(i), statement);
      }
      return;
    }
    try {
      values.put(name, elaborator.arithmetic().tensor(value));
    } catch (DiagnosticException found) {
      diagnostics.add(Elaborator.located(found, statement.span()).first());
    }
  }

  /** The name of the result: that assigned last, or the last of its items, or the last of all. */
  private String output(Map<String, T> values) {
    return last.filter(values::containsKey)
        .or(() -> values.keySet().stream().reduce((first, second) -> second))
        .orElse("");
  }
}
