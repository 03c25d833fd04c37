package dev.jacobi.core.backend;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is given for a graph's inputs, checked against their types. */
public final class Inputs {

  private Inputs() {}

  /**
   * The values of a graph's inputs that are needed, with their element types; all that is wrong is
   * reported at once.
   *
   * @param live which nodes an output needs, by id
   */
  public static Map<Node, Tensor> bound(Graph graph, boolean[] live, Map<String, Tensor> given) {
    Objects.requireNonNull(given, "inputs");
    Map<Node, Tensor> values = new HashMap<>();
    List<Diagnostic> wrong = new ArrayList<>();
    graph
        .inputs()
        .forEach(
            (name, node) -> {
              Tensor value = given.get(name);
              if (!live[node.id()]) {
                return;
              }
              if (value == null) {
                wrong.add(missing(name, node.type()));
              } else if (isExact(value, node.type())) {
                values.put(node, value.cast(node.dtype()));
              } else {
                wrong.add(mismatch(name, node.type(), value));
              }
            });
    if (!wrong.isEmpty()) {
      throw new DiagnosticException(wrong);
    }
    return values;
  }

  /** Whether the value has the shape, and every element of it is one of the element type. */
  private static boolean isExact(Tensor value, TensorType type) {
    if (!value.shape().equals(type.shape())) {
      return false;
    }
    DType from = value.dtype();
    DType to = type.dtype();
    if (from == to || (from == DType.F32 && to == DType.F64)) {
      return true;
    }
    return from == DType.I64 && to.isFloat() && integersFit(value, to);
  }

  private static boolean integersFit(Tensor value, DType dtype) {
    for (long element : value.longs()) {
      // Long.MAX_VALUE stands for 2^63 too when a float is converted back.
      boolean exact =
          element != Long.MAX_VALUE
              && (dtype == DType.F64 ? (long) (double) element : (long) (float) element) == element;
      if (!exact) {
        return false;
      }
    }
    return true;
  }

  private static Diagnostic missing(String name, TensorType type) {
    return Diagnostic.error(
        "input/missing",
        "input " + name + " : " + type + " has no value",
        "give one, for example --set " + name + "=" + (type.shape().rank() == 0 ? "1" : "[…]"));
  }

  private static Diagnostic mismatch(String name, TensorType type, Tensor value) {
    boolean sameShape = value.shape().equals(type.shape());
    String message = "input " + name + " is " + type + ", but the value given is " + value.type();
    String hint =
        sameShape
            ? "convert the value to " + type.dtype() + " first"
            : "give a value of shape "
                + type.shape()
                + ", or declare the input with shape "
                + value.shape();
    return Diagnostic.error("input/type", message, hint);
  }
}
