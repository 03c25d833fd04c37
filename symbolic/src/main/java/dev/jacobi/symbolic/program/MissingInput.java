package dev.jacobi.symbolic.program;

import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.TensorType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** What is said of a name that has no value, and so is an input without one. */
public final class MissingInput {

  private MissingInput() {}

  /**
   * The diagnostic, without its place.
   *
   * @param spare names that have a value and that the program does not use
   */
  public static Diagnostic of(String name, TensorType type, Collection<String> spare) {
    return Diagnostic.error(
        "input/missing",
        "the input " + name + " has no value",
        constant(name).map(known -> "did you mean " + known + "? ").orElse("")
            + "give it one of type "
            + type
            + ", or assign it in the program"
            + (spare.isEmpty()
                ? ""
                : "; the program does not use what is given: " + String.join(", ", spare)));
  }

  /** The constant that others write so. */
  private static Optional<String> constant(String name) {
    if (name.equalsIgnoreCase("infinity")) {
      return Optional.of(NamedConstant.INFINITY.toString());
    }
    return Arrays.stream(NamedConstant.values())
        .map(NamedConstant::toString)
        .filter(name::equalsIgnoreCase)
        .findFirst();
  }
}
