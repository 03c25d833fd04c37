package dev.jacobi.cli.batch;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Reads tensors: numbers and nested lists of them, with {@code "NaN"}, {@code "Infinity"} and
 * {@code "-Infinity"}; truth values; and {@code {"dtype": "i64", "data": [0, 2]}}, which settles
 * the element type, and with {@code "shape"} the shape too. Numbers that settle nothing are of the
 * request's element type; where a program needs integers it converts them.
 */
final class TensorReader {

  private static final int DEEPEST = 64;

  private final String name;
  private final boolean exact;
  private final List<Dim> dims = new ArrayList<>();
  private final List<JsonNode> elements = new ArrayList<>();

  private TensorReader(String name, boolean exact) {
    this.name = name;
    this.exact = exact;
  }

  /** The tensor called {@code name} in messages. */
  static Tensor read(String name, JsonNode node, DType floating) {
    return new TensorReader(name, false).tensor(node, floating);
  }

  /** As {@link #read}; whole numbers that the element type would round are integers instead. */
  static Tensor exact(String name, JsonNode node, DType floating) {
    return new TensorReader(name, true).tensor(node, floating);
  }

  /** Whether a value says its element type. */
  static boolean isTyped(JsonNode node) {
    return node.isObject() && node.has("dtype");
  }

  private Tensor tensor(JsonNode node, DType floating) {
    if (!node.isObject()) {
      return read(node, Optional.empty(), floating);
    }
    for (String field : node.propertyNames()) {
      if (!List.of("dtype", "data", "shape").contains(field)) {
        throw fault("has a field " + field, "write {\"dtype\": \"i64\", \"data\": [0, 2]}");
      }
    }
    JsonNode data = node.get("data");
    if (data == null) {
      throw fault("is an object without data", "write {\"dtype\": \"i64\", \"data\": [0, 2]}");
    }
    Tensor tensor = read(data, dtype(node.get("dtype")), floating);
    JsonNode shape = node.get("shape");
    return shape == null ? tensor : reshaped(tensor, shape);
  }

  private Optional<DType> dtype(@org.jspecify.annotations.Nullable JsonNode node) {
    if (node == null) {
      return Optional.empty();
    }
    Optional<DType> known =
        node.isString() ? DType.named(node.stringValue()) : Optional.<DType>empty();
    if (known.isEmpty()) {
      throw fault("has an unknown dtype", "use one of f64, f32, i64, bool");
    }
    return known;
  }

  private Tensor reshaped(Tensor tensor, JsonNode shape) {
    List<Dim> wanted = new ArrayList<>();
    for (JsonNode size : shape) {
      if (!size.isIntegralNumber() || !size.canConvertToInt() || size.intValue() < 0) {
        throw fault("has a shape that is no list of sizes", "write \"shape\": [0, 3]");
      }
      wanted.add(Dim.of(size.intValue()));
    }
    return tensor.reshape(Shape.of(wanted));
  }

  private Tensor read(JsonNode node, Optional<DType> dtype, DType floating) {
    measure(node);
    collect(node, 0);
    Shape shape = Shape.of(dims);
    boolean truths = !elements.isEmpty() && elements.stream().allMatch(JsonNode::isBoolean);
    DType type =
        dtype.orElseGet(() -> truths ? DType.BOOL : rounds(floating) ? DType.I64 : floating);
    return switch (type) {
      case BOOL -> Tensor.wrap(shape, truths());
      case I64 -> Tensor.wrap(shape, integers());
      case F32, F64 -> Tensor.wrap(shape, floats(type)).cast(type);
    };
  }

  /** Whether all are integers of 64 bits, and the element type has no place for one of them. */
  private boolean rounds(DType floating) {
    boolean whole = exact && elements.stream().allMatch(TensorReader::isInteger);
    return whole && elements.stream().anyMatch(node -> isRounded(node.longValue(), floating));
  }

  private static boolean isInteger(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToLong();
  }

  private static boolean isRounded(long value, DType floating) {
    double rounded = floating == DType.F32 ? (float) value : (double) value;
    return rounded == 0x1p63 || (long) rounded != value;
  }

  /** The extents, read off the first element of each list. */
  private void measure(JsonNode node) {
    JsonNode at = node;
    while (at.isArray()) {
      dims.add(Dim.of(at.size()));
      if (dims.size() > DEEPEST) {
        throw fault("is nested deeper than " + DEEPEST + " lists", "use fewer axes");
      }
      if (at.isEmpty()) {
        return;
      }
      at = at.get(0);
    }
  }

  private void collect(JsonNode node, int depth) {
    if (depth == dims.size()) {
      if (node.isArray()) {
        throw ragged(depth);
      }
      elements.add(node);
      return;
    }
    if (!node.isArray() || node.size() != dims.get(depth).size()) {
      throw ragged(depth);
    }
    for (JsonNode item : node) {
      collect(item, depth + 1);
    }
  }

  private DiagnosticException ragged(int depth) {
    return Diagnostic.error(
            "request/ragged",
            "the value of "
                + name
                + " is ragged: its lists differ in length at axis "
                + Math.max(0, depth - 1),
            "give all lists of one level the same length")
        .exception();
  }

  private double[] floats(DType type) {
    double[] values = new double[elements.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(elements.get(i));
      if (Narrowing.overflows(values[i], type)) {
        throw fault(
            "holds " + describe(elements.get(i)) + ", but the largest f32 is " + Float.MAX_VALUE,
            "use the dtype f64, or write \"Infinity\" if that is meant");
      }
    }
    return values;
  }

  private double number(JsonNode node) {
    if (node.isNumber()) {
      double value =
          node.isBigInteger() ? node.bigIntegerValue().doubleValue() : node.doubleValue();
      if (Double.isInfinite(value)) {
        throw fault("holds a number that overflows", "write \"Infinity\" if that is meant");
      }
      return value;
    }
    String text = node.isString() ? node.stringValue() : "";
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw fault(
              "holds " + describe(node) + " where a number belongs",
              "write a number, \"NaN\", \"Infinity\" or \"-Infinity\"");
    };
  }

  private long[] integers() {
    long[] values = new long[elements.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode node = elements.get(i);
      if (!isInteger(node)) {
        throw fault(
            "holds " + describe(node) + " where an integer of 64 bits belongs",
            "write whole numbers without point or exponent");
      }
      values[i] = node.longValue();
    }
    return values;
  }

  private boolean[] truths() {
    boolean[] values = new boolean[elements.size()];
    for (int i = 0; i < values.length; i++) {
      if (!elements.get(i).isBoolean()) {
        throw fault(
            "holds " + describe(elements.get(i)) + " where a truth value belongs",
            "write true or false");
      }
      values[i] = elements.get(i).booleanValue();
    }
    return values;
  }

  private DiagnosticException fault(String what, String hint) {
    return Diagnostic.error("request/value", "the value of " + name + " " + what, hint).exception();
  }

  /** A few words for what a JSON value is. */
  static String describe(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "the string " + shortened(node.toString());
      case NUMBER -> "the number " + shortened(node.toString());
      case BOOLEAN -> node.toString();
      default -> "null";
    };
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }
}
