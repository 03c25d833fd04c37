package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.List;
import java.util.function.UnaryOperator;

/** Functions that make one element of the elements along axes, and normalisations along one. */
final class Reductions {

  private static final String AXES = "x, axis=none, keepdims=false";

  static final List<TensorFunction> TABLE =
      List.of(
          define("sum", AXES, "the sum; 0 of nothing", new Plain(Reduction.SUM)),
          define("prod", AXES, "the product; 1 of nothing", new Plain(Reduction.PROD)),
          define("mean", AXES, "the arithmetic mean; nan of nothing", Reductions::mean),
          define(
              "max",
              AXES,
              "the largest; along one axis the first of equals has the derivative, else they share",
              new Extremum(Reduction.MAX, Reduction.AMAX)),
          define(
              "min",
              AXES,
              "the smallest; along one axis the first of equals has the derivative, else they share",
              new Extremum(Reduction.MIN, Reduction.AMIN)),
          define("amax", AXES, "the largest; equals share", new Plain(Reduction.AMAX)),
          define("amin", AXES, "the smallest; equals share", new Plain(Reduction.AMIN)),
          define("any", AXES, "whether any is true", new Plain(Reduction.ANY)),
          define("all", AXES, "whether all are true", new Plain(Reduction.ALL)),
          define(
              "logsumexp",
              AXES,
              "log(sum(exp(x))) without overflow",
              new Plain(Reduction.LOGSUMEXP)),
          define("argmax", AXES, "the position of the first largest", new Position(false)),
          define("argmin", AXES, "the position of the first smallest", new Position(true)),
          define(
              "var",
              "x, axis=none, ddof=1, keepdims=false",
              "the variance, with max(count - ddof, 0) in the denominator",
              Reductions::variance),
          define(
              "std",
              "x, axis=none, ddof=1, keepdims=false",
              "the root of the variance; derivative 0 where it is 0",
              Reductions::deviation),
          define(
              "norm",
              "x, p=2, axis=none, keepdims=false",
              "the p-norm of the elements; the derivative is 0 where it is 0",
              Reductions::norm),
          define("softmax", "x, axis=-1", "exp(x)/sum(exp(x))", new Scaled(Normalization.SOFTMAX)),
          define(
              "log_softmax",
              "x, axis=-1",
              "x - logsumexp(x)",
              new Scaled(Normalization.LOG_SOFTMAX)));

  private Reductions() {}

