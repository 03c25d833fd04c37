package dev.jacobi.core.kernel;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where one of some truth values is true, an integer may not have fitted 64 bits: what was computed
 * may not be what the definition says, and no later step relies on it. The run ends here, and all
 * that the program is made of runs by its definition instead.
 *
 * @param flags buffers of one truth value each
 */
public record Doubt(List<Integer> flags) implements Step {

  /** Copies the list. */
  public Doubt {
    flags = List.copyOf(flags);
  }

  @Override
  public List<Integer> reads() {
    return flags;
  }

  @Override
  public List<Integer> writes() {
    return List.of();
  }

  @Override
  public String toString() {
    return flags.stream().map(flag -> " @" + flag).collect(Collectors.joining("", "doubt", "\n"));
  }
}
