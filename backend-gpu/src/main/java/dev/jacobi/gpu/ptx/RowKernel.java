package dev.jacobi.gpu.ptx;

import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A kernel that reduces rows of neighbouring elements. A block of 128 elements belongs to a team of
 * threads, each with one, two or four neighbouring lanes; a row to a power of two of teams, each
 * with a power of two of neighbouring blocks: a part of a warp, a warp, a block of threads, or
 * several, which leave nodes of the tree to be joined by another kernel.
 */
final class RowKernel {

  private static final int THREADS = 256;
  private static final int WARP = 32;

  /** The code of so much weight is written several times, for loads to overlap. */
  private static final int UNROLLED = 64;

  private final Reducing reducing;
  private final Listing code;
  private final Loads loads;
  private final Folds folds;
  private final Cut cut;

  /**
   * How rows are shared out.
   *
   * @param width the neighbouring lanes of a thread
   * @param threads those of a row, or of a part of it; a power of two from a team to a block
   * @param depth the logarithm of the blocks of a team
   * @param parts how many parts a row has
   */
  record Cut(int width, int threads, int depth, int parts) {

    /** The threads of a block of 128 elements. */
    int team() {
      return Geometry.LANES / width;
    }

    /** The blocks of a part. */
    int blocks() {
      return (threads / team()) << depth;
    }

    /** A cut in which enough threads have work. */
    static Cut of(Geometry geometry, int width) {
      int blocks = geometry.blocks();
      int team = Geometry.LANES / width;
      long rows = geometry.outer();
      int alone = Geometry.powerOfTwo(blocks);
      if (alone * team <= WARP) {
        return new Cut(width, alone * team, 0, 1);
      }
      if (rows * WARP >= LoopKernels.MANY) {
        return new Cut(width, WARP, depth(blocks, WARP / team), 1);
      }
      int threads = (int) Math.min(THREADS, (long) alone * team);
      int whole = depth(blocks, threads / team);
      int depth = 0;
      while (depth < whole
          && rows * parts(blocks, (threads / team) << (depth + 1)) * threads >= LoopKernels.MANY) {
        depth++;
      }
      if (rows * THREADS >= LoopKernels.MANY || parts(blocks, (threads / team) << depth) <= 4) {
        depth = whole;
      }
      return new Cut(width, threads, depth, parts(blocks, (threads / team) << depth));
    }

    private static int parts(int blocks, int own) {
      return (blocks - 1) / own + 1;
    }

    private static int depth(int blocks, int teams) {
      return Geometry.log(Geometry.powerOfTwo((blocks - 1) / teams + 1));
    }
  }

  private RowKernel(Reducing reducing, Listing code, Loads loads, Cut cut) {
    this.reducing = reducing;
    this.code = code;
    this.loads = loads;
    this.folds = new Folds(code, reducing.folds());
    this.cut = cut;
  }

  private static Listing listing(Reducing reducing, Target target) {
    return new Listing(reducing.name("rows"), reducing.comment("rows"), target);
  }

  private static Loads loads(Listing code, Reducing reducing) {
    return new Loads(code, reducing.work().space(), reducing.work().sources(), false);
  }

  /**
   * Adds the launches that reduce rows.
   *
   * @param results where each result goes
   */
  static void add(Reducing reducing, List<Argument> results, Target target, Plan plan) {
    Listing code = listing(reducing, target);
    Loads loads = loads(code, reducing);
    Work work = reducing.work();
    List<Lane> stored = IntStream.range(0, reducing.stores().size()).mapToObj(work::lane).toList();
    int fitting = work.widest(stored) == 8 ? 2 : 4;
    boolean vectors =
        work.weight() * fitting <= UNROLLED
            && reducing.geometry().reduced() % fitting == 0
            && loads.isWhole(fitting);
    Cut cut = Cut.of(reducing.geometry(), vectors ? fitting : 1);
    new RowKernel(reducing, code, loads, cut).add(results, target, plan);
  }

  /** Adds the launches of a given cut, whose width fits. */
  static void add(Reducing reducing, Cut cut, List<Argument> results, Target target, Plan plan) {
    Listing code = listing(reducing, target);
    new RowKernel(reducing, code, loads(code, reducing), cut).add(results, target, plan);
  }

  private void add(List<Argument> results, Target target, Plan plan) {
    Geometry geometry = reducing.geometry();
    List<Argument> nodes = results;
    if (cut.parts() > 1) {
      nodes = JoinKernel.nodes(reducing, cut.parts(), plan);
    }
    long items = (long) geometry.outer() * cut.parts();
    int perBlock = THREADS / cut.threads();
    write(nodes, (int) items);
    plan.add(code.launch(Blocks.of((int) ((items - 1) / perBlock + 1)), THREADS));
    if (cut.parts() > 1) {
      plan.add(JoinKernel.launch(reducing, cut.parts(), nodes, results, target));
    }
  }

