package dev.jacobi.benchmarks;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Param;

/**
 * A case with all that is on the class path to measure it.
 *
 * @param description what the case says of itself
 * @param state its class
 * @param jacobi Jacobi's side
 * @param peers the others
 * @param floor what measures the limit, if it can be measured
 */
record Comparison(
    Case description,
    Class<?> state,
    Variant jacobi,
    List<Variant> peers,
    Optional<Variant> floor) {

  /** One setting of the parameters, and the name of its row. */
  record Setting(String name, Map<String, String> parameters) {

    int threads() {
      return Integer.parseInt(parameters.getOrDefault("threads", "1"));
    }

    /** The goal for this setting: the first that names only parameters it has. */
    Optional<Double> goal(Variant peer) {
      return peer.goals().stream()
          .filter(goal -> parameters.values().containsAll(values(goal)))
          .map(Goal::ratio)
          .findFirst();
    }

    private static List<String> values(Goal goal) {
      return goal.at().isEmpty() ? List.of() : List.of(goal.at().split("/"));
    }
  }

  /** The product of the values of all parameters, those of the last changing fastest. */
  List<Setting> settings() {
    List<Setting> settings = List.of(new Setting(description.value(), Map.of()));
    for (Field field : state.getDeclaredFields()) {
      Param values = field.getAnnotation(Param.class);
      if (values != null) {
        settings = product(settings, field.getName(), values.value());
      }
    }
    return settings;
  }

  private static List<Setting> product(List<Setting> settings, String name, String[] values) {
    List<Setting> product = new ArrayList<>();
    for (Setting setting : settings) {
      for (String value : values) {
        Map<String, String> parameters = new LinkedHashMap<>(setting.parameters());
        parameters.put(name, value);
        product.add(new Setting(setting.name() + "-" + value, parameters));
      }
    }
    return product;
  }

  /** Jacobi's side, the peers, and the floor. */
  List<Variant> variants() {
    List<Variant> variants = new ArrayList<>();
    variants.add(jacobi);
    variants.addAll(peers);
    floor.ifPresent(variants::add);
    return variants;
  }
}
