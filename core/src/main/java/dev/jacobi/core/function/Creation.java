package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Narrowing;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.math.BigInteger;
import java.util.List;

/** Functions that make tensors of nothing but shapes and numbers. */
final class Creation {

  static final List<TensorFunction> TABLE =
      List.of(
          define("zeros", "*shape, dtype=none", "zeros of a shape", new Filled(0)),
          define("ones", "*shape, dtype=none", "ones of a shape", new Filled(1)),
          define("full", "shape, value, dtype=none", "one value in a whole shape", Creation::full),
          define("eye", "n, m=none, dtype=none", "ones on the diagonal of zeros", Creation::eye),
          define(
              "arange",
              "start, stop=none, step=1, dtype=none",
              "numbers a step apart, without stop; with one argument from 0 up to it",
              Creation::arange),
          define(
              "linspace",
              "start, stop, num=50, dtype=none",
              "num numbers from start to stop, both included",
              Creation::linspace),
          define("ones_like", "x", "ones of the type of x", new Like(1)),
          define("zeros_like", "x", "zeros of the type of x", new Like(0)));

  /** Longer sequences of fractions are computed when the program runs instead of written out. */
  private static final int LONGEST_WRITTEN = 65_536;

  private Creation() {}

  private record Filled(long value) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      DType dtype = args.dtypeOr("dtype", args.arithmetic().floating());
      return a.broadcast(scalar(a, value, dtype), args.shape("shape"));
    }
  }

  private record Like(long value) implements TensorFunction.TensorBody {
    @Override
    public <T> T apply(TensorAlgebra<T> a, Arguments<T> args) {
      T x = args.tensor("x");
      return a.broadcast(scalar(a, value, a.type(x).dtype()), a.shape(x));
    }
  }

  private static <T> T scalar(TensorAlgebra<T> a, long value, DType dtype) {
    return dtype == DType.BOOL
        ? a.data(Tensor.of(Shape.SCALAR, value != 0))
        : a.constant(value, dtype);
  }

  private static <T> T full(TensorAlgebra<T> a, Arguments<T> args) {
    T value =
        args.isNone("dtype") ? args.tensor("value") : args.tensor("value", args.dtype("dtype"));
    return args.at("shape", shape -> a.broadcast(value, args.shape("shape")));
  }

  private static <T> T eye(TensorAlgebra<T> a, Arguments<T> args) {
    Dim rows = args.dim("n");
    Dim columns = args.isNone("m") ? rows : args.dim("m");
    DType dtype = args.dtypeOr("dtype", args.arithmetic().floating());
    return a.cast(Layout.identity(a, rows, columns), dtype);
  }

  private static <T> T arange(TensorAlgebra<T> a, Arguments<T> args) {
    if (args.isNone("stop") && args.value("start") instanceof Value.Extent<T>) {
      T numbers = a.apply(new Op.Iota(args.dim("start")), List.of());
      return a.cast(numbers, args.dtypeOr("dtype", DType.I64));
    }
    Rational start = args.isNone("stop") ? Rational.ZERO : finite(args, "start");
    String end = args.isNone("stop") ? "start" : "stop";
    Rational stop = finite(args, end);
    Rational step = finite(args, "step");
    if (step.isZero()) {
      throw args.wrong("step", "a number other than 0");
    }
    Rational span = stop.minus(start).div(step).orElseThrow();
    BigInteger length = ceiling(span).max(BigInteger.ZERO);
    long count = args.at(end, value -> length(length));
    boolean whole = start.isInteger() && stop.isInteger() && step.isInteger();
    DType dtype = args.dtypeOr("dtype", whole ? DType.I64 : args.arithmetic().floating());
    return sequence(a, start, step, Dim.of(count), dtype);
  }

  private static BigInteger ceiling(Rational x) {
    BigInteger[] parts = x.numerator().divideAndRemainder(x.denominator());
    return parts[0].add(parts[1].signum() > 0 ? BigInteger.ONE : BigInteger.ZERO);
  }

  private static long length(BigInteger count) {
    if (count.compareTo(BigInteger.valueOf(Shape.MAX_ELEMENTS)) > 0) {
      throw Diagnostic.error(
              "shape/too-large",
              "this arange has "
                  + count
                  + " numbers, but a tensor holds at most "
                  + Shape.MAX_ELEMENTS,
              "take fewer: end it earlier, or let a step make it shorter")
          .exception();
    }
    return count.longValueExact();
  }

  private static <T> T linspace(TensorAlgebra<T> a, Arguments<T> args) {
    Rational start = finite(args, "start");
    Rational stop = finite(args, "stop");
    Dim count = args.dim("num");
    Rational steps = Rational.of(Math.max(count.size() - 1, 1));
    Rational step = stop.minus(start).div(steps).orElseThrow();
    return sequence(a, start, step, count, args.dtypeOr("dtype", args.arithmetic().floating()));
  }

  private static <T> Rational finite(Arguments<T> args, String name) {
    Scalar value = args.number(name);
    if (value instanceof Rational rational) {
      return rational;
    }
    throw args.wrong(name, "a finite number");
  }

  /** Numbers a step apart; fractions are exact before they are rounded, each once. */
  private static <T> T sequence(
      TensorAlgebra<T> a, Rational start, Rational step, Dim count, DType dtype) {
    Rational last = start.plus(step.times(Rational.of(count.size())));
    boolean whole =
        start.isInteger()
            && step.isInteger()
            && (dtype == DType.I64 || (isExact(start) && isExact(last)));
    if (!whole && count.size() <= LONGEST_WRITTEN) {
      return written(a, start, step, (int) count.size(), dtype);
    }
    DType inner = whole ? DType.I64 : dtype;
    T numbers = a.cast(a.apply(new Op.Iota(count), List.of()), inner);
    T scaled = step.equals(Rational.ONE) ? numbers : a.times(numbers, a.constant(step, inner));
    T shifted = start.isZero() ? scaled : a.plus(scaled, a.constant(start, inner));
    return a.cast(shifted, dtype);
  }

  /** Whether an integer is one of f64, and all between it and 0 are. */
  private static boolean isExact(Rational integer) {
    return Math.abs(integer.toDouble()) <= 0x1p53;
  }

  private static <T> T written(
      TensorAlgebra<T> a, Rational start, Rational step, int count, DType dtype) {
    double[] elements = new double[count];
    for (int i = 0; i < count; i++) {
      elements[i] = start.plus(step.times(Rational.of(i))).toDouble();
    }
    Tensor wide = Tensor.wrap(Shape.of(count), elements);
    return a.data(Narrowing.of("the sequence", wide, dtype));
  }
}
