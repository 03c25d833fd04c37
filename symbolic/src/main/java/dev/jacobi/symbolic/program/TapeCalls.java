package dev.jacobi.symbolic.program;

import dev.jacobi.core.function.Arguments;
import dev.jacobi.core.function.Arithmetic;
import dev.jacobi.core.function.Signature;
import dev.jacobi.core.function.Value;
import dev.jacobi.core.type.Diagnostic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements to a tape, written as calls; where values are formulas they are a diagnostic. */
final class TapeCalls<T> {

  private static final Map<String, Signature> SIGNATURES =
      Map.of(
          "backward",
          Signature.parse("backward", "z, seed=none, retain_graph=false, create_graph=false"),
          "retain_grad",
          Signature.parse("retain_grad", "y"),
          "zero_grad",
          Signature.parse("zero_grad", "x"),
          "grad_of",
          Signature.parse("grad_of", "x"));

  /** The names of the functions. */
  static final Set<String> NAMES = SIGNATURES.keySet();

  private final Carrier<T> carrier;

  TapeCalls(Carrier<T> carrier) {
    this.carrier = carrier;
  }

  /** The value of a call of one of {@link #NAMES}. */
  Value<T> call(
      String name,
      Arithmetic<T> arithmetic,
      List<Signature.Given<T>> positional,
      Map<String, Signature.Given<T>> named) {
    Signature signature = SIGNATURES.get(name);
    if (signature == null) {
      throw new AssertionError(name);
    }
    Arguments<T> args = signature.bind(arithmetic, positional, named);
    TapeStatements<T> tape = carrier.statements().orElseThrow(() -> noTape(name).exception());
    switch (name) {
      case "backward" -> backward(tape, args);
      case "retain_grad" -> tape.retainGrad(args.tensor("y"));
      case "zero_grad" -> tape.zeroGrad(args.tensor("x"));
      default -> {
        return tape.gradOf(args.tensor("x"))
            .<Value<T>>map(Value.Typed::new)
            .orElseGet(Value.None::new);
      }
    }
    return new Value.None<>();
  }

  private void backward(TapeStatements<T> tape, Arguments<T> args) {
    T output = args.tensor("z");
    Optional<T> seed = args.isNone("seed") ? Optional.empty() : Optional.of(args.tensor("seed"));
    args.at(
        args.isNone("seed") ? "z" : "seed",
        value -> {
          tape.backward(output, seed, args.flag("retain_graph"), args.flag("create_graph"));
          return true;
        });
  }

  private static Diagnostic noTape(String name) {
    return Diagnostic.error(
        "route/tape",
        name + " is a statement to a tape, and this program is worked on as formulas",
        "use the route \"tape\", or write the derivative as a value: grad(f, x), vjp(z, x, seed)");
  }
}
