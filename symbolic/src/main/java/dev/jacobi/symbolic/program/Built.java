package dev.jacobi.symbolic.program;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * What a program came to.
 *
 * @param values every named value that is a tensor, in the order in which the names first appear;
 *     the items of a tuple are called {@code g[0]}, {@code g[1]}; a last bare expression is called
 *     {@code out}
 * @param output the name of the value that is the program's result: {@code out}, else the name
 *     assigned last; empty if the program only makes statements to a tape
 * @param inputs the inputs used or declared, in the order of their first appearance
 * @param spare inputs that a value was given for and that the program does not use
 * @param sizes the sizes of named dimensions that the inputs' types settle
 * @param integral inputs of no declared element type that stand where integers are needed: the
 *     program converts them, and whoever gives their values makes sure that they are whole
 * @param <T> the carrier
 */
public record Built<T>(
    Map<String, T> values,
    String output,
    Map<String, T> inputs,
    Map<String, T> spare,
    Map<String, Long> sizes,
    Set<String> integral) {

  /** Takes over the maps, which nobody changes from then on. */
  public Built {
    values = Collections.unmodifiableMap(values);
    inputs = Collections.unmodifiableMap(inputs);
    spare = Collections.unmodifiableMap(spare);
    sizes = Collections.unmodifiableMap(sizes);
    integral = Set.copyOf(integral);
  }

  /** The program's result. */
  public T result() {
    T result = values.get(output);
    if (result == null) {
      throw new AssertionError("no value is called " + output);
    }
    return result;
  }
}
