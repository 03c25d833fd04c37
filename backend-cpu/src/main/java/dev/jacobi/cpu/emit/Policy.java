package dev.jacobi.cpu.emit;

import java.time.Duration;
import java.util.List;

/**
 * When bodies are compiled and to what.
 *
 * @param forms what to try, the best first; none for interpretation only
 * @param threshold how many operations on elements the interpreter does before a body counts as hot
 * @param patience how long each form may take to become faster than the interpreter
 */
public record Policy(List<Form> forms, long threshold, Duration patience) {

  private static final long HOT = 1L << 28;

  /** Bodies are never compiled. */
  public static final Policy INTERPRET = new Policy(List.of(), Long.MAX_VALUE, Duration.ZERO);

  /** Copies the forms. */
  public Policy {
    forms = List.copyOf(forms);
  }

  /** Compiles what has run for about as long as compiling it takes. */
  public static Policy of(Form... forms) {
    return new Policy(List.of(forms), HOT, Duration.ofSeconds(10));
  }
}
