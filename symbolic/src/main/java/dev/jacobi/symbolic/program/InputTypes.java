package dev.jacobi.symbolic.program;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Span;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.parse.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The types of inputs, from what the program declares and what it is given: equal names of
 * dimensions are equal sizes.
 */
final class InputTypes {

  private final Map<String, Statement.Input> declared = new LinkedHashMap<>();
  private final Map<String, Shape> declaredShapes = new LinkedHashMap<>();
  private final Map<String, TensorType> given;
  private final Map<String, Long> sizes = new LinkedHashMap<>();
  private final Map<String, String> settledBy = new LinkedHashMap<>();
  private final Set<String> dimensions = new LinkedHashSet<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final DType floating;

  /**
   * The types for a program.
   *
   * @param given the types of values given for inputs, by name
   * @param floating the element type of inputs that say none
   */
  InputTypes(List<Statement> statements, Map<String, TensorType> given, DType floating) {
    this.given = Map.copyOf(given);
    this.floating = floating;
    for (Statement statement : statements) {
      if (statement instanceof Statement.Input input) {
        declare(input);
      }
    }
    given.values().forEach(type -> collect(type.shape()));
    declaredShapes.forEach(this::unify);
  }

  private void declare(Statement.Input input) {
    String name = input.name().text();
    if (declared.putIfAbsent(name, input) != null) {
      diagnostics.add(
          new Diagnostic(
              "input/declared-twice",
              "the input " + name + " is declared twice",
              input.name().span(),
              "declare it once; the first is at " + declared.get(name).span()));
      return;
    }
    Shape shape =
        Shape.of(input.dims().stream().<Dim>map(dim -> dim.fold(Dim::of, Dim::named)).toList());
    declaredShapes.put(name, shape);
    collect(shape);
  }

  private void collect(Shape shape) {
    for (Dim dim : shape.dims()) {
      if (dim instanceof Dim.Named named) {
        dimensions.add(named.name());
      }
    }
  }

  private void unify(String name, Shape shape) {
    TensorType type = given.get(name);
    if (type == null) {
      return;
    }
    boolean fits = type.shape().rank() == shape.rank();
    for (int axis = 0; fits && axis < shape.rank(); axis++) {
      fits = unify(name, shape.dim(axis), type.shape().dim(axis));
    }
    if (!fits) {
      diagnostics.add(
          new Diagnostic(
              "input/shape",
              "the input "
                  + name
                  + " is declared with shape "
                  + shape
                  + sizesOf(shape)
                  + ", but is given a value of shape "
                  + type.shape(),
              span(name),
              "give a value of the declared shape, or change the declaration"));
    }
  }

  private boolean unify(String name, Dim dim, Dim found) {
    if (dim.equals(found)) {
      return true;
    }
    if (!(dim instanceof Dim.Named named) || !found.isFixed()) {
      return false;
    }
    Long known = sizes.putIfAbsent(named.name(), found.size());
    settledBy.putIfAbsent(named.name(), name);
    return known == null || known == found.size();
  }

  private String sizesOf(Shape shape) {
    List<String> known = new ArrayList<>();
    for (Dim dim : shape.dims()) {
      Long size = sizes.get(dim.toString());
      if (size != null) {
        known.add(dim + " is " + size + " by " + settledBy.get(dim.toString()));
      }
    }
    return known.isEmpty() ? "" : " (" + String.join(", ", known) + ")";
  }

  private Span span(String name) {
    Statement.Input input = declared.get(name);
    return input == null ? Span.NONE : input.span();
  }

  /** What is wrong with declarations and given types. */
  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Whether the name is declared or given as an input. */
  boolean isInput(String name) {
    return declared.containsKey(name) || given.containsKey(name);
  }

  /** The type of an input; a scalar for one that is neither declared nor given. */
  TensorType type(String name) {
    TensorType type = given.getOrDefault(name, TensorType.scalar(floating));
    Shape shape = declaredShapes.getOrDefault(name, type.shape());
    return new TensorType(declaredType(name).orElse(type.dtype()), shape.bind(sizes));
  }

  private Optional<DType> declaredType(String name) {
    return Optional.ofNullable(declared.get(name)).flatMap(Statement.Input::dtype);
  }

  /** Whether nobody has said that the input is floating-point: it may stand for integers. */
  boolean isOpen(String name) {
    return declaredType(name).isEmpty();
  }

  /** The named dimension of that name, or its size where that is settled. */
  Optional<Dim> dimension(String name) {
    return dimensions.contains(name)
        ? Optional.of(Shape.bind(Dim.named(name), sizes))
        : Optional.empty();
  }

  /** The sizes that are settled. */
  Map<String, Long> sizes() {
    return sizes;
  }

  /** The names that a type is given for. */
  Set<String> given() {
    return given.keySet();
  }
}
