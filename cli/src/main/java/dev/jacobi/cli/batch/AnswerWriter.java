package dev.jacobi.cli.batch;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Operations;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.NumberOutput;
import tools.jackson.databind.json.JsonMapper;

/** Writes one answer; numbers with as many digits as give the same bits back. */
final class AnswerWriter {

  /** Half of a character, which JSON can say with an escape and UTF-8 cannot. */
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private final StringWriter text = new StringWriter();
  private final JsonGenerator json;

  /**
   * Begins an answer.
   *
   * @param id the JSON text of what the answer comes back with
   */
  AnswerWriter(JsonMapper mapper, String id) {
    this.json = mapper.createGenerator(text);
    json.writeStartObject();
    json.writeName("id");
    json.writeRawValue(id);
  }

  /** The line; nothing can be written after it. */
  String finish() {
    json.writeEndObject();
    json.close();
    return LONE_SURROGATE
        .matcher(text.toString())
        .replaceAll(lone -> "\\\\u%04x".formatted((int) lone.group().charAt(0)));
  }

  /** An answer that says what is wrong. */
  static String error(JsonMapper mapper, String id, List<Diagnostic> diagnostics) {
    AnswerWriter writer = new AnswerWriter(mapper, id);
    writer.json.writeName("error");
    writer.diagnostic(diagnostics.get(0), diagnostics.subList(1, diagnostics.size()));
    return writer.finish();
  }

  private void diagnostic(Diagnostic diagnostic, List<Diagnostic> more) {
    json.writeStartObject();
    json.writeStringProperty("code", diagnostic.code());
    json.writeStringProperty("message", diagnostic.message());
    if (diagnostic.span().isNone()) {
      json.writeNullProperty("line");
      json.writeNullProperty("column");
    } else {
      json.writeNumberProperty("line", diagnostic.span().line());
      json.writeNumberProperty("column", diagnostic.span().column());
    }
    json.writeStringProperty("hint", diagnostic.hint());
    if (!more.isEmpty()) {
      json.writeName("more");
      json.writeStartArray();
      more.forEach(other -> diagnostic(other, List.of()));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  void tensor(String key, Tensor value) {
    json.writeName(key);
    tensor(value);
  }

  void tensors(String key, Map<String, Tensor> values) {
    json.writeName(key);
    json.writeStartObject();
    values.forEach(this::tensor);
    json.writeEndObject();
  }

  /** Tensors by name, null where there is none. */
  void gradients(String key, Map<String, Optional<Tensor>> values) {
    json.writeName(key);
    json.writeStartObject();
    values.forEach(
        (name, value) -> {
          if (value.isPresent()) {
            tensor(name, value.get());
          } else {
            json.writeNullProperty(name);
          }
        });
    json.writeEndObject();
  }

  void nested(String key, Map<String, Map<String, Tensor>> values) {
    json.writeName(key);
    json.writeStartObject();
    values.forEach(this::tensors);
    json.writeEndObject();
  }

  void texts(String key, Map<String, String> values) {
    json.writeName(key);
    json.writeStartObject();
    values.forEach(json::writeStringProperty);
    json.writeEndObject();
  }

  void names(String key, List<String> names) {
    json.writeName(key);
    json.writeStartArray();
    names.forEach(json::writeString);
    json.writeEndArray();
  }

  void operations(String key, Operations count) {
    json.writeName(key);
    json.writeStartObject();
    json.writeNumberProperty("value", count.value());
    json.writeName("derivative");
    json.writeStartObject();
    count.derivative().forEach((name, number) -> json.writeNumberProperty(name, number));
    json.writeEndObject();
    json.writeNumberProperty("together", count.together());
    json.writeEndObject();
  }

  private void tensor(Tensor value) {
    int[] sizes = value.shape().sizes();
    if (value.size() == 0) {
      empty(sizes, 0);
      return;
    }
    int[] inner = new int[sizes.length];
    int extent = 1;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      extent *= sizes[axis];
      inner[axis] = extent;
    }
    for (int index = 0; index < value.size(); index++) {
      for (int block : inner) {
        if (index % block == 0) {
          json.writeStartArray();
        }
      }
      element(value, index);
      for (int block : inner) {
        if ((index + 1) % block == 0) {
          json.writeEndArray();
        }
      }
    }
  }

  /** The lists around no element: {@code [[], []]} for the shape 2×0. */
  private void empty(int[] sizes, int axis) {
    json.writeStartArray();
    for (int i = 0; axis + 1 < sizes.length && i < sizes[axis]; i++) {
      empty(sizes, axis + 1);
    }
    json.writeEndArray();
  }

  private void element(Tensor value, int index) {
    switch (value.dtype()) {
      case F64 ->
          number(value.getDouble(index), NumberOutput.toString(value.getDouble(index), true));
      case F32 -> {
        float number = (float) value.getDouble(index);
        number(number, NumberOutput.toString(number, true));
      }
      case I64 -> json.writeNumber(value.getLong(index));
      case BOOL -> json.writeBoolean(value.getLong(index) != 0);
    }
  }

  private void number(double value, String digits) {
    if (Double.isFinite(value)) {
      json.writeNumber(digits);
    } else {
      json.writeString(Double.toString(value));
    }
  }
}
