package dev.jacobi.gpu.ptx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What NVIDIA's compiler says of a module.
 *
 * @param succeeded whether it compiled
 * @param log what the compiler said: its errors if it failed, its figures otherwise
 */
public record Compiled(boolean succeeded, String log) {

  private static final Pattern REGISTERS = Pattern.compile("Used (\\d+) registers");
  private static final Pattern STORES = Pattern.compile("(\\d+) bytes spill stores");
  private static final Pattern LOADS = Pattern.compile("(\\d+) bytes spill loads");
  private static final Pattern SHARED = Pattern.compile("(\\d+) bytes smem");

  /** The most registers that a thread of a kernel has. */
  public int registers() {
    return largest(REGISTERS);
  }

  /** Bytes written to and read from local memory because registers did not suffice. */
  public int spilled() {
    return largest(STORES) + largest(LOADS);
  }

  /** The most bytes of shared memory that a block of a kernel has. */
  public int shared() {
    return largest(SHARED);
  }

  private int largest(Pattern pattern) {
    if (!succeeded) {
      throw new AssertionError(log);
    }
    Matcher matcher = pattern.matcher(log);
    int largest = 0;
    while (matcher.find()) {
      largest = Math.max(largest, Integer.parseInt(matcher.group(1)));
    }
    return largest;
  }
}
