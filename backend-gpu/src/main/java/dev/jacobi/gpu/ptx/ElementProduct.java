package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel of many small products: a thread for each element of the result, operands straight
 * from the cache. Sizes and strides are parameters.
 */
final class ElementProduct {

  /** How many terms are written out. */
  private static final int UNROLLED = 8;

  private static final int THREADS = 256;

  private final ProductText text;

  private final ProductPanel left;
  private final ProductPanel right;
  private final Layout result;

  private ElementProduct(ProductText text, ProductPanel left, ProductPanel right, Layout result) {
    this.text = text;
    this.left = left;
    this.right = right;
    this.result = result;
  }

  /** The launch for operands and a result, with the text for a target. */
  static Launch launch(
      DType dtype, ProductPanel left, ProductPanel right, Layout result, Target target) {
    Listing listing =
        new Listing("product_by_element", "product of " + dtype + ", by elements", target);
    new ElementProduct(new ProductText(dtype, listing), left, right, result).write();
    int blocks = (result.elements() + THREADS - 1) / THREADS;
    return listing.launch(Blocks.of(blocks), THREADS, 4);
  }

  private void write() {
    String m = text.parameter(left.outer());
    String n = text.parameter(right.outer());
    String rest = text.parameter(left.terms());
    String elements = text.parameter(result.elements());
    String thread = text.integer("mov.u32 %%tid.x");
    String block = text.integer("mov.u32 %%ctaid.x");
    String element = text.integer("mad.lo.u32 %s, %d, %s", block, THREADS, thread);
    text.line("@%s bra $done", text.predicate("setp.ge.u32 %s, %s", element, elements));
    String line = text.integer("div.u32 %s, %s", element, n);
    String column = text.integer("rem.u32 %s, %s", element, n);
    String batch = text.integer("div.u32 %s, %s", line, m);
    String row = text.integer("rem.u32 %s, %s", line, m);
    Operand a = new Operand(left, batch, row);
    Operand b = new Operand(right, batch, column);
    String sum = text.numbers(1).get(0);
    text.line("mov.%s %s, %s", text.type(), sum, text.zero());
    text.label("several");
    text.line("@%s bra $single", text.predicate("setp.lt.s32 %s, %d", rest, UNROLLED));
    terms(a.several(), b.several(), sum);
    text.line("sub.s32 %s, %s, %d", rest, rest, UNROLLED);
    text.line("bra.uni $several");
    text.label("single");
    text.line("@%s bra $write", text.predicate("setp.le.s32 %s, 0", rest));
    terms(a.single(), b.single(), sum);
    text.line("sub.s32 %s, %s, 1", rest, rest);
    text.line("bra.uni $single");
    text.label("write");
    store(batch, row, column, sum);
    text.label("done");
  }

  private void terms(List<String> x, List<String> y, String sum) {
    for (int i = 0; i < x.size(); i++) {
      text.line("fma.rn.%s %s, %s, %s, %s", text.type(), sum, x.get(i), y.get(i), sum);
    }
  }

  private void store(String batch, String row, String column, String sum) {
    String start = text.buffer(result.buffer());
    String offset = text.parameter(result.offset());
    String batchStride = text.parameter(result.strides().get(0));
    String rowStride = text.parameter(result.strides().get(1));
    String columnStride = text.parameter(result.strides().get(2));
    String inBatch = text.integer("mad.lo.s32 %s, %s, %s", batch, batchStride, offset);
    String inRow = text.integer("mad.lo.s32 %s, %s, %s", row, rowStride, inBatch);
    String place = text.integer("mad.lo.s32 %s, %s, %s", column, columnStride, inRow);
    String address = text.wide("mad.wide.s32 %s, %d, %s", place, text.size(), start);
    text.line("st.global.%s [%s], %s", text.type(), address, sum);
  }

  /** An operand's next term, and how far it is to the one after it. */
  private final class Operand {
    private final String place;
    private final String step;
    private final int width;

    Operand(ProductPanel panel, String batch, String outer) {
      boolean vectors = panel.isAlongTerms() && panel.isAligned(text.width());
      this.width = vectors ? text.width() : 1;
      String start = text.buffer(panel.layout().buffer());
      String offset = text.parameter(panel.layout().offset());
      String batchStride = text.parameter(panel.batchStride());
      String outerStride = text.parameter(panel.outerStride());
      String termStride = text.parameter(panel.termStride());
      String inBatch = text.integer("mad.lo.s32 %s, %s, %s", batch, batchStride, offset);
      String first = text.integer("mad.lo.s32 %s, %s, %s", outer, outerStride, inBatch);
      this.place = text.wide("mad.wide.s32 %s, %d, %s", first, text.size(), start);
      this.step = text.wide("mul.wide.s32 %s, %d", termStride, text.size());
    }

    List<String> single() {
      List<String> value = text.numbers(1);
      load(value);
      text.line("add.s64 %s, %s, %s", place, place, step);
      return value;
    }

    List<String> several() {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < UNROLLED; i += width) {
        List<String> next = text.numbers(width);
        load(next);
        if (width == 1) {
          text.line("add.s64 %s, %s, %s", place, place, step);
        } else {
          text.line("add.s64 %s, %s, %d", place, place, width * text.size());
        }
        values.addAll(next);
      }
      return values;
    }

    private void load(List<String> values) {
      text.line(
          "ld.global.nc%s %s, [%s]", text.suffix(values.size()), ProductText.group(values), place);
    }
  }
}
