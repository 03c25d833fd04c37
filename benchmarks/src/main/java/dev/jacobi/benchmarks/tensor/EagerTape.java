package dev.jacobi.benchmarks.tensor;

import dev.jacobi.benchmarks.Agreement;
import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What an operation on tiny tensors costs when each is computed at once and walked back. */
@Case(
    value = "tape-2x2",
    work =
        "an eager tape over 2×2 doubles: y = y*w + x, eight times, then sum and backward; the time"
            + " of one of the 17 operations, forward and backward")
@State(Scope.Benchmark)
public class EagerTape {

  /** How often a product and a sum are taken. */
  public static final int REPEATS = 8;

  /** Those, and the last sum. */
  public static final int OPERATIONS = 2 * REPEATS + 1;

  private static final double[] X = {0.5, -0.25, 0.125, 1};
  private static final double[] W = {0.5, 0.75, -0.5, 0.25};

  private final Tape tape = new Tape();
  private final Variable x = tape.variable(Tensor.of(Shape.of(2, 2), X));
  private final Variable w = tape.variable(Tensor.of(Shape.of(2, 2), W));

  /** The elements of x. */
  public static double[] x() {
    return X.clone();
  }

  /** The elements of w. */
  public static double[] w() {
    return W.clone();
  }

  /** The derivatives by x and w, from a tape made by hand. */
  public static double[][] expected() {
    SmallTape small = new SmallTape();
    SmallTape.Value x = small.leaf(X);
    SmallTape.Value w = small.leaf(W);
    walk(small, x, w);
    return new double[][] {x.gradient(), w.gradient()};
  }

  /** Compares the two. */
  @Setup
  public void prepare() {
    double[][] expected = expected();
    List<Optional<Variable>> found = jacobi();
    for (int i = 0; i < expected.length; i++) {
      Agreement.check("gradient", expected[i], found.get(i).orElseThrow().value().doubles());
    }
  }

  /** By Jacobi. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  public List<Optional<Variable>> jacobi() {
    Variable y = x;
    for (int i = 0; i < REPEATS; i++) {
      y = y.times(w).plus(x);
    }
    return tape.grad(y.sum(), List.of(x, w), Optional.empty(), false, false, false);
  }

  /** By objects that hold four numbers and know how to walk back. */
  @Benchmark
  @OperationsPerInvocation(OPERATIONS)
  @Peer("handwritten Java, an object tape")
  public SmallTape.Value handwritten() {
    SmallTape small = new SmallTape();
    SmallTape.Value leaf = small.leaf(X);
    walk(small, leaf, small.leaf(W));
    return leaf;
  }

  private static void walk(SmallTape small, SmallTape.Value x, SmallTape.Value w) {
    SmallTape.Value y = x;
    for (int i = 0; i < REPEATS; i++) {
      y = small.plus(small.times(y, w), x);
    }
    small.backward(small.sum(y));
  }
}
