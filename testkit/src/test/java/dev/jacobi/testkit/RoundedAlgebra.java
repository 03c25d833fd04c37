package dev.jacobi.testkit;

import dev.jacobi.core.op.Algebra;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.ScalarOp;
import java.util.List;

/**
 * Double precision with a bound on the error that rounding may have made so far: each operation
 * adds what the catalogue states for it, and passes on what its operands bring, by its derivatives.
 */
final class RoundedAlgebra implements Algebra<RoundedAlgebra.Rounded> {

  /** A number and how far it may be from the exact one, to first order. */
  record Rounded(double value, double error) {

    static Rounded exact(double value) {
      return new Rounded(value, 0);
    }
  }

  private static final DoubleAlgebra DOUBLES = new DoubleAlgebra(false);

  @Override
  public Rounded integer(long value) {
    return Rounded.exact((double) value);
  }

  @Override
  public Rounded constant(NamedConstant value) {
    return new Rounded(value.toDouble(), Math.ulp(value.toDouble()) / 2);
  }

  @Override
  public Rounded apply(ScalarOp op, List<Rounded> x) {
    List<Double> values = x.stream().map(Rounded::value).toList();
    double y = DOUBLES.apply(op, values);
    double error = isWholeNumbers(op, x) ? 0 : op.ulps() * Math.ulp(y);
    for (int i = 0; i < x.size(); i++) {
      if (x.get(i).error() > 0 && op.isDifferentiable()) {
        error += Math.abs(op.timesPartial(DOUBLES, i, x.get(i).error(), values, y));
      }
    }
    return new Rounded(y, error);
  }

  /** Whether an operation takes small integers to an integer, which no rounding changes. */
  private static boolean isWholeNumbers(ScalarOp op, List<Rounded> x) {
    return op.integerFunction().isPresent()
        && x.stream().allMatch(r -> r.error() == 0 && r.value() == (int) r.value());
  }
}
