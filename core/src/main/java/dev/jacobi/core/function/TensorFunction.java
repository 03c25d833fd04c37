package dev.jacobi.core.function;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarKind;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;

/**
 * A function of the language: everything there is to know of it.
 *
 * @param name its name
 * @param aliases further names
 * @param signature its parameters
 * @param summary what it gives, in one line
 * @param body the formula
 */
public record TensorFunction(
    String name, List<String> aliases, Signature signature, String summary, Body body) {

  /** A formula over any carrier. */
  @FunctionalInterface
  public interface Body {
    /** The value for the arguments. */
    <T> Value<T> apply(TensorAlgebra<T> a, Arguments<T> args);
  }

  /** A formula over any carrier that gives a tensor. */
  @FunctionalInterface
  public interface TensorBody {
    /** The tensor for the arguments. */
    <T> T apply(TensorAlgebra<T> a, Arguments<T> args);
  }

  private record TensorResult(TensorBody body) implements Body {
    @Override
    public <T> Value<T> apply(TensorAlgebra<T> a, Arguments<T> args) {
      return new Value.Typed<>(body.apply(a, args));
    }
  }

  private record ElementWise(ScalarOp op) implements Body {
    @Override
    public <T> Value<T> apply(TensorAlgebra<T> a, Arguments<T> args) {
      args.checkNumbers();
      return args.arithmetic().apply(op, args.values());
    }
  }

  /** Copies the aliases. */
  public TensorFunction {
    aliases = List.copyOf(aliases);
  }

  /** A function that gives a tensor. */
  static TensorFunction define(String name, String parameters, String summary, TensorBody body) {
    return defineValue(name, parameters, summary, new TensorResult(body));
  }

  /** A function that may give something else than a tensor. */
  static TensorFunction defineValue(String name, String parameters, String summary, Body body) {
    return new TensorFunction(name, List.of(), Signature.parse(name, parameters), summary, body);
  }

  /** The function of an operation of the catalogue. */
  static TensorFunction of(ScalarOp op) {
    String parameters =
        switch (op.arity()) {
          case 1 -> "x";
          case 2 -> "x, y";
          default -> op.kind() == ScalarKind.CHOICE ? "condition, x, y" : "x, low, high";
        };
    Signature signature = Signature.parse(op.text(), parameters);
    return new TensorFunction(
        op.text(), op.aliases(), signature, op.convention(), new ElementWise(op));
  }

  /** The same function with further names. */
  TensorFunction alias(String... names) {
    return new TensorFunction(name, List.of(names), signature, summary, body);
  }

  /** The value for arguments that fit the {@link #signature}. */
  public <T> Value<T> apply(Arguments<T> args) {
    return body.apply(args.arithmetic().tensors(), args);
  }
}
