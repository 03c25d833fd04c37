package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;

/** Secant, cosecant and cotangent; what is hyperbolic or inverse is in the catalogue. */
final class Reciprocals {

  static final List<TensorFunction> TABLE =
      List.of(of("sec", ScalarOp.COS), of("csc", ScalarOp.SIN), of("cot", ScalarOp.TAN));

  private Reciprocals() {}

  private record Of(ScalarOp op) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      T value = a.map(op, args.floating("x"));
      return a.div(a.constant(1, a.type(value).dtype()), value);
    }
  }

  private static TensorFunction of(String name, ScalarOp op) {
    return define(name, "x", "1/" + op.text() + "(x)", new Of(op));
  }
}
