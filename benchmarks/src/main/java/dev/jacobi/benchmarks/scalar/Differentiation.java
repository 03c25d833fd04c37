package dev.jacobi.benchmarks.scalar;

import dev.jacobi.benchmarks.Case;
import dev.jacobi.benchmarks.Peer;
import dev.jacobi.core.derivative.Reverse;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The symbolic derivative of a scalar program of 100,000 operations, against building it. */
@Case(
    value = "differentiate-100k",
    work = "build 100,000 scalar operations and the formula of their derivative",
    floor = "the derivative of these operations has about 2.5 times as many, so about 3.5")
@State(Scope.Benchmark)
public class Differentiation {

  private static final int OPERATIONS = 100_000;

  private static Node program(Graph graph) {
    Node u = graph.input("u");
    Node y = u;
    for (int i = 0; i < OPERATIONS / 4; i++) {
      y = y.map(ScalarOp.SIN).times(u).plus(y).div(2);
    }
    return y;
  }

  /** Builds the program and the formula of its derivative. */
  @Benchmark
  public Node jacobi() {
    Graph graph = new Graph();
    Node y = program(graph);
    Node seed = graph.constant(1, DType.F64);
    return Reverse.gradients(graph, y, seed, List.of(graph.input("u"))).get(0);
  }

  /** Builds the program only. */
  @Benchmark
  @Peer("building the 100,000 operations only")
  public Node building() {
    return program(new Graph());
  }
}
