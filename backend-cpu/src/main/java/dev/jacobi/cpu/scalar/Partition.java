package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import java.util.Arrays;

/**
 * A schedule cut into chunks, each to become a method, and the places of the values that cross from
 * one chunk to a later one. A place is used again once the last chunk that reads it is past.
 */
final class Partition {

  /**
   * The most estimated bytes of a method. The virtual machine never compiles a method beyond 8,000,
   * and compiles large ones badly.
   */
  private static final int BYTES = 6_000;

  private final Body body;
  private final int[] items;
  private final int[] starts;
  private final int[] uses;
  private final int[] home;
  private final int[] last;
  private final int[] place;
  private int crossings;
  private int room;

  private Partition(Body body, int[] items, int bytes) {
    this.body = body;
    this.items = items;
    this.uses = new int[body.size()];
    this.home = new int[body.size()];
    this.last = new int[body.size()];
    this.place = new int[body.size()];
    this.starts = cut(bytes);
    trace();
    assign();
  }

  /** The partition of a body with the fewest crossings among the schedules there are. */
  static Partition of(Body body) {
    Partition best = new Partition(body, Schedule.depthFirst(body), BYTES);
    if (best.chunks() > 1) {
      best = best.orBetter(new Partition(body, Schedule.firstAlongside(body), BYTES));
      best = best.orBetter(new Partition(body, Schedule.asWritten(body), BYTES));
    }
    return best;
  }

  private Partition orBetter(Partition other) {
    return other.crossings < crossings ? other : this;
  }

  private int[] cut(int limit) {
    int[] found = new int[16];
    int count = 1;
    int bytes = 0;
    for (int i = 0; i < items.length; i++) {
      int more = items[i] < 0 ? 12 : 6 + 4 * body.instruction(items[i]).operands().size();
      if (bytes + more > limit) {
        if (count + 1 >= found.length) {
          found = Arrays.copyOf(found, 2 * found.length);
        }
        found[count++] = i;
        bytes = 0;
      }
      bytes += more;
    }
    found = Arrays.copyOf(found, count + 1);
    found[count] = items.length;
    return found;
  }

  private void trace() {
    for (int chunk = 0; chunk < chunks(); chunk++) {
      for (int i = starts[chunk]; i < starts[chunk + 1]; i++) {
        if (items[i] < 0) {
          use(body.results().get(~items[i]), chunk);
          continue;
        }
        home[items[i]] = chunk;
        last[items[i]] = chunk;
        Instruction instruction = body.instruction(items[i]);
        for (int k = 0; k < instruction.operands().size(); k++) {
          use(instruction.operand(k), chunk);
        }
      }
    }
  }

  private void use(int value, int chunk) {
    uses[value]++;
    last[value] = chunk;
  }

  /** Place 0 is the first result's. */
  private void assign() {
    Arrays.fill(place, -1);
    Places places = new Places(1, chunks());
    for (int chunk = 0; chunk < chunks(); chunk++) {
      places.free(chunk);
      for (int i = starts[chunk]; i < starts[chunk + 1]; i++) {
        int value = items[i];
        if (value >= 0 && last[value] > chunk) {
          place[value] = places.take(last[value]);
          crossings++;
        }
      }
    }
    room = places.size();
  }

  /** Places: those free now, and by chunk those whose last reader it is. */
  private static final class Places {
    private int[] next = new int[16];
    private final int[] until;
    private int free = -1;
    private int size;

    Places(int size, int chunks) {
      this.size = size;
      this.until = new int[chunks];
      Arrays.fill(until, -1);
    }

    /** Frees what no chunk from this one on reads. */
    void free(int chunk) {
      for (int at = chunk == 0 ? -1 : until[chunk - 1]; at >= 0; ) {
        int following = next[at];
        next[at] = free;
        free = at;
        at = following;
      }
    }

    int take(int lastChunk) {
      int at = free;
      if (at >= 0) {
        free = next[at];
      } else {
        at = size++;
        next = at < next.length ? next : Arrays.copyOf(next, 2 * at);
      }
      next[at] = until[lastChunk];
      until[lastChunk] = at;
      return at;
    }

    int size() {
      return size;
    }
  }

  Body body() {
    return body;
  }

  int chunks() {
    return starts.length - 1;
  }

  int start(int chunk) {
    return starts[chunk];
  }

  int end(int chunk) {
    return starts[chunk + 1];
  }

  int item(int index) {
    return items[index];
  }

  /** How often a value is an operand or a result. */
  int uses(int value) {
    return uses[value];
  }

  /** The chunk that makes a value. */
  int home(int value) {
    return home[value];
  }

  /** Where a value stands between chunks, or −1 when it does not cross. */
  int place(int value) {
    return place[value];
  }

  /** How many values cross. */
  int crossings() {
    return crossings;
  }

  /** How many places there are. */
  int room() {
    return room;
  }
}
