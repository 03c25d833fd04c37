package dev.jacobi.symbolic.print;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.NamedConstant;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each kind of operation, as text. */
class PrinterTest {

  private final Graph graph = new Graph();
  private final Node x = graph.input("x");
  private final Node y = graph.input("y");
  private final Node z = graph.input("z");
  private final Node matrix = graph.input("A", 2, 3);
  private final Node cube = graph.input("T", 2, 3, 4);
  private final Node vector = graph.input("v", 3);

  private static void prints(String text, Node node) {
    assertEquals(text, Printer.TEXT.print(node));
  }

  private static void prints(String text, String unicode, Node node) {
    prints(text, node);
    assertEquals(unicode, Printer.UNICODE.print(node));
  }

  private Node number(long numerator, long denominator) {
    return graph.constant(Rational.of(numerator, denominator), DType.F64);
  }

  private Node number(long value) {
    return number(value, 1);
  }

  private Node pow(Node base, Node exponent) {
    return graph.map(ScalarOp.POW, base, exponent);
  }

  private Node square(Node base) {
    return base.map(ScalarOp.SQUARE);
  }

  @Test
  void theDerivativesOfTheReadme() {
    Node seed = graph.input("seed", 2, 2);
    Node p = graph.input("p", 2, 2);
    prints("sum(4*x*seed)", "sum(4·x·seed)", number(4).times(x).times(seed).sum());
    prints("4*p*seed", "4·p·seed", number(4).times(p).times(seed));
    prints("16*x", "16·x", number(16).times(x));
  }

  @Test
  void sumsAndProductsGroupToTheLeft() {
    prints("x - y - z", "x − y − z", x.minus(y).minus(z));
    prints("x - (y - z)", "x − (y − z)", x.minus(y.minus(z)));
    prints("x + (y + z)", x.plus(y.plus(z)));
    prints("x*y/z", "x·y/z", x.times(y).div(z));
    prints("x*(y/z)", x.times(y.div(z)));
    prints("x/(y*z)", x.div(y.times(z)));
    prints("x/y/z", x.div(y).div(z));
    prints("(x + y)*z", x.plus(y).times(z));
    prints("x*y + z", x.times(y).plus(z));
  }

  @Test
  void minusSignsNeverFollowAnotherSign() {
    prints("-x", "−x", x.unaryMinus());
    prints("-(-x)", "−(−x)", x.unaryMinus().unaryMinus());
    prints("x + (-y)", x.plus(y.unaryMinus()));
    prints("x - (-y)*z", x.minus(y.unaryMinus().times(z)));
    prints("-x*y + z", x.unaryMinus().times(y).plus(z));
    prints("-(x*y)", x.times(y).unaryMinus());
    prints("x + (-2)", x.plus(-2));
    prints("x*(-2)", x.times(-2));
    prints("-2*x", number(-2).times(x));
    prints("x*(-y + z)", x.times(y.unaryMinus().plus(z)));
    prints("sin(-x)", x.unaryMinus().map(ScalarOp.SIN));
    prints("-cast(3, \"f64\")", number(3).unaryMinus());
    prints("-pi", "−π", graph.negate(graph.constant(NamedConstant.PI, DType.F64)));
  }

  @Test
  void powersBindTighterThanTheMinusSign() {
    prints("x^2", "x²", square(x));
    prints("-x^2", "−x²", square(x).unaryMinus());
    prints("(-x)^2", "(−x)²", square(x.unaryMinus()));
    prints("(x^2)^2", "(x²)²", square(square(x)));
    prints("(x + y)^2", "(x + y)²", square(x.plus(y)));
    prints("x^3", "x³", pow(x, number(3)));
    prints("x^(-12)", "x⁻¹²", pow(x, number(-12)));
    prints("x^cast(2, \"f64\")", pow(x, number(2)));
    prints("x^y^z", pow(x, pow(y, z)));
    prints("(x^y)^z", pow(pow(x, y), z));
    prints("2^(-x)", "2^(−x)", pow(number(2), x.unaryMinus()));
    prints("(-2)^x", pow(number(-2), x));
    prints("x^(1/3)", pow(x, number(1, 3)));
    prints("x^0.5", pow(x, number(1, 2)));
    prints("x^y^2", "x^y²", pow(x, square(y)));
    prints("sin(x)^2", "sin(x)²", square(x.map(ScalarOp.SIN)));
  }

