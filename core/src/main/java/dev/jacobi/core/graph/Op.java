package dev.jacobi.core.graph;

import dev.jacobi.core.op.Scalar;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * What makes a value out of its operands. An operation is a record without operands, so that the
 * same record describes a node of a graph, a step of a tape and a call on tensors.
 *
 * <p>There are few kinds. Each has one case in {@link ShapeRule}, in the derivative rules and in
 * every backend; {@link Cases} makes the compiler name what is missing.
 */
public sealed interface Op {

  /** One function for each kind of operation. */
  interface Cases<R> {
    /** A named input. */
    R input(Input op);

    /** An exact scalar constant. */
    R constant(Constant op);

    /** A tensor constant. */
    R data(Data op);

    /** An element-wise operation. */
    R map(Map op);

    /** A change of element type. */
    R cast(Cast op);

    /** A reduction over axes. */
    R reduce(Reduce op);

    /** The position of the largest element. */
    R argMax(ArgMax op);

    /** A normalisation along one axis. */
    R normalize(Normalize op);

    /** Repetition along axes of extent 1. */
    R broadcast(Broadcast op);

    /** The same elements under another shape. */
    R reshape(Reshape op);

    /** A permutation of axes. */
    R permute(Permute op);

    /** A part with regular steps. */
    R slice(Slice op);

    /** The adjoint of a slice: the operand's elements among zeros. */
    R embed(Embed op);

    /** Operands joined along an axis. */
    R concat(Concat op);

    /** A sum of products over shared axes. */
    R contract(Contract op);

    /** Elements picked by an integer tensor. */
    R gather(Gather op);

    /** The adjoint of a gather: elements added at places given by an integer tensor. */
    R scatterAdd(ScatterAdd op);

    /** Truth at the place an integer names. */
    R oneHot(OneHot op);

    /** 0, 1, 2, …. */
    R iota(Iota op);

    /** The extent of a dimension as a number. */
    R sizeOf(SizeOf op);

    /** The operand, taken for a constant by derivatives. */
    R detach(Detach op);
  }

  /** Calls the function for this kind. */
  <R> R fold(Cases<R> cases);

  /**
   * The type of the result for operands of the given types; types that do not fit are a diagnostic.
   */
  default TensorType infer(List<TensorType> operands) {
    return infer(operands, Function.identity());
  }

  /**
   * The type of the result for operands that have types; types that do not fit are a diagnostic.
   */
  default <T> TensorType infer(List<T> operands, Function<T, TensorType> types) {
    return ShapeRule.infer(this, operands, types);
  }

