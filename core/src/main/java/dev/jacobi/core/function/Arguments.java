package dev.jacobi.core.function;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The arguments of one call, each asked for by name as what the function needs; an argument that is
 * something else is a diagnostic at its place.
 *
 * @param <T> the carrier
 */
public final class Arguments<T> {

  private final Signature signature;
  private final Arithmetic<T> arithmetic;
  private final Map<String, Signature.Given<T>> given;

  Arguments(Signature signature, Arithmetic<T> arithmetic, Map<String, Signature.Given<T>> given) {
    this.signature = signature;
    this.arithmetic = arithmetic;
    this.given = given;
  }

  /** Promotion and literals. */
  public Arithmetic<T> arithmetic() {
    return arithmetic;
  }

  private TensorAlgebra<T> tensors() {
    return arithmetic.tensors();
  }

  /** The argument as it is. */
  public Value<T> value(String name) {
    return find(name).value();
  }

  /** All arguments in the order of the parameters. */
  public List<Value<T>> values() {
    List<Value<T>> values = new ArrayList<>(signature.parameters().size());
    for (Signature.Parameter parameter : signature.parameters()) {
      values.add(value(parameter.name()));
    }
    return values;
  }

  /** Refuses strings and {@code None}, each at its place. */
  void checkNumbers() {
    for (Signature.Parameter parameter : signature.parameters()) {
      at(parameter.name(), arithmetic::number);
    }
  }

  /** Where the argument stands. */
  public Span span(String name) {
    return find(name).span();
  }

  private Signature.Given<T> find(String name) {
    Signature.Given<T> found = given.get(name);
    if (found == null) {
      throw new AssertionError(signature + " has no parameter " + name);
    }
    return found;
  }

  /** Whether the argument is {@code None}, given or by default. */
  public boolean isNone(String name) {
    return value(name) instanceof Value.None;
  }

  /** A tensor of any element type. */
  public T tensor(String name) {
    return at(name, arithmetic::tensor);
  }

  /** A floating-point tensor. */
  public T floating(String name) {
    return at(name, arithmetic::floating);
  }

  /** A tensor of numbers. */
  public T numeric(String name) {
    return at(name, arithmetic::numeric);
  }

  /** A tensor of integers: positions or labels. */
  public T integers(String name) {
    return at(name, arithmetic::integers);
  }

  /** A tensor of the given element type. */
  public T tensor(String name, DType dtype) {
    return at(name, value -> arithmetic.convert(value, dtype));
  }

  /** Two or more tensors as the numbers of the type that they promote to. */
  public List<T> promoted(boolean floating, String... names) {
    List<Value<T>> values = Arrays.stream(names).map(this::value).toList();
    DType common = arithmetic.common(values).promote(DType.I64);
    DType dtype = floating && !common.isFloat() ? arithmetic.floating() : common;
    return Arrays.stream(names).map(name -> tensor(name, dtype)).toList();
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name) {
    if (value(name) instanceof Value.Truth<T> truth) {
      return truth.value();
    }
    throw wrong(name, "true or false");
  }

  /** One of some words. */
  public String choice(String name, String... words) {
    if (value(name) instanceof Value.Text<T> text && List.of(words).contains(text.value())) {
      return text.value();
    }
    String wanted = '"' + String.join("\", \"", words) + '"';
    throw wrong(name, words.length == 1 ? wanted : "one of " + wanted);
  }

  /** A string. */
  public String text(String name) {
    if (value(name) instanceof Value.Text<T> text) {
      return text.value();
    }
    throw wrong(name, "a string");
  }

  /** An element type by its name. */
  public DType dtype(String name) {
    if (value(name) instanceof Value.Text<T> text) {
      Optional<DType> known = DType.named(text.value());
      if (known.isPresent()) {
        return known.get();
      }
    }
    throw wrong(name, "an element type: \"f64\", \"f32\", \"i64\" or \"bool\"");
  }

  /** The element type, or the default where none is given. */
  public DType dtypeOr(String name, DType otherwise) {
    return isNone(name) ? otherwise : dtype(name);
  }

  /** An integer that is known when the program is built. */
  public long integer(String name) {
    return integer(name, value(name));
  }

  private long integer(String name, Value<T> value) {
    return integerValue(value).orElseThrow(() -> wrong(name, "an integer", value));
  }

  private Optional<Long> integerValue(Value<T> value) {
    if (value instanceof Value.Numeral<T> number) {
      return number.weak().integer();
    }
    return Optional.empty();
  }

  /** An exact number that is known when the program is built. */
  public Scalar number(String name) {
    if (value(name) instanceof Value.Numeral<T> number
        && number.weak() instanceof Weak.Exact exact
        && exact.value() != NamedConstant.NAN) {
      return exact.value();
    }
    throw wrong(name, "a number");
  }

