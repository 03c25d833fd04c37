package dev.jacobi.gpu.ptx;

import java.util.List;

/**
 * What a step becomes: launches in order, and the scratch memory that they share.
 *
 * @param scratch the bytes of each piece of scratch memory
 */
public record Emission(List<Launch> launches, List<Long> scratch) {

  /** Copies the lists. */
  public Emission {
    launches = List.copyOf(launches);
    scratch = List.copyOf(scratch);
  }
}