  private record Plain(Reduction reduction) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      T x = operand(args, reduction);
      return a.reduce(reduction, x, args.axes("axis", a.shape(x)), args.flag("keepdims"));
    }
  }

  private record Extremum(Reduction one, Reduction several) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      T x = operand(args, one);
      List<Integer> axes = args.axes("axis", a.shape(x));
      boolean shared = args.isNone("axis") || axes.size() != 1;
      // What is refused is refused under the name that was written, and that is the one's.
      Reduction reduction = shared && !isEmpty(a.shape(x), axes) ? several : one;
      return a.reduce(reduction, x, axes, args.flag("keepdims"));
    }
  }

  /** Whether there is nothing along some of the axes. */
  private static boolean isEmpty(Shape shape, List<Integer> axes) {
    return axes.stream().anyMatch(axis -> shape.dim(axis).equals(Dim.of(0)));
  }

  private record Position(boolean smallest) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      T x = args.numeric("x");
      Shape shape = a.shape(x);
      boolean whole = args.isNone("axis");
      requireElements(shape, whole ? Arguments.allAxes(shape) : List.of(args.axis("axis", shape)));
      T directed = smallest ? reversed(a, x) : x;
      T flat = whole ? a.reshape(directed, Shape.of(shape.elements())) : directed;
      int axis = whole ? 0 : args.axis("axis", shape);
      T position = a.apply(new Op.ArgMax(axis), List.of(flat));
      List<Integer> axes = whole ? Arguments.allAxes(shape) : List.of(axis);
      return a.reshape(position, shape.reduce(axes, args.flag("keepdims")));
    }

    /** The same elements in the other order; −1 − x is an integer where −x is none. */
    private static <T> T reversed(TensorAlgebra<T> a, T x) {
      DType dtype = a.type(x).dtype();
      return dtype.isFloat() ? a.negate(x) : a.minus(a.constant(-1, dtype), x);
    }

    /** What is refused is refused under the name that was written. */
    private void requireElements(Shape shape, List<Integer> axes) {
      if (isEmpty(shape, axes)) {
        throw Diagnostic.error(
                "shape/empty",
                (smallest ? "argmin" : "argmax")
                    + " of no elements: the operand has shape "
                    + shape,
                "give at least one element along the axis")
            .exception();
      }
    }
  }

  private record Scaled(Normalization normalization) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      T x = args.floating("x");
      int axis = args.axis("axis", a.shape(x));
      return a.apply(new Op.Normalize(normalization, axis), List.of(x));
    }
  }

  private static <T> T operand(Arguments<T> args, Reduction reduction) {
    if (reduction.isLogical()) {
      return args.at("x", args.arithmetic()::condition);
    }
    return reduction == Reduction.LOGSUMEXP ? args.floating("x") : args.numeric("x");
  }

  private static <T> T mean(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    return mean(a, x, args.axes("axis", a.shape(x)), args.flag("keepdims"));
  }

  /** The mean over axes. */
  static <T> T mean(TensorAlgebra<T> a, T x, List<Integer> axes, boolean keepDims) {
    T count = a.count(x, axes, a.type(x).dtype());
    T sum = a.reduce(Reduction.SUM, x, axes, keepDims);
    return a.literal(count).filter(Rational.ONE::equals).isPresent() ? sum : a.div(sum, count);
  }

  private static <T> T variance(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    DType dtype = a.type(x).dtype();
    List<Integer> axes = args.axes("axis", a.shape(x));
    T deviations = a.map(ScalarOp.SQUARE, a.minus(x, mean(a, x, axes, true)));
    Scalar ddof = args.number("ddof");
    T count = a.count(x, axes, dtype);
    if (!(ddof instanceof Rational less)) {
      throw args.wrong("ddof", "a finite number");
    }
    T freedom =
        a.literal(count)
            .map(n -> a.constant(n.compareTo(less) < 0 ? Rational.ZERO : n.minus(less), dtype))
            .orElseGet(() -> a.minus(count, a.constant(less, dtype)));
    return a.div(a.reduce(Reduction.SUM, deviations, axes, args.flag("keepdims")), freedom);
  }

  private static <T> T deviation(TensorAlgebra<T> a, Arguments<T> args) {
    return flatRoot(a, variance(a, args));
  }

  /** The square root with derivative 0 at 0. */
  private static <T> T flatRoot(TensorAlgebra<T> a, T x) {
    return flat(a, x, safe -> a.map(ScalarOp.SQRT, safe));
  }

  /** A power above 0 with derivative 0 at 0. */
  private static <T> T flatPower(TensorAlgebra<T> a, T x, T exponent) {
    return flat(a, x, safe -> a.map(ScalarOp.POW, safe, exponent));
  }

  /** A function that is 0 at 0, with derivative 0 there. */
  private static <T> T flat(TensorAlgebra<T> a, T x, UnaryOperator<T> function) {
    T zero = a.constant(0, a.type(x).dtype());
    T isZero = a.map(ScalarOp.EQ, x, zero);
    T safe = a.where(isZero, a.constant(1, a.type(x).dtype()), x);
    return a.where(isZero, zero, function.apply(safe));
  }

  private static <T> T norm(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("x");
    DType dtype = a.type(x).dtype();
    List<Integer> axes = args.axes("axis", a.shape(x));
    boolean keep = args.flag("keepdims");
    Scalar p = args.number("p");
    if (p.equals(Rational.TWO)) {
      return a.reduce(Reduction.NORM, x, axes, keep);
    }
    T size = a.map(ScalarOp.ABS, x);
    if (p == NamedConstant.INFINITY) {
      return a.reduce(Reduction.AMAX, size, axes, keep);
    }
    if (p.equals(Rational.ONE)) {
      return a.reduce(Reduction.SUM, size, axes, keep);
    }
    if (!(p instanceof Rational order) || order.signum() <= 0) {
      throw args.wrong("p", "a number above 0, or inf");
    }
    T exponent = a.constant(order, dtype);
    boolean steep = order.compareTo(Rational.ONE) < 0;
    T powers = steep ? flatPower(a, size, exponent) : a.map(ScalarOp.POW, size, exponent);
    T root = a.constant(Rational.ONE.div(order).orElseThrow(), dtype);
    return flatPower(a, a.reduce(Reduction.SUM, powers, axes, keep), root);
  }
}
