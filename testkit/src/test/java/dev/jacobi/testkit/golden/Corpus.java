package dev.jacobi.testkit.golden;

import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases in the test resources; where they come from is in the README beside them. */
final class Corpus {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Corpus() {}

  /** The records of a file that is one JSON list. */
  static List<JsonNode> list(String file) {
    List<JsonNode> records = new ArrayList<>();
    MAPPER.readTree(text(file)).forEach(records::add);
    return records;
  }

  /** The lines of a file with one JSON record each. */
  static List<String> lines(String file) {
    return text(file).lines().toList();
  }

  /** One line's record. */
  static JsonNode parse(String line) {
    return MAPPER.readTree(line);
  }

  /** The text of a file, uncompressed if its name ends in gz. */
  static String text(String file) {
    try (InputStream stored = Corpus.class.getResourceAsStream("/goldens/" + file)) {
      if (stored == null) {
        throw new AssertionError("no file " + file);
      }
      InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(stored) : stored;
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
      StringBuilder text = new StringBuilder();
      reader.lines().forEach(line -> text.append(line).append('\n'));
      return text.toString();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  /** The texts of a list. */
  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asString()));
    return texts;
  }

  /** All numbers of a list of lists, in row-major order; numbers may be written as strings. */
  static List<BigDecimal> decimals(JsonNode data) {
    List<BigDecimal> decimals = new ArrayList<>();
    collect(data, decimals);
    return decimals;
  }

  /** An object whose values are numbers written as strings. */
  static Map<String, BigDecimal> namedDecimals(JsonNode object) {
    Map<String, BigDecimal> decimals = new LinkedHashMap<>();
    object
        .properties()
        .forEach(entry -> decimals.put(entry.getKey(), decimal(entry.getValue().asString())));
    return decimals;
  }

  private static void collect(JsonNode data, List<BigDecimal> into) {
    if (data.isArray()) {
      data.forEach(item -> collect(item, into));
    } else {
      into.add(decimal(data.asString()));
    }
  }

  /** A decimal; a fraction such as 1/6 is given to 60 digits. */
  private static BigDecimal decimal(String text) {
    int bar = text.indexOf('/');
    return bar < 0
        ? new BigDecimal(text)
        : new BigDecimal(text.substring(0, bar))
            .divide(new BigDecimal(text.substring(bar + 1)), new MathContext(60));
  }

  /** A number, or a list of lists of them, as a tensor of doubles. */
  static Tensor tensor(JsonNode data) {
    List<Long> sizes = new ArrayList<>();
    for (JsonNode part = data; part.isArray(); part = part.get(0)) {
      sizes.add((long) part.size());
    }
    double[] elements = decimals(data).stream().mapToDouble(BigDecimal::doubleValue).toArray();
    return Tensor.wrap(Shape.of(sizes.stream().mapToLong(Long::longValue).toArray()), elements);
  }
}
