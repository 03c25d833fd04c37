package dev.jacobi.symbolic.program;

import dev.jacobi.core.function.Arguments;
import dev.jacobi.core.function.Arithmetic;
import dev.jacobi.core.function.Signature;
import dev.jacobi.core.function.Value;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Derivatives inside the language, made of vector–Jacobian and Jacobian–vector products. */
final class DerivativeCalls<T> {

  /** A Jacobian is made of at most so many products. */
  static final int MAX_PRODUCTS = 1024;

  private static final Map<String, Signature> SIGNATURES = signatures();

  /** The names of the functions. */
  static final Set<String> NAMES = SIGNATURES.keySet();

  private final Carrier<T> carrier;
  private final TensorAlgebra<T> tensors;

  DerivativeCalls(Carrier<T> carrier) {
    this.carrier = carrier;
    this.tensors = carrier.tensors();
  }

  private static Map<String, Signature> signatures() {
    Map<String, Signature> table = new LinkedHashMap<>();
    table.put("diff", Signature.parse("diff", "f, x"));
    table.put(
        "grad",
        Signature.parse(
            "grad", "f, x, seed=none, retain_graph=false, create_graph=false, allow_unused=false"));
    table.put("vjp", Signature.parse("vjp", "z, x, seed"));
    table.put("jvp", Signature.parse("jvp", "z, x, dx"));
    table.put("jacobian", Signature.parse("jacobian", "z, x"));
    table.put("hessian", Signature.parse("hessian", "f, x"));
    table.put("hvp", Signature.parse("hvp", "f, x, v"));
    return Collections.unmodifiableMap(table);
  }

  /** The value of a call of one of {@link #NAMES}. */
  Value<T> call(
      String name,
      Arithmetic<T> arithmetic,
      List<Signature.Given<T>> positional,
      Map<String, Signature.Given<T>> named) {
    Signature signature = SIGNATURES.get(name);
    if (signature == null) {
      throw new AssertionError(name);
    }
    Arguments<T> args = signature.bind(arithmetic, positional, named);
    return switch (name) {
      case "diff" -> each(args, x -> gradients(args, "f", Optional.empty(), x));
      case "grad" -> grad(args);
      case "vjp" -> each(args, x -> gradients(args, "z", Optional.of("seed"), x));
      case "jvp" -> new Value.Typed<>(alongDirections(args, output(args, "z"), "dx"));
      case "jacobian" -> jacobians(args, output(args, "z"));
      case "hessian" -> hessian(args);
      default -> hessianProduct(args);
    };
  }

  private Value<T> grad(Arguments<T> args) {
    Optional<String> seed = args.isNone("seed") ? Optional.empty() : Optional.of("seed");
    Optional<TapeStatements<T>> tape = carrier.statements();
    // grad(f, x) is the language's derivative on every route; grad(f, [x, y]) speaks to a tape.
    if (tape.isEmpty() || !isList(args)) {
      return each(args, x -> gradients(args, "f", seed, x));
    }
    T output = output(args, "f");
    List<T> wrt = variables(args);
    List<Optional<T>> found =
        tape.get()
            .grad(
                output,
                wrt,
                seed.map(name -> args.tensor(name, tensors.type(output).dtype())),
                args.flag("retain_graph"),
                args.flag("create_graph"),
                args.flag("allow_unused"));
    List<Value<T>> items =
        found.stream()
            .map(g -> g.<Value<T>>map(Value.Typed::new).orElseGet(Value.None::new))
            .toList();
    return new Value.Items<>(items, true);
  }

  private boolean isList(Arguments<T> args) {
    return args.value("x") instanceof Value.Items<T>;
  }

  /** One result for one variable, a tuple for a list of them. */
  private Value<T> each(Arguments<T> args, Function<List<T>, List<T>> step) {
    List<T> results = step.apply(variables(args));
    return isList(args)
        ? new Value.Items<>(results.stream().<Value<T>>map(Value.Typed::new).toList(), true)
        : new Value.Typed<>(results.get(0));
  }

  /** The values to differentiate by. */
  private List<T> variables(Arguments<T> args) {
    List<Value<T>> values =
        args.value("x") instanceof Value.Items<T> list ? list.items() : List.of(args.value("x"));
    if (values.isEmpty()) {
      throw args.wrong("x", "a name or a list of names");
    }
    return values.stream().map(value -> variable(args, value)).toList();
  }

  private T variable(Arguments<T> args, Value<T> value) {
    boolean floating =
        value instanceof Value.Typed<T> typed && tensors.type(typed.tensor()).dtype().isFloat();
    if (!floating) {
      throw new Diagnostic(
              "derivative/variable",
              value.describe(tensors) + " is not something to differentiate by",
              args.span("x"),
              "name an input, or a value computed from inputs; a name assigned a number is a constant")
          .exception();
    }
    return ((Value.Typed<T>) value).tensor();
  }

  private T output(Arguments<T> args, String name) {
    return args.floating(name);
  }

  private List<T> gradients(Arguments<T> args, String name, Optional<String> seed, List<T> wrt) {
    T output = output(args, name);
    TensorType type = tensors.type(output);
    T given =
        seed.isPresent()
            ? seed(args, seed.get(), type)
            : args.at(name, value -> implicitSeed(output));
    return carrier.derivatives().gradients(output, given, wrt);
  }

  private T seed(Arguments<T> args, String name, TensorType type) {
    T seed = args.tensor(name, type.dtype());
    if (!tensors.shape(seed).equals(type.shape())) {
      throw new Diagnostic(
              "derivative/seed",
              "the seed has shape "
                  + tensors.shape(seed)
                  + ", but the output has shape "
                  + type.shape(),
              args.span(name),
              "give a seed of shape " + type.shape() + ", for example ones_like(z)")
          .exception();
    }
    return seed;
  }

