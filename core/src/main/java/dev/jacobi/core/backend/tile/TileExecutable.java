package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.Inputs;
import dev.jacobi.core.backend.Memory;
import dev.jacobi.core.backend.Runnability;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

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
    this.steps = program.steps().stream().map(step -> runner(step, machine)).toList();
  }

  /** Lowers a graph for a machine; one that cannot run is a diagnostic. */
  public static TileExecutable of(Graph graph, Machine machine) {
    Runnability.require(graph);
    return new TileExecutable(graph, machine);
  }

  private static StepRunner runner(Step step, Machine machine) {
    if (step instanceof Loop loop) {
      return new LoopRunner(loop, machine);
    }
    return step instanceof Product product
        ? new ProductRunner(product)
        : new DefinedRunner((Defined) step);
  }

  /** The bytes of temporaries and outputs. */
  private long needed() {
    long sum = 0;
    Map<Integer, Long> slots = new LinkedHashMap<>();
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

  /** Storage for one run at a time. */
  private final class Frame {
    final Object[] buffers = new Object[program.buffers().size()];
    final List<StepRunner.State> states = new ArrayList<>();

    Frame() {
      Map<Integer, Buffer> largest = new LinkedHashMap<>();
      for (Buffer buffer : program.buffers()) {
        if (buffer.source() instanceof Buffer.Temporary temporary) {
          largest.merge(temporary.slot(), buffer, (x, y) -> x.size() >= y.size() ? x : y);
        } else if (buffer.source() instanceof Buffer.Constant constant) {
          buffers[buffer.id()] = Lanes.elements(constant.tensor());
        }
      }
      Map<Integer, Object> slots = new LinkedHashMap<>();
      largest.forEach(
          (slot, buffer) -> slots.put(slot, Lanes.array(Lanes.of(buffer.dtype()), buffer.size())));
      for (Buffer buffer : program.buffers()) {
        if (buffer.source() instanceof Buffer.Temporary temporary) {
          Object array = slots.get(temporary.slot());
          if (array == null) {
            throw new AssertionError(buffer);
          }
          buffers[buffer.id()] = array;
        }
      }
      steps.forEach(step -> states.add(step.state()));
    }
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Map<Node, Tensor> values = Inputs.bound(graph, live, inputs);
    Map<String, Tensor> named = new LinkedHashMap<>();
    values.forEach((node, value) -> named.put(name(node), value));
    Memory.require(bytes);
    try {
      Frame kept = idle.pollFirst();
      Frame frame = kept == null ? new Frame() : kept;
      bind(frame, named);
      compute(frame);
      Map<String, Tensor> results = results(frame, named);
      release(frame);
      return results;
    } catch (OutOfMemoryError exhausted) {
      idle.clear();
      throw Memory.exhausted(graph.outputs().values().iterator().next().type()).exception();
    }
  }

  private static String name(Node input) {
    return ((dev.jacobi.core.graph.Op.Input) input.op()).name();
  }

  private void bind(Frame frame, Map<String, Tensor> inputs) {
    for (Buffer buffer : program.buffers()) {
      if (buffer.source() instanceof Buffer.Input input) {
        Tensor value = inputs.get(input.name());
        if (value == null) {
          throw new AssertionError(buffer);
        }
        frame.buffers[buffer.id()] = Lanes.elements(value);
      } else if (buffer.source() instanceof Buffer.Output) {
        frame.buffers[buffer.id()] = Lanes.array(Lanes.of(buffer.dtype()), buffer.size());
      }
    }
  }

  private void compute(Frame frame) {
    for (int i = 0; i < steps.size(); i++) {
      if (Thread.currentThread().isInterrupted()) {
        throw Diagnostic.error("run/interrupted", "the run was interrupted", "").exception();
      }
      steps.get(i).run(frame.buffers, frame.states.get(i), machine);
    }
  }

  private Map<String, Tensor> results(Frame frame, Map<String, Tensor> inputs) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    program
        .outputs()
        .forEach(
            (name, output) -> {
              TensorType type = output.type();
              Buffer.Source source = program.buffers().get(output.buffer()).source();
              Tensor value;
              if (source instanceof Buffer.Input input && inputs.containsKey(input.name())) {
                value = inputs.get(input.name()).reshape(type.shape());
              } else if (source instanceof Buffer.Constant constant) {
                value = constant.tensor().reshape(type.shape());
              } else {
                value = Lanes.tensor(type.shape(), frame.buffers[output.buffer()]);
              }
              results.put(name, value);
            });
    return Collections.unmodifiableMap(results);
  }

  /** Lets go what belongs to the run, and keeps the rest for the next. */
  private void release(Frame frame) {
    for (Buffer buffer : program.buffers()) {
      boolean foreign =
          buffer.source() instanceof Buffer.Input || buffer.source() instanceof Buffer.Output;
      if (foreign) {
        frame.buffers[buffer.id()] = this;
      }
    }
    idle.addFirst(frame);
  }

  /** The program, for a person to read. */
  public Program program() {
    return program;
  }

  @Override
  public String description() {
    StringBuilder text = new StringBuilder(machine.description());
    steps.forEach(step -> text.append('\n').append(step.description()));
    return text.toString();
  }
}
