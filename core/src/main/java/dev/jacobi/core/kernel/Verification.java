package dev.jacobi.core.kernel;

import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks for what a program must not do. A buffer is read only when all of it was written, and not
 * written any more once it was read. Each of its elements is written once, by one step or by
 * several that write parts; but a step may fill a whole buffer before others write parts of it. Of
 * the temporaries of one slot the next is written only when the one before has had its last use.
 */
final class Verification {

  private final List<Buffer> buffers;
  private final List<Contents> contents = new ArrayList<>();
  private final Map<Integer, Integer> holders = new HashMap<>();
  private Optional<String> fault = Optional.empty();
  private int time;

  /** What is known of a buffer's elements. */
  private static final class Contents {
    boolean given;
    boolean whole;
    boolean read;
    final BitSet parts = new BitSet();
    int written;
    int lastUse;
  }

  /** For a program with the given buffers; steps and outputs follow. */
  Verification(List<Buffer> buffers) {
    this.buffers = buffers;
    buffers();
  }

  /** The first thing that was wrong so far, if anything was. */
  Optional<String> fault() {
    return fault;
  }

  /** The first thing that is wrong, if anything is. */
  static Optional<String> fault(
      List<Buffer> buffers, List<Step> steps, Map<String, Program.Output> outputs) {
    Verification verification = new Verification(buffers);
    steps.forEach(verification::step);
    outputs.forEach(verification::output);
    return verification.fault;
  }

  private boolean require(boolean holds, String complaint, Object subject) {
    return require(holds, () -> complaint, subject);
  }

  private boolean require(boolean holds, Supplier<String> complaint, Object subject) {
    if (!holds && fault.isEmpty()) {
      fault = Optional.of(complaint.get() + ": " + subject.toString().strip());
    }
    return holds;
  }

  private void buffers() {
    for (Buffer buffer : buffers) {
      Contents own = new Contents();
      own.given =
          buffer.source() instanceof Buffer.Input || buffer.source() instanceof Buffer.Constant;
      own.whole = own.given;
      require(buffer.id() == contents.size(), "out of place", buffer);
      contents.add(own);
      if (buffer.source() instanceof Buffer.Constant constant) {
        boolean fits =
            constant.tensor().dtype() == buffer.dtype()
                && constant.tensor().size() == buffer.size();
        require(fits, "not the constant's type", buffer);
      }
    }
  }

  /** Takes up the next step. */
  void step(Step step) {
    time++;
    if (step instanceof Streamed streamed) {
      streamed.steps().forEach(this::part);
    } else {
      part(step);
    }
  }

  private void part(Step step) {
    if (fault.isPresent()) {
      return;
    }
    if (step instanceof Loop loop) {
      loop(loop);
    } else if (step instanceof Product product) {
      Lane lane = product.dtype().lane();
      require(product.dtype().isFloat(), "not the type of a product", product);
      read(product.left(), lane, product);
      read(product.right(), lane, product);
      write(product.result(), lane, product);
    } else if (step instanceof Scatter scatter) {
      scatter(scatter);
    } else if (step instanceof Doubt doubt) {
      for (int flag : doubt.flags()) {
        sized(flag, Lane.TRUTH, 1, doubt);
        read(flag, doubt);
      }
    } else if (step instanceof Defined defined) {
      require(isTyped(defined), "no operation on such operands with such a result", defined);
      for (int i = 0; i < defined.operands().size(); i++) {
        whole(defined.operands().get(i), defined.operandTypes().get(i), defined);
        read(defined.operands().get(i), defined);
      }
      whole(defined.result(), defined.type(), defined);
      writeWhole(defined.result(), defined);
    }
  }

