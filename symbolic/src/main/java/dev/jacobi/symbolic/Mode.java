package dev.jacobi.symbolic;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How derivatives are found. All modes give the same answers, by different ways. */
public enum Mode {
  /** Reverse mode on the formula: the derivative is a formula, compiled and run. */
  SYMBOLIC,
  /** Reverse mode on numbers: the program runs on a tape, statement by statement. */
  TAPE,
  /** Forward mode on the formula, once for each element of what is differentiated by. */
  FORWARD;

  /** The mode of a name such as {@code tape}. */
  public static Optional<Mode> named(String name) {
    return Arrays.stream(values()).filter(mode -> mode.toString().equals(name)).findFirst();
  }

  /** The name in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
