package dev.jacobi.cli.batch;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code id} of a request as JSON text: any value, its numbers in the digits that were sent,
 * also where they are no doubles.
 */
final class Identifier {

  static final String NONE = "null";

  private static final String FIELD = "id";

  private Identifier() {}

  /**
   * The text of a request's identifier.
   *
   * @param line the request, which is a JSON object
   * @param object the same, read
   */
  static String of(JsonMapper mapper, String line, JsonNode object) {
    JsonNode id = object.get(FIELD);
    if (id == null) {
      return NONE;
    }
    return id.isNumber() || id.isContainer() ? asSent(mapper, line) : mapper.writeValueAsString(id);
  }

  private static String asSent(JsonMapper mapper, String line) {
    StringWriter text = new StringWriter();
    try (JsonParser parser = mapper.createParser(line);
        JsonGenerator json = mapper.createGenerator(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean wanted = parser.currentName().equals(FIELD);
        parser.nextToken();
        if (wanted) {
          copy(parser, json);
          break;
        }
        parser.skipChildren();
      }
    }
    return text.toString();
  }

  private static void copy(JsonParser parser, JsonGenerator json) {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      if (token.isNumeric()) {
        json.writeNumber(parser.getString());
      } else {
        json.copyCurrentEvent(parser);
      }
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    } while (depth > 0 && parser.nextToken() != null);
  }
}
