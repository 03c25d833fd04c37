package dev.jacobi.core.backend.reference;

import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Tensor;
import java.util.HashMap;
import java.util.Map;

/**
 * Runs a graph by its definition where another way to run it ended in doubt, and so gives what the
 * definition gives: values, or its diagnostic.
 *
 * @param graph frozen, with outputs, without named dimensions
 */
public record ByDefinition(Graph graph) {

  /** The outputs for inputs that fit. */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return new Interpreter(Plan.of(graph)).run(inputs);
  }

  /** Reads inputs from, and writes outputs to, storage that fits. */
  public void run(Buffers buffers) {
    Map<String, Object> storage = buffers.storage();
    Map<String, Tensor> inputs = new HashMap<>();
    graph
        .inputs()
        .forEach(
            (name, node) -> {
              Object own = storage.get(name);
              if (own != null) {
                inputs.put(name, tensor(node, own));
              }
            });
    run(inputs)
        .forEach(
            (name, value) -> {
              Object own = storage.get(name);
              if (own != null) {
                Storage.copy(value.array(), 0, own, 0, value.size());
              }
            });
  }

  private static Tensor tensor(Node input, Object storage) {
    int size = input.shape().elements();
    Object own = input.dtype().array(size);
    Storage.copy(storage, 0, own, 0, size);
    return Tensor.wrap(input.type(), own);
  }
}
