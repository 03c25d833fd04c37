package dev.jacobi.gpu.device;

import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Demand;
import dev.jacobi.core.kernel.Doubt;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.type.DType;
import dev.jacobi.gpu.ptx.Argument;
import dev.jacobi.gpu.ptx.Emission;
import dev.jacobi.gpu.ptx.Emitter;
import dev.jacobi.gpu.ptx.Kernel;
import dev.jacobi.gpu.ptx.Launch;
import dev.jacobi.gpu.ptx.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a program runs on the device, in which parts, and where each buffer lies in one piece of
 * memory, the arena: inputs, outputs, constants, temporaries by slot, scratch, each aligned to 256
 * bytes. Buffers that no launch touches are not there. Immutable; serves any number of frames.
 */
final class Plan {

  private static final long ALIGNMENT = 256;

  private final Program program;
  private final List<Part> parts = new ArrayList<>();
  private final long[] offsets;
  private final Map<Argument.Groups, Stretch> groups = new LinkedHashMap<>();
  private final Set<Integer> read = new HashSet<>();
  private final Set<Integer> written = new HashSet<>();
  private final Stretch uploads;
  private final Stretch downloads;
  private final Stretch constants;
  private long bytes;

  /** Plans a program for the device that launches are made for. */
  Plan(Program program, Emissions emissions, Target target) {
    this.program = program;
    this.offsets = new long[program.buffers().size()];
    Arrays.fill(offsets, -1);
    List<Emission> emitted = new ArrayList<>();
    for (Step step : program.steps()) {
      if (!Emitter.isForHost(step)) {
        emitted.add(emissions.of(step, program, target));
        read.addAll(step.reads());
        written.addAll(step.writes());
      }
    }
    // An output that the host computes and a launch reads is uploaded after it is known, alone.
    uploads = stretch(buffer -> buffer.source() instanceof Buffer.Input);
    downloads = stretch(b -> b.source() instanceof Buffer.Output && written.contains(b.id()));
    constants = stretch(buffer -> buffer.source() instanceof Buffer.Constant);
    place();
    placeGroups(emitted);
    lookAhead();
    divide(emitted, bytes);
  }

  /** Places buffers of one sort behind each other. */
  private Stretch stretch(Predicate<Buffer> sort) {
    long start = bytes;
    long end = bytes;
    List<Stretch.Piece> pieces = new ArrayList<>();
    for (Buffer buffer : program.buffers()) {
      if (isOnDevice(buffer.id()) && sort.test(buffer)) {
        long size = size(buffer);
        offsets[buffer.id()] = bytes;
        pieces.add(new Stretch.Piece(buffer.id(), buffer.dtype(), bytes - start, size));
        end = bytes + size;
        bytes = aligned(end);
      }
    }
    return new Stretch(pieces, start, end - start);
  }

  private boolean isOnDevice(int buffer) {
    return read.contains(buffer) || written.contains(buffer);
  }

  /** Places what is left: outputs of the host that a launch reads, and temporaries by slot. */
  private void place() {
    Map<Integer, Long> slots = new HashMap<>();
    for (Buffer buffer : program.buffers()) {
      if (isOnDevice(buffer.id()) && buffer.source() instanceof Buffer.Temporary temporary) {
        slots.merge(temporary.slot(), size(buffer), Math::max);
      }
    }
    Map<Integer, Long> starts = new HashMap<>();
    for (Buffer buffer : program.buffers()) {
      if (!isOnDevice(buffer.id()) || offsets[buffer.id()] >= 0) {
        continue;
      }
      if (buffer.source() instanceof Buffer.Temporary temporary) {
        Long known = starts.get(temporary.slot());
        if (known == null) {
          known = bytes;
          starts.put(temporary.slot(), known);
          bytes = aligned(bytes + slots.getOrDefault(temporary.slot(), 0L));
        }
        offsets[buffer.id()] = known;
      } else {
        offsets[buffer.id()] = bytes;
        bytes = aligned(bytes + size(buffer));
      }
    }
  }

  /** Groups of positions have places of their own, and stay there from one replay to the next. */
  private void placeGroups(List<Emission> emitted) {
    for (Emission emission : emitted) {
      for (Argument.Groups own : groups(emission)) {
        if (!groups.containsKey(own)) {
          int id = program.buffers().size() + groups.size();
          Buffer room = new Buffer(id, DType.I64, own.size(), new Buffer.Temporary(id));
          groups.put(own, Stretch.of(room, bytes));
          bytes = aligned(bytes + size(room));
        }
      }
    }
  }

