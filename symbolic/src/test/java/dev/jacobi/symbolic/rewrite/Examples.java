package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** For each rule about structure some values that it applies to. */
final class Examples {

  private final Graph g = new Graph();
  private final Node x = g.input("x");
  private final Node y = g.input("y");
  private final Node z = g.input("z");
  private final Node u = g.input("u", 3);
  private final Node v = g.input("v", 3);
  private final Node p = g.input("p", 2, 3);
  private final Node q = g.input("q", 3, 2);
  private final Map<String, List<Node>> byRule = new LinkedHashMap<>();

  Examples() {
    products();
    sums();
    views();
    reductions();
    contractions();
    normalizations();
    choices();
    identities();
  }

  /** The examples of a rule; none when it has none. */
  List<Node> of(String rule) {
    return byRule.getOrDefault(rule, List.of());
  }

  private void add(String rule, Node... examples) {
    byRule.computeIfAbsent(rule, any -> new ArrayList<>()).addAll(List.of(examples));
  }

  private Node number(long value) {
    return g.constant(value, DType.F64);
  }

  private Node fraction(long numerator, long denominator) {
    return g.constant(Rational.of(numerator, denominator), DType.F64);
  }

  private Node repeated(Node node, long... sizes) {
    return g.apply(new Op.Broadcast(Shape.of(sizes)), List.of(node));
  }

  private void products() {
    Node root = x.map(ScalarOp.SQRT);
    Node size = x.map(ScalarOp.EXP);
    Node rsqrt = x.map(ScalarOp.RSQRT);
    add("0*x = 0", number(0).times(x), p.times(number(0)), x.times(number(0)).div(size));
    add(
        "x^a * x^b = x^(a + b)",
        x.times(x.pow(3)),
        root.times(root),
        root.times(x),
        root.times(x).times(root),
        number(1).div(x).div(x),
        number(1).div(root).div(root),
        number(1).div(x.times(root)),
        rsqrt.times(rsqrt),
        x.pow(-1).times(x.pow(-2)),
        u.times(p).times(u),
        x.pow(1.5).times(x.pow(0.5)),
        size.map(ScalarOp.SQRT).times(size.map(ScalarOp.SQRT)));
    add(
        "x^a / x^b = x^(a - b)",
        x.div(x.pow(3)),
        root.div(x),
        root.div(x.pow(1.5)),
        x.div(x.times(root)),
        size.div(size),
        size.pow(3).div(size),
        x.pow(3).div(x),
        x.times(x.pow(-2)));
    add(
        "(a*y) * (x/b) = (a/b)*x*y",
        y.times(x),
        x.times(number(2)),
        x.div(y).div(z),
        x.div(y.div(size)),
        x.div(y.div(z)),
        x.times(y.unaryMinus()),
        x.minus(y).unaryMinus(),
        z.times(x.minus(y)).unaryMinus(),
        x.times(fraction(3, 4)),
        x.times(2).pow(3),
        x.times(2).times(y).pow(2),
        x.pow(2).pow(3),
        x.pow(0.5).pow(2),
        number(1).div(number(1).div(x)),
        x.pow(-1).pow(-1),
        p.times(x).times(2).times(u));
  }

  private void sums() {
    Node sine = x.map(ScalarOp.SIN);
    add("x + 0 = x", x.plus(number(0)), g.plus(number(0), p), number(0).minus(x));
    add(
        "a*x + b*x = (a + b)*x",
        x.times(2).plus(x.times(3)),
        x.plus(y).minus(x),
        x.minus(x),
        p.minus(p).plus(x),
        number(1).plus(x).plus(2),
        x.times(y).plus(y.times(x)),
        x.plus(y.minus(x.times(2))));
    add(
        "x*y + x*z = x*(y + z)",
        x.times(y).plus(x.times(z)),
        x.times(2).plus(y.times(2)),
        x.times(y).times(sine).minus(sine.times(y)),
        x.div(y).plus(z.div(y)),
        x.times(2).unaryMinus().minus(y.times(2)));
    add(
        "x + (y - z) = x + y - z",
        x.plus(y.minus(z)),
        x.unaryMinus().plus(y),
        x.plus(y).unaryMinus().plus(z),
        x.minus(y.times(-2)));
    Node half = fraction(1, 2);
    add("a + b = c", number(2).plus(number(3)), half.div(3), number(2).pow(10));
    add("rounded(a + b) = c", fraction(1, 10).plus(fraction(1, 5)), half.div(3), number(2).pow(2));
  }

