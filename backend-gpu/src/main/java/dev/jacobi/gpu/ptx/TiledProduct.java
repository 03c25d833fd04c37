package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel of products whose operands go through shared memory, tile by tile of terms: while a
 * tile is used, the next one is on its way to registers, and one barrier a tile suffices, since
 * tiles take turns in two halves of shared memory. A thread owns its elements over all terms, each
 * of which is one fma; no term is made up at the ends. Sizes and strides are parameters.
 */
final class TiledProduct {

  /** How many terms are written out. */
  private static final int UNROLLED = 8;

  private final ProductText text;
  private final ProductTile tile;
  private final ProductPanel leftPanel;
  private final ProductPanel rightPanel;
  private final Layout result;
  private final ProductLoader.Form leftForm;
  private final ProductLoader.Form rightForm;
  private final boolean wholeStores;
  private final List<List<String>> sums = new ArrayList<>();

  private TiledProduct(
      ProductText text, ProductTile tile, ProductPanel left, ProductPanel right, Layout result) {
    this.text = text;
    this.tile = tile;
    this.leftPanel = left;
    this.rightPanel = right;
    this.result = result;
    int width = text.width();
    this.leftForm = ProductLoader.Form.of(left, tile.rows(), tile, tile.rowGroup(width), width);
    this.rightForm =
        ProductLoader.Form.of(right, tile.columns(), tile, tile.columnGroup(width), width);
    this.wholeStores =
        tile.columnGroup(width) == width
            && result.strides().get(2) == 1
            && result.sizes().get(2) % width == 0
            && result.strides().get(0) % width == 0
            && result.strides().get(1) % width == 0
            && result.offset() % width == 0;
  }

  /** The launch for operands and a result, with the text for a target. */
  static Launch launch(
      DType dtype,
      ProductTile tile,
      ProductPanel left,
      ProductPanel right,
      Layout result,
      Target target) {
    String name = "product_" + tile.rows() + "x" + tile.columns() + "x" + tile.terms();
    Listing listing = new Listing(name, "product of " + dtype + ", by tiles", target);
    TiledProduct product =
        new TiledProduct(new ProductText(dtype, listing), tile, left, right, result);
    product.write(listing.shared(2 * product.half()));
    int blocks = Math.multiplyExact(result.sizes().get(0), product.tiles());
    return listing.launch(Blocks.of(blocks), tile.threads(), tile.resident(dtype));
  }

  /** How many tiles lie beside each other. */
  private int along() {
    return (rightPanel.outer() + tile.columns() - 1) / tile.columns();
  }

  /** How many tiles a product has. */
  private int tiles() {
    return along() * ((leftPanel.outer() + tile.rows() - 1) / tile.rows());
  }

  /** The bytes of one tile of each operand. */
  private int half() {
    return (leftForm.elements() + rightForm.elements()) * text.size();
  }

  private void write(String shared) {
    String m = text.parameter(leftPanel.outer());
    String n = text.parameter(rightPanel.outer());
    String left = text.parameter(leftPanel.terms());
    String along = text.parameter(along());
    String tiles = text.parameter(tiles());
    String thread = text.integer("mov.u32 %%tid.x");
    String block = text.integer("mov.u32 %%ctaid.x");
    String batch = text.integer("div.u32 %s, %s", block, tiles);
    String inBatch = text.integer("rem.u32 %s, %s", block, tiles);
    String down = text.integer("div.u32 %s, %s", inBatch, along);
    String aside = text.integer("rem.u32 %s, %s", inBatch, along);
    String first = text.integer("mov.u32 %s", shared);
    String second = text.integer("add.u32 %s, %d", first, leftForm.elements() * text.size());
    ProductLoader a = new ProductLoader(text, leftForm, leftPanel, thread, batch, down, m, first);
    ProductLoader b =
        new ProductLoader(text, rightForm, rightPanel, thread, batch, aside, n, second);
    Position own = new Position(thread);
    String rowAt = text.integer("mad.lo.u32 %s, %d, %s", own.row, text.size(), first);
    String columnAt = text.integer("mad.lo.u32 %s, %d, %s", own.column, text.size(), second);
    for (int i = 0; i < tile.threadRows(); i++) {
      sums.add(text.numbers(tile.threadColumns()));
      sums.get(i).forEach(sum -> text.line("mov.%s %s, %s", text.type(), sum, text.zero()));
    }
    terms(left, a, b, own.idle, rowAt, columnAt);
    text.label("write");
    store(own, batch, m, n, down, aside);
  }