  @Test
  void rootsAreSignsInUnicodeOnly() {
    prints("sqrt(x)", "√x", x.map(ScalarOp.SQRT));
    prints("sqrt(x + y)", "√(x + y)", x.plus(y).map(ScalarOp.SQRT));
    prints("sqrt(x)^2", "(√x)²", square(x.map(ScalarOp.SQRT)));
    prints("sqrt(x^2)", "√(x²)", square(x).map(ScalarOp.SQRT));
    prints("2*sqrt(x)", "2·√x", number(2).times(x.map(ScalarOp.SQRT)));
  }

  @Test
  void numbersAreExact() {
    prints("0.5*x", number(1, 2).times(x));
    prints("1/3*x", number(1, 3).times(x));
    prints("-1/3*x", number(-1, 3).times(x));
    prints("x*(1/3)", x.times(number(1, 3)));
    prints("x*(-1/3)", x.times(number(-1, 3)));
    prints("cast(1, \"f64\")/3", number(1).div(number(3)));
    prints("1e-8", graph.constant(Rational.of(1e-8).orElseThrow(), DType.F64));
    prints("-2.5e300", "−2.5e300", graph.constant(Rational.of(-2.5e300).orElseThrow(), DType.F64));
    prints(
        "0.1234567890123", graph.constant(Rational.of(0.1234567890123).orElseThrow(), DType.F64));
    prints("10000000", number(10_000_000));
    prints("inf", "∞", graph.constant(NamedConstant.INFINITY, DType.F64));
    prints("nan", graph.constant(NamedConstant.NAN, DType.F64));
  }

  @Test
  void numbersTakeTheElementTypeOfWhatTheyAreCombinedWith() {
    Node f = graph.input("f", TensorType.scalar(DType.F32));
    Node two = graph.constant(2, DType.F32);
    prints("2*f", two.times(f));
    prints("cast(2, \"f32\")*cast(2, \"f32\")", two.times(two));
    Node pi = graph.constant(NamedConstant.PI, DType.F32);
    assertEquals("cast(2, \"f32\")*2", Printer.TEXT.floating(DType.F32).print(two.times(two)));
    assertEquals("2*pi", Printer.TEXT.floating(DType.F32).print(two.times(pi)));
    assertEquals(
        "zeros([3])",
        Printer.TEXT
            .floating(DType.F32)
            .print(graph.full(0, new TensorType(DType.F32, Shape.of(3)))));
    prints("2*pi*f", two.times(pi).times(f));
    prints("cast(2*pi, \"f32\")", two.times(pi));
    prints("square(pi)*f", pi.map(ScalarOp.SQUARE).times(f));
    prints("cast(log(2), \"f32\")", two.map(ScalarOp.LOG));
    prints("true", graph.constant(1, DType.BOOL));
  }

  @Test
  void comparisonsAndTruthValues() {
    Node less = graph.map(ScalarOp.LT, x, y);
    Node atLeast = graph.map(ScalarOp.GE, x.plus(y), number(-1));
    prints("x < y", less);
    prints("x + y >= -1", "x + y ≥ −1", atLeast);
    prints("x != y", "x ≠ y", graph.map(ScalarOp.NE, x, y));
    prints("where(x < y, x, 0)", graph.where(less, x, number(0)));
    prints("not x < y", graph.map(ScalarOp.NOT, less));
    Node both = graph.map(ScalarOp.AND, less, atLeast);
    Node either = graph.map(ScalarOp.OR, less, atLeast);
    prints("x < y and x + y >= -1", both);
    prints("(x < y or x + y >= -1) and x < y", graph.map(ScalarOp.AND, either, less));
    prints("not (x < y and x + y >= -1)", graph.map(ScalarOp.NOT, both));
    prints("not x < y and x < y", graph.map(ScalarOp.AND, graph.map(ScalarOp.NOT, less), less));
  }

