package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Cuts an order of instructions into stages of bounded length such that little is stored by one and
 * loaded by another: the cheapest of all ways to cut that order, by dynamic programming.
 */
final class Cut {

  private static final int LOOP = 4;
  private static final int LOAD = 1;
  private static final int STORE = 2;

  private final Body body;
  private final Form form;
  private final Form.Group[] groups;
  private final int[] order;
  private final int[] lastUse;
  private final int[] position;
  private final int[] seen;
  private final long[] best;
  private final int[] from;

  Cut(Body body, Form form, Form.Group[] groups, int[] order) {
    this.body = body;
    this.form = form;
    this.groups = groups;
    this.order = order;
    this.lastUse = new int[body.size()];
    this.seen = new int[body.size()];
    this.best = new long[order.length + 1];
    this.from = new int[order.length + 1];
    this.position = new int[body.size()];
    Arrays.fill(seen, -1);
    Arrays.fill(position, -1);
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
      for (int operand : body.instruction(order[i]).operands()) {
        lastUse[operand] = i;
      }
    }
    body.results().forEach(result -> lastUse[result] = Integer.MAX_VALUE);
    Arrays.fill(best, 1, best.length, Long.MAX_VALUE);
    for (int start = 0; start < order.length; start++) {
      extend(start);
    }
  }

  /** What the best cut costs, in vector operations. */
  long cost() {
    return best[order.length];
  }

  /** The best cut. */
  List<Stage> stages() {
    List<Stage> stages = new ArrayList<>();
    for (int end = order.length; end > 0; end = from[end]) {
      List<Integer> values = new ArrayList<>();
      Form.Group group = groups[order[from[end]]];
      for (int i = from[end]; i < end; i++) {
        values.add(order[i]);
        group = groups[order[i]] == group ? group : Form.Group.ELEMENTS;
      }
      stages.add(new Stage(group, values));
    }
    Collections.reverse(stages);
    return stages;
  }

  /** Prices every stage that begins at a place. */
  private void extend(int start) {
    Form.Group group = groups[order[start]];
    long inside = 0;
    long elements = 0;
    int stores = 0;
    int size = 0;
    for (int i = start; i < order.length; i++) {
      int value = order[i];
      if (groups[value] != group) {
        if (!form.joins()) {
          return;
        }
        group = Form.Group.ELEMENTS;
      }
      Instruction.Apply apply = (Instruction.Apply) body.instruction(value);
      inside += form.cost(group, apply.primitive());
      elements += form.cost(Form.Group.ELEMENTS, apply.primitive());
      seen[value] = start;
      stores += lastUse[value] > i ? 1 : 0;
      size += apply.lane() == Lane.TRUTH ? 2 : 1;
      List<Integer> operands = apply.operands();
      for (int k = 0; k < operands.size(); k++) {
        int operand = operands.get(k);
        if (seen[operand] != start && !Form.isConstant(body, operand)) {
          seen[operand] = start;
          inside += LOAD;
          elements += LOAD;
          size++;
        }
        boolean repeated = operands.subList(0, k).contains(operand);
        stores -= !repeated && lastUse[operand] == i && position[operand] >= start ? 1 : 0;
      }
      if (i > start && size + stores > form.weight()) {
        return;
      }
      long price =
          (group == Form.Group.ELEMENTS ? elements : inside) + LOOP + (long) STORE * stores;
      if (best[start] + price < best[i + 1]) {
        best[i + 1] = best[start] + price;
        from[i + 1] = start;
      }
    }
  }
}