  private void terms(
      String left, ProductLoader a, ProductLoader b, String idle, String rowAt, String columnAt) {
    String flip = text.integer("mov.u32 %d", half());
    a.fetch(left);
    b.fetch(left);
    a.store();
    b.store();
    a.turn(flip);
    b.turn(flip);
    text.line("bar.sync 0");
    text.label("step");
    String last = text.predicate("setp.le.s32 %s, %d", left, tile.terms());
    text.line("@%s bra $ready", last);
    String rest = text.integer("sub.s32 %s, %d", left, tile.terms());
    a.advance();
    b.advance();
    String whole = text.predicate("setp.ge.s32 %s, %d", rest, tile.terms());
    text.line("@%s bra $whole", whole);
    a.fetch(rest);
    b.fetch(rest);
    text.line("bra.uni $ready");
    text.label("whole");
    a.fetch();
    b.fetch();
    text.label("ready");
    if (!idle.isEmpty()) {
      text.line("@%s bra $computed", idle);
    }
    compute(left, rowAt, columnAt);
    text.label("computed");
    text.line("@%s bra $write", last);
    a.store();
    b.store();
    text.line("bar.sync 0");
    text.line("add.s32 %s, %s, %s", rowAt, rowAt, flip);
    text.line("add.s32 %s, %s, %s", columnAt, columnAt, flip);
    text.line("neg.s32 %s, %s", flip, flip);
    a.turn(flip);
    b.turn(flip);
    text.line("sub.s32 %s, %s, %d", left, left, tile.terms());
    text.line("bra.uni $step");
  }

  /** Adds the terms of a tile: groups of them written out, then the rest one by one. */
  private void compute(String left, String rowAt, String columnAt) {
    boolean once = tile.terms() == UNROLLED;
    String count = text.integer("min.s32 %s, %d", left, tile.terms());
    String row = text.integer("mov.u32 %s", rowAt);
    String column = text.integer("mov.u32 %s", columnAt);
    text.label("several");
    String few = text.predicate("setp.lt.s32 %s, %d", count, UNROLLED);
    text.line("@%s bra $single", few);
    for (int term = 0; term < UNROLLED; term++) {
      term(term, row, column);
    }
    if (once) {
      text.line("bra.uni $computed");
    } else {
      goOn(UNROLLED, count, row, column);
      text.line("bra.uni $several");
    }
    text.label("single");
    String none = text.predicate("setp.le.s32 %s, 0", count);
    text.line("@%s bra $computed", none);
    term(0, row, column);
    goOn(1, count, row, column);
    text.line("bra.uni $single");
  }

  private void goOn(int terms, String count, String row, String column) {
    text.line("add.u32 %s, %s, %d", row, row, terms * leftForm.pitch() * text.size());
    text.line("add.u32 %s, %s, %d", column, column, terms * rightForm.pitch() * text.size());
    text.line("sub.s32 %s, %s, %d", count, count, terms);
  }

