package dev.jacobi.core.check;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far one operation's result can be from the exact result for the same operands, element by
 * element, to first order: the rounding errors that happen inside the operation itself. Empty where
 * an operation makes none.
 */
final class LocalError implements Op.Cases<Optional<double[]>> {

  private final TensorAlgebra<Tensor> a;
  private final List<Tensor> x;
  private final Tensor y;

  LocalError(TensorAlgebra<Tensor> a, List<Tensor> x, Tensor y) {
    this.a = a;
    this.x = x;
    this.y = y;
  }

  /** The distance of 1 from the next number of a type: one unit in the last place. */
  private static double unit(DType dtype) {
    return dtype == DType.F32 ? 0x1p-23 : 0x1p-52;
  }

  /** The number of roundings one after another in the tree of a sum of so many terms. */
  private static double depth(double terms) {
    return Math.min(
        Math.max(terms - 1, 0), 32 + Math.ceil(Math.log(Math.max(terms, 1)) / Math.log(2)));
  }

  /** So many ulps of each element of the result. */
  private Optional<double[]> ulps(double count) {
    if (count == 0 || !y.dtype().isFloat()) {
      return Optional.empty();
    }
    double[] error = y.toDoubles();
    for (int i = 0; i < error.length; i++) {
      error[i] = count * unit(y.dtype()) * Math.abs(error[i]);
    }
    return Optional.of(error);
  }

  private Tensor absolute(Tensor value) {
    return a.map(ScalarOp.ABS, value);
  }

  /** So many half ulps of each element of a tensor that bounds the terms added. */
  private Optional<double[]> halfUlps(double count, Tensor magnitudes) {
    double[] error = magnitudes.toDoubles();
    for (int i = 0; i < error.length; i++) {
      error[i] *= count * unit(y.dtype()) / 2;
    }
    return Optional.of(error);
  }

  @Override
  public Optional<double[]> input(Op.Input op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> constant(Op.Constant op) {
    double value = y.getDouble(0);
    boolean exact =
        op.value() instanceof Rational rational
            && Double.isFinite(value)
            && rational.equals(Rational.of(new BigDecimal(value)));
    return exact ? Optional.empty() : ulps(0.5);
  }

  @Override
  public Optional<double[]> data(Op.Data op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> map(Op.Map op) {
    return ulps(op.op().ulps());
  }

  @Override
  public Optional<double[]> cast(Op.Cast op) {
    boolean narrows = op.dtype() == DType.F32 && x.get(0).dtype() == DType.F64;
    return narrows || x.get(0).dtype() == DType.I64 ? ulps(0.5) : Optional.empty();
  }

  @Override
  public Optional<double[]> reduce(Op.Reduce op) {
    int terms = x.get(0).size() / Math.max(y.size(), 1);
    return switch (op.reduction()) {
      case SUM ->
          y.dtype().isFloat()
              ? halfUlps(depth(terms), a.apply(op, List.of(absolute(x.get(0)))))
              : Optional.empty();
      case PROD -> ulps(0.5 * Math.max(terms - 1, 0));
      case NORM -> ulps(depth(terms) / 4 + 1);
      case LOGSUMEXP -> shifted(depth(terms) + 6);
      case MAX, MIN, AMAX, AMIN, ANY, ALL -> Optional.empty();
    };
  }

  /** Ulps of 1 + |y|: what exponentials of shifted operands and a logarithm leave. */
  private Optional<double[]> shifted(double count) {
    double[] error = y.toDoubles();
    for (int i = 0; i < error.length; i++) {
      error[i] = count * unit(y.dtype()) * (1 + Math.abs(error[i]));
    }
    return Optional.of(error);
  }

  @Override
  public Optional<double[]> argMax(Op.ArgMax op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> normalize(Op.Normalize op) {
    double depth = depth(y.shape().sizes()[op.axis()]) + 6;
    return switch (op.normalization()) {
      case SOFTMAX -> {
        double[] error = y.toDoubles();
        double widest = widest();
        for (int i = 0; i < error.length; i++) {
          error[i] *= (depth + widest) * unit(y.dtype());
        }
        yield Optional.of(error);
      }
      case LOG_SOFTMAX -> shifted(depth + widest());
    };
  }

  /** How far operands lie apart: the shift by the largest rounds, and exp magnifies that. */
  private double widest() {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : x.get(0).toDoubles()) {
      if (Double.isFinite(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    return high > low ? high - low : 0;
  }

  @Override
  public Optional<double[]> broadcast(Op.Broadcast op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> reshape(Op.Reshape op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> permute(Op.Permute op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> slice(Op.Slice op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> embed(Op.Embed op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> concat(Op.Concat op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> contract(Op.Contract op) {
    if (!y.dtype().isFloat()) {
      return Optional.empty();
    }
    Tensor magnitudes = a.apply(op, List.of(absolute(x.get(0)), absolute(x.get(1))));
    return halfUlps(summedTerms(op), magnitudes);
  }

  private double summedTerms(Op.Contract op) {
    double terms = 1;
    Set<Character> seen = new HashSet<>();
    for (int side = 0; side < 2; side++) {
      String letters = side == 0 ? op.left() : op.right();
      Shape shape = x.get(side).shape();
      for (int axis = 0; axis < letters.length(); axis++) {
        char letter = letters.charAt(axis);
        if (op.result().indexOf(letter) < 0 && seen.add(letter)) {
          terms *= shape.dim(axis).size();
        }
      }
    }
    return terms;
  }

  @Override
  public Optional<double[]> gather(Op.Gather op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> scatterAdd(Op.ScatterAdd op) {
    Tensor magnitudes = a.apply(op, List.of(absolute(x.get(0)), x.get(1)));
    return y.dtype().isFloat() ? halfUlps(x.get(1).size(), magnitudes) : Optional.empty();
  }

  @Override
  public Optional<double[]> oneHot(Op.OneHot op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> iota(Op.Iota op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> sizeOf(Op.SizeOf op) {
    return Optional.empty();
  }

  @Override
  public Optional<double[]> detach(Op.Detach op) {
    return Optional.empty();
  }
}
