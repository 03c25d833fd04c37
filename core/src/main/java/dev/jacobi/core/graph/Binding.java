package dev.jacobi.core.graph;

import dev.jacobi.core.op.Rational;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.List;
import java.util.Map;

/** An operation with named dimensions replaced by their sizes. */
final class Binding implements Op.Cases<Op> {

  private final Map<String, Long> sizes;

  Binding(Map<String, Long> sizes) {
    this.sizes = Map.copyOf(sizes);
  }

  private List<Op.Range> bind(List<Op.Range> ranges) {
    return ranges.stream()
        .map(range -> new Op.Range(range.start(), range.step(), Shape.bind(range.count(), sizes)))
        .toList();
  }

  @Override
  public Op input(Op.Input op) {
    return new Op.Input(op.name(), op.type().withShape(op.type().shape().bind(sizes)));
  }

  @Override
  public Op constant(Op.Constant op) {
    return op;
  }

  @Override
  public Op data(Op.Data op) {
    return op;
  }

  @Override
  public Op map(Op.Map op) {
    return op;
  }

  @Override
  public Op cast(Op.Cast op) {
    return op;
  }

  @Override
  public Op reduce(Op.Reduce op) {
    return op;
  }

  @Override
  public Op argMax(Op.ArgMax op) {
    return op;
  }

  @Override
  public Op normalize(Op.Normalize op) {
    return op;
  }

  @Override
  public Op broadcast(Op.Broadcast op) {
    return new Op.Broadcast(op.shape().bind(sizes));
  }

  @Override
  public Op reshape(Op.Reshape op) {
    return new Op.Reshape(op.shape().bind(sizes));
  }

  @Override
  public Op permute(Op.Permute op) {
    return op;
  }

  @Override
  public Op slice(Op.Slice op) {
    return new Op.Slice(bind(op.ranges()));
  }

  @Override
  public Op embed(Op.Embed op) {
    return new Op.Embed(op.shape().bind(sizes), bind(op.ranges()));
  }

  @Override
  public Op concat(Op.Concat op) {
    return op;
  }

  @Override
  public Op contract(Op.Contract op) {
    return op;
  }

  @Override
  public Op gather(Op.Gather op) {
    return op;
  }

  @Override
  public Op scatterAdd(Op.ScatterAdd op) {
    return new Op.ScatterAdd(op.axis(), Shape.bind(op.extent(), sizes));
  }

  @Override
  public Op oneHot(Op.OneHot op) {
    return new Op.OneHot(Shape.bind(op.extent(), sizes), op.ignored());
  }

  @Override
  public Op iota(Op.Iota op) {
    return new Op.Iota(Shape.bind(op.extent(), sizes));
  }

  @Override
  public Op sizeOf(Op.SizeOf op) {
    Dim bound = Shape.bind(op.dim(), sizes);
    return bound.isFixed()
        ? new Op.Constant(Rational.of(bound.size()), op.dtype())
        : new Op.SizeOf(bound, op.dtype());
  }

  @Override
  public Op detach(Op.Detach op) {
    return op;
  }
}
