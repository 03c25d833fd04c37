package dev.jacobi.core.function;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The table of all functions: the catalogue's operations and those defined in this package. */
public final class Functions {

  private static final List<TensorFunction> ALL =
      Stream.of(
              Arrays.stream(ScalarOp.values()).map(TensorFunction::of).toList(),
              Activations.TABLE,
              Reciprocals.TABLE,
              Reductions.TABLE,
              Losses.TABLE,
              Products.TABLE,
              Layout.TABLE,
              Placement.TABLE,
              Conversions.TABLE,
              Creation.TABLE)
          .flatMap(Collection::stream)
          .toList();

  private static final Map<String, TensorFunction> BY_NAME = byName();

  private Functions() {}

  private static Map<String, TensorFunction> byName() {
    Map<String, TensorFunction> table = new LinkedHashMap<>();
    for (TensorFunction function : ALL) {
      List<String> names = new ArrayList<>(function.aliases());
      names.add(0, function.name());
      for (String name : names) {
        if (table.put(name, function) != null) {
          throw new AssertionError("two functions are called " + name);
        }
      }
    }
    return Collections.unmodifiableMap(table);
  }

  /** Every function once, in the order of the table. */
  public static List<TensorFunction> all() {
    return ALL;
  }

  /** Every name and alias. */
  public static Collection<String> names() {
    return BY_NAME.keySet();
  }

  /** The function of a name or alias. */
  public static Optional<TensorFunction> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /**
   * A call from Java: {@code Functions.call(graph, "softmax", x)}. Numbers as arguments are made
   * with {@link Value#integer} through {@link #find} and {@link Signature#bind}.
   */
  @SafeVarargs
  public static <T> T call(Arithmetic<T> arithmetic, String name, T... operands) {
    TensorFunction function =
        find(name).orElseThrow(() -> new IllegalArgumentException("no function " + name));
    List<Signature.Given<T>> given = new ArrayList<>();
    for (T operand : operands) {
      given.add(new Signature.Given<>(new Value.Typed<>(operand), Span.NONE));
    }
    TensorAlgebra<T> tensors = arithmetic.tensors();
    Arguments<T> arguments = function.signature().bind(arithmetic, given, Map.of());
    Value<T> result = function.body().apply(tensors, arguments);
    return arithmetic.tensor(result);
  }
}