  private T implicitSeed(T output) {
    TensorType type = tensors.type(output);
    if (!type.shape().isOneElement()) {
      throw Tape.implicitSeed(type).exception();
    }
    return tensors.full(1, type);
  }

  private T gradient(T output, T x) {
    return carrier.derivatives().gradients(output, implicitSeed(output), List.of(x)).get(0);
  }

  private T alongDirections(Arguments<T> args, T output, String name) {
    List<T> wrt = variables(args);
    List<Value<T>> given =
        isList(args) && args.value(name) instanceof Value.Items<T> list
            ? list.items()
            : List.of(args.value(name));
    if (given.size() != wrt.size()) {
      throw args.wrong(name, "one direction for each of the " + wrt.size() + " variables");
    }
    List<T> directions = new ArrayList<>();
    for (int i = 0; i < wrt.size(); i++) {
      directions.add(direction(args, name, given.get(i), tensors.type(wrt.get(i))));
    }
    return carrier.derivatives().tangent(output, wrt, directions);
  }

  private T direction(Arguments<T> args, String name, Value<T> value, TensorType type) {
    T direction = args.at(name, all -> args.arithmetic().convert(value, type.dtype()));
    if (!tensors.shape(direction).equals(type.shape())) {
      throw new Diagnostic(
              "derivative/tangent",
              "a direction has shape "
                  + tensors.shape(direction)
                  + ", but its variable has shape "
                  + type.shape(),
              args.span(name),
              "give a direction of shape " + type.shape())
          .exception();
    }
    return direction;
  }

  /** One matrix for one variable; for a list a row for each of them, with a matrix for each. */
  private Value<T> hessian(Arguments<T> args) {
    T output = output(args, "f");
    List<T> wrt = variables(args);
    List<Value<T>> rows = new ArrayList<>();
    for (T x : wrt) {
      T gradient = args.at("f", value -> gradient(output, x));
      List<Value<T>> row = new ArrayList<>();
      for (T y : wrt) {
        row.add(new Value.Typed<>(jacobian(gradient, y)));
      }
      if (!isList(args)) {
        return row.get(0);
      }
      rows.add(new Value.Items<>(row, true));
    }
    return new Value.Items<>(rows, true);
  }

  private Value<T> hessianProduct(Arguments<T> args) {
    T output = output(args, "f");
    T seed = args.at("f", value -> implicitSeed(output));
    List<T> wrt = variables(args);
    List<T> gradients = carrier.derivatives().gradients(output, seed, wrt);
    List<Value<T>> products = new ArrayList<>();
    for (T gradient : gradients) {
      products.add(new Value.Typed<>(alongDirections(args, gradient, "v")));
    }
    return isList(args) ? new Value.Items<>(products, true) : products.get(0);
  }

  private Value<T> jacobians(Arguments<T> args, T output) {
    return each(args, wrt -> wrt.stream().map(x -> jacobian(output, x)).toList());
  }

  /** The derivative of every element of the output by every element of x. */
  private T jacobian(T output, T x) {
    Shape rows = tensors.shape(output);
    Shape columns = tensors.shape(x);
    int products = Math.min(rows.elements(), columns.elements());
    if (products > MAX_PRODUCTS) {
      throw Diagnostic.error(
              "derivative/jacobian-size",
              "the Jacobian of "
                  + tensors.type(output)
                  + " by "
                  + tensors.type(x)
                  + " takes "
                  + products
                  + " products, more than "
                  + MAX_PRODUCTS,
              "ask for the products you need: vjp(z, x, seed) or jvp(z, x, dx)")
          .exception();
    }
    List<Dim> dims = new ArrayList<>(rows.dims());
    dims.addAll(columns.dims());
    Shape shape = Shape.of(dims);
    if (products == 0) {
      return tensors.full(0, tensors.type(x).withShape(shape));
    }
    Derivatives<T> derivatives = carrier.derivatives();
    if (rows.elements() <= columns.elements()) {
      T stacked =
          stacked(products, i -> derivatives.gradients(output, unit(output, i), List.of(x)).get(0));
      return tensors.reshape(stacked, shape);
    }
    T stacked =
        stacked(products, i -> derivatives.tangent(output, List.of(x), List.of(unit(x, i))));
    List<Integer> axes = new ArrayList<>(tensors.allAxes(stacked));
    axes.add(axes.remove(0));
    return tensors.reshape(tensors.permute(stacked, axes), shape);
  }

  private T stacked(int count, LongFunction<T> row) {
    List<T> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      T one = row.apply(i);
      rows.add(tensors.reshape(one, tensors.shape(one).insert(0, Dim.ONE)));
    }
    return count == 1 ? rows.get(0) : tensors.apply(new Op.Concat(0), rows);
  }

  /** One at a row-major position of a tensor's shape, zero elsewhere. */
  private T unit(T like, long position) {
    DType dtype = tensors.type(like).dtype();
    Shape shape = tensors.shape(like);
    int[] strides = shape.strides();
    int[] sizes = shape.sizes();
    List<Op.Range> ranges = new ArrayList<>();
    for (int axis = 0; axis < sizes.length; axis++) {
      ranges.add(new Op.Range(position / strides[axis] % sizes[axis], 1, Dim.ONE));
    }
    Shape one = Shape.of(Collections.nCopies(sizes.length, Dim.ONE));
    T element = tensors.full(1, new TensorType(dtype, one));
    return shape.isOneElement()
        ? element
        : tensors.apply(new Op.Embed(shape, ranges), List.of(element));
  }
}
