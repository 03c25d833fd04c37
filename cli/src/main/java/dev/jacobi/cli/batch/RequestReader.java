package dev.jacobi.cli.batch;

import dev.jacobi.core.function.Spelling;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Point;
import dev.jacobi.symbolic.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads the fields of a request; what does not fit is a diagnostic. */
final class RequestReader {

  private static final List<String> FIELDS =
      List.of(
          "id", "program", "inputs", "output", "wrt", "seed", "want", "route", "backend", "dtype",
          "tangent", "vector");

  private final JsonNode object;

  private RequestReader(JsonNode object) {
    this.object = object;
  }

  /** The request that a JSON object holds. */
  static Request read(JsonNode object) {
    return new RequestReader(object).read();
  }

  private Request read() {
    for (String field : object.propertyNames()) {
      if (!FIELDS.contains(field)) {
        throw unknown("field", field, FIELDS);
      }
    }
    DType dtype = dtype();
    List<String> wrt = names("wrt");
    Map<String, Tensor> inputs = tensors("inputs", List.of(), dtype, TensorReader::exact);
    return new Request(
        text("program").orElseThrow(() -> missingProgram().exception()),
        Point.of(inputs),
        floating(inputs, dtype),
        text("output"),
        wrt,
        field("wrt").filter(node -> node.isArray() && node.isEmpty()).isPresent(),
        seed(dtype),
        wants(),
        mode(),
        text("backend").orElse("cpu"),
        dtype,
        tensors("tangent", wrt, dtype),
        tensors("vector", wrt, dtype));
  }

  /** The floating-point types that inputs say, or that integers have only to keep every digit. */
  private Map<String, TensorType> floating(Map<String, Tensor> inputs, DType dtype) {
    Map<String, TensorType> types = new LinkedHashMap<>();
    inputs.forEach(
        (name, value) -> {
          boolean typed = TensorReader.isTyped(object.get("inputs").get(name));
          if (typed && value.dtype().isFloat()) {
            types.put(name, value.type());
          } else if (!typed && value.dtype() == DType.I64) {
            types.put(name, value.type().withDType(dtype));
          }
        });
    return types;
  }

  private static Diagnostic missingProgram() {
    return Diagnostic.error(
        "request/missing-program",
        "the request has no program",
        "add a field such as \"program\": \"y = x*x\"");
  }

  private Optional<JsonNode> field(String name) {
    return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
  }

  private Optional<String> text(String name) {
    return field(name).map(node -> text(name, node));
  }

  private static String text(String name, JsonNode node) {
    if (!node.isString()) {
      throw wrongType(name, "a string", node);
    }
    return node.stringValue();
  }

  /** A list of names, or one name. */
  private List<String> names(String name) {
    Optional<JsonNode> given = field(name);
    if (given.isEmpty()) {
      return List.of();
    }
    if (!given.get().isArray()) {
      return List.of(text(name, given.get()));
    }
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode item : given.get()) {
      names.add(text(name, item));
    }
    return new ArrayList<>(names);
  }

  private List<Want> wants() {
    List<Want> wants = new ArrayList<>();
    List<String> known = Arrays.stream(Want.values()).map(Want::toString).toList();
    for (String name : names("want")) {
      wants.add(Want.named(name).orElseThrow(() -> unknown("want", name, known)));
    }
    return wants.isEmpty() ? List.of(Want.VALUE) : wants;
  }

  private Mode mode() {
    List<String> known = Arrays.stream(Mode.values()).map(Mode::toString).toList();
    Optional<String> route = text("route");
    return route.isEmpty()
        ? Mode.SYMBOLIC
        : Mode.named(route.get()).orElseThrow(() -> unknown("route", route.get(), known));
  }

  private DType dtype() {
    Optional<String> name = text("dtype");
    return name.isEmpty()
        ? DType.F64
        : DType.named(name.get())
            .filter(DType::isFloat)
            .orElseThrow(() -> unknown("dtype", name.get(), List.of("f64", "f32")));
  }

  private Seed seed(DType dtype) {
    Optional<JsonNode> given = field("seed");
    if (given.isEmpty()) {
      return Seed.NONE;
    }
    boolean ones = given.get().isString() && given.get().stringValue().equals("ones");
    return ones ? Seed.ONES : Seed.of(TensorReader.read("seed", given.get(), dtype));
  }

  /** Tensors by name; where only one name is differentiated by, its tensor may stand alone. */
  private Map<String, Tensor> tensors(String name, List<String> wrt, DType dtype) {
    return tensors(name, wrt, dtype, TensorReader::read);
  }

  /** How a value is read: by the name in messages, of the element type of the request. */
  private interface Reading {
    Tensor read(String name, JsonNode node, DType floating);
  }

  private Map<String, Tensor> tensors(String name, List<String> wrt, DType dtype, Reading reading) {
    Optional<JsonNode> given = field(name);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    if (given.isEmpty()) {
      return tensors;
    }
    JsonNode node = given.get();
    boolean alone = wrt.size() == 1 && (!node.isObject() || node.has("data"));
    if (alone && !node.has(wrt.get(0))) {
      tensors.put(wrt.get(0), reading.read(name, node, dtype));
      return tensors;
    }
    if (!node.isObject()) {
      throw wrongType(name, "an object of values by name", node);
    }
    node.properties()
        .forEach(
            entry ->
                tensors.put(entry.getKey(), reading.read(entry.getKey(), entry.getValue(), dtype)));
    return tensors;
  }

  private static DiagnosticException unknown(String what, String name, Collection<String> known) {
    String shown = name.length() > 40 ? name.substring(0, 40) + "…" : name;
    String near =
        Spelling.nearest(name, known).map(other -> "did you mean " + other + "? ").orElse("");
    return Diagnostic.error(
            "request/unknown-" + what,
            "there is no " + what + " called " + shown,
            near + "there are: " + String.join(", ", known))
        .exception();
  }

  private static DiagnosticException wrongType(String field, String wanted, JsonNode found) {
    return Diagnostic.error(
            "request/type",
            "the field "
                + field
                + " must be "
                + wanted
                + ", but holds "
                + TensorReader.describe(found),
            "write " + wanted)
        .exception();
  }
}
