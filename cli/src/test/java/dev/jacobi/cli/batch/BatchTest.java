package dev.jacobi.cli.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.cli.Golden;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BatchTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final List<String> remarks = new ArrayList<>();
  private final Service service = new Service(remarks::add);

  private JsonNode answer(String line) {
    return MAPPER.readTree(service.answer(line));
  }

  private List<String> run(String input) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    new Batch(3, remarks::add).run(new ByteArrayInputStream(bytes), out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void requestsAreAnsweredAsWritten() throws IOException {
    assertTrue(Golden.check("batch.txt", "> ", line -> service.answer(line) + "\n") >= 30);
  }

  @Test
  void badRequestsAreAnsweredWithAnError() throws IOException {
    assertTrue(Golden.check("bad-requests.txt", "> ", line -> service.answer(line) + "\n") >= 25);
  }

  @Test
  void whatIsTooLongIsSaidInOurWords() {
    String sevens = "7".repeat(5_000);
    String number = "a number has more than 1000 characters";
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("{\"id\": %s, \"program\": \"x\"}".formatted(sevens), number);
    lines.put("{\"id\": [0.%s], \"program\": \"x\"}".formatted(sevens), number);
    lines.put("{\"%s\": 1}".formatted("f".repeat(60_000)), "the name of a field is too long");
    lines.put(
        "{\"program\": \"x\", \"inputs\": {\"x\": %s}}".formatted(sevens.substring(0, 900)),
        "the value of x holds a number that overflows");
    lines.put(
        "{\"program\": \"%s\"}".formatted("n".repeat(100_000)),
        "the input " + "n".repeat(60) + "… (100000 characters) has no value");
    lines.forEach(
        (line, message) -> {
          JsonNode error = answer(line).get("error");
          assertTrue(error.get("message").stringValue().endsWith(message), error::toString);
          assertFalse(error.get("hint").stringValue().isEmpty());
        });
  }

  @Test
  void answersComeInOrderOneALine() throws IOException {
    String lines =
        DoubleStream.iterate(0, i -> i + 1)
            .limit(200)
            .mapToObj(
                i ->
                    i % 7 == 3
                        ? "broken"
                        : "{\"id\":%d,\"program\":\"x+%d\",\"inputs\":{\"x\":1}}"
                            .formatted((int) i, (int) i % 5))
            .collect(Collectors.joining("\n"));
    List<String> answers = run("\uFEFF" + lines + "\n\n");
    assertEquals(200, answers.size());
    for (int i = 0; i < 200; i++) {
      JsonNode answer = MAPPER.readTree(answers.get(i));
      if (i % 7 == 3) {
        assertEquals("request/json", answer.get("error").get("code").stringValue());
      } else {
        assertEquals(i, answer.get("id").intValue());
        assertEquals(1 + i % 5, answer.get("value").doubleValue());
      }
    }
    assertEquals(List.of(), remarks);
  }

  @Test
  @Timeout(60)
  void eachAnswerComesBeforeTheNextQuestion() throws Exception {
    PipedOutputStream questions = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(questions);
    PipedInputStream answers = new PipedInputStream();
    PipedOutputStream out = new PipedOutputStream(answers);
    Thread batch = new Thread(() -> run(in, out));
    batch.start();
    for (int i = 0; i < 3; i++) {
      questions.write("{\"id\":7,\"program\":\"1\"}\n".getBytes(StandardCharsets.UTF_8));
      questions.flush();
      StringBuilder line = new StringBuilder();
      for (int next = answers.read(); next != '\n'; next = answers.read()) {
        line.append((char) next);
      }
      assertEquals("{\"id\":7,\"value\":1.0}", line.toString());
    }
    questions.close();
    batch.join();
  }

  private void run(InputStream in, OutputStream out) {
    try {
      new Batch(2, remarks::add).run(in, out);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  @Timeout(60)
  void nobodyReadingIsTheEnd() throws IOException {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int next) throws IOException {
            throw new IOException("broken pipe");
          }
        };
    byte[] lines = "{\"program\":\"1\"}\n".repeat(5_000).getBytes(StandardCharsets.UTF_8);
    new Batch(2, remarks::add).run(new ByteArrayInputStream(lines), closed);
  }

  @Test
  void numbersComeBackWithTheSameBits() {
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        String line = "{\"program\":\"x\",\"inputs\":{\"x\":%s}}".formatted(value);
        assertEquals(value, answer(line).get("value").doubleValue());
      }
      float single = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(single)) {
        String line =
            "{\"program\":\"x\",\"inputs\":{\"x\":%s},\"dtype\":\"f32\"}".formatted(single);
        assertEquals(single, answer(line).get("value").floatValue());
      }
    }
  }

  @Test
  void routesAgree() {
    String line =
        "{\"program\":\"v@M@v*sin(s) + exp(s)*sum(v^3)\",\"inputs\":{\"v\":[1.5,-2],"
            + "\"M\":[[1,2],[3,5]],\"s\":0.25},\"want\":[\"gradient\",\"jacobian\",\"hessian\","
            + "\"jvp\",\"hvp\"],\"tangent\":{\"v\":[1,2],\"s\":3},\"vector\":{\"v\":[1,2],\"s\":3},"
            + "\"route\":\"%s\"}";
    JsonNode symbolic = answer(line.formatted("symbolic"));
    for (String route : List.of("tape", "forward")) {
      JsonNode other = answer(line.formatted(route));
      assertFalse(other.has("derivative"));
      for (String want : List.of("gradient", "jacobian", "hessian", "jvp", "hvp")) {
        close(symbolic.get(want), other.get(want), route + " " + want);
      }
    }
  }

  private static void close(JsonNode expected, JsonNode found, String where) {
    assertEquals(expected.getNodeType(), found.getNodeType(), where);
    if (expected.isNumber()) {
      double scale = Math.max(1, Math.abs(expected.doubleValue()));
      assertEquals(expected.doubleValue(), found.doubleValue(), 1e-13 * scale, where);
    } else if (expected.isObject()) {
      assertEquals(
          List.copyOf(expected.propertyNames()), List.copyOf(found.propertyNames()), where);
      expected.properties().forEach(e -> close(e.getValue(), found.get(e.getKey()), where));
    } else {
      assertEquals(expected.size(), found.size(), where);
      for (int i = 0; i < expected.size(); i++) {
        close(expected.get(i), found.get(i), where);
      }
    }
  }

  @Test
  void garbageOfAnySizeIsOneAnswer() throws IOException {
    Random random = new Random(3);
    byte[] garbage = new byte[10_000_000];
    random.nextBytes(garbage);
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = garbage[i] == '\n' ? (byte) ' ' : garbage[i];
    }
    String text = new String(garbage, StandardCharsets.ISO_8859_1);
    String program = "{\"program\":" + MAPPER.writeValueAsString("x + " + text) + "}";
    String nested = "{\"inputs\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    List<String> answers =
        run(text + "\n" + program + "\n" + nested + "\n{\"id\":1,\"program\":\"2\"}\n");
    assertEquals(4, answers.size());
    assertTrue(answers.get(0).contains("\"request/json\""), answers.get(0));
    assertTrue(answers.get(1).contains("\"syntax/too-long\""), answers.get(1));
    assertTrue(answers.get(2).contains("\"request/json\""), answers.get(2));
    assertEquals("{\"id\":1,\"value\":2.0}", answers.get(3));
    answers.forEach(answer -> assertTrue(answer.length() < 1000, answer));
  }

  /** Every field, with values of every kind, right or wrong. */
  @Test
  void noFieldIsEverAnInternalError() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("id", "1");
    fields.put("program", "\"y = x*x; sum(y)\"");
    fields.put("inputs", "{\"x\":[1,2]}");
    fields.put("output", "\"y\"");
    fields.put("wrt", "[\"x\"]");
    fields.put("seed", "[1,2]");
    fields.put("want", "[\"value\",\"gradient\",\"jacobian\",\"jvp\",\"opcount\"]");
    fields.put("route", "\"symbolic\"");
    fields.put("backend", "\"reference\"");
    fields.put("dtype", "\"f64\"");
    fields.put("tangent", "{\"x\":[1,2]}");
    fields.put("vector", "{\"x\":[1,2]}");
    List<String> values =
        List.of(
            "null",
            "true",
            "0",
            "-0",
            "1e999",
            "\"\"",
            "\"x\"",
            "\"NaN\"",
            "\"\\ud800\"",
            "[]",
            "[[]]",
            "[null]",
            "[1,[2]]",
            "{}",
            "{\"x\":null}",
            "{\"x\":{}}",
            "{\"x\":{\"data\":null}}",
            "{\"x\":{\"dtype\":null,\"data\":1}}",
            "{\"x\":{\"data\":[1],\"shape\":null}}",
            "{\"data\":[],\"shape\":[0,2147483647]}",
            "{\"\":1}",
            "[\"x\",\"x\"]",
            "[\"\"]");
    for (String route : List.of("symbolic", "tape", "forward")) {
      fields.put("route", "\"" + route + "\"");
      for (String field : fields.keySet()) {
        for (String value : values) {
          Map<String, String> changed = new LinkedHashMap<>(fields);
          changed.put(field, value);
          String line =
              changed.entrySet().stream()
                  .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                  .collect(Collectors.joining(",", "{", "}"));
          String answer = service.answer(line);
          String id = field.equals("id") ? value : "1";
          assertTrue(answer.startsWith("{\"id\":" + id + ","), () -> line + " -> " + answer);
          JsonNode error = MAPPER.readTree(answer).path("error").path("code");
          assertFalse(error.asString("").startsWith("internal"), () -> line + " -> " + answer);
        }
      }
    }
  }

  @Test
  void linesThatAreTooLongAreSkipped() throws IOException {
    byte[] bytes = ("x".repeat(50) + "\nshort\n").getBytes(StandardCharsets.UTF_8);
    Lines lines = new Lines(new ByteArrayInputStream(bytes), 20);
    assertTrue(lines.next().orElseThrow().isTooLong());
    assertEquals("short", lines.next().orElseThrow().text());
    assertTrue(lines.next().isEmpty());
  }
}
