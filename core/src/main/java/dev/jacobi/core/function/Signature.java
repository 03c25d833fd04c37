package dev.jacobi.core.function;

import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Span;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A function's name and parameters, read from the text that error messages show, such as {@code x,
 * axis=none, keepdims=false}. A last {@code *name} takes all further arguments as one list.
 *
 * @param function the function's name
 * @param text the parameters as written in the table
 */
public record Signature(String function, String text, List<Parameter> parameters) {

  /** Names that other libraries have for the same parameter. */
  private static final Map<String, String> SYNONYMS = Map.of("dim", "axis", "keepdim", "keepdims");

  /**
   * One parameter.
   *
   * @param name its name
   * @param initial the text of its default, if it may be left out
   * @param isRest whether it takes all further arguments
   */
  record Parameter(String name, Optional<String> initial, boolean isRest) {
    boolean isRequired() {
      return initial.isEmpty() && !isRest;
    }

    <T> Value<T> initialValue() {
      String written = initial.orElseThrow();
      if (written.startsWith("\"")) {
        return new Value.Text<>(written.substring(1, written.length() - 1));
      }
      return switch (written) {
        case "none" -> new Value.None<>();
        case "true", "false" -> new Value.Truth<>(written.equals("true"));
        case "inf" -> new Value.Numeral<>(new Weak.Exact(NamedConstant.INFINITY, false));
        default ->
            new Value.Numeral<>(
                new Weak.Exact(Rational.of(new BigDecimal(written)), !written.contains(".")));
      };
    }
  }

  /**
   * A value given for a parameter.
   *
   * @param span where the value stands
   * @param whole where the argument stands, with its name if one is written
   */
  public record Given<T>(Value<T> value, Span span, Span whole) {

    /** A value given without a name. */
    public Given(Value<T> value, Span span) {
      this(value, span, span);
    }
  }

  /** Copies the parameters. */
  public Signature {
    parameters = List.copyOf(parameters);
  }

  /** Reads the parameters. */
  public static Signature parse(String function, String text) {
    List<Parameter> parameters =
        text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(", ")).map(Signature::parameter).toList();
    return new Signature(function, text, parameters);
  }

  private static Parameter parameter(String text) {
    if (text.startsWith("*")) {
      return new Parameter(text.substring(1), Optional.empty(), true);
    }
    String[] parts = text.split("=", 2);
    Optional<String> initial = parts.length == 2 ? Optional.of(parts[1]) : Optional.empty();
    return new Parameter(parts[0], initial, false);
  }

  /** The call as the table has it, such as {@code sum(x, axis=none, keepdims=false)}. */
  @Override
  public String toString() {
    return function + "(" + text + ")";
  }

  /** Gives each parameter its argument or default; a call that does not fit is a diagnostic. */
  public <T> Arguments<T> bind(
      Arithmetic<T> arithmetic, List<Given<T>> positional, Map<String, Given<T>> named) {
    Map<String, Given<T>> bound = new LinkedHashMap<>();
    int next = 0;
    for (Parameter parameter : parameters) {
      if (parameter.isRest()) {
        bound.put(parameter.name(), rest(positional.subList(next, positional.size())));
        next = positional.size();
      } else if (next < positional.size()) {
        bound.put(parameter.name(), positional.get(next++));
      }
    }
    if (next < positional.size()) {
      throw wrongCount(positional.size()).withSpan(positional.get(next).span()).exception();
    }
    named.forEach((name, given) -> bindNamed(bound, name, given));
    for (Parameter parameter : parameters) {
      if (bound.containsKey(parameter.name())) {
        continue;
      }
      if (parameter.isRequired()) {
        throw wrongCount(positional.size() + named.size()).exception();
      }
      bound.put(parameter.name(), new Given<>(parameter.initialValue(), Span.NONE));
    }
    return new Arguments<>(this, arithmetic, bound);
  }

  /** Further arguments as one list; a single list among them is the list itself. */
  private static <T> Given<T> rest(List<Given<T>> given) {
    if (given.size() == 1 && given.get(0).value() instanceof Value.Items<T>) {
      return given.get(0);
    }
    Span span =
        given.isEmpty() ? Span.NONE : given.get(0).span().to(given.get(given.size() - 1).span());
    return new Given<>(new Value.Items<>(given.stream().map(Given::value).toList(), true), span);
  }

  private <T> void bindNamed(Map<String, Given<T>> bound, String written, Given<T> given) {
    List<String> names = names();
    String name = names.contains(written) ? written : SYNONYMS.getOrDefault(written, written);
    Optional<Parameter> parameter =
        parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    if (parameter.isEmpty()) {
      throw new Diagnostic(
              "call/unknown-argument",
              function + " has no argument " + written,
              given.whole(),
              Spelling.nearest(written, names).map(near -> "did you mean " + near + "? ").orElse("")
                  + "it is called as "
                  + this)
          .exception();
    }
    Given<T> before = bound.get(name);
    boolean empty =
        before == null
            || (parameter.get().isRest()
                && before.value() instanceof Value.Items<T> list
                && list.items().isEmpty());
    if (!empty) {
      throw new Diagnostic(
              "call/argument-twice",
              "the argument " + name + " of " + function + " is given twice",
              given.whole(),
              "give it once, by place or by name: " + this)
          .exception();
    }
    bound.put(name, given);
  }

  private Diagnostic wrongCount(int found) {
    long required = parameters.stream().filter(Parameter::isRequired).count();
    boolean open = parameters.stream().anyMatch(Parameter::isRest);
    int most = parameters.size();
    String wanted =
        open
            ? "at least " + required
            : required == most ? String.valueOf(most) : required + " to " + most;
    boolean one = wanted.equals("1") || wanted.endsWith(" 1");
    String missing =
        parameters.stream()
            .filter(Parameter::isRequired)
            .skip(found)
            .map(Parameter::name)
            .collect(Collectors.joining(", "));
    return Diagnostic.error(
        "call/argument-count",
        function
            + " takes "
            + wanted
            + (one ? " argument" : " arguments")
            + ", but "
            + found
            + (found == 1 ? " was given" : " were given")
            + (missing.isEmpty() ? "" : ": " + missing + " is missing"),
        "it is called as " + this);
  }

  /** The names of the parameters. */
  public List<String> names() {
    return parameters.stream().map(Parameter::name).toList();
  }
}
