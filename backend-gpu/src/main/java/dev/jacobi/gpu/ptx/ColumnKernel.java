package dev.jacobi.gpu.ptx;

import java.util.ArrayList;
import java.util.List;

/**
 * A kernel in which a thread reduces blocks of 128 elements of one position on its own:
 * neighbouring threads have neighbouring positions. Threads with the same position and neighbouring
 * blocks stand in one block of threads, as many as it takes to have work for all; blocks of threads
 * with parts of the same positions leave nodes of the tree to be joined by another kernel.
 */
final class ColumnKernel {

  private static final int THREADS = 256;

  /** Code of so much weight is written for every lane, if it loads and reduces little. */
  private static final int UNROLLED = 8;

  /** Little: each load, and each result, takes registers for every lane. */
  private static final int FEW = 2;

  private final Reducing reducing;
  private final Listing code;
  private final Loads loads;
  private final Folds folds;
  private final Cut cut;

  /**
   * How positions are shared out.
   *
   * @param positions the neighbouring positions of a block of threads; a power of two
   * @param rows how many threads share a position; a power of two
   * @param depth the logarithm of the blocks, or nodes, of a thread
   * @param parts how many blocks of threads share a position
   */
  record Cut(int positions, int rows, int depth, int parts) {

    /** The threads of a block, at least a warp. */
    int threads() {
      return Math.max(positions * rows, 32);
    }

    /** A cut in which enough threads have work. */
    static Cut of(int positions, int blocks) {
      if (positions >= LoopKernels.MANY / 4 || blocks == 1) {
        return new Cut(THREADS, 1, Geometry.log(Geometry.powerOfTwo(blocks)), 1);
      }
      int wide = Math.min(32, Geometry.powerOfTwo(positions));
      int rows = Math.min(THREADS / wide, Geometry.powerOfTwo(blocks));
      int tiles = (positions - 1) / wide + 1;
      int whole = Geometry.log(Geometry.powerOfTwo((blocks - 1) / rows + 1));
      int depth = 0;
      while (depth < whole
          && ((long) tiles * parts(blocks, rows << (depth + 1)) * wide * rows >= LoopKernels.MANY
              || parts(blocks, rows << depth) > 65_535)) {
        depth++;
      }
      return new Cut(wide, rows, depth, parts(blocks, rows << depth));
    }

    private static int parts(int blocks, int own) {
      return (blocks - 1) / own + 1;
    }
  }

  private ColumnKernel(Reducing reducing, Cut cut, Target target) {
    this.reducing = reducing;
    Geometry geometry = reducing.geometry();
    Work work = reducing.work();
    String name = reducing.name(geometry.sequential() ? "sequence" : "columns");
    this.code = new Listing(name, reducing.comment("columns"), target);
    this.loads = new Loads(code, work.space(), work.sources(), false);
    this.folds = new Folds(code, reducing.folds());
    this.cut = cut;
  }

  /**
   * Adds the launches that reduce columns.
   *
   * @param results where each result goes
   */
  static void add(Reducing reducing, List<Argument> results, Target target, Plan plan) {
    Geometry geometry = reducing.geometry();
    add(reducing, Cut.of(geometry.positions(), geometry.blocks()), results, target, plan);
  }

  /** Adds the launches of a given cut. */
  static void add(Reducing reducing, Cut cut, List<Argument> results, Target target, Plan plan) {
    new ColumnKernel(reducing, cut, target).add(results, target, plan);
  }

  private void add(List<Argument> results, Target target, Plan plan) {
    List<Argument> nodes = results;
    if (cut.parts() > 1) {
      nodes = JoinKernel.nodes(reducing, cut.parts(), plan);
    }
    write(nodes);
    int tiles = (reducing.geometry().positions() - 1) / cut.positions() + 1;
    plan.add(code.launch(new Blocks(tiles, cut.parts(), 1), cut.threads()));
    if (cut.parts() > 1) {
      plan.add(JoinKernel.launch(reducing, cut.parts(), nodes, results, target));
    }
  }

  private void write(List<Argument> nodes) {
    Geometry geometry = reducing.geometry();
    loads.begin();
    Position position = Position.of(code, geometry, cut);
    String reduced = code.number(geometry.reduced());
    String length = code.b32("selp.b32", reduced, 0, position.exists());
    String inner = geometry.inner() == 1 ? "1" : code.number(geometry.inner());
    String before = code.b32("mul.lo.u32", position.outer(), reduced);
    String first =
        geometry.inner() == 1 ? before : code.b32("mad.lo.u32", before, inner, position.inner());
    String safe = code.b32("selp.b32", first, 0, position.exists());
    RowLoads column = new RowLoads(code, loads, safe, inner, geometry);
    String blocks = code.b32("shl.b32", position.row(), cut.depth());
    List<String> values =
        folds.tree(cut.depth(), leaf -> block(column, code.b32("add.u32", blocks, leaf), length));
    position.finish(folds, nodes, values);
  }

  /** A block of 128 elements, or all of them in order. */
  private List<String> block(RowLoads column, String number, String length) {
    Geometry geometry = reducing.geometry();
    String at = code.b32("mov.b32", 0);
    String end = length;
    if (!geometry.sequential()) {
      code.add("mul.lo.u32", at, number, Geometry.BLOCK);
      String behind = code.b32("add.u32", at, Geometry.BLOCK);
      end = code.b32("min.u32", behind, length);
    }
    List<List<String>> lanes = folds.lanes(Geometry.LANES);
    Work work = reducing.work();
    if (work.weight() <= UNROLLED && work.sources().size() <= FEW && folds.count() <= FEW) {
      allLanes(column, lanes, at, end);
    }
    laneByLane(column, lanes, at, end);
    return folds.joined(lanes);
  }

  private void allLanes(RowLoads column, List<List<String>> lanes, String at, String end) {
    String again = code.label("lanes");
    String done = code.label("taken");
    code.place(again);
    String last = code.b32("add.u32", at, Geometry.LANES - 1);
    code.jumpUnless(code.test("setp.lt.u32", last, end), done);
    List<String> numbers = new ArrayList<>();
    List<List<String>> loaded = new ArrayList<>();
    for (int lane = 0; lane < Geometry.LANES; lane++) {
      numbers.add(lane == 0 ? at : code.b32("add.u32", at, lane));
      loaded.add(column.read(numbers.get(lane), 1).get(0));
    }
    for (int lane = 0; lane < Geometry.LANES; lane++) {
      folds.take(lanes, lane, results(column, numbers.get(lane), loaded.get(lane)));
    }
    code.add("add.u32", at, at, Geometry.LANES);
    code.jump(again);
    code.place(done);
  }

  private void laneByLane(RowLoads column, List<List<String>> lanes, String at, String end) {
    String again = code.label("element");
    String done = code.label("taken");
    code.place(again);
    code.jumpUnless(code.test("setp.lt.u32", at, end), done);
    List<String> results = results(column, at, column.read(at, 1).get(0));
    int count = lanes.stream().mapToInt(List::size).reduce(1, Math::max);
    if (count == 1) {
      folds.take(lanes, 0, results);
    } else {
      folds.takeAt(lanes, code.b32("and.b32", at, count - 1), results);
    }
    code.add("add.u32", at, at, 1);
    code.jump(again);
    code.place(done);
  }

  private List<String> results(RowLoads column, String number, List<String> values) {
    List<String> results = BodyWriter.write(code, reducing.work().body(), values);
    String element = reducing.stores().isEmpty() ? "" : column.element(number);
    return reducing.stored(code, element, List.of(results)).get(0);
  }
}
