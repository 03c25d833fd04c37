package dev.jacobi.gpu.ptx;

import java.util.List;

/**
 * Where a thread of a kernel by columns stands.
 *
 * @param thread its number in its block
 * @param number its position
 * @param exists whether there is such a position
 * @param outer the outer part of the position; only where inner is more than 1
 * @param inner the inner part
 * @param row which of the threads with this position, over all blocks, it is
 * @param place where its result goes
 */
record Position(
    Listing code,
    ColumnKernel.Cut cut,
    String thread,
    String number,
    String exists,
    String outer,
    String inner,
    String row,
    String place) {

  /** Writes where a thread stands. */
  static Position of(Listing code, Geometry geometry, ColumnKernel.Cut cut) {
    String thread = code.b32("mov.u32", "%tid.x");
    String tile = code.b32("mov.u32", "%ctaid.x");
    String part = code.b32("mov.u32", "%ctaid.y");
    String own = code.b32("and.b32", thread, cut.positions() - 1);
    String number = code.b32("mad.lo.u32", tile, cut.positions(), own);
    String exists = code.test("setp.lt.u32", number, code.number(geometry.positions()));
    String below = code.b32("shr.u32", thread, Geometry.log(cut.positions()));
    if (cut.positions() * cut.rows() < cut.threads()) {
      String used = code.test("setp.lt.u32", below, cut.rows());
      code.add("and.pred", exists, exists, used);
    }
    String row = code.b32("mad.lo.u32", part, cut.rows(), below);
    String outer = number;
    String inner = "0";
    String place = number;
    if (geometry.inner() > 1) {
      Divisor divisor = new Divisor(code, geometry.inner());
      outer = divisor.quotient(number);
      inner = divisor.rest(number, outer);
    }
    if (cut.parts() > 1) {
      String parts = code.number(cut.parts());
      String node = code.b32("mad.lo.u32", outer, parts, part);
      place =
          geometry.inner() > 1
              ? code.b32("mad.lo.u32", node, code.number(geometry.inner()), inner)
              : node;
    }
    return new Position(code, cut, thread, number, exists, outer, inner, row, place);
  }

  /** Joins the values of the threads of this position in this block, and stores the results. */
  void finish(Folds folds, List<Argument> to, List<String> values) {
    int joined = Math.max(cut.threads() / cut.positions(), 1);
    folds.share(values, thread, cut.positions(), joined, cut.threads());
    String done = code.label("done");
    code.jumpUnless(exists, done);
    code.jumpIf(code.test("setp.ge.u32", thread, cut.positions()), done);
    folds.store(to, place, values);
    code.place(done);
  }
}
