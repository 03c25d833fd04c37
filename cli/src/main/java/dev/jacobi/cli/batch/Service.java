package dev.jacobi.cli.batch;

import dev.jacobi.cli.BackendChoice;
import dev.jacobi.cli.Failures;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Memory;
import dev.jacobi.core.type.Span;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Derivation;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Recording;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.ValueAndGradient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers lines. Serves any number of threads. */
final class Service {

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxStringLength(Integer.MAX_VALUE)
                          .maxNestingDepth(Unreadable.DEEPEST)
                          .maxNumberLength(Unreadable.LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Backends backends = Backends.load();
  private final Formulas formulas = new Formulas();
  private final Consumer<String> remarks;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /**
   * A service.
   *
   * @param remarks takes what is said beside the answers, each remark once
   */
  Service(Consumer<String> remarks) {
    this.remarks = remarks;
  }

  /** The answer to a line; never throws. */
  String answer(String line) {
    String id = Identifier.NONE;
    try {
      JsonNode object = read(line);
      if (!object.isObject()) {
        throw Diagnostic.error(
                "request/not-object",
                "a request is a JSON object, but this is " + TensorReader.describe(object),
                "write {\"id\": 1, \"program\": \"y = x*x\", \"inputs\": {\"x\": 3}}")
            .exception();
      }
      id = Identifier.of(mapper, line, object);
      return answer(id, RequestReader.read(object));
    } catch (DiagnosticException found) {
      return AnswerWriter.error(mapper, id, found.diagnostics());
    } catch (JacksonException unreadable) {
      return AnswerWriter.error(mapper, id, List.of(unreadable(unreadable)));
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError failure) {
      return AnswerWriter.error(mapper, id, List.of(internal(failure)));
    }
  }

  private JsonNode read(String line) {
    try (JsonParser parser = mapper.createParser(line)) {
      return mapper.reader().with(new Numbers(parser)).readTree(parser);
    }
  }

  /** The answer to a line that is too long to be kept. */
  String tooLong(long limit) {
    Diagnostic diagnostic =
        Diagnostic.error(
            "request/too-long",
            "the line is longer than " + limit + " bytes",
            "send less at once, or allow more memory: " + Memory.option("-Xmx8g"));
    return AnswerWriter.error(mapper, Identifier.NONE, List.of(diagnostic));
  }

  private static Diagnostic unreadable(JacksonException failure) {
    TokenStreamLocation place = failure.getLocation();
    boolean known = place != null && place.getLineNr() > 0 && place.getColumnNr() > 0;
    Span span = known ? Span.of(place.getLineNr(), place.getColumnNr(), 1) : Span.NONE;
    return Unreadable.diagnostic(failure).withSpan(span);
  }

  private static Diagnostic internal(Throwable failure) {
    return Diagnostic.error(
        Failures.code(failure),
        Failures.describe(failure),
        "the next line is answered all the same");
  }

  private String answer(String id, Request request) {
    BackendChoice choice = BackendChoice.of(request.backend(), backends);
    choice.remark().filter(said::add).ifPresent(remarks);
    Formula formula = formulas.of(request, choice.backend());
    Set<String> known;
    AnswerWriter writer = new AnswerWriter(mapper, id);
    if (request.isByNothing()) {
      known = byNothing(request, formula.withMode(request.mode()), writer);
    } else if (request.mode() == Mode.TAPE) {
      known = taped(request, formula.withMode(Mode.TAPE), writer);
    } else {
      known = derived(request, formula, writer);
    }
    List<String> unused = request.unused(known);
    if (!unused.isEmpty()) {
      writer.names("unused", unused);
    }
    return writer.finish();
  }

  /** Derivatives by no name at all are none. Returns the names that the program says, as below. */
  private static Set<String> byNothing(Request request, Formula formula, AnswerWriter writer) {
    for (Want want : request.want()) {
      switch (want) {
        case VALUE ->
            writer.tensor(
                want.toString(),
                request.mode() == Mode.TAPE
                    ? formula.record(request.inputs()).output().value()
                    : formula.value(request.inputs()));
        case JVP -> other(want, request, formula, writer);
        case OPCOUNT -> writer.operations(want.toString(), formula.operations().ofValue());
        case GRADIENT, DERIVATIVE, JACOBIAN, HESSIAN, HVP ->
            writer.tensors(want.toString(), Map.of());
      }
    }
    return request.mode() == Mode.TAPE
        ? formula.record(request.inputs()).variables().keySet()
        : formula.values().keySet();
  }

  private static Set<String> derived(Request request, Formula formula, AnswerWriter writer) {
    Formula routed = request.mode() == Mode.SYMBOLIC ? formula : formula.withMode(request.mode());
    String[] wrt = request.wrt().toArray(String[]::new);
    Optional<ValueAndGradient> both =
        request.want().contains(Want.GRADIENT)
            ? Optional.of(routed.valueAndGradient(request.inputs(), request.seed(), wrt))
            : Optional.empty();
    for (Want want : request.want()) {
      switch (want) {
        case VALUE ->
            writer.tensor(
                want.toString(),
                both.map(ValueAndGradient::value).orElseGet(() -> routed.value(request.inputs())));
        case GRADIENT -> writer.tensors(want.toString(), both.orElseThrow().gradient());
        default -> other(want, request, routed, writer);
      }
    }
    if (both.isPresent()
        && request.mode() == Mode.SYMBOLIC
        && !request.want().contains(Want.DERIVATIVE)) {
      optionalTexts(formula, wrt).ifPresent(texts -> writer.texts("derivative", texts));
    }
    return formula.values().keySet();
  }

  /** What nobody asked for must not fail. */
  private static Optional<Map<String, String>> optionalTexts(Formula formula, String[] wrt) {
    try {
      return Optional.of(texts(formula, wrt));
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError failure) {
      return Optional.empty();
    }
  }

  private static Map<String, String> texts(Formula formula, String[] wrt) {
    Map<String, String> texts = new LinkedHashMap<>();
    Derivation derivation = formula.derivation(Seed.NONE, wrt);
    derivation.derivatives().forEach(line -> texts.put(line.input(), line.text()));
    return texts;
  }

  private static Set<String> taped(Request request, Formula formula, AnswerWriter writer) {
    Recording recording = formula.record(request.inputs());
    String[] wrt = request.wrt().toArray(String[]::new);
    for (Want want : request.want()) {
      switch (want) {
        case VALUE -> writer.tensor(want.toString(), recording.output().value());
        case GRADIENT -> {
          if (recording.hasStatements()) {
            writer.gradients(want.toString(), accumulated(request, recording));
          } else {
            writer.tensors(
                want.toString(), recording.valueAndGradient(request.seed(), wrt).gradient());
          }
        }
        default -> other(want, request, formula, writer);
      }
    }
    return recording.variables().keySet();
  }

  private static Map<String, Optional<Tensor>> accumulated(Request request, Recording recording) {
    Map<String, Optional<Tensor>> gradients = new LinkedHashMap<>();
    List<String> names = request.wrt().isEmpty() ? recording.leaves() : request.wrt();
    names.forEach(name -> gradients.put(name, recording.gradient(name)));
    return gradients;
  }

  private static void other(Want want, Request request, Formula formula, AnswerWriter writer) {
    String[] wrt = request.wrt().toArray(String[]::new);
    String key = want.toString();
    switch (want) {
      case DERIVATIVE -> writer.texts(key, texts(formula, wrt));
      case JACOBIAN -> writer.tensors(key, formula.jacobian(request.inputs(), wrt));
      case HESSIAN -> writer.nested(key, formula.hessian(request.inputs(), wrt));
      case JVP -> writer.tensor(key, formula.jvp(request.inputs(), request.tangent()));
      case HVP -> writer.tensors(key, formula.hvp(request.inputs(), vectors(request, formula)));
      case OPCOUNT -> writer.operations(key, formula.operations(wrt));
      case VALUE, GRADIENT -> throw new AssertionError(want);
    }
  }

  /** The vector by each name to differentiate by; zeros for names that it leaves out. */
  private static Map<String, Tensor> vectors(Request request, Formula formula) {
    if (request.vector().isEmpty()) {
      return Map.of();
    }
    Map<String, TensorType> types = formula.values();
    Map<String, Tensor> vectors = new LinkedHashMap<>();
    for (String name : request.wrt().isEmpty() ? formula.variables() : request.wrt()) {
      Tensor given = request.vector().get(name);
      TensorType type = types.get(name);
      if (given != null) {
        vectors.put(name, given);
      } else if (type != null) {
        vectors.put(name, Tensor.zeros(type));
      }
    }
    request.vector().forEach(vectors::putIfAbsent);
    return vectors;
  }
}
