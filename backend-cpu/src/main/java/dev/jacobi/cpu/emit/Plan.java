package dev.jacobi.cpu.emit;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A body without calls, cut into stages, with places for all values that are stored: parameters,
 * results and what one stage leaves to another. A place in scratch serves again once its value has
 * had its last use in an earlier stage.
 */
final class Plan {

  private static final int NEVER = -1;

  private final Body body;
  private final List<Stage> stages;
  private final Form form;
  private final List<List<Place>> stored = new ArrayList<>();
  private final List<Place.Cell> scratch = new ArrayList<>();
  private final Map<Place.Cell, Deque<Place>> free = new EnumMap<>(Place.Cell.class);
  private final int[] lastStage;
  private final boolean[] isShared;

  private Plan(Body body, Form form, List<Stage> stages) {
    this.body = body;
    this.form = form;
    this.stages = stages;
    this.lastStage = new int[body.size()];
    this.isShared = new boolean[body.size()];
    for (Place.Cell cell : Place.Cell.values()) {
      free.put(cell, new ArrayDeque<>());
    }
    for (int value = 0; value < body.size(); value++) {
      stored.add(List.of());
    }
    findUses();
    assign();
  }

  /** Plans a body whose calls are inlined. */
  static Plan of(Body body, Form form) {
    Form.Group[] groups = new Form.Group[body.size()];
    Arrays.fill(groups, Form.Group.ELEMENTS);
    for (int value = body.parameters().size(); value < body.size(); value++) {
      if (!Form.isConstant(body, value)) {
        groups[value] = form.group(body, value, groups);
      }
    }
    Order order = new Order(body, groups);
    Cut recorded = new Cut(body, form, groups, order.recorded());
    Cut depthFirst = new Cut(body, form, groups, order.depthFirst());
    Cut better = depthFirst.cost() < recorded.cost() ? depthFirst : recorded;
    return new Plan(body, form, better.stages());
  }

  Body body() {
    return body;
  }

  Form form() {
    return form;
  }

  List<Stage> stages() {
    return stages;
  }

  /** What the scratch arrays hold. */
  List<Place.Cell> scratch() {
    return List.copyOf(scratch);
  }

  /** Where a value is kept; nowhere if only its own stage needs it. */
  List<Place> places(int value) {
    return stored.get(value);
  }

  private void findUses() {
    int[] stageOf = new int[body.size()];
    Arrays.fill(stageOf, NEVER);
    Arrays.fill(lastStage, NEVER);
    Form.Group[] made = new Form.Group[body.size()];
    for (int s = 0; s < stages.size(); s++) {
      for (int value : stages.get(s).values()) {
        stageOf[value] = s;
        made[value] = stages.get(s).group();
        for (int operand : body.instruction(value).operands()) {
          if (stageOf[operand] != s) {
            lastStage[operand] = s;
            isShared[operand] |= made[operand] != stages.get(s).group();
          }
        }
      }
    }
  }

  private void assign() {
    int parameters = body.parameters().size();
    for (int i = 0; i < parameters; i++) {
      stored.set(i, List.of(operand(i, i)));
    }
    boolean[] isResult = new boolean[body.size()];
    for (int i = 0; i < body.results().size(); i++) {
      int value = body.results().get(i);
      if (value >= parameters && !isResult[value] && !Form.isConstant(body, value)) {
        stored.set(value, List.of(operand(parameters + i, value)));
      }
      isResult[value] = true;
    }
    List<List<Place>> ending = new ArrayList<>();
    stages.forEach(stage -> ending.add(new ArrayList<>()));
    for (int s = 0; s < stages.size(); s++) {
      for (int value : stages.get(s).values()) {
        int last = Math.max(s, lastStage[value]);
        for (Place place : scratchPlaces(value, stages.get(s).group(), isResult[value])) {
          ending.get(last).add(place);
          List<Place> places = new ArrayList<>(stored.get(value));
          places.add(place);
          stored.set(value, places);
        }
      }
      ending.get(s).forEach(place -> queue(place.cell()).push(place));
    }
  }

  /**
   * Where loops find a parameter or leave a result. Plain loops become vector instructions only if
   * they start at element 0: theirs are in scratch, for good.
   */
  private Place operand(int index, int value) {
    Place.Cell cell = Place.Cell.of(body.lane(value));
    return form.isVector() ? new Place(cell, false, index) : fresh(cell);
  }

  /** Scratch for a value made in a stage of a group. */
  private List<Place> scratchPlaces(int value, Form.Group group, boolean isResult) {
    boolean crosses = lastStage[value] != NEVER;
    Place.Cell cell = Place.Cell.of(body.lane(value));
    if (body.lane(value) != Lane.TRUTH || !form.isVector() || group == Form.Group.ELEMENTS) {
      return crosses && !isResult ? List.of(take(cell)) : List.of();
    }
    List<Place> places = new ArrayList<>();
    boolean asTruth = isResult || (crosses && isShared[value]);
    if (asTruth && !isResult) {
      places.add(take(Place.Cell.BOOLEAN));
    }
    if ((crosses && !isShared[value]) || (asTruth && !form.storesMasks())) {
      places.add(take(group == Form.Group.FLOATS ? Place.Cell.FLOAT : Place.Cell.DOUBLE));
    }
    return places;
  }

  private Place take(Place.Cell cell) {
    Deque<Place> known = queue(cell);
    if (!known.isEmpty()) {
      return known.pop();
    }
    return fresh(cell);
  }

  private Place fresh(Place.Cell cell) {
    scratch.add(cell);
    return new Place(cell, true, scratch.size() - 1);
  }

  private Deque<Place> queue(Place.Cell cell) {
    return Objects.requireNonNull(free.get(cell));
  }
}