  private void scatter(Scatter scatter) {
    Lane lane = scatter.dtype().lane();
    boolean some = Math.min(scatter.count(), scatter.extent()) > 0;
    require(scatter.dtype().isFloat(), "not the type of a sum", scatter);
    require(some && scatter.outer() > 0 && scatter.inner() > 0, "nothing to add", scatter);
    long rows = (long) scatter.outer() * scatter.inner();
    sized(scatter.values(), lane, times(rows, scatter.count()), scatter);
    read(scatter.values(), scatter);
    sized(scatter.positions(), Lane.I64, scatter.count(), scatter);
    read(scatter.positions(), scatter);
    sized(scatter.result(), lane, times(rows, scatter.extent()), scatter);
    writeWhole(scatter.result(), scatter);
  }

  /** A product, or more than any buffer has. */
  private static long times(long x, int y) {
    return x > Integer.MAX_VALUE ? x : x * y;
  }

  private void sized(int buffer, Lane lane, long size, Step step) {
    if (holds(buffer, lane, step)) {
      require(buffers.get(buffer).size() == size, () -> "not the size of @" + buffer, step);
    }
  }

  private static boolean isTyped(Defined defined) {
    boolean operands = !defined.operands().isEmpty();
    try {
      return operands && defined.op().infer(defined.operandTypes()).equals(defined.type());
    } catch (DiagnosticException refused) {
      return false;
    }
  }

  private void loop(Loop loop) {
    for (int i = 0; i < loop.loads().size(); i++) {
      Load load = loop.loads().get(i);
      Lane lane = loop.body().lane(i);
      load.demand().ifPresent(demand -> read(demand.integers(), Lane.I64, loop));
      if (load.pick().isPresent()) {
        Demand.Pick pick = load.pick().get();
        read(load.place().picked(pick.extent(), pick.stride()), lane, loop);
      } else {
        read(load.place(), lane, loop);
      }
    }
    for (int i = 0; i < loop.targets().size(); i++) {
      Loop.Target target = loop.targets().get(i);
      Lane lane = loop.body().lane(loop.body().results().get(i));
      if (target instanceof Loop.Store store) {
        write(store.place(), lane, loop);
      } else if (target instanceof Loop.Reduce reduce) {
        require(isOf(reduce, loop.elements()), "a reduction of another space", loop);
        require(Loop.Reduce.takes(reduce.reduction(), lane), "a reduction of another lane", loop);
        int size = reduce.outer() * reduce.inner();
        if (holds(reduce.buffer(), lane, loop)
            && require(buffers.get(reduce.buffer()).size() == size, "not the size", loop)) {
          writeWhole(reduce.buffer(), loop);
        }
      }
    }
  }

  private static boolean isOf(Loop.Reduce reduce, int elements) {
    long outer = (long) reduce.outer() * reduce.inner();
    return reduce.reduced() > 0 && outer <= elements && outer * reduce.reduced() == elements;
  }

  private boolean holds(int buffer, Lane lane, Step step) {
    boolean exists = buffer >= 0 && buffer < buffers.size();
    return require(exists, () -> "there is no @" + buffer, step)
        && require(
            buffers.get(buffer).dtype().lane() == lane, () -> "not the type of @" + buffer, step);
  }

  private void whole(int buffer, TensorType type, Step step) {
    if (holds(buffer, type.dtype().lane(), step)) {
      int size = buffers.get(buffer).size();
      require(size == type.shape().elements(), () -> "not the size of @" + buffer, step);
    }
  }

  private void read(Layout layout, Lane lane, Step step) {
    if (holds(layout.buffer(), lane, step) && inside(layout)) {
      read(layout.buffer(), step);
    }
  }

  private void read(int buffer, Step step) {
    if (fault.isPresent()) {
      return;
    }
    Contents own = contents.get(buffer);
    int size = buffers.get(buffer).size();
    require(own.whole || own.written == size, "read before it is written", step);
    own.whole = true;
    own.read = true;
    use(buffer, step);
  }

  private void write(Layout layout, Lane lane, Step step) {
    if (!holds(layout.buffer(), lane, step) || !inside(layout)) {
      return;
    }
    if (layout.isWhole(buffers.get(layout.buffer()).size())) {
      writeWhole(layout.buffer(), step);
    } else {
      writePart(layout, step);
    }
  }