  private void views() {
    Node one = g.broadcast(number(1), Shape.of(2, 3));
    add("f(broadcast(x), y) = broadcast(f(x, y))", p.times(one), repeated(u, 2, 3).plus(x));
    add(
        "data(a) = broadcast(a)",
        g.data(Tensor.vector(2.0, 2, 2)),
        g.data(Tensor.vector(0.1, 0.1)));
    add("cast(a) = a", g.cast(g.constant(3, DType.I64), DType.F64));
    add("broadcast(broadcast(x)) = broadcast(x)", repeated(repeated(x, 3), 2, 3));
    add("broadcast(x) = x", repeated(u, 3));
    add("reshape(x) = broadcast(x)", u.reshape(1, 3));
    add("reshape(x) = x", g.apply(new Op.Reshape(Shape.of(3)), List.of(u)));
    add("reshape(reshape(x)) = reshape(x)", p.reshape(3, 2).reshape(6));
    add("reshape(broadcast(x)) = reshape(x)", repeated(u, 1, 3).reshape(3, 1));
    add("reshape(broadcast(a)) = broadcast(a)", repeated(x, 2, 3).reshape(6));
    add("permute(broadcast(a)) = broadcast(a)", repeated(x, 2, 3).transpose());
    Op part = new Op.Slice(List.of(new Op.Range(0, 1, Dim.of(1)), new Op.Range(2, -1, Dim.of(2))));
    add("slice(broadcast(a)) = broadcast(a)", g.apply(part, List.of(repeated(x, 2, 3))));
    Node cube = g.input("cube", 2, 3, 4);
    Node turned = g.apply(new Op.Permute(List.of(2, 0, 1)), List.of(cube));
    add("permute(permute(x)) = permute(x)", p.transpose().transpose(), g.transpose(turned));
    add("permute(x) = x", g.apply(new Op.Permute(List.of(0, 1)), List.of(p)));
    List<Op.Range> all = List.of(Op.Range.all(Dim.of(3)));
    add("slice(x) = x", g.apply(new Op.Slice(all), List.of(u)));
    add("embed(x) = x", g.apply(new Op.Embed(Shape.of(3), all), List.of(u)));
    List<Op.Range> places = List.of(new Op.Range(1, 2, Dim.of(3)));
    Node embedded = g.apply(new Op.Embed(Shape.of(7), places), List.of(u));
    add("slice(embed(x)) = x", g.apply(new Op.Slice(places), List.of(embedded)));
    add(
        "embed(0) = 0",
        g.apply(new Op.Embed(Shape.of(7), places), List.of(repeated(number(0), 3))));
    add("reshape(a*x) = a*reshape(x)", p.times(x).reshape(6), u.div(x).reshape(3, 1));
    add("permute(a*x) = a*permute(x)", p.times(x).transpose(), p.unaryMinus().transpose());
  }

  private Node sum(Node node, boolean keep, Integer... axes) {
    return g.reduce(Reduction.SUM, node, List.of(axes), keep);
  }

