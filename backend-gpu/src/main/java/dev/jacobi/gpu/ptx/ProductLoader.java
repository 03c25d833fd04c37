package dev.jacobi.gpu.ptx;

import java.util.List;

/**
 * Brings an operand's tiles from global to shared memory, where the neighbours of an element are
 * those along the outer axis. Threads go along the axis without gaps, 16 bytes each where alignment
 * allows. What lies beyond the outer axis is read from its end, for results that are never stored;
 * terms beyond the last are not read.
 */
final class ProductLoader {

  /** The text of a loader depends on these alone; sizes and strides are parameters. */
  record Form(int outer, int terms, int threads, int width, boolean alongTerms, int pitch) {

    static Form of(ProductPanel panel, int outer, ProductTile tile, int group, int width) {
      boolean along = panel.isAlongTerms();
      boolean whole = along || outer % width == 0;
      int padding = !along || outer == 1 ? 0 : group == 1 ? 1 : group;
      return new Form(
          outer,
          tile.terms(),
          tile.threads(),
          whole && panel.isAligned(width) ? width : 1,
          along,
          outer + padding);
    }

    /** Loads of a tile, by all threads. */
    int loads() {
      return outer * terms / width;
    }

    /** Loads of a tile by one thread. */
    int each() {
      return Math.max(loads() / threads, 1);
    }

    /** Loads that lie beside each other. */
    int row() {
      return alongTerms ? terms / width : outer / width;
    }

    /** Positions along the other axis between two loads of a thread. */
    int step() {
      return threads / row();
    }

    /** Elements in shared memory. */
    int elements() {
      return pitch * terms;
    }
  }

  private final ProductText text;
  private final Form form;
  private final String term;
  private final String active;
  private final String[] offsets;
  private final String place;
  private final String advance;
  private final String write;
  private final List<String> values;

  /**
   * Reads parameters and finds what the thread loads.
   *
   * @param thread the register of the thread's number
   * @param batch the register of the product's number
   * @param tile the register of the tile's number along the outer axis
   * @param extent the register of the extent of the outer axis
   * @param shared the register of the address of the operand's tiles in shared memory
   */
  ProductLoader(
      ProductText text,
      Form form,
      ProductPanel panel,
      String thread,
      String batch,
      String tile,
      String extent,
      String shared) {
    this.text = text;
    this.form = form;
    String start = text.buffer(panel.layout().buffer());
    String offset = text.parameter(panel.layout().offset());
    String batchStride = text.parameter(panel.batchStride());
    String outerStride = text.parameter(panel.outerStride());
    String termStride = text.parameter(panel.termStride());
    String along = text.integer("and.b32 %s, %d", thread, form.row() - 1);
    if (form.width() > 1) {
      along = text.integer("mul.lo.u32 %s, %d", along, form.width());
    }
    String across =
        text.integer("shr.u32 %s, %d", thread, Integer.numberOfTrailingZeros(form.row()));
    String outer = form.alongTerms() ? across : along;
    this.term = form.alongTerms() ? along : across;
    this.active =
        form.loads() < form.threads()
            ? text.predicate("setp.lt.u32 %s, %d", thread, form.loads())
            : "";
    this.write = write(outer, shared);
    String first = text.integer("mad.lo.s32 %s, %s, %s", batch, batchStride, offset);
    String end = text.integer("sub.s32 %s, %d", extent, form.alongTerms() ? 1 : form.width());
    this.offsets = new String[form.each()];
    String position = text.integer("mad.lo.s32 %s, %d, %s", tile, form.outer(), outer);
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = offset(position, i, end, outerStride, termStride);
    }
    String from = text.wide("mul.wide.s32 %s, %d", first, text.size());
    String row = text.wide("cvt.s64.s32 %s", termStride);
    String column = text.wide("cvt.u64.u32 %s", term);
    String skipped = text.wide("mul.lo.s64 %s, %s", row, column);
    String bytes = text.wide("mad.lo.s64 %s, %d, %s", skipped, text.size(), from);
    this.place = text.wide("add.s64 %s, %s", start, bytes);
    this.advance = text.wide("mul.lo.s64 %s, %d", row, form.terms() * text.size());
    this.values = text.numbers(form.each() * form.width());
  }

  private String write(String outer, String shared) {
    String element = text.integer("mad.lo.u32 %s, %d, %s", term, form.pitch(), outer);
    return text.integer("mad.lo.u32 %s, %d, %s", element, text.size(), shared);
  }

  /**
   * The distance of a load's element from the first term of the product's first row, as elements.
   */
  private String offset(String position, int i, String end, String outerStride, String termStride) {
    if (form.alongTerms()) {
      String row = text.integer("add.s32 %s, %d", position, i * form.step());
      String inside = text.integer("min.s32 %s, %s", row, end);
      return text.integer("mul.lo.s32 %s, %s", inside, outerStride);
    }
    String inside = text.integer("min.s32 %s, %s", position, end);
    String row = text.integer("mul.lo.s32 %s, %s", inside, outerStride);
    return text.integer("mad.lo.s32 %s, %d, %s", termStride, i * form.step(), row);
  }

  /** Asks for a tile of which all terms exist. */
  void fetch() {
    for (int i = 0; i < offsets.length; i++) {
      load(i, active.isEmpty() ? "" : "@" + active + " ");
    }
  }

  /** Asks for a tile of which a register says how many terms there are. */
  void fetch(String left) {
    String exists = exists(term, left);
    for (int i = 0; i < offsets.length; i++) {
      if (!form.alongTerms() && i > 0) {
        exists = exists(text.integer("add.u32 %s, %d", term, i * form.step()), left);
      }
      for (String value : group(i)) {
        text.line("mov.%s %s, %s", text.type(), value, text.zero());
      }
      load(i, "@" + exists + " ");
    }
  }

  private String exists(String own, String left) {
    String exists = text.predicate("setp.lt.s32 %s, %s", own, left);
    if (!active.isEmpty()) {
      text.line("and.pred %s, %s, %s", exists, exists, active);
    }
    return exists;
  }

  private void load(int i, String guard) {
    String address = text.wide("mad.wide.s32 %s, %d, %s", offsets[i], text.size(), place);
    text.line(
        "%sld.global.nc%s %s, [%s]",
        guard, text.suffix(form.width()), ProductText.group(group(i)), address);
  }

  private List<String> group(int i) {
    return values.subList(i * form.width(), (i + 1) * form.width());
  }

  /** Goes on to the next terms. */
  void advance() {
    text.line("add.s64 %s, %s, %s", place, place, advance);
  }

  /** Puts what was asked for into shared memory. */
  void store() {
    String guard = active.isEmpty() ? "" : "@" + active + " ";
    int across = form.alongTerms() ? 1 : form.pitch();
    for (int i = 0; i < offsets.length; i++) {
      int at = i * form.step() * across;
      if (form.alongTerms() && form.width() > 1) {
        for (String value : group(i)) {
          text.line(
              "%sst.shared.%s [%s+%d], %s", guard, text.type(), write, at * text.size(), value);
          at += form.pitch();
        }
      } else {
        text.line(
            "%sst.shared%s [%s+%d], %s",
            guard, text.suffix(form.width()), write, at * text.size(), ProductText.group(group(i)));
      }
    }
  }

  /**
   * Lets the next store go to the other half of shared memory: a signed number of bytes further.
   */
  void turn(String bytes) {
    text.line("add.s32 %s, %s, %s", write, write, bytes);
  }
}
