package dev.jacobi.core.function;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Diagnostic;
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

  /** Those besides the catalogue's operations, by what they are for. */
  private static final Map<String, List<TensorFunction>> KINDS = kinds();

  private static final List<TensorFunction> ALL =
      Stream.concat(
              Arrays.stream(ScalarOp.values()).map(TensorFunction::of),
              KINDS.values().stream().flatMap(Collection::stream))
          .toList();

  private static final Map<String, TensorFunction> BY_NAME = byName();

  private Functions() {}

  private static Map<String, List<TensorFunction>> kinds() {
    Map<String, List<TensorFunction>> kinds = new LinkedHashMap<>();
    kinds.put("Activations", Activations.TABLE);
    kinds.put("Reciprocal functions", Reciprocals.TABLE);
    kinds.put("Reductions and normalisations", Reductions.TABLE);
    kinds.put("Losses", Losses.TABLE);
    kinds.put("Products", Products.TABLE);
    kinds.put("Layout", Layout.TABLE);
    kinds.put("Positions", Placement.TABLE);
    kinds.put("Conversions and sizes", Conversions.TABLE);
    kinds.put("Creation", Creation.TABLE);
    return Collections.unmodifiableMap(kinds);
  }

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

  /** The functions that are no operations of the catalogue, under a heading each. */
  public static Map<String, List<TensorFunction>> byKind() {
    return KINDS;
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
   * A call from Java with tensors alone: {@code Functions.call(new Arithmetic<>(graph, DType.F64),
   * "softmax", x)}. Other arguments go through {@link #find} and {@link Signature#bind}.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code name/unknown-function}, or what is
   *     wrong with the operands
   */
  @SafeVarargs
  public static <T> T call(Arithmetic<T> arithmetic, String name, T... operands) {
    TensorFunction function = find(name).orElseThrow(() -> unknown(name).exception());
    List<Signature.Given<T>> given = new ArrayList<>();
    for (T operand : operands) {
      given.add(new Signature.Given<>(new Value.Typed<>(operand), Span.NONE));
    }
    TensorAlgebra<T> tensors = arithmetic.tensors();
    Arguments<T> arguments = function.signature().bind(arithmetic, given, Map.of());
    Value<T> result = function.body().apply(tensors, arguments);
    return arithmetic.tensor(result);
  }

  private static Diagnostic unknown(String name) {
    return Diagnostic.error(
        "name/unknown-function",
        "there is no function " + name,
        Spelling.nearest(name, names())
            .map(near -> "did you mean " + near + "?")
            .orElse("Functions.names() lists all"));
  }
}
