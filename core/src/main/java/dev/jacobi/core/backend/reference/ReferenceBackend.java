package dev.jacobi.core.backend.reference;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Tensor;
import java.util.List;

/** The backend that defines the others: interprets the graph. Always there, never the fastest. */
public final class ReferenceBackend implements Backend {

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public List<String> capabilities() {
    return List.of("bool, i64, f32, f64", "one thread", "interpreter");
  }

  @Override
  public Executable compile(Graph graph) {
    return new Interpreter(Plan.of(graph));
  }

  @Override
  public TensorAlgebra<Tensor> tensors() {
    return new Eager();
  }
}
