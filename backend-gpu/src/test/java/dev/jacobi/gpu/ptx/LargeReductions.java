package dev.jacobi.gpu.ptx;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reductions in the cuts that large sizes are given, in sizes that a simulated device can do: the
 * same kernels, with fewer elements.
 *
 * @param loop reads x, dense, from buffer 0 and a value for each inner position, or each row where
 *     there is one, from buffer 1; reduces x·y to buffer 2 by its sum, and x to buffer 3 by its
 *     largest element
 * @param rows the cut, where a thread takes neighbours of a row
 * @param columns the cut, where it takes a position
 */
record LargeReductions(
    Loop loop, Geometry geometry, List<RowKernel.Cut> rows, List<ColumnKernel.Cut> columns) {

  /** All, by what they show. */
  static Map<String, LargeReductions> all() {
    Map<String, LargeReductions> all = new LinkedHashMap<>();
    for (Lane lane : List.of(Lane.F64, Lane.F32)) {
      int wide = lane == Lane.F64 ? 2 : 4;
      for (int width : new int[] {1, wide}) {
        for (int depth = 0; depth < 4; depth++) {
          for (int threads : new int[] {32, 64, 256}) {
            RowKernel.Cut one = new RowKernel.Cut(width, threads, depth, 1);
            int whole = one.blocks() * Geometry.BLOCK;
            // Rows of one part, the last blocks missing; then of three parts.
            int length = Math.min(whole, 40_000) / 8 * 7 / wide * wide;
            row(all, lane, new Geometry(3, length, 1, false), one);
            if (whole <= 16_384) {
              RowKernel.Cut three = new RowKernel.Cut(width, threads, depth, 3);
              row(all, lane, new Geometry(2, 2 * whole + wide, 1, false), three);
            }
          }
        }
      }
      for (int depth = 0; depth < 4; depth++) {
        column(all, lane, new Geometry(2, 128 * 7 << depth, 5, false), 16, 8, depth, 1);
        column(all, lane, new Geometry(1, (128 * 9 << depth) + 1, 33, false), 32, 4, depth, 3);
        column(all, lane, new Geometry(3, (128 << depth) - 3, 40, false), 256, 1, depth, 1);
      }
      column(all, lane, new Geometry(1, 700, 3, false), 4, 2, 0, 3);
      column(all, lane, new Geometry(1, 70_000, 2, false), 2, 128, 0, 5);
    }
    return all;
  }

  private static void row(
      Map<String, LargeReductions> all, Lane lane, Geometry geometry, RowKernel.Cut cut) {
    LargeReductions own =
        new LargeReductions(loop(lane, geometry), geometry, List.of(cut), List.of());
    all.put(lane + " " + geometry + " " + cut, own);
  }

  private static void column(
      Map<String, LargeReductions> all,
      Lane lane,
      Geometry geometry,
      int positions,
      int rows,
      int depth,
      int parts) {
    ColumnKernel.Cut cut = new ColumnKernel.Cut(positions, rows, depth, parts);
    LargeReductions own =
        new LargeReductions(loop(lane, geometry), geometry, List.of(), List.of(cut));
    all.put(lane + " " + geometry + " " + cut, own);
  }

  private static Loop loop(Lane lane, Geometry geometry) {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(lane);
    Body.Value y = code.parameter(lane);
    Body.Value product = code.apply(Primitive.MUL, List.of(x, y));
    int[] sizes = {geometry.outer(), geometry.reduced(), geometry.inner()};
    List<Integer> space = List.of(sizes[0], sizes[1], sizes[2]);
    boolean rows = geometry.inner() == 1;
    Layout repeated = new Layout(1, 0, space, List.of(rows ? 1 : 0, 0, rows ? 0 : 1));
    List<Loop.Target> targets = new ArrayList<>();
    targets.add(new Loop.Reduce(Reduction.SUM, sizes[0], sizes[1], sizes[2], 2));
    targets.add(new Loop.Reduce(Reduction.MAX, sizes[0], sizes[1], sizes[2], 3));
    return new Loop(
        space,
        List.of(new Load(Layout.dense(0, sizes)), new Load(repeated)),
        code.build(product, x),
        targets);
  }

  /** The elements of the second load. */
  int repeatedElements() {
    return geometry.inner() == 1 ? geometry.outer() : geometry.inner();
  }

  /** The launches for a target. */
  Emission emission(Target target) {
    Plan plan = new Plan();
    List<Combination> folds = new ArrayList<>();
    List<Argument> results = new ArrayList<>();
    for (int i = 0; i < loop.targets().size(); i++) {
      Loop.Reduce reduce = (Loop.Reduce) loop.targets().get(i);
      folds.add(new Combination(reduce.reduction(), loop.body().lane(0)));
      results.add(new Argument.Address(reduce.buffer()));
    }
    Work work = Work.of(loop, loop.body(), List.of(0, 1));
    Reducing reducing = new Reducing(work, List.of(), geometry, folds);
    rows.forEach(cut -> RowKernel.add(reducing, cut, results, target, plan));
    columns.forEach(cut -> ColumnKernel.add(reducing, cut, results, target, plan));
    return plan.emission();
  }
}
