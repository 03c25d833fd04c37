package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Scatter;
import dev.jacobi.core.primitive.Lane;
import java.util.List;

/**
 * A kernel that adds by place: a thread has one result, and goes through the group of its place.
 * Neighbouring threads have neighbouring inner positions, and so one group, as far as these reach.
 */
final class ScatterKernel {

  private static final int THREADS = 256;

  private ScatterKernel() {}

  /** The launch of a step. */
  static Launch launch(Scatter step, Target target) {
    Lane lane = step.dtype().lane();
    Listing code = new Listing("scatter_" + step.dtype(), "adds by place", target);
    String block = code.b32("mov.u32", "%ctaid.x");
    String element = code.b32("mad.lo.u32", block, THREADS, code.b32("mov.u32", "%tid.x"));
    String done = code.label("done");
    code.jumpIf(code.test("setp.ge.u32", element, code.number(step.elements())), done);
    String[] row = divided(code, element, step.inner());
    String[] place = divided(code, row[0], step.extent());
    String first = code.b32("mul.lo.u32", place[0], code.number(step.count()));
    String sum = sum(code, step, place[1], first, row[1]);
    String result = code.address(new Argument.Address(step.result()));
    Elements.store(code, lane, Elements.address(code, lane, result, element), 0, List.of(sum));
    code.place(done);
    return code.launch(Blocks.of((step.elements() - 1) / THREADS + 1), THREADS);
  }

  /** A quotient, and what it leaves. */
  private static String[] divided(Listing code, String number, int by) {
    if (by == 1) {
      return new String[] {number, "0"};
    }
    Divisor divisor = new Divisor(code, by);
    String quotient = divisor.quotient(number);
    return new String[] {quotient, divisor.rest(number, quotient)};
  }

  /**
   * Adds the values of a place's group.
   *
   * @param first how many positions, of the outer ones, come before
   */
  private static String sum(Listing code, Scatter step, String place, String first, String column) {
    Lane lane = step.dtype().lane();
    String type = lane == Lane.F64 ? ".f64" : ".f32";
    String groups =
        code.address(
            new Argument.Groups(step.positions(), step.count(), step.axis(), step.extent()));
    String values = code.address(new Argument.Address(step.values()));
    String numbers = code.number(step.extent() + 1);
    String inner = code.number(step.inner());
    String own = Elements.address(code, Lane.I64, groups, place);
    String next = code.b32("cvt.u32.u64", Elements.load(code, Lane.I64, own, 0));
    String end = code.b32("cvt.u32.u64", Elements.load(code, Lane.I64, own, Long.BYTES));
    String zero = BodyWriter.constant(lane, 0);
    String sum = code.result(code.register(Listing.Register.of(lane)), "mov" + type, zero);
    String again = code.label("again");
    String added = code.label("added");
    code.place(again);
    code.jumpIf(code.test("setp.ge.u32", next, end), added);
    String at = Elements.address(code, Lane.I64, groups, code.b32("add.u32", numbers, next));
    String number = code.b32("cvt.u32.u64", Elements.load(code, Lane.I64, at, 0));
    String line = code.b32("add.u32", first, number);
    String from = code.b32("mad.lo.u32", line, inner, column);
    String address = Elements.address(code, lane, values, from);
    code.add("add.rn" + type, sum, sum, Elements.load(code, lane, address, 0));
    code.add("add.u32", next, next, 1);
    code.jump(again);
    code.place(added);
    return sum;
  }
}
