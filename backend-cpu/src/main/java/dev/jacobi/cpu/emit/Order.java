package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Body;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Orders of a body's instructions, operands first, constants left out, with instructions of one
 * group next to each other where that is possible.
 */
final class Order {

  private final Body body;
  private final Form.Group[] groups;

  Order(Body body, Form.Group[] groups) {
    this.body = body;
    this.groups = groups;
  }

  /** As recorded. */
  int[] recorded() {
    int[] order = new int[body.size()];
    int count = 0;
    for (int value = body.parameters().size(); value < body.size(); value++) {
      if (!Form.isConstant(body, value)) {
        order[count++] = value;
      }
    }
    return grouped(Arrays.copyOf(order, count));
  }

  /** Depth first from the results: what a value needs comes right before it. */
  int[] depthFirst() {
    boolean[] done = new boolean[body.size()];
    List<Integer> order = new ArrayList<>();
    Deque<Integer> path = new ArrayDeque<>();
    for (int result : body.results()) {
      path.push(result);
      while (!path.isEmpty()) {
        int value = path.pop();
        if (value < 0) {
          order.add(~value);
        } else if (isStep(value) && !done[value]) {
          done[value] = true;
          path.push(~value);
          List<Integer> operands = body.instruction(value).operands();
          for (int i = operands.size() - 1; i >= 0; i--) {
            path.push(operands.get(i));
          }
        }
      }
    }
    return grouped(order.stream().mapToInt(Integer::intValue).toArray());
  }

  private boolean isStep(int value) {
    return value >= body.parameters().size() && !Form.isConstant(body, value);
  }

  /**
   * The same instructions, those of the group that is open first as long as any is ready, else the
   * earliest.
   */
  private int[] grouped(int[] order) {
    int[] position = new int[body.size()];
    int[] missing = new int[body.size()];
    List<List<Integer>> users = new ArrayList<>();
    for (int i = 0; i < body.size(); i++) {
      users.add(List.of());
    }
    Map<Form.Group, PriorityQueue<Integer>> ready = new EnumMap<>(Form.Group.class);
    for (Form.Group group : Form.Group.values()) {
      ready.put(group, new PriorityQueue<>());
    }
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
      for (int operand : body.instruction(order[i]).operands()) {
        if (isStep(operand)) {
          missing[order[i]]++;
          if (users.get(operand).isEmpty()) {
            users.set(operand, new ArrayList<>());
          }
          users.get(operand).add(order[i]);
        }
      }
      if (missing[order[i]] == 0) {
        queue(ready, order[i]).add(i);
      }
    }
    int[] grouped = new int[order.length];
    Form.Group open = Form.Group.DOUBLES;
    for (int i = 0; i < order.length; i++) {
      open = next(ready, open);
      int value = order[Objects.requireNonNull(ready.get(open)).remove()];
      grouped[i] = value;
      for (int user : users.get(value)) {
        if (--missing[user] == 0) {
          queue(ready, user).add(position[user]);
        }
      }
    }
    return grouped;
  }

  private PriorityQueue<Integer> queue(Map<Form.Group, PriorityQueue<Integer>> ready, int value) {
    return Objects.requireNonNull(ready.get(groups[value]));
  }

  private static Form.Group next(Map<Form.Group, PriorityQueue<Integer>> ready, Form.Group open) {
    if (!Objects.requireNonNull(ready.get(open)).isEmpty()) {
      return open;
    }
    Form.Group first = open;
    int least = Integer.MAX_VALUE;
    for (Map.Entry<Form.Group, PriorityQueue<Integer>> entry : ready.entrySet()) {
      Integer head = entry.getValue().peek();
      if (head != null && head < least) {
        least = head;
        first = entry.getKey();
      }
    }
    return first;
  }
}
