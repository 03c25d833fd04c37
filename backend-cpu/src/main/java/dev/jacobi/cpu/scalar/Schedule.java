package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import java.util.Arrays;

/**
 * The order in which a body's instructions run and its results are stored. An item from 0 up is the
 * instruction that makes the value of this number; a negative one, {@code ~j}, stores result j.
 * Constants are no items: they stand where they are used. Operands come before what uses them.
 */
final class Schedule {

  private final Body body;
  private final int parameters;
  private final int[] items;
  private int count;

  private Schedule(Body body) {
    this.body = body;
    this.parameters = body.parameters().size();
    this.items = new int[body.instructions().size() + body.results().size()];
  }

  /** The items of a body as it was written, each result stored as soon as it is there. */
  static int[] asWritten(Body body) {
    Schedule order = new Schedule(body);
    int[] head = new int[body.size()];
    int[] next = new int[body.results().size()];
    Arrays.fill(head, -1);
    for (int j = next.length - 1; j >= 0; j--) {
      int value = body.results().get(j);
      next[j] = head[value];
      head[value] = j;
    }
    boolean[] live = order.live();
    for (int value = 0; value < head.length; value++) {
      if (live[value] && order.isComputed(value)) {
        order.add(value);
      }
      for (int j = head[value]; j >= 0; j = next[j]) {
        order.add(~j);
      }
    }
    return order.items();
  }

  /** The items depth first, result by result; what no result needs is left out. */
  static int[] depthFirst(Body body) {
    Schedule order = new Schedule(body);
    boolean[] done = new boolean[body.size()];
    for (int j = 0; j < body.results().size(); j++) {
      order.visit(j, done);
    }
    return order.items();
  }

  /**
   * The items depth first for all results but the first; what only the first needs, each as soon as
   * its operands are there. Suits a gradient, whose parts share little but with the value.
   */
  static int[] firstAlongside(Body body) {
    Schedule order = new Schedule(body);
    boolean[] done = new boolean[body.size()];
    for (int j = 1; j < body.results().size(); j++) {
      order.visit(j, done);
    }
    int[] rest = order.items();
    order.count = 0;
    order.visit(0, done);
    return merged(body, rest, order.items());
  }

  /** Puts each item of the second list after the last of its operands in the first. */
  private static int[] merged(Body body, int[] base, int[] late) {
    int[] place = new int[body.size()];
    Arrays.fill(place, -1);
    for (int i = 0; i < base.length; i++) {
      if (base[i] >= 0) {
        place[base[i]] = i;
      }
    }
    int[] slot = new int[late.length];
    int[] starts = new int[base.length + 2];
    for (int i = 0; i < late.length; i++) {
      int item = late[i];
      int after = base.length - 1;
      if (item >= 0) {
        after = last(body.instruction(item), place);
        place[item] = after;
      }
      slot[i] = after + 1;
      starts[after + 2]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] items = new int[base.length + late.length];
    int[] fill = starts.clone();
    for (int i = 0; i < late.length; i++) {
      items[slot[i] + fill[slot[i]]++] = late[i];
    }
    for (int i = 0; i < base.length; i++) {
      items[i + starts[i + 1]] = base[i];
    }
    return items;
  }

  /** The last place of an operand. */
  private static int last(Instruction instruction, int[] place) {
    int last = -1;
    for (int i = 0; i < instruction.operands().size(); i++) {
      last = Math.max(last, place[instruction.operand(i)]);
    }
    return last;
  }

  private void visit(int j, boolean[] done) {
    int root = body.results().get(j);
    int[] path = new int[16];
    int depth = 0;
    path[depth++] = root;
    while (depth > 0) {
      int value = path[depth - 1];
      int pending = done[value] || !isComputed(value) ? -1 : pending(value, done);
      if (pending >= 0) {
        if (depth == path.length) {
          path = Arrays.copyOf(path, 2 * depth);
        }
        path[depth++] = pending;
      } else {
        depth--;
        if (!done[value] && isComputed(value)) {
          done[value] = true;
          add(value);
        }
      }
    }
    add(~j);
  }

  /** An operand that is still to be computed, or −1. */
  private int pending(int value, boolean[] done) {
    Instruction instruction = body.instruction(value);
    for (int i = 0; i < instruction.operands().size(); i++) {
      int operand = instruction.operand(i);
      if (!done[operand] && isComputed(operand)) {
        return operand;
      }
    }
    return -1;
  }

  private boolean[] live() {
    boolean[] live = new boolean[body.size()];
    body.results().forEach(result -> live[result] = true);
    for (int value = live.length - 1; value >= parameters; value--) {
      Instruction instruction = body.instruction(value);
      for (int i = 0; live[value] && i < instruction.operands().size(); i++) {
        live[instruction.operand(i)] = true;
      }
    }
    return live;
  }

  private boolean isComputed(int value) {
    return value >= parameters && !(body.instruction(value) instanceof Instruction.Constant);
  }

  private void add(int item) {
    items[count++] = item;
  }

  private int[] items() {
    return Arrays.copyOf(items, count);
  }
}
