package dev.jacobi.testkit;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tensor operations, one call of which goes wrong. */
final class TamperedTensors implements TensorAlgebra<Tensor> {

  private final Eager tensors = new Eager();
  private final int target;
  private final TensorFaults.Change change;
  private final List<Op> calls = new ArrayList<>();
  private final List<DType> types = new ArrayList<>();
  private boolean changed;

  /** The operations with the call at a place changed; −1 for none. */
  TamperedTensors(int target, TensorFaults.Change change) {
    this.target = target;
    this.change = change;
  }

  /** The calls made so far. */
  List<Op> calls() {
    return calls;
  }

  /** The element types of what they gave. */
  List<DType> types() {
    return types;
  }

  /** Whether the call that goes wrong gave something else than it should, or failed. */
  boolean isChanged() {
    return changed;
  }

  @Override
  public TensorType type(Tensor x) {
    return x.type();
  }

  @Override
  public Optional<Rational> literal(Tensor x) {
    return Optional.empty();
  }

  @Override
  public Tensor apply(Op op, List<Tensor> x) {
    Tensor y = tensors.apply(op, x);
    calls.add(op);
    types.add(y.dtype());
    if (calls.size() - 1 != target) {
      return y;
    }
    changed = true;
    Tensor other = change.apply(op, x, y);
    changed = !sameNumbers(other, y);
    return other;
  }

  /** Whether two tensors are equal as numbers: zeros of both signs are. */
  private boolean sameNumbers(Tensor x, Tensor y) {
    return x.equals(y)
        || (x.type().equals(y.type())
            && x.dtype().isFloat()
            && tensors.map(ScalarOp.ADD, x, zero(x)).equals(tensors.map(ScalarOp.ADD, y, zero(y))));
  }

  private Tensor zero(Tensor like) {
    return tensors.constant(0, like.dtype());
  }
}