  /** A named input of a given type; no operands. */
  record Input(String name, TensorType type) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.input(this);
    }
  }

  /** An exact scalar constant; no operands. */
  record Constant(Scalar value, DType dtype) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.constant(this);
    }
  }

  /** A tensor constant; no operands. */
  record Data(Tensor tensor) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.data(this);
    }
  }

  /** An operation of the catalogue on operands of one element type, which broadcast. */
  record Map(ScalarOp op) implements Op {

    private static final java.util.Map<ScalarOp, Map> ALL = all();

    private static java.util.Map<ScalarOp, Map> all() {
      EnumMap<ScalarOp, Map> all = new EnumMap<>(ScalarOp.class);
      for (ScalarOp op : ScalarOp.values()) {
        all.put(op, new Map(op));
      }
      return Collections.unmodifiableMap(all);
    }

    /** The one of an operation that there is already. */
    public static Map of(ScalarOp op) {
      return Objects.requireNonNull(ALL.get(op));
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.map(this);
    }
  }

  /** A change of element type; see {@link Tensor#cast}. */
  record Cast(DType dtype) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.cast(this);
    }
  }

  /** A reduction over axes, ascending; the axes stay with extent 1 or are dropped. */
  record Reduce(Reduction reduction, List<Integer> axes, boolean keepDims) implements Op {
    /** Copies the axes. */
    public Reduce {
      axes = List.copyOf(axes);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.reduce(this);
    }
  }

  /** The position along an axis of the first largest element (or first NaN), as an integer. */
  record ArgMax(int axis) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.argMax(this);
    }
  }

  /** Softmax along an axis, or its logarithm. */
  record Normalize(Normalization normalization, int axis) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.normalize(this);
    }
  }

  /** Repetition to a shape that the operand's shape broadcasts to. */
  record Broadcast(Shape shape) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.broadcast(this);
    }
  }

  /** The same elements, in row-major order, under another shape. */
  record Reshape(Shape shape) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.reshape(this);
    }
  }

  /** Axis {@code i} of the result is axis {@code axes[i]} of the operand. */
  record Permute(List<Integer> axes) implements Op {
    /** Copies the axes. */
    public Permute {
      axes = List.copyOf(axes);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.permute(this);
    }
  }

  /**
   * A regular part of an axis: {@code count} elements from {@code start}, {@code step} apart. What
   * says nothing is left out, so that equal parts are equal records: the step between fewer than
   * two elements is 1, and no elements start at 0.
   *
   * @param start the first position
   * @param step the distance, negative to go down, never 0
   * @param count how many
   */
  record Range(long start, long step, Dim count) {
    /** Leaves out what says nothing. */
    public Range {
      boolean none = count.equals(Dim.of(0));
      start = none ? 0 : start;
      step = none || count.equals(Dim.of(1)) ? 1 : step;
    }

    /** The whole of an axis. */
    public static Range all(Dim dim) {
      return new Range(0, 1, dim);
    }
  }

  /** A regular part: one range for each axis. */
  record Slice(List<Range> ranges) implements Op {
    /** Copies the ranges. */
    public Slice {
      ranges = List.copyOf(ranges);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.slice(this);
    }
  }

  /** Zeros of a shape with the operand's elements at the places that the slice would read. */
  record Embed(Shape shape, List<Range> ranges) implements Op {
    /** Copies the ranges. */
    public Embed {
      ranges = List.copyOf(ranges);
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.embed(this);
    }
  }

  /** One or more operands joined along an axis. */
  record Concat(int axis) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.concat(this);
    }
  }

  /**
   * A sum of products as {@code einsum} writes it: one letter for each axis. Within an operand
   * letters differ; a letter of one operand is in the other or in the result; a letter of the
   * result is in an operand. Products are added with fma in ascending order of the summed axes.
   *
   * <p>The letters are renamed i, j, k, … in the order of first use, so that equal contractions are
   * equal.
   */
  final class Contract implements Op {

    private final String left;
    private final String right;
    private final String result;
    private final Axes shared;
    private final Axes rows;
    private final Axes columns;
    private final Axes summed;
    private final int[] sources;
    private final boolean wellFormed;

    /** The adjoints by each operand, each made when it is first asked for. */
    private final AtomicReferenceArray<Contract> adjoints = new AtomicReferenceArray<>(2);

    /** Renames the letters. */
    public Contract(String left, String right, String result) {
      String used = left + right + result;
      this.left = Axes.renamed(left, used);
      this.right = Axes.renamed(right, used);
      this.result = Axes.renamed(result, used);
      shared = axes(this.result, true, true);
      rows = axes(this.result, true, false);
      columns = axes(this.result, false, true);
      summed = axes(this.left, true, true, false);
      String operands = this.left + this.right;
      sources = this.result.chars().map(operands::indexOf).toArray();
      wellFormed =
          this.left.length() == shared.count() + rows.count() + summed.count()
              && this.right.length() == shared.count() + summed.count() + columns.count()
              && this.result.length() == shared.count() + rows.count() + columns.count()
              && used.chars().distinct().count()
                  == shared.count() + rows.count() + summed.count() + columns.count();
    }

    private Axes axes(String from, boolean inLeft, boolean inRight) {
      return axes(from, inLeft, inRight, true);
    }

    private Axes axes(String from, boolean inLeft, boolean inRight, boolean inResult) {
      return Axes.of(from, left, inLeft, right, inRight, result, inResult);
    }

    /** A letter for each axis of the left operand. */
    public String left() {
      return left;
    }

    /** A letter for each axis of the right operand. */
    public String right() {
      return right;
    }

    /** A letter for each axis of the result. */
    public String result() {
      return result;
    }

    /** The letters of both operands and the result, in the order of the result. */
    public Axes shared() {
      return shared;
    }

    /** The letters of the left operand and the result alone, in the order of the result. */
    public Axes rows() {
      return rows;
    }

    /** The letters of the right operand and the result alone, in the order of the result. */
    public Axes columns() {
      return columns;
    }

    /** The letters of both operands alone, in the order of the left one. */
    public Axes summed() {
      return summed;
    }

    /**
     * The axis that an axis of the result comes from; those of the right operand are counted after
     * those of the left one.
     */
    int source(int axis) {
      return sources[axis];
    }

    /** Whether the letters are as they should be: each axis is named, and named once. */
    boolean isWellFormed() {
      return wellFormed;
    }

    /**
     * What gives the adjoint of an operand: of the left one (0) from the adjoint of the result and
     * the right operand, of the right one (1) from the left operand and the adjoint of the result.
     */
    public Contract adjoint(int operand) {
      Contract known = adjoints.get(operand);
      if (known == null) {
        known =
            operand == 0
                ? new Contract(/* left= */ result, right, /* result= */ left)
                : new Contract(left, /* right= */ result, /* result= */ right);
        adjoints.set(operand, known);
      }
      return known;
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.contract(this);
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || (other instanceof Contract contract
              && left.equals(contract.left)
              && right.equals(contract.right)
              && result.equals(contract.result));
    }

    @Override
    public int hashCode() {
      return (left.hashCode() * 31 + right.hashCode()) * 31 + result.hashCode();
    }

    @Override
    public String toString() {
      return "Contract[left=" + left + ", right=" + right + ", result=" + result + "]";
    }
  }

  /**
   * Elements of the first operand along an axis at the positions in the second, an integer tensor:
   * the axis is replaced by the axes of the positions. Negative positions count from the end.
   */
  record Gather(int axis) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.gather(this);
    }
  }

  /** The adjoint of {@link Gather}: a tensor with the axis of the given extent, added into. */
  record ScatterAdd(int axis, Dim extent) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.scatterAdd(this);
    }
  }

  /**
   * A last axis of the given extent, true at the position the integer operand names. A position out
   * of range is an error, but for the one that is ignored: it is true nowhere.
   */
  record OneHot(Dim extent, Optional<Long> ignored) implements Op {
    /** Without a position that is ignored. */
    public OneHot(Dim extent) {
      this(extent, Optional.empty());
    }

    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.oneHot(this);
    }
  }

  /** The integers from 0 up to an extent; no operands. */
  record Iota(Dim extent) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.iota(this);
    }
  }

  /** The extent of a named dimension as a scalar; no operands. */
  record SizeOf(Dim dim, DType dtype) implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.sizeOf(this);
    }
  }

  /** The operand, taken for a constant by derivatives. */
  record Detach() implements Op {
    @Override
    public <R> R fold(Cases<R> cases) {
      return cases.detach(this);
    }
  }
}