  private void writeWhole(int buffer, Step step) {
    if (fault.isPresent()) {
      return;
    }
    Contents own = contents.get(buffer);
    require(!own.whole && own.written == 0, () -> "written twice: @" + buffer + " in", step);
    own.whole = true;
    use(buffer, step);
  }

  /** A buffer is read or written; a temporary must have its slot, or take it. */
  private void use(int buffer, Step step) {
    Contents own = contents.get(buffer);
    if (buffers.get(buffer).source() instanceof Buffer.Temporary temporary) {
      int holder = holders.getOrDefault(temporary.slot(), buffer);
      boolean free = own.lastUse == 0 && contents.get(holder).lastUse < time;
      boolean typed = buffers.get(holder).dtype() == buffers.get(buffer).dtype();
      boolean alone = holder == buffer || (free && typed);
      require(alone, () -> "@" + buffer + " and @" + holder + " share a slot", step);
      holders.put(temporary.slot(), buffer);
    }
    own.lastUse = time;
  }

  private void writePart(Layout layout, Step step) {
    Contents own = contents.get(layout.buffer());
    long elements = 1;
    for (int size : layout.sizes()) {
      elements = Math.min(elements * size, Integer.MAX_VALUE);
    }
    if (!require(elements <= buffers.get(layout.buffer()).size(), "written twice", step)) {
      return;
    }
    require(!own.given && !own.read, "written after it was given or read", step);
    boolean fresh = mark(layout, own.parts);
    require(fresh, () -> "written twice: @" + layout.buffer() + " in", step);
    own.written += layout.elements();
    use(layout.buffer(), step);
  }

  /** Marks the places of all elements, run by run; whether none was marked before. */
  private static boolean mark(Layout layout, BitSet places) {
    boolean fresh = true;
    List<int[]> runs = new ArrayList<>(layout.runs());
    boolean joined = !runs.isEmpty() && runs.get(runs.size() - 1)[1] == 1;
    int length = joined ? runs.remove(runs.size() - 1)[0] : 1;
    int count = runs.stream().mapToInt(run -> run[0]).reduce(1, (x, y) -> x * y);
    for (int i = 0; i < count; i++) {
      int place = layout.offset();
      int left = i;
      for (int axis = runs.size() - 1; axis >= 0; axis--) {
        place += left % runs.get(axis)[0] * runs.get(axis)[1];
        left /= runs.get(axis)[0];
      }
      int next = places.nextSetBit(place);
      fresh &= next < 0 || next >= place + length;
      places.set(place, place + length);
    }
    return fresh;
  }

  /** Every element of a layout must lie in its buffer. */
  private boolean inside(Layout layout) {
    long least = layout.offset();
    long most = layout.offset();
    for (int axis = 0; axis < layout.sizes().size(); axis++) {
      long reach = (layout.sizes().get(axis) - 1L) * layout.strides().get(axis);
      least += Math.min(reach, 0);
      most += Math.max(reach, 0);
    }
    Buffer buffer = buffers.get(layout.buffer());
    boolean some = layout.sizes().stream().allMatch(size -> size > 0);
    return require(some && least >= 0 && most < buffer.size(), () -> layout + " leaves", buffer);
  }

  /** Takes up a result. */
  void output(String name, Program.Output output) {
    if (fault.isPresent()) {
      return;
    }
    int buffer = output.buffer();
    boolean fits =
        buffer >= 0
            && buffer < buffers.size()
            && !(buffers.get(buffer).source() instanceof Buffer.Temporary)
            && buffers.get(buffer).dtype() == output.type().dtype()
            && buffers.get(buffer).size() == output.type().shape().elements();
    if (require(fits, "no value of the output's type", name + " = " + output)) {
      Contents own = contents.get(buffer);
      boolean written = own.whole || own.written == buffers.get(buffer).size();
      require(written, "never written", name + " = " + output);
    }
  }
}
