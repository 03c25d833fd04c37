package dev.jacobi.gpu.ptx;

import java.util.ArrayList;
import java.util.List;

/** The kernel that joins the nodes of a tree that the blocks of another kernel left in memory. */
final class JoinKernel {

  private JoinKernel() {}

  /** Room for the nodes of each result. */
  static List<Argument> nodes(Reducing reducing, int parts, Plan plan) {
    long count = (long) reducing.geometry().positions() * parts;
    return reducing.folds().stream().map(fold -> plan.scratch(fold.lane(), count)).toList();
  }

  /**
   * The launch that joins nodes.
   *
   * @param parts how many nodes there are for each result
   */
  static Launch launch(
      Reducing reducing, int parts, List<Argument> nodes, List<Argument> results, Target target) {
    Geometry geometry = reducing.geometry();
    Geometry joined = new Geometry(geometry.outer(), parts, geometry.inner(), false);
    ColumnKernel.Cut cut = cut(joined);
    String name = Folds.names(reducing.folds()) + "_join";
    Listing code = new Listing(name, "joins the nodes of a tree", target);
    Folds folds = new Folds(code, reducing.folds());
    Position position = Position.of(code, joined, cut);
    String row = code.b32("shl.b32", position.row(), cut.depth());
    String count = code.b32("selp.b32", code.number(parts), 0, position.exists());
    String first = code.b32("mul.lo.u32", position.outer(), code.number(parts));
    String inner = joined.inner() > 1 ? code.number(joined.inner()) : "1";
    List<String> values =
        folds.tree(
            cut.depth(),
            number -> {
              String own = code.b32("add.u32", row, number);
              String node = code.b32("add.u32", first, own);
              String place = code.b32("mad.lo.u32", node, inner, position.inner());
              return leaf(code, folds, nodes, code.test("setp.lt.u32", own, count), place);
            });
    position.finish(folds, results, values);
    int tiles = (joined.positions() - 1) / cut.positions() + 1;
    return code.launch(Blocks.of(tiles), cut.threads());
  }

  private static ColumnKernel.Cut cut(Geometry joined) {
    int wide = Math.min(32, Geometry.powerOfTwo(joined.positions()));
    int rows = Math.min(256 / wide, Geometry.powerOfTwo(joined.reduced()));
    int depth = Geometry.log(Geometry.powerOfTwo((joined.reduced() - 1) / rows + 1));
    return new ColumnKernel.Cut(wide, rows, depth, 1);
  }

  private static List<String> leaf(
      Listing code, Folds folds, List<Argument> nodes, String exists, String place) {
    List<List<String>> values = folds.lanes(1);
    String missing = code.label("missing");
    code.jumpUnless(exists, missing);
    for (int i = 0; i < folds.count(); i++) {
      folds.load(values.get(i).get(0), i, nodes.get(i), place);
    }
    code.place(missing);
    List<String> leaf = new ArrayList<>();
    values.forEach(own -> leaf.add(own.get(0)));
    return leaf;
  }
}
