package dev.jacobi.gpu.simulated;

import dev.jacobi.gpu.driver.DriverFailure;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Which calls fail because a test asked for it. */
final class Failures {

  private final Map<Call, Integer> counts = new EnumMap<>(Call.class);
  private final Map<Call, Map<Integer, Integer>> planned = new EnumMap<>(Call.class);

  /** Plans that the nth call from now on fails with a code. */
  void plan(Call call, int nth, int code) {
    int at = counts.getOrDefault(call, 0) + nth;
    planned.computeIfAbsent(call, c -> new HashMap<>()).put(at, code);
  }

  /** Counts a call; one that is planned to fail does. */
  void count(Call call) {
    int at = counts.merge(call, 1, Integer::sum);
    Integer code = planned.getOrDefault(call, Map.of()).get(at);
    if (code != null) {
      throw new DriverFailure(call.function(), code, "as planned by a test");
    }
  }

  /** How often a call was made. */
  int calls(Call call) {
    return counts.getOrDefault(call, 0);
  }
}
