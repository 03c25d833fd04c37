package dev.jacobi.testkit;

import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Operations on whole tensors, in every element type they take and in awkward sizes. */
final class TensorScenarios {

  private static final List<DType> NUMBERS = List.of(DType.F64, DType.F32, DType.I64);

  private TensorScenarios() {}

  /** Every small program with its derivatives, in double and single precision. */
  static Stream<Scenario> small() {
    Stream<TensorCase> all = Stream.concat(TensorCases.all().stream(), JumpCases.all().stream());
    return all.flatMap(c -> Stream.of(c, c.with(DType.F32)).distinct()).map(TensorScenarios::of);
  }

  private static Scenario of(TensorCase c) {
    Scenario.Builder builder = new Scenario.Builder();
    List<Node> inputs = new ArrayList<>();
    List<Node> wrt = new ArrayList<>();
    for (Tensor operand : c.operands()) {
      Node input = builder.input("x" + inputs.size(), operand);
      inputs.add(input);
      if (operand.dtype().isFloat()) {
        wrt.add(input);
      }
    }
    Node y = c.formula().of(builder.graph(), inputs);
    builder.output("y", y);
    if (y.dtype().isFloat() && !wrt.isEmpty()) {
      builder.derivatives("y", y, wrt, Samples.random(c.name()));
    }
    return builder.build(c.name());
  }

  /** Every change of layout, of every element type. */
  static Stream<Scenario> layouts() {
    return Stream.of(DType.F32, DType.I64, DType.BOOL)
        .flatMap(
            dtype -> TensorCases.layouts().stream().map(c -> TensorScenarios.of(c.with(dtype))));
  }

  /** Reductions and normalisations of vectors and of axes of matrices; and of special values. */
  static Stream<Scenario> reductions() {
    List<Scenario> result = new ArrayList<>();
    for (DType dtype : DType.values()) {
      for (Reduction reduction : Reduction.values()) {
        if (takes(reduction, dtype)) {
          result.add(reduction(reduction, dtype));
        }
      }
    }
    for (DType dtype : List.of(DType.F64, DType.F32)) {
      for (Normalization normalization : Normalization.values()) {
        result.add(normalization(normalization, dtype));
      }
    }
    return result.stream();
  }

  private static boolean takes(Reduction reduction, DType dtype) {
    try {
      TensorType vector = new TensorType(dtype, Shape.of(1));
      new Op.Reduce(reduction, List.of(0), false).infer(List.of(vector));
      return true;
    } catch (DiagnosticException refused) {
      return false;
    }
  }

  private static Scenario reduction(Reduction reduction, DType dtype) {
    Scenario.Builder builder = new Scenario.Builder();
    String name = reduction.text() + " of " + dtype;
    Random random = Samples.random(name);
    for (int size : ElementWiseScenarios.SIZES) {
      if (size > 0 || reduction.hasIdentity()) {
        reduce(builder, reduction, List.of(0), summands(reduction, dtype, random, size));
        reduce(builder, reduction, List.of(1), summands(reduction, dtype, random, 3, size));
        reduce(builder, reduction, List.of(0), summands(reduction, dtype, random, size, 3));
      }
    }
    reduce(builder, reduction, List.of(0, 2), summands(reduction, dtype, random, 9, 5, 17));
    reduce(builder, reduction, List.of(0, 1, 2), summands(reduction, dtype, random, 9, 5, 17));
    reduce(builder, reduction, List.of(1, 3), summands(reduction, dtype, random, 2, 3, 4, 5));
    if (dtype.isFloat()) {
      reduce(builder, reduction, List.of(1), pairsOfSpecials(dtype));
      reduce(builder, reduction, List.of(0, 1), pairsOfSpecials(dtype));
    }
    return builder.build(name);
  }

  /** Numbers whose reduction fits; of floats it rounds at every step. */
  private static Tensor summands(Reduction reduction, DType dtype, Random random, long... sizes) {
    TensorType type = new TensorType(dtype, Shape.of(sizes));
    Tensor result = Samples.numbers(type, random);
    boolean large = dtype == DType.I64 && reduction == Reduction.PROD;
    return large ? Samples.direction(type.withDType(DType.F64), random).cast(DType.I64) : result;
  }

  private static Tensor pairsOfSpecials(DType dtype) {
    int count = Samples.specialCount(dtype);
    int[] places = new int[2 * count * count];
    for (int i = 0; i < count * count; i++) {
      places[2 * i] = i % count;
      places[2 * i + 1] = i / count;
    }
    return Samples.special(dtype, places).reshape(Shape.of((long) count * count, 2));
  }

  private static void reduce(
      Scenario.Builder builder, Reduction reduction, List<Integer> axes, Tensor x) {
    apply(builder, new Op.Reduce(reduction, axes, false), x.shape() + " over " + axes, x);
  }

  private static void apply(Scenario.Builder builder, Op op, String name, Tensor... operands) {
    List<Node> inputs = new ArrayList<>();
    for (Tensor operand : operands) {
      inputs.add(builder.input(name + ", operand " + inputs.size(), operand));
    }
    builder.output(name, builder.graph().apply(op, inputs));
  }

