package dev.jacobi.cpu;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.VectorFunction;
import dev.jacobi.core.backend.tile.TileExecutable;
import dev.jacobi.core.backend.tile.TileTensors;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.cpu.emit.Compiler;
import dev.jacobi.cpu.emit.Form;
import dev.jacobi.cpu.emit.Policy;
import dev.jacobi.cpu.jvm.Hint;
import dev.jacobi.cpu.jvm.VectorSupport;
import dev.jacobi.cpu.jvm.Workers;
import dev.jacobi.cpu.product.Product;
import dev.jacobi.cpu.scalar.ScalarCode;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs on this machine's processor: fused loops as bytecode, with the Vector API where the JVM has
 * it, matrix products in registers, and all threads. Loops are interpreted until they are hot and
 * compiled beside; the bits are the same before and after, with and without vectors, and for any
 * number of threads.
 */
public final class CpuBackend implements Backend {

  private static final int PRIORITY = 10;

  private final VectorSupport vectors;
  private final Workers workers;
  private final CpuMachine machine;
  private final TileTensors tensors;

  /** With what this JVM offers, and the threads that all share. */
  public CpuBackend() {
    this(VectorSupport.detect(), Workers.shared());
  }

  /** With vectors of a width, or none, and threads of its own; for tests and measurements. */
  public CpuBackend(VectorSupport vectors, Workers workers) {
    this.vectors = vectors;
    this.workers = workers;
    Policy policy =
        vectors.isAvailable()
            ? Policy.of(Form.vector(vectors.bits()), Form.SCALAR)
            : Policy.of(Form.SCALAR);
    Hint hint = new Hint(vectors);
    this.machine =
        new CpuMachine(new Compiler(policy), new Product(vectors, workers), workers, hint);
    this.tensors = new TileTensors(machine);
  }

  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public List<String> capabilities() {
    return List.of(
        "bool, i64, f32, f64",
        workers.threads() + (workers.threads() == 1 ? " thread" : " threads"),
        vectors.isAvailable() ? vectors.toString() : "no vectors: " + vectors.reason());
  }

  @Override
  public Executable compile(Graph graph) {
    return TileExecutable.of(graph, machine);
  }

  @Override
  public TensorAlgebra<Tensor> tensors() {
    return tensors;
  }

  @Override
  public VectorFunction function(Graph graph, List<String> inputs) {
    List<Node> results = List.copyOf(graph.outputs().values());
    return ScalarCode.obstacle(results).isEmpty()
        ? ScalarCode.of(results, inputs)
        : Backend.super.function(graph, inputs);
  }

  @Override
  public VectorFunction function(
      List<Node> results, List<String> inputs, Supplier<Graph> simplified) {
    return ScalarCode.obstacle(results).isEmpty()
        ? ScalarCode.of(results, inputs, simplified)
        : function(simplified.get(), inputs);
  }

  /** Waits until matrix products run at full speed; without, they soon do by themselves. */
  public void warmUp() throws InterruptedException {
    machine.warmUp();
  }
}
