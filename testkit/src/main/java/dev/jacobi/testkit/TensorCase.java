package dev.jacobi.testkit;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small program over tensors, with operands to run it on.
 *
 * @param name what it shows
 * @param operands f64, or what the program needs; the inputs are called x0, x1, …
 * @param formula the program
 */
record TensorCase(String name, List<Tensor> operands, Formula formula) {

  /** A program, written with the operations of a graph. */
  @FunctionalInterface
  interface Formula {
    Node of(Graph a, List<Node> x);
  }

  /** Copies the operands. */
  TensorCase {
    operands = List.copyOf(operands);
  }

  /** The same program on operands of another type than f64. */
  TensorCase with(DType dtype) {
    if (operands.stream().noneMatch(x -> x.dtype() == DType.F64) || dtype == DType.F64) {
      return this;
    }
    List<Tensor> converted =
        operands.stream().map(x -> x.dtype() == DType.F64 ? x.cast(dtype) : x).toList();
    return new TensorCase(name + ", " + dtype, converted, formula);
  }

  /** The inputs, appended to a graph. */
  List<Node> inputs(Graph graph) {
    List<Node> inputs = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      inputs.add(graph.input("x" + i, operands.get(i).type()));
    }
    return inputs;
  }

  /** The program, appended to a graph. */
  Node build(Graph graph) {
    return formula.of(graph, inputs(graph));
  }

  /** The operands by the names of the inputs. */
  Map<String, Tensor> point() {
    Map<String, Tensor> point = new LinkedHashMap<>();
    for (int i = 0; i < operands.size(); i++) {
      point.put("x" + i, operands.get(i));
    }
    return point;
  }

  @Override
  public String toString() {
    return name;
  }
}
