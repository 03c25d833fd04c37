package dev.jacobi.testkit.golden;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A program of PyTorch's autograd in the corpus's notation, with what PyTorch answers.
 *
 * @param program statements, one a line, in the notation of the language's tape
 * @param values of the names that the program assigns; a null of the corpus is left out
 * @param gradients what each name has accumulated; empty for none
 */
record TorchCase(
    String id,
    Map<String, Input> inputs,
    List<String> program,
    Map<String, Tensor> values,
    Map<String, Optional<Tensor>> gradients,
    Map<String, Info> info,
    Optional<Failure> failure,
    Map<String, Tensor> mathematicalGradients) {

  /** What an input is to autograd. */
  enum Kind {
    /** A leaf whose gradient is wanted. */
    GRAD,
    /** Doubles that are constant. */
    CONST,
    /** Integers. */
    INT,
    /** Truth values. */
    BOOL
  }

  /** An input. */
  record Input(Kind kind, Tensor value) {}

  /** What PyTorch says of a tensor. */
  record Info(Shape shape, boolean isLeaf, boolean requiresGrad) {}

  /** The statement that fails, from 0, and PyTorch's message. */
  record Failure(int line, String message) {}

  private static final String NO_GRAD = "no_grad: ";

  /** The case of a record of the corpus. */
  static TorchCase of(JsonNode record) {
    JsonNode expected = record.get("expected");
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : record.get("inputs").properties()) {
      inputs.put(entry.getKey(), input(entry.getValue()));
    }
    Map<String, Tensor> values = new LinkedHashMap<>();
    tensors(expected.get("values"))
        .forEach((name, found) -> found.ifPresent(v -> values.put(name, v)));
    Map<String, Tensor> mathematical = new LinkedHashMap<>();
    if (record.has("math_gradient")) {
      tensors(record.get("math_gradient"))
          .forEach((name, found) -> found.ifPresent(v -> mathematical.put(name, v)));
    }
    return new TorchCase(
        record.get("id").asString(),
        inputs,
        Corpus.texts(record.get("program")).stream().map(TorchCase::translated).toList(),
        values,
        tensors(expected.get("grads")),
        info(expected.get("info")),
        failure(expected.get("error")),
        mathematical);
  }

  /** A computation without recording is one whose result is detached. */
  private static String translated(String line) {
    if (!line.startsWith(NO_GRAD)) {
      return line;
    }
    String statement = line.substring(NO_GRAD.length());
    int equals = statement.indexOf('=');
    return statement.substring(0, equals)
        + "= detach("
        + statement.substring(equals + 1).strip()
        + ")";
  }

  private static Input input(JsonNode node) {
    long[] sizes = node.get("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
    double[] elements = numbers(node.get("data"));
    Tensor floats = Tensor.wrap(Shape.of(sizes), elements);
    return switch (node.get("kind").asString()) {
      case "grad" -> new Input(Kind.GRAD, floats);
      case "const" -> new Input(Kind.CONST, floats);
      case "int" -> new Input(Kind.INT, floats.cast(DType.I64));
      case "bool" -> new Input(Kind.BOOL, floats.cast(DType.BOOL));
      default -> throw new AssertionError(node);
    };
  }

  private static double[] numbers(JsonNode data) {
    List<Double> numbers = new ArrayList<>();
    collect(data, numbers);
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void collect(JsonNode data, List<Double> into) {
    if (data.isArray()) {
      data.forEach(item -> collect(item, into));
    } else if (data.isBoolean()) {
      into.add(data.asBoolean() ? 1.0 : 0.0);
    } else {
      into.add(number(data.asString()));
    }
  }

  private static double number(String text) {
    return switch (text) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Tensors by name; a tuple's items are named as the language names them. */
  private static Map<String, Optional<Tensor>> tensors(JsonNode object) {
    Map<String, Optional<Tensor>> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      tensors.put(
          entry.getKey(),
          entry.getValue().isNull() ? Optional.empty() : Optional.of(tensor(entry.getValue())));
    }
    return tensors;
  }

  private static Tensor tensor(JsonNode data) {
    List<Long> sizes = new ArrayList<>();
    JsonNode part = data;
    while (part.isArray()) {
      sizes.add((long) part.size());
      if (part.isEmpty()) {
        break;
      }
      part = part.get(0);
    }
    return Tensor.wrap(
        Shape.of(sizes.stream().mapToLong(Long::longValue).toArray()), numbers(data));
  }

  private static Map<String, Info> info(JsonNode object) {
    Map<String, Info> info = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      JsonNode node = entry.getValue();
      long[] sizes = node.get("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
      info.put(
          entry.getKey(),
          new Info(
              Shape.of(sizes),
              node.get("is_leaf").asBoolean(),
              node.get("requires_grad").asBoolean()));
    }
    return info;
  }

  private static Optional<Failure> failure(JsonNode error) {
    return error.isNull()
        ? Optional.empty()
        : Optional.of(new Failure(error.get("line").asInt(), error.get("message").asString()));
  }

  /** The statement of a line, from 0. */
  String statement(int line) {
    return program.get(line);
  }
}
