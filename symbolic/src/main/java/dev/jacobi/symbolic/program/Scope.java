package dev.jacobi.symbolic.program;

import dev.jacobi.core.function.Functions;
import dev.jacobi.core.function.Signature;
import dev.jacobi.core.function.Value;
import dev.jacobi.core.function.Weak;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.symbolic.parse.Expression;
import dev.jacobi.symbolic.parse.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What names mean at one point of a program: a parameter, an assigned value, a constant, an input,
 * a dimension; and a name that is none of these is a scalar input from then on.
 */
final class Scope<T> {

  /** Says that a name has no value because its own statement failed, which was reported there. */
  static final class Poisoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Poisoned() {
      super("a name whose statement failed", null, false, false);
    }
  }

  /** A function that the program defines. */
  record Definition(Statement.Def def, Signature signature) {
    static Definition of(Statement.Def def) {
      String parameters =
          def.params().stream().map(Expression.Name::text).collect(Collectors.joining(", "));
      return new Definition(def, Signature.parse(def.name().text(), parameters));
    }
  }

  /** Room for as many calls as usually nest. */
  private static final int FRAMES = 3;

  private final Carrier<T> carrier;
  private final InputTypes types;
  private final Map<String, Value<T>> assigned = new LinkedHashMap<>();
  private final Map<String, T> inputs = new LinkedHashMap<>();
  private final Map<String, Definition> functions = new HashMap<>();
  private final Set<String> poisoned = new HashSet<>();
  private final Set<String> integral = new LinkedHashSet<>();
  private final Deque<Map<String, Value<T>>> frames = new ArrayDeque<>(FRAMES);

  Scope(Carrier<T> carrier, InputTypes types) {
    this.carrier = carrier;
    this.types = types;
  }

  /** The value of a name. */
  Value<T> value(Expression.Name name) {
    String text = name.text();
    Map<String, Value<T>> frame = frames.peek();
    Value<T> local = frame == null ? null : frame.get(text);
    Value<T> known = local == null ? assigned.get(text) : local;
    if (known != null) {
      return known;
    }
    if (poisoned.contains(text)) {
      throw new Poisoned();
    }
    T used = inputs.get(text);
    if (used != null) {
      return new Value.Typed<>(used);
    }
    Optional<NamedConstant> constant = constant(text);
    return constant.isPresent()
        ? new Value.Numeral<>(new Weak.Exact(constant.get(), false))
        : unseen(text);
  }

  private static Optional<NamedConstant> constant(String text) {
    for (NamedConstant constant : NamedConstant.values()) {
      if (constant.toString().equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /** An input met for the first time, or a dimension. */
  private Value<T> unseen(String text) {
    Optional<Dim> dimension = types.isInput(text) ? Optional.empty() : types.dimension(text);
    if (dimension.isPresent()) {
      return extent(dimension.get());
    }
    if (!types.isInput(text) && isFunction(text)) {
      throw Diagnostic.error(
              "name/function",
              text + " is a function, and no value of that name is known",
              "call it: " + text + "(...); for an input of that name declare it: input " + text)
          .exception();
    }
    return new Value.Typed<>(input(text));
  }

  private static <T> Value<T> extent(Dim dim) {
    return dim instanceof Dim.Named named ? new Value.Extent<>(named) : Value.integer(dim.size());
  }

  private boolean isFunction(String name) {
    return functions.containsKey(name)
        || Functions.find(name).isPresent()
        || DerivativeCalls.NAMES.contains(name)
        || TapeCalls.NAMES.contains(name);
  }

  /** The input of that name, made when it is first met. */
  T input(String name) {
    T known = inputs.get(name);
    if (known == null) {
      known = carrier.input(name, types.type(name));
      inputs.put(name, known);
    }
    return known;
  }

  /** Gives a name a value; an input cannot be given one. */
  void assign(Expression.Name name, Value<T> value) {
    if (inputs.containsKey(name.text()) || types.isInput(name.text())) {
      String reason = types.isInput(name.text()) ? "is an input" : "was used as an input before";
      throw Diagnostic.error(
              "name/input",
              name.text() + " " + reason + " and cannot be assigned",
              "choose another name for the result, such as " + name.text() + "1")
          .withSpan(name.span())
          .exception();
    }
    Optional<Value<T>> dimension = types.dimension(name.text()).map(Scope::extent);
    if (dimension.isPresent() && !dimension.get().equals(value)) {
      throw Diagnostic.error(
              "name/dimension",
              name.text() + " is the name of a dimension and cannot be assigned",
              "choose another name for the result, or for the dimension")
          .withSpan(name.span())
          .exception();
    }
    poisoned.remove(name.text());
    assigned.put(name.text(), value);
  }

  /** Notes that the statement of a name failed. */
  void poison(Expression.Name name) {
    assigned.remove(name.text());
    poisoned.add(name.text());
  }

  /** Whether the name has a value already, so that calling it is a mistake. */
  boolean isValue(String name) {
    Map<String, Value<T>> frame = frames.peek();
    boolean local = frame != null && frame.containsKey(name);
    return local || assigned.containsKey(name) || inputs.containsKey(name) || types.isInput(name);
  }

  /** Whether the program has used the name so far, as an input or for a value of its own. */
  boolean isMet(String name) {
    return assigned.containsKey(name) || inputs.containsKey(name);
  }

  /** Whether the statement that gives the name its meaning failed. */
  boolean isPoisoned(String name) {
    return poisoned.contains(name);
  }

  /** Makes a function known. */
  void define(Statement.Def def) {
    functions.put(def.name().text(), Definition.of(def));
  }

  /** The function that the program defines under a name. */
  Optional<Definition> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** The names of the functions that the program defines. */
  Set<String> functionNames() {
    return functions.keySet();
  }

  /** Enters a function: only its parameters are seen before the names of the program. */
  void enter(Map<String, Value<T>> parameters) {
    frames.push(parameters);
  }

  /** Leaves the function entered last. */
  void leave() {
    frames.pop();
  }

  /** The integers that an input stands for, if nobody has said that it is floating-point. */
  Optional<T> integers(T x) {
    for (Map.Entry<String, T> input : inputs.entrySet()) {
      if (input.getValue() == x && types.isOpen(input.getKey())) {
        integral.add(input.getKey());
        return Optional.of(carrier.tensors().cast(x, DType.I64));
      }
    }
    return Optional.empty();
  }

  /** The assigned names. */
  Map<String, Value<T>> assigned() {
    return assigned;
  }

  /** The inputs met so far. */
  Map<String, T> inputs() {
    return inputs;
  }

  /** The inputs that stand for integers. */
  Set<String> integral() {
    return integral;
  }
}