  /** An axis of a shape, negative ones counted from the end. */
  public int axis(String name, Shape shape) {
    long axis = integer(name);
    return at(name, value -> shape.axis(axis));
  }

  /** The axes of a shape that the argument names, ascending; all of them for {@code None}. */
  public List<Integer> axes(String name, Shape shape) {
    if (isNone(name)) {
      return allAxes(shape);
    }
    List<Integer> axes = axisList(name, shape);
    TreeSet<Integer> ascending = new TreeSet<>(axes);
    if (ascending.size() < axes.size()) {
      throw new Diagnostic(
              "shape/axis",
              "an axis of " + signature.function() + " is named twice: " + axes,
              span(name),
              "name each axis once")
          .exception();
    }
    return List.copyOf(ascending);
  }

  /** Every axis of a shape. */
  static List<Integer> allAxes(Shape shape) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      axes.add(axis);
    }
    return axes;
  }

  /** The axes in the order written. */
  public List<Integer> axisList(String name, Shape shape) {
    return integers(value(name), name).stream()
        .map(axis -> at(name, v -> shape.axis(axis)))
        .toList();
  }

  /** One or more integers that are known when the program is built. */
  public List<Long> integerList(String name) {
    return integers(value(name), name);
  }

  private List<Long> integers(Value<T> value, String name) {
    if (value instanceof Value.Items<T> list) {
      return list.items().stream()
          .map(item -> integerValue(item).orElseThrow(() -> wrong(name, "integers", item)))
          .toList();
    }
    return List.of(
        integerValue(value).orElseThrow(() -> wrong(name, "an integer or a list of integers")));
  }

  /** An extent: a size, or the name of a dimension. */
  public Dim dim(String name) {
    return dim(name, value(name), 0);
  }

  private Dim dim(String name, Value<T> value, long least) {
    if (value instanceof Value.Extent<T> extent) {
      return extent.dim();
    }
    long size =
        integerValue(value)
            .orElseThrow(() -> wrong(name, "sizes: numbers, or names of dimensions", value));
    if (size < least) {
      throw wrong(name, "a size of " + least + " or more", value);
    }
    return size < 0 ? new Dim.Named("-1") : Dim.of(size);
  }

  /** A shape: a size or a list of sizes. */
  public Shape shape(String name) {
    return Shape.of(dims(name, 0));
  }

  /** As {@link #shape}, where one size may be −1: the one at which {@code find} is then asked. */
  public Shape shape(String name, Function<List<Dim>, Dim> find) {
    List<Dim> dims = new ArrayList<>(dims(name, -1));
    Dim open = new Dim.Named("-1");
    int place = dims.indexOf(open);
    if (place < 0) {
      return Shape.of(dims);
    }
    dims.remove(place);
    if (dims.contains(open)) {
      throw wrong(name, "sizes of which at most one is -1");
    }
    dims.add(place, at(name, value -> find.apply(List.copyOf(dims))));
    return Shape.of(dims);
  }

  private List<Dim> dims(String name, long least) {
    if (value(name) instanceof Value.Items<T> list) {
      return list.items().stream().map(item -> dim(name, item, least)).toList();
    }
    return List.of(dim(name, value(name), least));
  }

  /** The items of a list. */
  public List<Value<T>> items(String name) {
    if (value(name) instanceof Value.Items<T> list) {
      return list.items();
    }
    throw wrong(name, "a list, such as [x, y]");
  }

  /** The items of a list as tensors of the type that they promote to. */
  public List<T> tensors(String name) {
    List<Value<T>> items = items(name);
    if (items.isEmpty()) {
      throw wrong(name, "at least one tensor");
    }
    DType common = arithmetic.common(items);
    return at(name, value -> items.stream().map(item -> arithmetic.convert(item, common)).toList());
  }

  /** Runs a step about one argument, so that its diagnostics point there. */
  public <R> R at(String name, Function<Value<T>, R> step) {
    Signature.Given<T> argument = find(name);
    try {
      return step.apply(argument.value());
    } catch (DiagnosticException found) {
      Diagnostic first = found.first();
      throw first.span().isNone() ? first.withSpan(argument.span()).exception() : found;
    }
  }

  /** The error that an argument is not what is needed. */
  public DiagnosticException wrong(String name, String wanted) {
    return wrong(name, wanted, value(name));
  }

  private DiagnosticException wrong(String name, String wanted, Value<T> found) {
    return new Diagnostic(
            "call/argument-kind",
            "the argument "
                + name
                + " of "
                + signature.function()
                + " must be "
                + wanted
                + ", but found "
                + found.describe(tensors()),
            span(name),
            "it is called as " + signature)
        .exception();
  }
}