  private void reductions() {
    Node seed = g.input("seed", 2, 3);
    add(
        "sum(broadcast(x)) = size*x",
        repeated(x, 2, 3).sum(),
        sum(repeated(u, 2, 3), false, 0),
        sum(repeated(u, 2, 3), true, 0, 1));
    Node thin = g.input("thin", 2, 1);
    add("sum(x, axis of extent 1) = reshape(x)", sum(thin, false, 1), sum(thin, true, 0, 1));
    add(
        "sum(sum(x)) = sum(x)",
        sum(p, false, 0).sum(),
        sum(p, true, 0).sum(),
        sum(sum(g.input("cube2", 2, 3, 4), false, 1), false, 1));
    add("sum(reshape(x)) = sum(x)", p.reshape(6).sum(), p.transpose().sum());
    add(
        "reshape(sum(x)) = sum(x, keepdims)",
        sum(p, false, 1).reshape(2, 1),
        sum(p, true, 1).reshape(2));
    add("sum(x, keepdims) = broadcast(sum(x))", sum(p, true, 0), sum(p, true, 0, 1));
    Node columns = sum(p, true, 0).div(2);
    add("sum(x - sum(x)/size) = 0", u.minus(u.mean()).sum(), sum(p.minus(columns), true, 0));
    add(
        "sum(a*x) = a*sum(x)",
        p.times(x).sum(),
        p.unaryMinus().sum(),
        sum(p.times(u), false, 0),
        sum(p.times(thin), true, 1),
        p.div(x).sum());
    add("a*sum(x*seed) = sum(a*x*seed)", seed.sum().times(x), number(2).times(seed.times(p).sum()));
  }

  private void contractions() {
    add("x @ y' = y @ x", u.matmul(p.transpose()));
    add("(x @ y)' = y' @ x'", p.matmul(q).transpose());
    Node cube = g.input("cube3", 2, 3, 4);
    Node turned = g.apply(new Op.Permute(List.of(1, 0, 2)), List.of(cube));
    add("x' @ y = contract(x, y)", g.contract(turned, p, "jik", "ij", "k"));
    add(
        "(a*x) @ y = a*(x @ y)",
        p.times(x).matmul(u),
        p.matmul(q.unaryMinus()),
        p.times(2).matmul(u.div(x)));
    add("contract(a, x) = a*x", g.contract(x, p, "", "ij", "ji"), g.contract(p, y, "ij", "", "ij"));
    add(
        "broadcast(a) @ x = a*sum(x)",
        p.matmul(repeated(x, 3)),
        p.matmul(repeated(x, 3, 4)),
        g.contract(repeated(x, 3), u, "i", "j", "ij"),
        u.matmul(repeated(number(1), 3)));
  }

  private void normalizations() {
    Node log = g.apply(new Op.Normalize(Normalization.LOG_SOFTMAX, 1), List.of(p));
    Node soft = g.apply(new Op.Normalize(Normalization.SOFTMAX, 1), List.of(p));
    add("exp(log_softmax(x)) = softmax(x)", log.map(ScalarOp.EXP));
    add("log(softmax(x)) = log_softmax(x)", soft.map(ScalarOp.LOG));
    Node exponential = p.map(ScalarOp.EXP);
    add("log(sum(exp(x))) = logsumexp(x)", sum(exponential, false, 1).map(ScalarOp.LOG));
    Node total = g.reduce(Reduction.LOGSUMEXP, u, List.of(0), false);
    Node rows = g.reduce(Reduction.LOGSUMEXP, p, List.of(1), true);
    add("x - logsumexp(x) = log_softmax(x)", u.minus(total), p.minus(rows));
    Node both = u.minus(v);
    Node ofBoth = g.reduce(Reduction.LOGSUMEXP, both, List.of(0), false);
    add("x - logsumexp(x) = log_softmax(x)", both.minus(ofBoth));
    add(
        "exp(x) / sum(exp(x)) = softmax(x)",
        exponential.div(sum(exponential, true, 1)),
        x.times(exponential).div(sum(exponential, true, 0).pow(2)));
  }

  private Node any(Node node, boolean keep, Integer... axes) {
    return g.reduce(Reduction.ANY, node, List.of(axes), keep);
  }

