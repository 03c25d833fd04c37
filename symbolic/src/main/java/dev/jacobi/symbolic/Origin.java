package dev.jacobi.symbolic;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.tape.Tape;
import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Span;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Built;
import java.util.Map;

/** Where a formula comes from. */
interface Origin {

  /** A graph with what was built in it. */
  record Formulas(Graph graph, Built<Node> built) {}

  /** What a run on a tape came to. */
  record Taped(Built<Variable> built, boolean hasStatements) {}

  /**
   * Builds the formula.
   *
   * @param given the types of inputs, as far as known
   * @param dtype the element type of inputs and numbers that say none
   */
  Formulas build(Map<String, TensorType> given, DType dtype);

  /** Runs the formula on a new tape that was made for it. */
  Taped run(Tape tape, Map<String, Tensor> at, Map<String, TensorType> given, DType dtype);

  /** Where a name is given its value, or, for an input, where it is first named. */
  Span place(String name);
}
