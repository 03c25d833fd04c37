package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;
import static dev.jacobi.core.op.ScalarOp.ABS;
import static dev.jacobi.core.op.ScalarOp.ERFC;
import static dev.jacobi.core.op.ScalarOp.EXPM1;
import static dev.jacobi.core.op.ScalarOp.GE;
import static dev.jacobi.core.op.ScalarOp.GT;
import static dev.jacobi.core.op.ScalarOp.LE;
import static dev.jacobi.core.op.ScalarOp.SIGMOID;
import static dev.jacobi.core.op.ScalarOp.SOFTPLUS;
import static dev.jacobi.core.op.ScalarOp.SQRT;
import static dev.jacobi.core.op.ScalarOp.SQUARE;
import static dev.jacobi.core.op.ScalarOp.TANH;

import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.DType;
import java.math.BigDecimal;
import java.util.List;

/** Activation functions of neural networks, with PyTorch's derivatives where they have kinks. */
final class Activations {

  static final List<TensorFunction> TABLE =
      List.of(
          define("log_sigmoid", "x", "-softplus(-x)", Activations::logSigmoid),
          define("softsign", "x", "x/(1 + abs(x))", Activations::softsign),
          define("relu6", "x", "x between 0 and 6; derivative 0 at both", Activations::relu6),
          define(
              "hardtanh",
              "x, min_val=-1, max_val=1",
              "x between the bounds; derivative 0 at both",
              Activations::hardtanh),
          define(
              "leaky_relu",
              "x, negative_slope=0.01",
              "x above 0, else negative_slope*x",
              Activations::leakyRelu),
          define("elu", "x, alpha=1", "x above 0, else alpha*expm1(x)", Activations::elu),
          define("selu", "x", "elu scaled to keep mean and variance", Activations::selu),
          define(
              "gelu",
              "x, approximate=\"none\"",
              "x*erfc(-x/sqrt(2))/2, or with \"tanh\" its approximation",
              Activations::gelu),
          define("silu", "x", "x*sigmoid(x)", Activations::silu).alias("swish"));

  /** α of Klambauer et al. 2017, equation 14. */
  private static final Rational SELU_ALPHA =
      Rational.of(new BigDecimal("1.6732632423543772848170429916717"));

  /** λ of Klambauer et al. 2017, equation 14. */
  private static final Rational SELU_SCALE =
      Rational.of(new BigDecimal("1.0507009873554804934193349852946"));

  /** The cubic coefficient of Hendrycks and Gimpel 2016. */
  private static final Rational GELU_CUBIC = Rational.of(44_715, 1_000_000);

  private Activations() {}

  private static <T> T logSigmoid(TensorAlgebra<T> a, Arguments<T> args) {
    return a.negate(a.map(SOFTPLUS, a.negate(args.floating("x"))));
  }

  private static <T> T softsign(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    return a.div(x, a.plus(a.constant(1, a.type(x).dtype()), a.map(ABS, x)));
  }

  private static <T> T relu6(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    DType dtype = a.type(x).dtype();
    return between(a, x, a.constant(0, dtype), a.constant(6, dtype));
  }

  private static <T> T hardtanh(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    DType dtype = a.type(x).dtype();
    return between(a, x, args.tensor("min_val", dtype), args.tensor("max_val", dtype));
  }

  /** x between two bounds, constant at and beyond them. */
  private static <T> T between(TensorAlgebra<T> a, T x, T low, T high) {
    return a.where(a.map(LE, x, low), low, a.where(a.map(GE, x, high), high, x));
  }

  private static <T> T leakyRelu(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    T slope = args.tensor("negative_slope", a.type(x).dtype());
    return a.where(positive(a, x), x, a.times(slope, x));
  }

  private static <T> T elu(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    return elu(a, x, args.tensor("alpha", a.type(x).dtype()));
  }

  private static <T> T elu(TensorAlgebra<T> a, T x, T alpha) {
    return a.where(positive(a, x), x, a.times(alpha, a.map(EXPM1, x)));
  }

  private static <T> T selu(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    DType dtype = a.type(x).dtype();
    return a.times(a.constant(SELU_SCALE, dtype), elu(a, x, a.constant(SELU_ALPHA, dtype)));
  }

  private static <T> T positive(TensorAlgebra<T> a, T x) {
    return a.map(GT, x, a.constant(0, a.type(x).dtype()));
  }

  private static <T> T gelu(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    DType dtype = a.type(x).dtype();
    T two = a.constant(2, dtype);
    if (args.choice("approximate", "none", "tanh").equals("none")) {
      return a.div(a.times(x, a.map(ERFC, a.div(a.negate(x), a.map(SQRT, two)))), two);
    }
    T cube = a.times(a.map(SQUARE, x), x);
    T inner = a.plus(x, a.times(a.constant(GELU_CUBIC, dtype), cube));
    T scale = a.map(SQRT, a.div(two, a.constant(NamedConstant.PI, dtype)));
    T one = a.constant(1, dtype);
    return a.div(a.times(x, a.plus(one, a.map(TANH, a.times(scale, inner)))), two);
  }

  private static <T> T silu(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    return a.times(x, a.map(SIGMOID, x));
  }
}