  @Test
  void calls() {
    prints("sin(x + y)", x.plus(y).map(ScalarOp.SIN));
    prints("maximum(x, -y)", graph.map(ScalarOp.MAXIMUM, x, y.unaryMinus()));
    prints(
        "clip(x, 0, 1)", graph.apply(new Op.Map(ScalarOp.CLIP), List.of(x, number(0), number(1))));
  }

  @Test
  void reductions() {
    prints("sum(A)", matrix.sum());
    prints("sum(A, axis=1)", graph.reduce(Reduction.SUM, matrix, List.of(1), false));
    prints("sum(A, keepdims=true)", graph.reduce(Reduction.SUM, matrix, List.of(0, 1), true));
    prints("prod(T, axis=(0, 2))", graph.reduce(Reduction.PROD, cube, List.of(0, 2), false));
    prints("sum(A, axis=0, keepdims=true)", graph.reduce(Reduction.SUM, matrix, List.of(0), true));
    prints("logsumexp(A, axis=1)", graph.reduce(Reduction.LOGSUMEXP, matrix, List.of(1), false));
  }

  @Test
  void maxOverOneAxisPicksAndOverAllShares() {
    prints("max(v, axis=0)", graph.reduce(Reduction.MAX, vector, List.of(0), false));
    prints("max(v)", graph.reduce(Reduction.AMAX, vector, List.of(0), false));
    prints("min(A)", graph.reduce(Reduction.AMIN, matrix, List.of(0, 1), false));
    prints("amax(A, axis=1)", graph.reduce(Reduction.AMAX, matrix, List.of(1), false));
    prints("min(A, axis=1)", graph.reduce(Reduction.MIN, matrix, List.of(1), false));
    prints("amin(T, axis=(0, 2))", graph.reduce(Reduction.AMIN, cube, List.of(0, 2), false));
  }

  @Test
  void normalizations() {
    Op last = new Op.Normalize(Normalization.LOG_SOFTMAX, 1);
    Op first = new Op.Normalize(Normalization.SOFTMAX, 0);
    prints("log_softmax(A)", graph.apply(last, List.of(matrix)));
    prints("softmax(A, axis=0)", graph.apply(first, List.of(matrix)));
    prints("argmax(A, axis=0)", graph.apply(new Op.ArgMax(0), List.of(matrix)));
  }

  @Test
  void constantsOfAShape() {
    TensorType type = new TensorType(DType.F64, Shape.of(2, 3));
    prints("zeros([2, 3])", graph.full(0, type));
    prints("ones([2, 3])", graph.full(1, type));
    prints("full([2, 3], -5)", graph.full(-5, type));
    prints("zeros([2, 3], dtype=\"f32\")", graph.full(0, type.withDType(DType.F32)));
    prints("broadcast_to(v, [2, 3])", graph.broadcast(vector, Shape.of(2, 3)));
  }

  @Test
  void views() {
    prints("reshape(A, [3, 2])", graph.reshape(matrix, Shape.of(3, 2)));
    prints("v[:, None]", graph.reshape(vector, Shape.of(3, 1)));
    prints("v[None, :]", graph.reshape(vector, Shape.of(1, 3)));
    prints("reshape(x, [1])", graph.reshape(x, Shape.of(1)));
    prints("A'", "Aᵀ", graph.transpose(matrix));
    prints("(A + v)'", "(A + v)ᵀ", graph.transpose(matrix.plus(vector)));
    prints("T'", graph.transpose(cube));
    prints("permute(T, [1, 0, 2])", graph.permute(cube, List.of(1, 0, 2)));
    prints("cast(v, \"f32\")", graph.cast(vector, DType.F32));
    prints("stop_gradient(x + y)", graph.apply(new Op.Detach(), List.of(x.plus(y))));
  }

