package dev.jacobi.core.kernel;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.OpText;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the steps of a program. */
final class StepParser {

  private final Scanner scanner;
  private final BodyParser bodies;

  StepParser(Scanner scanner, BodyParser bodies) {
    this.scanner = scanner;
    this.bodies = bodies;
  }

  /** Whether a step comes next. */
  boolean sees() {
    return scanner.sees("loop")
        || scanner.sees("product")
        || scanner.sees("for")
        || scanner.sees("scatter")
        || scanner.sees("doubt")
        || scanner.sees("by");
  }

  /** A step. */
  Step step() {
    if (scanner.sees("for")) {
      return streamed();
    }
    if (scanner.accepts("scatter")) {
      return scatter();
    }
    if (scanner.accepts("doubt")) {
      return doubt();
    }
    return scanner.sees("by") ? defined() : part();
  }

  /** A step that may be done block by block. */
  private Step part() {
    if (scanner.accepts("loop")) {
      return loop();
    }
    if (scanner.accepts("product")) {
      return product();
    }
    throw scanner.unexpected("'loop' or 'product'");
  }

  private Loop loop() {
    List<Integer> space = TypeText.space(scanner);
    List<Load> loads = new ArrayList<>();
    while (scanner.accepts("load")) {
      value(loads.size());
      scanner.expect("=");
      loads.add(load(space));
    }
    int place = scanner.place();
    Body body = bodies.body();
    if (body.parameters().size() != loads.size()) {
      throw scanner.fault(
          place,
          "kernel/loop",
          loads.size() + " loads for " + body.parameters().size() + " parameters",
          "load each parameter");
    }
    List<Loop.Target> targets = new ArrayList<>();
    for (int result : body.results()) {
      value(result);
      scanner.expect(":");
      targets.add(target(space));
    }
    return new Loop(space, loads, body, targets);
  }

  /** A value that must come next. */
  private void value(int number) {
    int place = scanner.place();
    scanner.expect("%");
    int found = scanner.count();
    if (found != number) {
      throw scanner.fault(
          place, "kernel/loop", "found %" + found + ", but %" + number + " is next", "");
    }
  }

  private Load load(List<Integer> space) {
    Layout place = layout(space);
    if (scanner.accepts("labels")) {
      scanner.expect("of");
      int extent = scanner.count();
      boolean ignores = scanner.accepts("ignore");
      Optional<Long> ignored = ignores ? Optional.of(scanner.wide()) : Optional.empty();
      return Load.labels(place, extent, ignored);
    }
    if (!scanner.accepts("pick")) {
      return new Load(place);
    }
    Layout positions = layout(space);
    scanner.expect("of");
    int at = scanner.place();
    int extent = scanner.count();
    if (extent < 1) {
      throw scanner.fault(at, "kernel/extent", "there is nothing to pick from", "give 1 or more");
    }
    scanner.expect("step");
    int stride = scanner.integer();
    scanner.expect("axis");
    return Load.picked(place, new Demand.Pick(positions, scanner.count(), extent, stride));
  }

  private Loop.Target target(List<Integer> space) {
    if (scanner.accepts("store")) {
      return new Loop.Store(layout(space));
    }
    int place = scanner.place();
    String word = scanner.word("'store' or a reduction");
    Reduction reduction =
        Arrays.stream(Reduction.values())
            .filter(known -> known.text().equals(word))
            .findFirst()
            .orElseThrow(
                () ->
                    scanner.fault(
                        place,
                        "kernel/loop",
                        "there is no reduction " + word,
                        "use one of " + Arrays.toString(Reduction.values())));
    int outer = scanner.count();
    scanner.expect("*", "[");
    int reduced = scanner.count();
    scanner.expect("]", "*");
    return new Loop.Reduce(reduction, outer, reduced, scanner.count(), buffer());
  }

  /** A buffer's number. */
  int buffer() {
    scanner.expect("@");
    return scanner.count();
  }

