package dev.jacobi.symbolic;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Graph;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What runs to answer a question.
 *
 * @param backend the name of the backend
 * @param graph what the backend was given: frozen, rewritten only by equations that keep every bit
 * @param rules how often each of those equations was used, in the order of first use
 * @param executable what the backend made of it
 */
public record Execution(
    String backend, Graph graph, Map<String, Integer> rules, Executable executable) {

  /** Copies the map, keeping its order. */
  public Execution {
    rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
  }
}
