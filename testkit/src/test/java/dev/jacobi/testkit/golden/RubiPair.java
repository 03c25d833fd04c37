package dev.jacobi.testkit.golden;

import dev.jacobi.symbolic.Formula;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An integrand and its antiderivative by a variable.
 *
 * @param size the operations in the antiderivative as it is written
 */
record RubiPair(
    String id,
    String variable,
    Formula integrand,
    Formula antiderivative,
    int size,
    List<Place> places) {

  /**
   * A point and what is known there.
   *
   * @param stated the relative errors of a plain evaluation in doubles: of the integrand, the
   *     antiderivative and its derivative; 0 where none is stated
   * @param byParameters the derivatives of the integrand by its parameters, as far as known
   */
  record Place(
      String name,
      Map<String, BigDecimal> at,
      BigDecimal integrand,
      BigDecimal antiderivative,
      BigDecimal second,
      List<Double> stated,
      Map<String, BigDecimal> byParameters) {}

  /** The pair of a record of the corpus. */
  static RubiPair of(JsonNode record) {
    String variable = record.get("var").asString();
    Map<String, BigDecimal> parameters = Corpus.namedDecimals(record.get("params"));
    List<Place> places = new ArrayList<>();
    for (JsonNode point : record.get("points")) {
      Map<String, BigDecimal> at = new LinkedHashMap<>(parameters);
      at.put(variable, number(point, "x"));
      places.add(
          new Place(
              variable + " = " + point.get("x").asString(),
              at,
              number(point, "integrand"),
              number(point, "antiderivative"),
              number(point, "d_integrand"),
              stated(point.get("f64_relerr")),
              point.has("grad_integrand_params")
                  ? Corpus.namedDecimals(point.get("grad_integrand_params"))
                  : Map.of()));
    }
    return new RubiPair(
        record.get("id").asString(),
        variable,
        Formula.parse(record.get("integrand").asString()),
        Formula.parse(record.get("antiderivative").asString()),
        record.get("size").get(1).asInt(),
        places);
  }

  private static BigDecimal number(JsonNode point, String name) {
    return new BigDecimal(point.get(name).asString());
  }

  private static List<Double> stated(JsonNode errors) {
    if (errors.isNull()) {
      return List.of(0.0, 0.0, 0.0);
    }
    return errors.valueStream().map(error -> error.isNull() ? 0.0 : error.asDouble()).toList();
  }
}