  private Layout layout(List<Integer> sizes) {
    int place = scanner.place();
    int buffer = buffer();
    int offset = scanner.accepts("+") ? scanner.count() : 0;
    Layout dense = Layout.dense(buffer, sizes);
    List<Integer> strides = dense.strides();
    if (scanner.accepts("strides")) {
      strides = TypeText.integers(scanner);
    }
    if (strides.size() != sizes.size()) {
      throw scanner.fault(
          place,
          "kernel/layout",
          strides.size() + " strides for " + sizes.size() + " axes",
          "give one stride for each axis");
    }
    return new Layout(buffer, offset, sizes, strides);
  }

  private Product product() {
    DType dtype = TypeText.dtype(scanner);
    int place = scanner.place();
    int batch = scanner.count();
    scanner.expect("*");
    List<Integer> left = matrix(batch);
    scanner.expect("*");
    List<Integer> right = matrix(batch);
    if (!left.get(2).equals(right.get(1))) {
      throw scanner.fault(
          place,
          "kernel/product",
          "rows of " + left.get(2) + " elements meet columns of " + right.get(1),
          "make them equal");
    }
    scanner.expect(":");
    Layout a = layout(left);
    scanner.expect("*");
    Layout b = layout(right);
    scanner.expect("->");
    return new Product(dtype, a, b, layout(List.of(batch, left.get(1), right.get(2))));
  }

  private List<Integer> matrix(int batch) {
    int place = scanner.place();
    List<Integer> sizes = TypeText.space(scanner);
    if (sizes.size() != 2) {
      throw scanner.fault(
          place, "kernel/product", sizes + " are not the extents of a matrix", "give two");
    }
    return List.of(batch, sizes.get(0), sizes.get(1));
  }

  private Scatter scatter() {
    DType dtype = TypeText.dtype(scanner);
    int outer = scanner.count();
    scanner.expect("*", "[");
    int count = scanner.count();
    scanner.expect("->");
    int extent = scanner.count();
    scanner.expect("]", "*");
    int inner = scanner.count();
    scanner.expect("axis");
    int axis = scanner.count();
    scanner.expect(":");
    int values = buffer();
    scanner.expect("at");
    int positions = buffer();
    scanner.expect("->");
    return new Scatter(dtype, outer, count, extent, inner, axis, values, positions, buffer());
  }

  private Doubt doubt() {
    List<Integer> flags = new ArrayList<>();
    flags.add(buffer());
    while (scanner.sees("@")) {
      flags.add(buffer());
    }
    return new Doubt(flags);
  }

  private Streamed streamed() {
    int place = scanner.place();
    scanner.expect("for", "each");
    int block = scanner.count();
    scanner.expect("of");
    int rows = scanner.count();
    scanner.expect("rows", "{");
    List<Step> steps = new ArrayList<>();
    while (!scanner.sees("}")) {
      steps.add(part());
    }
    scanner.expect("}");
    Optional<String> fault = Streamed.fault(steps, rows, block);
    if (fault.isPresent()) {
      throw scanner.fault(
          place, "kernel/streamed", fault.get(), "begin and end with products over the same rows");
    }
    return new Streamed(steps, rows, block);
  }

  private Defined defined() {
    scanner.expect("by", "definition");
    int place = scanner.place();
    String text = scanner.before('@');
    List<Integer> operands = new ArrayList<>();
    List<TensorType> types = new ArrayList<>();
    while (!scanner.sees("->")) {
      operands.add(buffer());
      scanner.expect(":");
      types.add(TypeText.type(scanner));
    }
    scanner.expect("->");
    int result = buffer();
    scanner.expect(":");
    TensorType type = TypeText.type(scanner);
    Op op =
        OpText.parse(text, type)
            .orElseThrow(
                () ->
                    scanner.fault(
                        place,
                        "kernel/operation",
                        "there is no operation '" + text + "' that gives " + type,
                        "write it as a listing of a graph does"));
    return new Defined(op, operands, types, type, result);
  }
}
