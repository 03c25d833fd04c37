package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;

/** Secant, cosecant and cotangent, circular and hyperbolic, and the inverses of each. */
final class Reciprocals {

  static final List<TensorFunction> TABLE =
      List.of(
          of("sec", ScalarOp.COS),
          of("csc", ScalarOp.SIN),
          of("cot", ScalarOp.TAN),
          of("sech", ScalarOp.COSH),
          of("csch", ScalarOp.SINH),
          of("coth", ScalarOp.TANH),
          inverse("asec", ScalarOp.ACOS).alias("arcsec"),
          inverse("acsc", ScalarOp.ASIN).alias("arccsc"),
          inverse("acot", ScalarOp.ATAN).alias("arccot"),
          inverse("asech", ScalarOp.ACOSH).alias("arcsech"),
          inverse("acsch", ScalarOp.ASINH).alias("arccsch"),
          inverse("acoth", ScalarOp.ATANH).alias("arccoth"));

  private Reciprocals() {}

  private record Of(ScalarOp op) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      return reciprocal(a, a.map(op, args.floating("x")));
    }
  }

  private record Inverse(ScalarOp op) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      return a.map(op, reciprocal(a, args.floating("x")));
    }
  }

  private static TensorFunction of(String name, ScalarOp op) {
    return define(name, "x", "1/" + op.text() + "(x)", new Of(op));
  }

  private static TensorFunction inverse(String name, ScalarOp op) {
    return define(name, "x", op.text() + "(1/x)", new Inverse(op));
  }

  private static <T> T reciprocal(TensorAlgebra<T> a, T x) {
    return a.div(a.constant(1, a.type(x).dtype()), x);
  }
}
