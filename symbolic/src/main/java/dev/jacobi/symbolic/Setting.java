package dev.jacobi.symbolic;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where a formula comes from, and all that was said about how it is to be computed. Immutable.
 *
 * @param origin the text or graph
 * @param types the types said of inputs
 * @param dtype the element type of inputs and numbers that say none
 * @param output the output, where another than the program's own was asked for
 * @param backend the backend, where one was chosen
 * @param pointed names whose types come from values at a point, where the formula need not say them
 */
record Setting(
    Origin origin,
    Map<String, TensorType> types,
    DType dtype,
    Optional<String> output,
    Optional<Backend> backend,
    Set<String> pointed) {

  /** The backends of this JVM, looked for once. */
  private static final class Found {
    static final Backends BACKENDS = Backends.load();
  }

  Setting {
    types = Map.copyOf(types);
    pointed = Set.copyOf(pointed);
  }

  /** Nothing said. */
  static Setting of(Origin origin) {
    return new Setting(origin, Map.of(), DType.F64, Optional.empty(), Optional.empty(), Set.of());
  }

  Setting withTypes(Map<String, TensorType> more) {
    Map<String, TensorType> all = new LinkedHashMap<>(types);
    all.putAll(more);
    return new Setting(origin, all, dtype, output, backend, pointed);
  }

  Setting withTypesOf(Map<String, Tensor> at) {
    Set<String> all = new LinkedHashSet<>(pointed);
    all.addAll(at.keySet());
    Map<String, TensorType> typed = withTypes(given(at)).types;
    return new Setting(origin, typed, dtype, output, backend, all);
  }

  /** Types of the element type that was are converted. */
  Setting withDType(DType other) {
    Map<String, TensorType> converted = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> converted.put(name, type.dtype() == dtype ? type.withDType(other) : type));
    return new Setting(origin, converted, other, output, backend, pointed);
  }

  Setting withOutput(String name) {
    return new Setting(origin, types, dtype, Optional.of(name), backend, pointed);
  }

  Setting withBackend(Backend chosen) {
    return new Setting(origin, types, dtype, output, Optional.of(chosen), pointed);
  }

  /**
   * The types of inputs at a point: those said before with their sizes, else those of the values.
   */
  Map<String, TensorType> given(Map<String, Tensor> at) {
    Objects.requireNonNull(at, "at");
    Sizes sizes = new Sizes();
    types.forEach(
        (name, type) -> {
          Tensor value = at.get(name);
          if (value != null) {
            sizes.unify(name, type.shape(), value.shape());
          }
        });
    Map<String, TensorType> given = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> given.put(name, type.withShape(type.shape().bind(sizes.known()))));
    at.forEach(
        (name, value) -> {
          TensorType type = Objects.requireNonNull(value, () -> "the value of " + name).type();
          given.putIfAbsent(name, type.dtype().isFloat() ? type.withDType(dtype) : type);
        });
    return given;
  }

  /** The formula built for inputs of the given types. */
  Instance instance(Map<String, TensorType> given) {
    return new Instance(origin, build(given), output, chosen());
  }

  private Backend chosen() {
    return backend.orElseGet(Found.BACKENDS::best);
  }

  /** Inputs that stand where integers are needed become integers, where the program lets them. */
  private Origin.Formulas build(Map<String, TensorType> given) {
    Origin.Formulas first = origin.build(given, dtype);
    if (first.built().integral().isEmpty()) {
      return first;
    }
    Map<String, TensorType> integers = new LinkedHashMap<>(given);
    first
        .built()
        .inputs()
        .forEach(
            (name, node) -> {
              if (first.built().integral().contains(name)) {
                integers.put(name, node.type().withDType(DType.I64));
              }
            });
    try {
      return origin.build(integers, dtype);
    } catch (DiagnosticException usedAsFloatToo) {
      return first;
    }
  }

  /** The program run on a new tape that computes as the backend does. */
  Origin.Taped run(Map<String, Tensor> at) {
    return origin.run(new Tape(chosen().tensors()), at, given(at), dtype);
  }

  /** What such a run recorded. */
  Recording recording(Map<String, Tensor> at) {
    Origin.Taped taped = run(at);
    for (String name : taped.built().integral()) {
      Tensor value = at.get(name);
      if (value != null && value.dtype().isFloat()) {
        Instance.whole(origin, name, value);
      }
    }
    return new Recording(origin, taped, output);
  }

  /**
   * Refuses types said of names that the formula never says, but for those that derivatives are
   * asked by.
   */
  void requireUsed(Names<?> names, String... asked) {
    names.requireUsed(types.keySet(), pointed, asked);
  }
}
