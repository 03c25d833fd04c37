package dev.jacobi.symbolic;

import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Objects;
import java.util.Optional;

/**
 * The adjoint of a formula's output, with which reverse mode begins: a gradient is {@code
 * seedᵀ·∂output/∂input}.
 */
public final class Seed {

  /**
   * None: the output must have one element and its adjoint is 1. In a printed derivative of an
   * output of more elements, the seed stands as an input called {@code seed}.
   */
  public static final Seed NONE = new Seed(Optional.empty());

  /** Ones, whatever the shape of the output: the gradient of the sum of its elements. */
  public static final Seed ONES = new Seed(Optional.empty());

  private final Optional<Tensor> given;

  private Seed(Optional<Tensor> given) {
    this.given = given;
  }

  /** A value of the shape of the output. */
  public static Seed of(Tensor value) {
    return new Seed(Optional.of(Objects.requireNonNull(value, "value")));
  }

  /** A number, for an output that is a scalar. */
  public static Seed of(double value) {
    return new Seed(Optional.of(Tensor.scalar(value)));
  }

  /** A vector. */
  public static Seed of(double[] elements) {
    return new Seed(Optional.of(Tensor.vector(Objects.requireNonNull(elements, "elements"))));
  }

  /** A matrix, from its rows. */
  public static Seed of(double[][] rows) {
    return new Seed(Optional.of(Tensor.matrix(Objects.requireNonNull(rows, "rows"))));
  }

  /**
   * The adjoint itself for an output of a type with known sizes; empty where it is the implied 1.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code derivative/implicit-seed} when there is
   *     none and the output has not one element; {@code derivative/seed} when the shape differs
   */
  public Optional<Tensor> value(TensorType output) {
    Objects.requireNonNull(output, "output");
    if (given.isPresent()) {
      return Optional.of(fitted(given.get(), output));
    }
    if (this == ONES) {
      return Optional.of(Tensor.ones(output));
    }
    if (!output.shape().isOneElement()) {
      throw Tape.implicitSeed(output).exception();
    }
    return Optional.empty();
  }

  /** The value given, if this is one. */
  Optional<Tensor> given() {
    return given;
  }

  private static Tensor fitted(Tensor value, TensorType output) {
    if (!value.shape().equals(output.shape())) {
      throw Diagnostic.error(
              "derivative/seed",
              "the seed has shape "
                  + value.shape()
                  + ", but the output has shape "
                  + output.shape(),
              "give a seed of shape " + output.shape() + ", for example ones_like(z)")
          .exception();
    }
    return Narrowing.of("the seed", value, output.dtype());
  }
}
