package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.Inputs;
import dev.jacobi.core.backend.Runnability;
import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.backend.reference.ByDefinition;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Doubt;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Scatter;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.kernel.Streamed;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Memory;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program made ready to run on a machine. Storage of temporaries is kept between runs, one set
 * for each run that goes on at the same time.
 */
public final class TileExecutable implements Executable {

  private final Graph graph;
  private final boolean[] live;
  private final Program program;
  private final Machine machine;
  private final List<StepRunner> steps;
  private final long bytes;
  private final ConcurrentLinkedDeque<Frame> idle = new ConcurrentLinkedDeque<>();

  private TileExecutable(Graph graph, Machine machine) {
    this.graph = graph;
    this.live = graph.live(graph.outputs().values());
    this.program = Lowering.lower(graph);
    this.machine = machine;
    this.bytes = needed();
    this.steps = program.steps().stream().map(this::runner).toList();
  }

  /** Lowers a graph for a machine; one that cannot run is a diagnostic. */
  public static TileExecutable of(Graph graph, Machine machine) {
    Runnability.require(graph);
    return new TileExecutable(graph, machine);
  }

  private StepRunner runner(Step step) {
    if (step instanceof Loop loop) {
      return new LoopRunner(loop, machine);
    }
    if (step instanceof Product product) {
      return new ProductRunner(product, sizes(product));
    }
    if (step instanceof Streamed streamed) {
      return new StreamedRunner(streamed, machine, sizes(streamed.first()), sizes(streamed.last()));
    }
    if (step instanceof Scatter scatter) {
      return new ScatterRunner(scatter, machine);
    }
    if (step instanceof Doubt doubt) {
      return new DoubtRunner(doubt);
    }
    return new DefinedRunner((Defined) step);
  }

  private ProductRunner.Sizes sizes(Product product) {
    return new ProductRunner.Sizes(
        size(product.left().buffer()),
        size(product.right().buffer()),
        size(product.result().buffer()));
  }

  private int size(int buffer) {
    return program.buffers().get(buffer).size();
  }

  /** The bytes of temporaries and outputs. */
  private long needed() {
    long sum = 0;
    Map<Integer, Long> slots = new HashMap<>();
    for (Buffer buffer : program.buffers()) {
      long size = Memory.bytes(buffer.dtype()) * buffer.size();
      if (buffer.source() instanceof Buffer.Temporary temporary) {
        slots.merge(temporary.slot(), size, Math::max);
      } else if (buffer.source() instanceof Buffer.Output) {
        sum += size;
      }
    }
    return sum + slots.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public Graph graph() {
    return graph;
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Map<String, Tensor> values = new HashMap<>();
    Inputs.bound(graph, live, inputs)
        .forEach((node, value) -> values.put(((Op.Input) node.op()).name(), value));
    Map<String, Object> arrays = new HashMap<>();
    values.forEach((name, value) -> arrays.put(name, value.array()));
    Memory.require(bytes);
    try {
      Frame kept = idle.pollFirst();
      Frame frame = kept == null ? new Frame(program, steps) : kept;
      frame.bind(arrays);
      boolean sure = frame.run(machine);
      Map<String, Tensor> results = sure ? results(frame, values) : Map.of();
      frame.release();
      idle.addFirst(frame);
      return sure ? results : new ByDefinition(graph).run(values);
    } catch (OutOfMemoryError exhausted) {
      idle.clear();
      throw Memory.exhausted(graph.outputs().values().iterator().next().type()).exception();
    }
  }

  private Map<String, Tensor> results(Frame frame, Map<String, Tensor> inputs) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    program
        .outputs()
        .forEach(
            (name, output) -> {
              Buffer.Source source = program.buffers().get(output.buffer()).source();
              Tensor given = source instanceof Buffer.Input input ? inputs.get(input.name()) : null;
              results.put(
                  name,
                  given != null
                      ? given.reshape(output.type().shape())
                      : Tensor.wrap(output.type(), frame.buffers[output.buffer()]));
            });
    return Collections.unmodifiableMap(results);
  }

  @Override
  public Bound bind(Buffers buffers) {
    Storage.require(graph, live, buffers);
    Memory.require(bytes);
    Map<String, Object> storage = buffers.storage();
    Frame frame = new Frame(program, steps);
    frame.bind(storage);
    List<Runnable> copies = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    program
        .outputs()
        .forEach(
            (name, output) -> {
              Object own = storage.get(name);
              Buffer buffer = program.buffers().get(output.buffer());
              if (own != null
                  && buffer.source() instanceof Buffer.Output
                  && taken.add(buffer.id())) {
                frame.buffers[buffer.id()] = own;
              } else if (own != null) {
                copies.add(
                    () -> copy(frame.buffers[buffer.id()], own, output.type().shape().elements()));
              }
            });
    AtomicBoolean busy = new AtomicBoolean();
    return () -> {
      if (!busy.compareAndSet(false, true)) {
        throw shared().exception();
      }
      try {
        if (frame.run(machine)) {
          copies.forEach(Runnable::run);
        } else {
          new ByDefinition(graph).run(buffers);
        }
      } finally {
        busy.set(false);
      }
    };
  }

  private static Diagnostic shared() {
    return Diagnostic.error(
        "run/shared",
        "a bound run goes on in another thread, in the same storage",
        "bind once for each thread: executable.bind(...) gives runs of their own");
  }

  private static void copy(Object from, Object to, int count) {
    if (from instanceof java.nio.Buffer && to instanceof java.nio.Buffer) {
      Object between = Buffers.dtype(from).array(count);
      Storage.copy(from, 0, between, 0, count);
      Storage.copy(between, 0, to, 0, count);
    } else {
      Storage.copy(from, 0, to, 0, count);
    }
  }

  /** The program, for a person to read. */
  public Program program() {
    return program;
  }

  @Override
  public Optional<String> listing() {
    return Optional.of(program.toString());
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder(machine.description());
    steps.forEach(step -> text.append('\n').append(step.description()));
    return text.toString();
  }
}
