package dev.jacobi.core.lower;

import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.kernel.Buffer;
import dev.jacobi.core.kernel.Demand;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/**
 * Where values lie that are other looks at stored ones: transposed, repeated, cut. What strides
 * cannot say is copied, once, by a step that is added when it is needed.
 */
final class Views {

  private final Storage storage;
  private final List<Step> steps;
  private final ToIntFunction<Node> buffers;
  private final Map<Node, Layout> layouts = new HashMap<>();
  private final Map<Layout, Integer> copies = new HashMap<>();

  /** By extent: the buffer of the integers from 0 up to it. */
  private final Map<Integer, Integer> ramps = new HashMap<>();

  /** With the buffers of nodes that are no views. */
  Views(Storage storage, List<Step> steps, ToIntFunction<Node> buffers) {
    this.storage = storage;
    this.steps = steps;
    this.buffers = buffers;
  }

  private static boolean isView(Node node) {
    return Kinds.of(node) == Kind.VIEW;
  }

  /** The number that every element of a node is, when that is a constant. */
  static Optional<Tensor> number(Node node) {
    Node root = node;
    while (isView(root)) {
      root = root.operand(0);
    }
    return Definitions.isNumber(root) ? Optional.of(Definitions.value(root)) : Optional.empty();
  }

  /** Where the elements of a node lie; its value is stored by now. */
  Layout layout(Node node) {
    Deque<Node> open = new ArrayDeque<>();
    Node root = node;
    while (isView(root) && !layouts.containsKey(root)) {
      open.push(root);
      root = root.operand(0);
    }
    Layout known = layouts.get(root);
    Layout layout =
        known != null ? known : Layout.dense(buffers.applyAsInt(root), root.shape().sizes());
    for (Node view : open) {
      layout = look(view, layout);
      layouts.put(view, layout);
    }
    return layout;
  }

  private Layout look(Node view, Layout from) {
    int[] sizes = view.shape().sizes();
    if (view.op() instanceof Op.Broadcast) {
      return from.broadcast(sizes);
    }
    if (view.op() instanceof Op.Permute permute) {
      return from.permute(permute.axes());
    }
    if (view.op() instanceof Op.Slice slice) {
      return part(from, slice.ranges());
    }
    if (view.op() instanceof Op.Reshape) {
      return reshaped(from, view.dtype(), sizes);
    }
    throw new AssertionError(view);
  }

  /** Of each axis the elements in a range. */
  static Layout part(Layout from, List<Op.Range> ranges) {
    return from.slice(
        ranges.stream().mapToInt(range -> (int) range.start()).toArray(),
        ranges.stream().mapToInt(range -> (int) range.step()).toArray(),
        ranges.stream().mapToInt(range -> (int) range.count().size()).toArray());
  }

  private Layout reshaped(Layout from, DType dtype, int[] sizes) {
    return from.reshape(sizes).orElseGet(() -> Layout.dense(copied(from, dtype), sizes));
  }

  /** A dense copy of what a layout shows. */
  private int copied(Layout layout, DType dtype) {
    Integer known = copies.get(layout);
    if (known == null) {
      known = storage.add(dtype, layout.elements(), new Buffer.Temporary(0));
      copies.put(layout, known);
      steps.add(copy(layout, dtype, known));
    }
    return known;
  }

  /** The step that stores in a buffer what a layout shows. */
  static Loop copy(Layout from, DType dtype, int buffer) {
    Body.Builder code = new Body.Builder();
    Body.Value element = code.parameter(dtype.lane());
    return new Loop(
        from.sizes(),
        List.of(new Load(from)),
        code.build(element),
        List.of(new Loop.Store(Layout.dense(buffer, from.sizes()))));
  }

  /** The elements that a gather picks. */
  Load picked(Op.Gather op, Node node) {
    Layout from = layout(node.operand(0));
    int axis = op.axis();
    int rank = node.operand(1).shape().rank();
    int after = from.sizes().size() - axis - 1;
    List<Integer> axes = new ArrayList<>(from.strides().subList(0, axis));
    axes.addAll(Collections.nCopies(rank, 0));
    axes.addAll(from.strides().subList(axis + 1, axis + 1 + after));
    List<Integer> sizes = Arrays.stream(node.shape().sizes()).boxed().toList();
    Layout place = new Layout(from.buffer(), from.offset(), sizes, axes);
    Layout given = layout(node.operand(1));
    List<Integer> steps = new ArrayList<>(Collections.nCopies(axis, 0));
    steps.addAll(given.strides());
    steps.addAll(Collections.nCopies(after, 0));
    Layout positions = new Layout(given.buffer(), given.offset(), sizes, steps);
    int extent = from.sizes().get(axis);
    return Load.picked(place, new Demand.Pick(positions, axis, extent, from.strides().get(axis)));
  }

  /** The labels of a one-hot value, each repeated along the last axis. */
  Load labels(Op.OneHot op, Node node) {
    Layout given = layout(node.operand(0));
    List<Integer> strides = new ArrayList<>(given.strides());
    strides.add(0);
    List<Integer> sizes = Arrays.stream(node.shape().sizes()).boxed().toList();
    Layout place = new Layout(given.buffer(), given.offset(), sizes, strides);
    return Load.labels(place, sizes.get(sizes.size() - 1), op.ignored());
  }

  /** The position of each element along the last axis. */
  Load ramp(Node node) {
    int[] sizes = node.shape().sizes();
    int extent = sizes[sizes.length - 1];
    int buffer =
        ramps.computeIfAbsent(
            extent,
            fresh -> {
              Tensor ramp = Tensor.wrap(Shape.of(extent), LongStream.range(0, extent).toArray());
              return storage.add(DType.I64, extent, new Buffer.Constant(ramp));
            });
    return new Load(Layout.dense(buffer, new int[] {extent}).broadcast(sizes));
  }

  /** An operand of a product: its axes in the order of some letters, joined to three. */
  Layout arranged(Node node, String letters, String order, int... sizes) {
    Layout ordered = layout(node).permute(Contractions.places(letters, order));
    return reshaped(ordered, node.dtype(), sizes);
  }

  /**
   * A buffer with just the elements of a node, dense.
   *
   * @param output whether it is handed out
   */
  int whole(Node node, boolean output) {
    Optional<Tensor> number = isView(node) ? number(node) : Optional.empty();
    if (number.isPresent()) {
      Tensor full =
          Evaluation.of(new Op.Broadcast(node.shape()), List.of(number.get()), node.type());
      return storage.add(node.dtype(), full.size(), new Buffer.Constant(full));
    }
    Layout layout = layout(node);
    boolean same =
        layout.isDense()
            && layout.offset() == 0
            && storage.get(layout.buffer()).size() == layout.elements()
            && !(output && storage.get(layout.buffer()).source() instanceof Buffer.Temporary);
    if (same) {
      return layout.buffer();
    }
    if (!output) {
      return copied(layout, node.dtype());
    }
    int buffer = storage.add(node.dtype(), layout.elements(), new Buffer.Output());
    steps.add(copy(layout, node.dtype(), buffer));
    return buffer;
  }
}
