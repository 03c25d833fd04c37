package dev.jacobi.symbolic;

import dev.jacobi.core.function.Spelling;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Span;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Built;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a formula names: inputs in the order of their first appearance, then values in the order of
 * the program. The output is one of them.
 */
final class Names<T> {

  private final Built<T> built;
  private final String output;
  private final Function<T, TensorType> typeOf;
  private final Function<String, Span> placeOf;

  Names(
      Built<T> built,
      Optional<String> output,
      Function<T, TensorType> typeOf,
      Function<String, Span> placeOf) {
    this.built = built;
    this.output = output.orElse(built.output());
    this.typeOf = typeOf;
    this.placeOf = placeOf;
  }

  /** Everything that has a name. */
  Map<String, T> all() {
    Map<String, T> named = new LinkedHashMap<>(built.inputs());
    named.putAll(built.values());
    return Collections.unmodifiableMap(named);
  }

  private @Nullable T find(String name) {
    T value = built.values().get(name);
    return value == null ? built.inputs().get(name) : value;
  }

  /** The names of the inputs, in the order of their first appearance. */
  Set<String> inputs() {
    return built.inputs().keySet();
  }

  /** The name of the output, which there may be none of. */
  String output() {
    return output;
  }

  /** The output; that there is none is a diagnostic. */
  T result() {
    T result = find(output);
    if (result == null) {
      throw output.isEmpty()
          ? Diagnostic.error(
                  "program/no-output",
                  "the program has no value to return",
                  "end it with a formula, such as y = x*x")
              .exception()
          : unknown("output/unknown", output);
    }
    return result;
  }

  /** The value of a name, also of an input given in vain; an unknown one is a diagnostic. */
  T value(String name) {
    T known = find(name);
    T value = known == null ? built.spare().get(name) : known;
    if (value == null) {
      throw unknown("derivative/unknown-name", name);
    }
    return value;
  }

  private DiagnosticException unknown(String code, String name) {
    Set<String> names = all().keySet();
    String known = String.join(", ", names);
    String near = Spelling.nearest(name, names).map(n -> "did you mean " + n + "? ").orElse("");
    return Diagnostic.error(
            code,
            "the program has no value called " + name,
            near + (known.isEmpty() ? "it names none" : "it has: " + known))
        .exception();
  }

  TensorType type() {
    return typeOf.apply(result());
  }

  TensorType type(String name) {
    return typeOf.apply(value(name));
  }

  /** The names to differentiate by, checked; if none are given, all floating-point inputs. */
  List<String> wrt(List<String> names) {
    if (!type().dtype().isFloat()) {
      throw Diagnostic.error(
              "derivative/type",
              output + " is " + type() + ", which has no derivative",
              "differentiate a floating-point value")
          .withSpan(placeOf.apply(output))
          .exception();
    }
    if (names.isEmpty()) {
      return variables();
    }
    for (String name : names) {
      TensorType type = type(name);
      if (!type.dtype().isFloat()) {
        throw Diagnostic.error(
                "derivative/variable",
                name + " is " + type + ", which is not something to differentiate by",
                "name a floating-point input")
            .exception();
      }
    }
    return List.copyOf(new LinkedHashSet<>(names));
  }

  /** Refuses names of types that the program never says, but for those allowed. */
  void requireUsed(Set<String> typed, Set<String> allowed, String... more) {
    if (built.spare().isEmpty()) {
      return;
    }
    Map<String, Diagnostic> unused = new LinkedHashMap<>(unused());
    unused.keySet().retainAll(typed);
    unused.keySet().removeAll(allowed);
    unused.keySet().removeAll(Arrays.asList(more));
    if (!unused.isEmpty()) {
      throw new DiagnosticException(List.copyOf(unused.values()));
    }
  }

  /** What is wrong with each name that is given a value or type and that the program never says. */
  Map<String, Diagnostic> unused() {
    String known = String.join(", ", inputs());
    Map<String, Diagnostic> unused = new LinkedHashMap<>();
    for (String name : built.spare().keySet()) {
      String near =
          Spelling.nearest(name, inputs()).map(n -> "did you mean " + n + "? ").orElse("");
      unused.put(
          name,
          new Diagnostic(
              "input/unused",
              "the program does not use " + name,
              Span.NONE,
              near + (known.isEmpty() ? "it has no inputs" : "its inputs are: " + known)));
    }
    return unused;
  }

  /** The floating-point inputs that do not stand for integers. */
  List<String> variables() {
    return inputs().stream()
        .filter(name -> type(name).dtype().isFloat() && !built.integral().contains(name))
        .toList();
  }

  /** Refuses an output of more or fewer elements than one. */
  void requireOneElement(String what) {
    if (!type().shape().isOneElement()) {
      throw Diagnostic.error(
              "derivative/not-scalar",
              what + " is of a scalar, but " + output + " has type " + type(),
              "reduce it with sum(" + output + ") or mean(" + output + "), or pick one element")
          .withSpan(placeOf.apply(output))
          .exception();
    }
  }

  /** The adjoint of the output; see {@link Seed#value}. */
  Optional<Tensor> seed(Seed seed) {
    try {
      return seed.value(type());
    } catch (DiagnosticException found) {
      throw found.first().withSpan(placeOf.apply(output)).exception();
    }
  }

  /** Directions by name, each of the type of what has the name. */
  Map<String, Tensor> directions(String what, Map<String, Tensor> given) {
    if (given.isEmpty()) {
      throw Diagnostic.error(
              "derivative/" + what,
              "a " + what + " is needed, and none is given",
              "give for each name a value of its shape")
          .exception();
    }
    wrt(List.copyOf(given.keySet()));
    Map<String, Tensor> directions = new LinkedHashMap<>();
    given.forEach(
        (name, value) -> {
          TensorType type = type(name);
          if (!value.shape().equals(type.shape())) {
            throw Diagnostic.error(
                    "derivative/" + what,
                    "the %s for %s has shape %s, but %s has shape %s"
                        .formatted(what, name, value.shape(), name, type.shape()),
                    "give one of shape " + type.shape())
                .exception();
          }
          directions.put(name, Narrowing.of("the " + what + " for " + name, value, type.dtype()));
        });
    return directions;
  }
}