  private Node slice(Node node, Op.Range... ranges) {
    return graph.apply(new Op.Slice(List.of(ranges)), List.of(node));
  }

  private static Op.Range range(long start, long step, long count) {
    return new Op.Range(start, step, Dim.of(count));
  }

  @Test
  void slices() {
    Node w = graph.input("w", 10);
    prints("w[1:3]", slice(w, range(1, 1, 2)));
    prints("w[:3]", slice(w, range(0, 1, 3)));
    prints("w[7:]", slice(w, range(7, 1, 3)));
    prints("w[::2]", slice(w, range(0, 2, 5)));
    prints("w[1:6:2]", slice(w, range(1, 2, 3)));
    prints("w[::-1]", slice(w, range(9, -1, 10)));
    prints("w[8:4:-3]", slice(w, range(8, -3, 2)));
    prints("w[0:0]", slice(w, range(3, 1, 0)));
    prints("A[:, 1:]", slice(matrix, range(0, 1, 2), range(1, 1, 2)));
    prints("(w + x)[:1]", slice(w.plus(x), range(0, 1, 1)));
  }

  @Test
  void positions() {
    Node row = slice(matrix, range(1, 1, 1), range(0, 1, 3));
    prints("A[1, :]", graph.reshape(row, Shape.of(3)));
    Node element = slice(matrix, range(1, 1, 1), range(2, 1, 1));
    prints("A[1, 2]", graph.reshape(element, Shape.SCALAR));
    prints("A[1, 2:]", graph.reshape(element, Shape.of(1)));
    prints(
        "reshape(A[:, 1:], [4])",
        graph.reshape(slice(matrix, range(0, 1, 2), range(1, 1, 2)), Shape.of(4)));
  }

  @Test
  void placesByIndex() {
    Node index = graph.input("i", new TensorType(DType.I64, Shape.of(3)));
    prints("take(A, i, axis=1)", graph.apply(new Op.Gather(1), List.of(matrix, index)));
    Op scatter = new Op.ScatterAdd(0, Dim.of(5));
    prints("scatter_to(v, i, axis=0, size=5)", graph.apply(scatter, List.of(vector, index)));
    prints("cast(one_hot(i, 4), \"bool\")", graph.apply(new Op.OneHot(Dim.of(4)), List.of(index)));
    prints(
        "concat([v, v + x], axis=0)",
        graph.apply(new Op.Concat(0), List.of(vector, vector.plus(x))));
    prints("arange(5)", graph.apply(new Op.Iota(Dim.of(5)), List.of()));
    Op embed = new Op.Embed(Shape.of(7), List.of(range(1, 2, 3)));
    prints("embed(v, shape=[7], start=[1], step=[2])", graph.apply(embed, List.of(vector)));
  }

  @Test
  void namedDimensions() {
    Node a = graph.input("a", new TensorType(DType.F64, Shape.of(List.of(Dim.named("n")))));
    prints("broadcast_to(x, [n])", graph.broadcast(x, a.shape()));
    prints(
        "sum(a)/n", a.sum().div(graph.apply(new Op.SizeOf(Dim.named("n"), DType.F64), List.of())));
    graph.input("n");
    prints("size(a, 0)", graph.apply(new Op.SizeOf(Dim.named("n"), DType.F64), List.of()));
  }

  @Test
  void tensors() {
    prints(
        "[[1, 0.1], [-2, inf]]",
        "[[1, 0.1], [−2, inf]]",
        graph.data(Tensor.matrix(new double[][] {{1, 0.1}, {-2, Double.POSITIVE_INFINITY}})));
    prints("cast([0, 2], \"i64\")", graph.data(Tensor.integers(0L, 2L)));
    prints("cast([0.1], \"f32\")", graph.data(Tensor.floats(Shape.of(1), 0.1f)));
    prints("[true, false]", graph.data(Tensor.of(Shape.of(2), true, false)));
  }
}