  private static Scenario normalization(Normalization normalization, DType dtype) {
    Scenario.Builder builder = new Scenario.Builder();
    String name = normalization.text() + " of " + dtype;
    Random random = Samples.random(name);
    for (int size : ElementWiseScenarios.SIZES) {
      TensorType row = new TensorType(dtype, Shape.of(2, size));
      TensorType column = new TensorType(dtype, Shape.of(size, 2));
      Op last = new Op.Normalize(normalization, 1);
      Op first = new Op.Normalize(normalization, 0);
      apply(builder, last, "rows of " + size, Samples.numbers(row, random));
      apply(builder, first, "columns of " + size, Samples.numbers(column, random));
    }
    apply(builder, new Op.Normalize(normalization, 1), "special values", pairsOfSpecials(dtype));
    return builder.build(name);
  }

  /** Products of matrices and other contractions, with sizes around those of vectors and tiles. */
  static Stream<Scenario> products() {
    long[][] sizes = {
      {1, 1, 1},
      {3, 5, 7},
      {8, 8, 8},
      {9, 7, 17},
      {16, 16, 16},
      {17, 33, 9},
      {64, 65, 8},
      {2, 257, 3},
      {1, 1000, 1},
      {65, 1, 33},
      {0, 3, 2},
      {2, 0, 3},
      {31, 32, 63}
    };
    return NUMBERS.stream()
        .map(
            dtype -> {
              Scenario.Builder builder = new Scenario.Builder();
              Random random = Samples.random("products of " + dtype);
              for (long[] size : sizes) {
                product(builder, "ij,jk->ik", dtype, random, size);
                product(builder, "ji,jk->ik", dtype, random, size);
                product(builder, "ij,kj->ik", dtype, random, size);
                product(builder, "ji,kj->ki", dtype, random, size);
                product(builder, "j,jk->k", dtype, random, size);
                product(builder, "ij,j->i", dtype, random, size);
                product(builder, "i,k->ik", dtype, random, size);
                product(builder, "ij,ij->i", dtype, random, size);
                product(builder, "ij,jik->k", dtype, random, size);
              }
              return builder.build("products of " + dtype);
            });
  }

  private static void product(
      Scenario.Builder builder, String pattern, DType dtype, Random random, long... extents) {
    String[] sides = pattern.split("->|,", -1);
    Tensor left = Samples.numbers(new TensorType(dtype, side(sides[0], extents)), random);
    Tensor right = Samples.numbers(new TensorType(dtype, side(sides[1], extents)), random);
    Op op = new Op.Contract(sides[0], sides[1], sides[2]);
    apply(builder, op, pattern + " of " + Arrays.toString(extents), left, right);
  }

  private static Shape side(String letters, long... extents) {
    return Shape.of(letters.chars().mapToLong(letter -> extents[letter - 'i']).toArray());
  }

  /** Programs on integers whose results do not fit. */
  static Stream<Scenario> overflows() {
    List<Scenario> result = new ArrayList<>();
    for (ScalarOp op : ScalarOp.values()) {
      long[] x = overflowing(op);
      if (x.length > 0) {
        List<Tensor> operands = new ArrayList<>();
        for (int i = 0; i < op.arity(); i++) {
          operands.add(Tensor.integers(1L, x[i]));
        }
        result.add(overflow(op.text(), Op.Map.of(op), operands));
      }
    }
    Tensor large = Tensor.integers(1L << 62, 1L << 62);
    for (Reduction reduction : List.of(Reduction.SUM, Reduction.PROD)) {
      Op op = new Op.Reduce(reduction, List.of(0), false);
      result.add(overflow(reduction.text(), op, List.of(large)));
    }
    result.add(overflow("i,i->", new Op.Contract("i", "i", ""), List.of(large, large)));
    for (int size : ElementWiseScenarios.SIZES) {
      if (size > 1) {
        result.add(overflow(size, Long.MAX_VALUE));
        result.add(overflow(size, Long.MIN_VALUE));
      }
    }
    return result.stream();
  }

  /** One of many differences of products that are summed does not fit: the last one. */
  private static Scenario overflow(int size, long end) {
    Scenario.Builder builder = new Scenario.Builder();
    Random random = Samples.random("overflow of " + size);
    TensorType type = new TensorType(DType.I64, Shape.of(size));
    long[] x = Samples.numbers(type, random).longs();
    x[size - 1] = end;
    Node a = builder.input("x", Tensor.integers(x));
    Node b = builder.input("y", Samples.numbers(type, random));
    Node c = builder.input("z", Samples.numbers(type, random));
    Node two = builder.graph().constant(2L, DType.I64);
    Node y = b.times(c).minus(a.times(two));
    builder.output("y", builder.graph().sum(y));
    return builder.build("overflow of one in " + size + " near " + end);
  }

  private static Scenario overflow(String name, Op op, List<Tensor> operands) {
    Scenario.Builder builder = new Scenario.Builder();
    apply(builder, op, name, operands.toArray(new Tensor[0]));
    return builder.build("overflow of " + name);
  }

  /** Special integers at which an operation overflows; empty when it never does. */
  private static long[] overflowing(ScalarOp op) {
    long[] ends = {Long.MIN_VALUE, Long.MAX_VALUE};
    for (long x : ends) {
      for (long y : ends) {
        if (op.integerFunction().isPresent() && !Samples.fits(op, x, y, y)) {
          return new long[] {x, y, y};
        }
      }
    }
    return new long[0];
  }
}
