package dev.jacobi.gpu.device;

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
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Memory;
import dev.jacobi.core.type.Tensor;
import java.lang.ref.Reference;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A program made ready to run on a device. Memory there is kept between runs, one frame for each
 * run that goes on at the same time, until the executable is no longer reachable.
 */
public final class GpuExecutable implements Executable {

  private final Graph graph;
  private final boolean[] live;
  private final Device device;
  private final Plan plan;
  private final Frames frames;
  private final String title;

  /** The bytes of outputs on the host. */
  private final long bytes;

  private GpuExecutable(Graph graph, Device device, Emissions emissions) {
    this.graph = graph;
    this.live = graph.live(graph.outputs().values());
    this.device = device;
    this.plan = new Plan(Lowering.lower(graph), emissions, device.target());
    this.frames = device.frames(this, plan);
    this.title = device.name() + ", " + device.target().name().toLowerCase(Locale.ROOT);
    this.bytes =
        plan.program().buffers().stream()
            .filter(buffer -> buffer.source() instanceof Buffer.Output)
            .mapToLong(buffer -> Memory.bytes(buffer.dtype()) * buffer.size())
            .sum();
  }

  /** Lowers a graph for a device; one that cannot run is a diagnostic. */
  public static GpuExecutable of(Graph graph, Device device, Emissions emissions) {
    Runnability.require(graph);
    return device.run(0, () -> new GpuExecutable(graph, device, emissions));
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
    Memory.require(bytes);
    try {
      Optional<Map<String, Tensor>> found = device.run(plan.bytes(), () -> attempt(values));
      return found.orElseGet(() -> new ByDefinition(graph).run(values));
    } catch (OutOfMemoryError exhausted) {
      throw Memory.exhausted(graph.outputs().values().iterator().next().type()).exception();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** The results; empty where they may not be what the definition says. */
  private Optional<Map<String, Tensor>> attempt(Map<String, Tensor> inputs) {
    Frame frame = frames.take();
    boolean usable = false;
    try {
      for (Buffer buffer : plan.program().buffers()) {
        if (buffer.source() instanceof Buffer.Input input) {
          Tensor value = inputs.get(input.name());
          if (value == null) {
            throw new AssertionError(buffer);
          }
          frame.host()[buffer.id()] = value.array();
        } else if (buffer.source() instanceof Buffer.Output) {
          frame.host()[buffer.id()] = buffer.dtype().array(buffer.size());
        }
      }
      boolean sure = frame.run();
      Optional<Map<String, Tensor>> results =
          sure ? Optional.of(results(frame, inputs)) : Optional.empty();
      usable = true;
      return results;
    } catch (DiagnosticException | OutOfMemoryError refusal) {
      usable = true;
      throw refusal;
    } finally {
      if (usable) {
        frames.give(frame);
      } else {
        frame.close();
      }
    }
  }

  private Map<String, Tensor> results(Frame frame, Map<String, Tensor> inputs) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    for (Map.Entry<String, Program.Output> entry : plan.program().outputs().entrySet()) {
      Program.Output output = entry.getValue();
      Buffer.Source source = plan.program().buffers().get(output.buffer()).source();
      Tensor given = source instanceof Buffer.Input input ? inputs.get(input.name()) : null;
      results.put(
          entry.getKey(),
          given != null
              ? given.reshape(output.type().shape())
              : Tensor.wrap(output.type(), frame.host()[output.buffer()]));
    }
    return Collections.unmodifiableMap(results);
  }

  @Override
  public Bound bind(Buffers buffers) {
    Storage.require(graph, live, buffers);
    Memory.require(bytes);
    return device.run(plan.bytes(), () -> new BoundRun(this, device, plan, buffers));
  }

  /**
   * Binds inputs and outputs as {@link #bind} does, for runs between which all stays on the device.
   *
   * @throws DiagnosticException as {@link #bind}; {@code gpu/resident} when the host does a part of
   *     the program
   */
  public Resident resident(Buffers buffers) {
    Storage.require(graph, live, buffers);
    Resident.require(plan);
    return device.run(
        plan.bytes(),
        () -> new Resident(this, device, plan, new BoundRun(this, device, plan, buffers)));
  }

  /** The lowered program, for a person to read. */
  @Override
  public Optional<String> listing() {
    return Optional.of(plan.program().toString());
  }

  /** The device, what is replayed and what the host does. */
  @Override
  public String description() {
    StringBuilder text = new StringBuilder(title);
    text.append(", ").append(Device.size(plan.bytes())).append(" of device memory");
    for (Part part : plan.parts()) {
      if (part instanceof Part.Host host) {
        text.append("\non the host, since no kernel does it: ")
            .append(host.step().toString().strip());
      } else if (part instanceof Part.Check check) {
        text.append("\nlooked at by the host, before launches rely on it: ")
            .append(check.demand().integers());
      } else if (part instanceof Part.Look look) {
        text.append(
                "\nlooked at by the host, which runs all by definition where integers do not fit: ")
            .append(look.doubt().toString().strip());
      } else if (part instanceof Part.Grouped grouped) {
        text.append("\ngrouped by the host, before launches add by place: @")
            .append(grouped.groups().positions());
      } else {
        describe((Part.Segment) part, text);
      }
    }
    return text.toString();
  }

  private static void describe(Part.Segment segment, StringBuilder text) {
    int count = segment.launches().size();
    text.append("\nreplayed: ").append(count).append(count == 1 ? " launch" : " launches");
    for (Part.Placed placed : segment.launches()) {
      text.append("\n  ").append(placed.launch().description());
    }
  }
}
