package dev.jacobi.symbolic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many operations a formula and its derivatives take, once simplified; what is shared counts
 * once, views and constants not at all.
 *
 * @param value the output alone
 * @param derivative each derivative alone, as printed
 * @param together output and derivatives in one graph
 */
public record Operations(long value, Map<String, Long> derivative, long together) {

  /** Copies the map, keeping its order. */
  public Operations {
    derivative = Collections.unmodifiableMap(new LinkedHashMap<>(derivative));
  }

  /** Those of the value alone, without any derivative. */
  public Operations ofValue() {
    return new Operations(value, Map.of(), value);
  }
}