  private void term(int term, String row, String column) {
    int width = text.width();
    List<String> x =
        read(
            row, term * leftForm.pitch(), tile.threadRows(), tile.rowGroup(width), tile.laneRows());
    List<String> y =
        read(
            column,
            term * rightForm.pitch(),
            tile.threadColumns(),
            tile.columnGroup(width),
            tile.laneColumns());
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < y.size(); j++) {
        String sum = sums.get(i).get(j);
        text.line("fma.rn.%s %s, %s, %s, %s", text.type(), sum, x.get(i), y.get(j), sum);
      }
    }
  }

  private List<String> read(String at, int from, int count, int group, int lanes) {
    List<String> values = text.numbers(count);
    for (int i = 0; i < count; i += group) {
      text.line(
          "ld.shared%s %s, [%s+%d]",
          text.suffix(group),
          ProductText.group(values.subList(i, i + group)),
          at,
          (from + i * lanes) * text.size());
    }
    return values;
  }

  /**
   * Which elements of a tile a thread has; lane pairs share rows or columns, as reads of 16 bytes
   * like it.
   */
  private final class Position {
    final String idle;
    final String row;
    final String column;

    Position(String thread) {
      String warp = text.integer("shr.u32 %s, 5", thread);
      String lane = text.integer("and.b32 %s, 31", thread);
      this.idle =
          tile.warps() * 32 < tile.threads()
              ? text.predicate("setp.ge.u32 %s, %d", warp, tile.warps())
              : "";
      int across = Integer.numberOfTrailingZeros(tile.warpColumns());
      String warpRow = text.integer("shr.u32 %s, %d", warp, across);
      String warpColumn = text.integer("and.b32 %s, %d", warp, tile.warpColumns() - 1);
      String laneRow = lane;
      String laneColumn = "0";
      if (tile.laneColumns() == 8) {
        String upper = text.integer("shr.u32 %s, 4", lane);
        String odd = text.integer("and.b32 %s, 1", lane);
        laneRow = text.integer("mad.lo.u32 %s, 2, %s", upper, odd);
        laneColumn = text.integer("and.b32 %s, 7", text.integer("shr.u32 %s, 1", lane));
      }
      int width = text.width();
      this.row = first(warpRow, tile.laneRows() * tile.threadRows(), laneRow, tile.rowGroup(width));
      this.column =
          first(
              warpColumn,
              tile.laneColumns() * tile.threadColumns(),
              laneColumn,
              tile.columnGroup(width));
    }

    private String first(String warp, int warpExtent, String lane, int group) {
      String own = text.integer("mul.lo.u32 %s, %d", warp, warpExtent);
      return lane.equals("0") ? own : text.integer("mad.lo.u32 %s, %d, %s", lane, group, own);
    }
  }

  private void store(Position own, String batch, String m, String n, String down, String aside) {
    if (!own.idle.isEmpty()) {
      text.line("@%s bra $done", own.idle);
    }
    String start = text.buffer(result.buffer());
    String offset = text.parameter(result.offset());
    String batchStride = text.parameter(result.strides().get(0));
    String rowStride = text.parameter(result.strides().get(1));
    String columnStride = text.parameter(result.strides().get(2));
    String first = text.integer("mad.lo.s32 %s, %s, %s", batch, batchStride, offset);
    String row = text.integer("mad.lo.u32 %s, %d, %s", down, tile.rows(), own.row);
    String column = text.integer("mad.lo.u32 %s, %d, %s", aside, tile.columns(), own.column);
    int group = wholeStores ? text.width() : 1;
    List<String> inside = new ArrayList<>();
    List<String> offsets = new ArrayList<>();
    for (int j = 0; j < tile.threadColumns(); j += group) {
      String place =
          text.integer(
              "add.u32 %s, %d",
              column, distance(j, tile.columnGroup(text.width()), tile.laneColumns()));
      inside.add(text.predicate("setp.lt.u32 %s, %s", place, n));
      offsets.add(text.integer("mad.lo.s32 %s, %s, %s", place, columnStride, first));
    }
    for (int i = 0; i < tile.threadRows(); i++) {
      String place =
          text.integer(
              "add.u32 %s, %d", row, distance(i, tile.rowGroup(text.width()), tile.laneRows()));
      text.line("@%s bra $done", text.predicate("setp.ge.u32 %s, %s", place, m));
      for (int j = 0; j < offsets.size(); j++) {
        String element = text.integer("mad.lo.s32 %s, %s, %s", place, rowStride, offsets.get(j));
        String address = text.wide("mad.wide.s32 %s, %d, %s", element, text.size(), start);
        List<String> values = sums.get(i).subList(j * group, (j + 1) * group);
        text.line(
            "@%s st.global%s [%s], %s",
            inside.get(j), text.suffix(group), address, ProductText.group(values));
      }
    }
    text.label("done");
  }

  /**
   * How far the i-th element of a thread lies from its first, when groups of them alternate with
   * those of the other lanes.
   */
  private static int distance(int i, int group, int lanes) {
    return i / group * group * lanes + i % group;
  }
}