  private void write(List<Argument> nodes, int items) {
    Geometry geometry = reducing.geometry();
    String thread = code.b32("mov.u32", "%tid.x");
    String block = code.b32("mov.u32", "%ctaid.x");
    loads.begin();
    int threads = cut.threads();
    String item = block;
    if (threads < THREADS) {
      String start = code.b32("mul.lo.u32", block, THREADS / threads);
      item = code.b32("add.u32", start, code.b32("shr.u32", thread, Geometry.log(threads)));
    }
    String exists = code.test("setp.lt.u32", item, code.number(items));
    String safe = code.b32("selp.b32", item, 0, exists);
    String part = "0";
    String number = safe;
    if (cut.parts() > 1) {
      Divisor parts = new Divisor(code, cut.parts());
      number = parts.quotient(safe);
      part = parts.rest(safe, number);
    }
    String reduced = code.number(geometry.reduced());
    String length = code.b32("selp.b32", reduced, 0, exists);
    String beginning = code.b32("mul.lo.u32", number, reduced);
    RowLoads row = new RowLoads(code, loads, beginning, "1", geometry);
    String own = code.b32("and.b32", thread, threads - 1);
    String team = code.b32("shr.u32", own, Geometry.log(cut.team()));
    String blocks = code.b32("mad.lo.u32", part, threads / cut.team(), team);
    String first = code.b32("shl.b32", blocks, cut.depth());
    String lane = code.b32("and.b32", thread, cut.team() - 1);
    String start = code.b32("mul.lo.u32", lane, cut.width());
    List<String> values =
        folds.tree(
            cut.depth(), leaf -> block(row, code.b32("add.u32", first, leaf), start, length));
    folds.exchange(values, cut.team(), Math.min(threads, WARP));
    folds.share(values, thread, WARP, Math.max(threads / WARP, 1), THREADS);
    String done = code.label("done");
    code.jumpUnless(exists, done);
    code.jumpIf(code.test("setp.ne.u32", own, 0), done);
    folds.store(nodes, item, values);
    code.place(done);
  }

  /** A block of 128 elements; all threads of its team get its result. */
  private List<String> block(RowLoads row, String number, String start, String length) {
    String from = code.b32("mul.lo.u32", number, Geometry.BLOCK);
    String behind = code.b32("add.u32", from, Geometry.BLOCK);
    String end = code.b32("min.u32", behind, length);
    String at = code.b32("add.u32", from, start);
    List<List<String>> lanes = folds.lanes(cut.width());
    int weight = Math.max(reducing.work().weight(), 4) * cut.width();
    int copies = weight * 4 <= UNROLLED ? 4 : weight * 2 <= UNROLLED ? 2 : 1;
    if (copies > 1) {
      loop(row, lanes, at, end, copies);
    }
    loop(row, lanes, at, end, 1);
    List<String> values = folds.joined(lanes);
    folds.exchange(values, 1, cut.team());
    return values;
  }

  /** Takes vectors as long as so many are left. */
  private void loop(RowLoads row, List<List<String>> lanes, String at, String end, int copies) {
    String again = code.label("vectors");
    String done = code.label("taken");
    code.place(again);
    String last = at;
    if (copies > 1) {
      last = code.b32("add.u32", at, Geometry.LANES * (copies - 1));
    }
    code.jumpUnless(code.test("setp.lt.u32", last, end), done);
    List<String> numbers = new ArrayList<>();
    List<List<List<String>>> loaded = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      String own = copy == 0 ? at : code.b32("add.u32", at, Geometry.LANES * copy);
      numbers.add(own);
      loaded.add(row.read(own, cut.width()));
    }
    for (int copy = 0; copy < copies; copy++) {
      List<List<String>> results = new ArrayList<>();
      for (List<String> values : loaded.get(copy)) {
        results.add(BodyWriter.write(code, reducing.work().body(), values));
      }
      String element = reducing.stores().isEmpty() ? "" : row.element(numbers.get(copy));
      results = reducing.stored(code, element, results);
      for (int lane = 0; lane < cut.width(); lane++) {
        folds.take(lanes, lane, results.get(lane));
      }
    }
    code.add("add.u32", at, at, Geometry.LANES * copies);
    code.jump(again);
    code.place(done);
  }
}
