package dev.jacobi.cpu.scalar;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Primitive;
import java.util.Arrays;

/**
 * What only one side of a choice needs. Every value lies in a region: region 0 is needed in any
 * case, the others are a side of a {@code SELECT} and lie in the region of that. A side that is
 * cheap to compute in vain is no region of its own.
 */
final class Sides {

  /** The least cost that is worth a jump. */
  private static final int WORTHWHILE = 6;

  private static final int CALL = 20;
  private static final int DIVISION = 5;

  private final Body body;
  private final int[] region;
  private final int[] firstSide;
  private int[] parent = new int[16];
  private int[] level = new int[16];
  private int[] cost = new int[16];
  private int count = 1;

  /** The regions of the values of a schedule without gaps. */
  Sides(Body body, int[] items) {
    this.body = body;
    this.region = new int[body.size()];
    this.firstSide = new int[body.size()];
    Arrays.fill(region, -1);
    for (int i = items.length - 1; i >= 0; i--) {
      if (items[i] < 0) {
        use(body.results().get(~items[i]), 0);
      } else {
        visit(items[i]);
      }
    }
    for (int item : items) {
      if (item >= 0) {
        addCost(item);
      }
    }
    for (int item : items) {
      if (item >= 0) {
        region[item] = kept(region[item]);
      }
    }
  }

  private void visit(int value) {
    Instruction instruction = body.instruction(value);
    if (!isSelect(value)) {
      for (int i = 0; i < instruction.operands().size(); i++) {
        use(instruction.operand(i), region[value]);
      }
      return;
    }
    firstSide[value] = count;
    use(instruction.operand(0), region[value]);
    for (int side = 1; side <= 2; side++) {
      open(region[value]);
      use(instruction.operand(side), count - 1);
    }
  }

  private void open(int inside) {
    if (count == parent.length) {
      parent = Arrays.copyOf(parent, 2 * count);
      level = Arrays.copyOf(level, 2 * count);
      cost = Arrays.copyOf(cost, 2 * count);
    }
    parent[count] = inside;
    level[count] = level[inside] + 1;
    count++;
  }

  /** A value lies in the innermost region that holds all its uses. */
  private void use(int value, int where) {
    int x = region[value];
    int y = where;
    while (x >= 0 && x != y) {
      if (level[x] >= level[y]) {
        x = parent[x];
      } else {
        y = parent[y];
      }
    }
    region[value] = y;
  }

  private void addCost(int value) {
    Instruction instruction = body.instruction(value);
    int own =
        instruction instanceof Instruction.Call
            ? CALL
            : instruction instanceof Instruction.Apply apply
                    && (apply.primitive() == Primitive.DIV || apply.primitive() == Primitive.SQRT)
                ? DIVISION
                : 1;
    for (int at = region[value]; at > 0; at = parent[at]) {
      cost[at] += own;
    }
  }

  /** The region itself when it is worthwhile, else the one it lies in, and so on. */
  private int kept(int inner) {
    int at = inner;
    while (at > 0 && cost[at] < WORTHWHILE) {
      at = parent[at];
    }
    return at;
  }

  private boolean isSelect(int value) {
    return body.instruction(value) instanceof Instruction.Apply apply
        && apply.primitive() == Primitive.SELECT;
  }

  /** How many regions there may be. */
  int count() {
    return count;
  }

  /** The region of a value that is computed. */
  int region(int value) {
    return region[value];
  }

  /** Whether the value is a choice with a side that is a region. */
  boolean isBranch(int value) {
    return isSelect(value)
        && (cost[side(value, 1)] >= WORTHWHILE || cost[side(value, 2)] >= WORTHWHILE);
  }

  /** Whether some choice of a body is between two sides that are both worth a jump. */
  static boolean fork(Body body) {
    int[] items = Schedule.depthFirst(body);
    Sides sides = new Sides(body, items);
    return Arrays.stream(items).anyMatch(item -> item >= 0 && sides.isFork(item));
  }

  private boolean isFork(int value) {
    return isSelect(value)
        && cost[side(value, 1)] >= WORTHWHILE
        && cost[side(value, 2)] >= WORTHWHILE;
  }

  /** The region of a side, 1 or 2, of a choice; it may be empty. */
  int side(int value, int which) {
    return firstSide[value] + which - 1;
  }
}