  private Node greater(Node node) {
    return g.map(ScalarOp.GT, node, number(0));
  }

  private Node isZero(Node node) {
    return g.map(ScalarOp.EQ, node, number(0));
  }

  private void choices() {
    Node above = greater(x);
    Node inner = g.where(above, x, y);
    add(
        "where(p, f(where(p, x, y)), z) = where(p, f(x), z)",
        g.where(above, inner.times(z), z),
        g.where(above, z, inner.map(ScalarOp.EXP).plus(inner)),
        g.where(greater(u), p.times(g.where(greater(u), v, u)), x));
    Node truths = greater(u);
    add("any(broadcast(p)) = any(p)", any(repeated(truths, 2, 3), false, 0));
    add("any(broadcast(p), axis with a name) = any(p)", any(repeated(truths, 2, 3), false, 0));
    add("any(p, axis of extent 1) = p", any(truths.reshape(3, 1), false, 1));
    add("any(any(p)) = any(p)", any(any(greater(p), false, 1), false, 0));
    add("any(one_hot(arange)) = 1", any(diagonal(), false, 0), any(diagonal(), true, 1));
    add("a*x < 0 = x < 0", isZero(x.div(2)), greater(x.times(3)));
    Node size = x.map(ScalarOp.EXP);
    add(
        "x < 0 = 0",
        greater(size),
        isZero(size),
        g.map(ScalarOp.LT, x.pow(2), number(0)),
        g.map(ScalarOp.LE, size, number(0)),
        g.map(ScalarOp.GE, x.pow(2), number(0)));
    add(
        "f(where(p, a, x)) = where(p, f(a), f(x))",
        g.where(above, number(1), x).pow(2),
        g.where(above, x, number(4)).map(ScalarOp.SQRT),
        g.where(above, x, number(4)).plus(2));
    Node root = x.map(ScalarOp.SQRT);
    add(
        "where(x == 0, f(0), f(x)) = f(x)",
        g.where(isZero(x), number(0), root),
        g.where(isZero(x), number(0), x.map(ScalarOp.ABS)));
    add(
        "where(x == 0, y, z*x/x) = where(x == 0, y, z)",
        g.where(isZero(x), y, z.times(x).div(x)),
        g.where(isZero(x.pow(2)), y, x.pow(2).map(ScalarOp.SQRT).div(x.pow(2).map(ScalarOp.SQRT))));
    Node norm = g.reduce(Reduction.NORM, u, List.of(0), false);
    add("norm(x)^2 = sum(x^2)", norm.pow(2));
    Node squares = isZero(u.pow(2).sum());
    add(
        "where(sum(x^2) == 0, 0, x*y) = x*y",
        g.where(squares, number(0), u.times(v)),
        g.where(squares, number(0), p.matmul(u).times(2)),
        g.where(isZero(norm), number(0), u.times(v)));
    add("sum(where(p, x, 0)) = where(p, sum(x), 0)", g.where(above, u, number(0)).sum());
    add(
        "reshape(where(p, x, 0)) = where(p, reshape(x), 0)",
        g.where(above, number(0), u).reshape(3, 1));
    add(
        "permute(where(p, x, 0)) = where(p, permute(x), 0)",
        g.where(above, number(0), p).transpose());
    add("where(p, x, 0) @ y = where(p, x @ y, 0)", p.matmul(g.where(above, u, number(0))));
  }

  private Node diagonal() {
    Node numbers = g.apply(new Op.Iota(Dim.of(3)), List.of());
    return g.apply(new Op.OneHot(Dim.of(3)), List.of(numbers));
  }

  private void identities() {
    Node eye = g.cast(diagonal(), DType.F64);
    add("where(one_hot(arange), a, 0) = a*eye", g.where(diagonal(), x, number(0)));
    add("eye' = eye", eye.transpose());
    add("eye @ x = x", eye.matmul(q), p.matmul(eye), eye.matmul(u), q.transpose().matmul(eye));
  }
}
