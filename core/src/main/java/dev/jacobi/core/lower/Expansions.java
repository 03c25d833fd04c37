package dev.jacobi.core.lower;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Body.Value;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The elements of one node's value, made of those of its operands. */
final class Expansions implements Op.Cases<Value[]> {

  private final Scalarization values;
  private final Numbers numbers;
  private final Node node;

  Expansions(Scalarization values, Numbers numbers, Node node) {
    this.values = values;
    this.numbers = numbers;
    this.node = node;
  }

  private Value[] operand(int index) {
    return values.elements(node.operand(index), numbers);
  }

  private Shape shape(int index) {
    return node.operand(index).shape();
  }

  private int size() {
    return node.shape().elements();
  }

  /** What only moves elements, seen by moving their numbers. */
  private Value[] moved(Op op) {
    Tensor from = values.numbering(shape(0));
    Tensor places = Evaluation.of(op, List.of(from), node.type().withDType(DType.I64));
    return picked(operand(0), places);
  }

  private static Value[] picked(Value[] from, Tensor places) {
    Value[] result = new Value[places.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = from[(int) places.getLong(i)];
    }
    return result;
  }

  @Override
  public Value[] input(Op.Input op) {
    throw new AssertionError(node + " is no parameter");
  }

  @Override
  public Value[] constant(Op.Constant op) {
    throw new AssertionError(node + " is known beforehand");
  }

  @Override
  public Value[] data(Op.Data op) {
    throw new AssertionError(node + " is known beforehand");
  }

  @Override
  public Value[] iota(Op.Iota op) {
    throw new AssertionError(node + " is known beforehand");
  }

  @Override
  public Value[] sizeOf(Op.SizeOf op) {
    throw new AssertionError(node + " is known beforehand");
  }

  @Override
  public Value[] argMax(Op.ArgMax op) {
    throw new AssertionError(node + " holds integers");
  }

  @Override
  public Value[] oneHot(Op.OneHot op) {
    throw new AssertionError(node + " is made of integers");
  }

  @Override
  public Value[] map(Op.Map op) {
    ScalarOp scalarOp = op.op();
    int arity = node.operands().size();
    Value[] x = repeated(0);
    Value[] y = arity > 1 ? repeated(1) : x;
    Value[] z = arity > 2 ? repeated(2) : x;
    Value[] result = new Value[x.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = numbers.map(scalarOp, x[i], y[i], z[i]);
    }
    return result;
  }

  /** The elements of an operand, broadcast to the shape of the result. */
  private Value[] repeated(int index) {
    Shape from = shape(index);
    if (from.equals(node.shape())) {
      return operand(index);
    }
    if (from.rank() == 0) {
      Value[] result = new Value[size()];
      Arrays.fill(result, operand(index)[0]);
      return result;
    }
    Tensor places =
        Evaluation.of(
            new Op.Broadcast(node.shape()),
            List.of(values.numbering(from)),
            node.type().withDType(DType.I64));
    return picked(operand(index), places);
  }

  @Override
  public Value[] cast(Op.Cast op) {
    Value[] from = operand(0);
    if (node.dtype() == node.operand(0).dtype()) {
      return from;
    }
    Value[] result = new Value[from.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = op.dtype() == DType.BOOL ? numbers.isNotZero(from[i]) : numbers.number(from[i]);
    }
    return result;
  }

  @Override
  public Value[] reduce(Op.Reduce op) {
    Rows rows = new Rows(shape(0), op.axes());
    Value[] result = new Value[rows.count()];
    for (int i = 0; i < result.length; i++) {
      result[i] = numbers.reduce(op.reduction(), rows.row(operand(0), i));
    }
    return result;
  }

  @Override
  public Value[] normalize(Op.Normalize op) {
    Rows rows = new Rows(shape(0), List.of(shape(0).axis(op.axis())));
    Value[] result = new Value[size()];
    for (int i = 0; i < rows.count(); i++) {
      Value[] row = numbers.normalize(op.normalization(), rows.row(operand(0), i));
      rows.put(row, result, i);
    }
    return result;
  }

  @Override
  public Value[] broadcast(Op.Broadcast op) {
    return moved(op);
  }

  @Override
  public Value[] reshape(Op.Reshape op) {
    return operand(0);
  }

  @Override
  public Value[] permute(Op.Permute op) {
    return moved(op);
  }

  @Override
  public Value[] slice(Op.Slice op) {
    return moved(op);
  }

  @Override
  public Value[] detach(Op.Detach op) {
    return operand(0);
  }

  @Override
  public Value[] embed(Op.Embed op) {
    Value[] from = operand(0);
    Tensor whole = values.numbering(node.shape());
    Tensor places =
        Evaluation.of(new Op.Slice(op.ranges()), List.of(whole), whole.type().withShape(shape(0)));
    Value[] result = zeros();
    for (int i = 0; i < from.length; i++) {
      result[(int) places.getLong(i)] = from[i];
    }
    return result;
  }

  private Value[] zeros() {
    Value zero = node.dtype() == DType.BOOL ? numbers.truth(false) : numbers.constant(0);
    Value[] result = new Value[size()];
    Arrays.fill(result, zero);
    return result;
  }

  @Override
  public Value[] concat(Op.Concat op) {
    List<Tensor> numberings = new ArrayList<>();
    Value[] all = new Value[size()];
    int start = 0;
    for (int i = 0; i < node.operands().size(); i++) {
      Value[] from = operand(i);
      long[] places = new long[from.length];
      for (int k = 0; k < from.length; k++) {
        places[k] = (long) start + k;
      }
      System.arraycopy(from, 0, all, start, from.length);
      numberings.add(Tensor.wrap(shape(i), places));
      start += from.length;
    }
    return picked(all, Evaluation.of(op, numberings, node.type().withDType(DType.I64)));
  }

  @Override
  public Value[] contract(Op.Contract op) {
    Products products = new Products(op, shape(0), shape(1));
    Value[] left = operand(0);
    Value[] right = operand(1);
    Value[] result = new Value[size()];
    for (int i = 0; i < result.length; i++) {
      products.start(i);
      Value sum = numbers.constant(0);
      for (int k = 0; k < products.count(); k++) {
        sum = numbers.fma(left[products.left(k)], right[products.right(k)], sum);
      }
      result[i] = sum;
    }
    return result;
  }

  @Override
  public Value[] gather(Op.Gather op) {
    Tensor positions = values.known(node.operand(1));
    Tensor from = values.numbering(shape(0));
    Tensor places = Evaluation.of(op, List.of(from, positions), node.type().withDType(DType.I64));
    return picked(operand(0), places);
  }

  /** Each element is added at the place that a gather would take it from, in order. */
  @Override
  public Value[] scatterAdd(Op.ScatterAdd op) {
    Tensor positions = values.known(node.operand(1));
    Value[] from = operand(0);
    Tensor whole = values.numbering(node.shape());
    Tensor places =
        Evaluation.of(
            new Op.Gather(op.axis()), List.of(whole, positions), whole.type().withShape(shape(0)));
    Value[] result = zeros();
    for (int i = 0; i < from.length; i++) {
      int place = (int) places.getLong(i);
      result[place] =
          node.dtype() == DType.BOOL
              ? numbers.map(ScalarOp.OR, result[place], from[i], from[i])
              : numbers.add(result[place], from[i]);
    }
    return result;
  }
}
