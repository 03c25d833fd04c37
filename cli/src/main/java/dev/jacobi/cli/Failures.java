package dev.jacobi.cli;

import dev.jacobi.core.type.Memory;

/** What is said when something failed that is not the user's doing. */
public final class Failures {

  private Failures() {}

  /** One line: what failed, and what to do about it. */
  public static String describe(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      long limit = Runtime.getRuntime().maxMemory() >> 20;
      return "out of memory: the heap may grow to "
          + limit
          + " MB; give more with "
          + Memory.option("-Xmx8g");
    }
    if (failure instanceof StackOverflowError) {
      return "the program nests too deep for this machine's stack; name parts of it, or give more"
          + " with "
          + Memory.option("-Xss64m");
    }
    String message = String.valueOf(failure.getMessage());
    String line = message.lines().findFirst().orElse("").strip();
    String text = line.length() > 200 ? line.substring(0, 200) + "…" : line;
    return "internal error ("
        + failure.getClass().getSimpleName()
        + ": "
        + text
        + "); please report it with the program and, from a run with"
        + " "
        + Memory.option("-Djacobi.debug=true")
        + ", the trace";
  }

  /** A code for machines. */
  public static String code(Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      return "internal/memory";
    }
    return failure instanceof StackOverflowError ? "internal/stack" : "internal/error";
  }
}