  private static List<Argument.Groups> groups(Emission emission) {
    return emission.launches().stream()
        .flatMap(launch -> launch.arguments().stream())
        .filter(Argument.Groups.class::isInstance)
        .map(Argument.Groups.class::cast)
        .distinct()
        .toList();
  }

  /** Makes segments of launches that follow each other; all share the scratch memory. */
  private void divide(List<Emission> emitted, long scratchStart) {
    List<Part.Placed> open = new ArrayList<>();
    int next = 0;
    for (Step step : program.steps()) {
      if (step instanceof Defined defined) {
        close(open);
        parts.add(new Part.Host(defined));
        continue;
      }
      if (step instanceof Doubt doubt) {
        close(open);
        parts.add(new Part.Look(doubt));
        continue;
      }
      for (Demand demand : demands(step)) {
        if (!isGiven(demand)) {
          close(open);
          parts.add(new Part.Check(demand));
        }
      }
      Emission emission = emitted.get(next++);
      for (Argument.Groups own : groups(emission)) {
        if (!isGiven(own)) {
          close(open);
          parts.add(new Part.Grouped(own));
        }
      }
      List<Long> scratch = new ArrayList<>();
      long end = scratchStart;
      for (long size : emission.scratch()) {
        scratch.add(end);
        end = aligned(end + size);
      }
      bytes = Math.max(bytes, end);
      emission.launches().forEach(launch -> open.add(new Part.Placed(launch, scratch)));
    }
    close(open);
  }

  /** What is known before the run is looked at before it, so that launches follow each other. */
  private void lookAhead() {
    program.steps().stream()
        .flatMap(step -> demands(step).stream())
        .filter(this::isGiven)
        .distinct()
        .forEach(demand -> parts.add(new Part.Check(demand)));
    groups.keySet().stream().filter(this::isGiven).forEach(own -> parts.add(new Part.Grouped(own)));
  }

  /** What loops demand; those of streamed steps demand nothing. */
  private static List<Demand> demands(Step step) {
    return step instanceof Loop loop ? loop.demands() : List.of();
  }

  private void close(List<Part.Placed> open) {
    if (!open.isEmpty()) {
      parts.add(new Part.Segment(open));
      open.clear();
    }
  }

  private static long size(Buffer buffer) {
    return (long) buffer.dtype().bytes() * buffer.size();
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  Program program() {
    return program;
  }

  List<Part> parts() {
    return parts;
  }

  /** The bytes of the arena. */
  long bytes() {
    return bytes;
  }

  /** Where a buffer begins in the arena; negative if it is not there. */
  long offset(int buffer) {
    return offsets[buffer];
  }

  /** Whether a launch reads a buffer. */
  boolean isRead(int buffer) {
    return read.contains(buffer);
  }

  /** Whether a launch writes a buffer. */
  boolean isWritten(int buffer) {
    return written.contains(buffer);
  }

  /** Whether integers of which something is demanded are known before a run. */
  boolean isGiven(Demand demand) {
    return isGiven(demand.integers().buffer());
  }

  /** Whether positions that are grouped are known before a run. */
  boolean isGiven(Argument.Groups own) {
    return isGiven(own.positions());
  }

  private boolean isGiven(int buffer) {
    Buffer.Source source = program.buffers().get(buffer).source();
    return source instanceof Buffer.Input || source instanceof Buffer.Constant;
  }

  /**
   * Where groups lie in the arena, as a stretch of one piece, whose number is behind those of the
   * program's buffers.
   */
  Stretch place(Argument.Groups own) {
    return Objects.requireNonNull(groups.get(own), own::toString);
  }

  /** How many buffers and groups there are. */
  int storages() {
    return program.buffers().size() + groups.size();
  }

  /** The inputs that launches read. */
  Stretch uploads() {
    return uploads;
  }

  /** The outputs that launches write. */
  Stretch downloads() {
    return downloads;
  }

  /** The constants that launches read. */
  Stretch constants() {
    return constants;
  }

  /** All launches, in order. */
  List<Launch> launches() {
    List<Launch> all = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Part.Segment segment) {
        segment.launches().forEach(placed -> all.add(placed.launch()));
      }
    }
    return all;
  }

  /** The kernels, each once, in the order of first use. */
  Set<Kernel> kernels() {
    Set<Kernel> kernels = new LinkedHashSet<>();
    launches().forEach(launch -> kernels.add(launch.kernel()));
    return kernels;
  }
}
