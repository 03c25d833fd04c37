package dev.jacobi.gpu.ptx;

import static dev.jacobi.gpu.ptx.FaultSubject.BLOCKS;
import static dev.jacobi.gpu.ptx.FaultSubject.COLUMNS;
import static dev.jacobi.gpu.ptx.FaultSubject.EVERYTHING;
import static dev.jacobi.gpu.ptx.FaultSubject.MAP;
import static dev.jacobi.gpu.ptx.FaultSubject.PLACES;
import static dev.jacobi.gpu.ptx.FaultSubject.ROWS;
import static dev.jacobi.gpu.ptx.FaultSubject.SMALL;
import static dev.jacobi.gpu.ptx.FaultSubject.THIN;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jacobi.gpu.driver.DriverFailure;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault planted in the text of a kernel is noticed: refused, caught when run, or by a bit.
 */
class PlantedKernelFaultTest {

  /**
   * A change of text.
   *
   * @param subject what it is planted in
   * @param name what is wrong
   * @param pattern what is replaced
   * @param replacement by what
   * @param skipped how many places are left as they are, before the one that is changed
   */
  record Fault(FaultSubject subject, String name, String pattern, String replacement, int skipped)
      implements UnaryOperator<String> {

    Fault(FaultSubject subject, String name, String pattern, String replacement) {
      this(subject, name, pattern, replacement, 0);
    }

    @Override
    public String apply(String text) {
      Matcher matcher = Pattern.compile(pattern).matcher(text);
      for (int i = 0; i <= skipped; i++) {
        if (!matcher.find()) {
          throw new FaultNotPlanted(this + " finds no place in\n" + text);
        }
      }
      StringBuilder changed = new StringBuilder();
      matcher.appendReplacement(changed, replacement);
      matcher.appendTail(changed);
      String result = changed.toString();
      if (result.equals(text)) {
        throw new FaultNotPlanted(this + " changes nothing");
      }
      return result;
    }

    @Override
    public String toString() {
      return subject + ": " + name;
    }
  }

  /** No assertion: it must not be mistaken for a fault that was noticed. */
  private static final class FaultNotPlanted extends RuntimeException {
    private static final long serialVersionUID = 1;

    FaultNotPlanted(String message) {
      super(message);
    }
  }

  static List<Fault> faults() {
    return List.of(
        // Maps.
        new Fault(
            MAP,
            "swapped operands of selp",
            "selp.f64 (%d\\d+), (%d\\d+), (%d\\d+)",
            "selp.f64 $1, $3, $2"),
        new Fault(MAP, "wrong comparison", "setp.lt.f64", "setp.gt.f64"),
        new Fault(MAP, "rounding towards zero", "sub.rn.f64", "sub.rz.f64"),
        new Fault(MAP, "no rounding named", "mul.rn.f64", "mul.f64"),
        new Fault(
            MAP,
            "swapped operands of sub",
            "sub.rn.f64 (%d\\d+), (%d\\d+), (%d\\d+)",
            "sub.rn.f64 $1, $3, $2"),
        new Fault(
            MAP,
            "swapped operands of div",
            "div.rn.f64 (%d\\d+), (%d\\d+), (%d\\d+)",
            "div.rn.f64 $1, $3, $2"),
        new Fault(
            MAP,
            "mul and sub contracted",
            "mul.rn.f64 (%d\\d+), (%d\\d+), (%d\\d+);\n  sub.rn.f64 (%d\\d+), (%d\\d+), \\1;",
            "neg.f64 $1, $2;\n  fma.rn.f64 $4, $1, $3, $5;"),
        new Fault(MAP, "bound off by one", "setp.ge.u32", "setp.gt.u32"),
        new Fault(MAP, "no bound", "  @%p\\d+ bra \\$done_\\d+;\n", ""),
        new Fault(MAP, "wrong block", "%ctaid.x", "%ctaid.y"),
        new Fault(MAP, "lane for thread", "%tid.x", "%laneid"),
        new Fault(MAP, "wrong size of elements", "(mad.wide.s32 %rd\\d+, %r\\d+), 8,", "$1, 4,"),
        new Fault(
            MAP,
            "store at the wrong size of elements",
            "(mad.wide.s32 %rd\\d+, %r\\d+), 8,",
            "$1, 16,",
            2),
        new Fault(MAP, "register not written", "  ld.global.nc.f64 .*;\n", ""),
        new Fault(
            MAP, "element of a neighbour", "(ld.global.nc.f64 %d\\d+, \\[%rd\\d+)\\]", "$1+8]"),
        // Reductions of rows.
        new Fault(ROWS, "wrong lane", "(shfl.sync.bfly.b32 %r\\d+, %r\\d+), 8,", "$1, 4,"),
        new Fault(ROWS, "other shuffle", "shfl.sync.bfly", "shfl.sync.up"),
        new Fault(ROWS, "lanes left out", "0xffffffff", "0x7fffffff"),
        new Fault(
            ROWS,
            "halves swapped",
            "mov.b64 (%d\\d+), \\{(%r\\d+), (%r\\d+)\\}",
            "mov.b64 $1, {$3, $2}"),
        new Fault(
            ROWS, "misaligned vector", "(ld.global.nc.v2.f64 \\{.*\\}, \\[%rd\\d+)\\]", "$1+8]"),
        new Fault(
            ROWS,
            "half a vector",
            "ld.global.nc.v2.f64 \\{(%d\\d+), (%d\\d+)\\}",
            "ld.global.nc.f64 $1"),
        new Fault(ROWS, "tail stops early", "  bra.uni \\$vectors_\\d+;\n", "", 1),
        new Fault(ROWS, "leaf ends early", "(add.u32 %r\\d+, %r\\d+), 128;", "$1, 126;"),
        new Fault(ROWS, "leaf of the wrong length", "(mul.lo.u32 %r\\d+, %r\\d+), 128;", "$1, 64;"),
        new Fault(ROWS, "add rounded up", "add.rn.f64", "add.rp.f64"),
        new Fault(ROWS, "begins at one", "0d0000000000000000", "0d3ff0000000000000"),
        new Fault(ROWS, "every lane stores", "  @%p\\d+ bra \\$done_\\d+;\n", ""),
        new Fault(ROWS, "row of another warp", "(shr.u32 %r\\d+, %r\\d+), 5;", "$1, 6;"),
        // Reductions of columns.
        new Fault(
            COLUMNS,
            "wrong stride",
            "(mad.lo.s32 %r\\d+, %r\\d+), %r\\d+, (%r\\d+;\n  mad.wide)",
            "$1, 40, $2"),
        new Fault(
            COLUMNS,
            "mul and add contracted",
            "mul.rn.f64 (%d\\d+), (%d\\d+), \\2;\n  add.rn.f64 (%d\\d+), \\3, \\1;",
            "fma.rn.f64 $3, $2, $2, $3;"),
        new Fault(COLUMNS, "wrong lane of the sum", "(setp.eq.u32 %p\\d+, %r\\d+), 1;", "$1, 0;"),
        new Fault(COLUMNS, "no predicate", "@%p\\d+ add.rn.f64", "add.rn.f64"),
        new Fault(
            COLUMNS,
            "lane taken twice",
            "(add.rn.f64 (%d\\d+), \\2, (%d\\d+);\n  add.rn.f64 \\3, (%d\\d+)), %d\\d+;",
            "$1, $4;"),
        new Fault(COLUMNS, "missing tail", "  bra.uni \\$element_\\d+;\n", ""),
        new Fault(COLUMNS, "no bound", "  @!%p\\d+ bra \\$done_\\d+;\n", ""),
        new Fault(COLUMNS, "bound off by one", "setp.lt.u32", "setp.le.u32"),
        // Reductions of everything.
        new Fault(EVERYTHING, "first barrier dropped", "  bar.sync 0;\n", ""),
        new Fault(EVERYTHING, "last barrier dropped", "  bar.sync 0;\n", "", 2),
        new Fault(
            EVERYTHING,
            "wrong place in shared memory",
            "(ld.shared.f64 %d\\d+, \\[%r\\d+)\\+512\\]",
            "$1+256]"),
        new Fault(
            EVERYTHING,
            "outside shared memory",
            "(ld.shared.f64 %d\\d+, \\[%r\\d+)\\+1024\\]",
            "$1+2048]"),
        new Fault(EVERYTHING, "too many threads join", "(and.b32 %r\\d+, %r\\d+), 96;", "$1, 32;"),
        new Fault(EVERYTHING, "first half forgotten", "  mov.f64 %d\\d+, %d\\d+;\n", ""),
        new Fault(EVERYTHING, "beyond the end", "min.u32", "max.u32"),
        new Fault(
            EVERYTHING,
            "barrier in a branch",
            "(  @%p\\d+ bra \\$joined_\\d+;\n)",
            "$1  bar.sync 0;\n"),
        // Sums by place.
        new Fault(PLACES, "bound off by one", "setp.ge.u32", "setp.gt.u32"),
        new Fault(PLACES, "one too many of a group", "setp.ge.u32", "setp.gt.u32", 1),
        new Fault(PLACES, "add rounded up", "add.rn.f64", "add.rp.f64"),
        new Fault(PLACES, "begins at negative zero", "0d0000000000000000", "0d8000000000000000"),
        new Fault(PLACES, "end of the next group", "(\\[%rd\\d+)\\+8\\]", "$1+16]"),
        new Fault(PLACES, "every second of a group", "(add.u32 (%r\\d+), \\2), 1;", "$1, 2;"),
        new Fault(
            PLACES, "numbers of half the size", "(mad.wide.s32 %rd\\d+, %r\\d+), 8,", "$1, 4,", 1),
        new Fault(
            PLACES, "a sum not kept", "add.rn.f64 (%d\\d+), \\1, (%d\\d+);", "mov.f64 $1, $2;"),
        // Products.
        new Fault(
            SMALL, "terms in another order", "(  fma.rn.f64 .*;\n)(  fma.rn.f64 .*;\n)", "$2$1"),
        new Fault(SMALL, "term left out", "  fma.rn.f64 .*;\n", "", 3),
        new Fault(SMALL, "term too many", "setp.le.s32", "setp.lt.s32"),
        new Fault(SMALL, "begins at negative zero", "0d0000000000000000", "0d8000000000000000"),
        new Fault(
            SMALL,
            "fma split",
            "fma.rn.f64 (%d\\d+), (%d\\d+), (%d\\d+), \\1;",
            "mul.rn.f64 $2, $2, $3;\n  add.rn.f64 $1, $1, $2;"),
        new Fault(SMALL, "fma towards zero", "fma.rn.f64", "fma.rz.f64"),
        new Fault(SMALL, "row for batch", "div.u32", "rem.u32", 1),
        new Fault(
            SMALL,
            "wrong stride of terms",
            "add.s64 (%rd\\d+), \\1, %rd\\d+",
            "add.s64 $1, $1, 16",
            8),
        new Fault(THIN, "waiting threads compute", "(setp.ge.u32 %p\\d+, %r\\d+), 2;", "$1, 3;"),
        new Fault(
            THIN, "wrong step in shared memory", "(add.u32 %r\\d+, %r\\d+), 264;", "$1, 256;"),
        new Fault(THIN, "halves of shared memory do not turn", "  neg.s32 .*;\n", ""),
        new Fault(
            THIN,
            "tile read at the wrong place",
            "(mul.lo.s64 %rd\\d+, %rd\\d+), 512;",
            "$1, 256;"),
        new Fault(BLOCKS, "first barrier dropped", "  bar.sync 0;\n", ""),
        new Fault(BLOCKS, "second barrier dropped", "  bar.sync 0;\n", "", 1),
        new Fault(BLOCKS, "begins at negative zero", "0d0000000000000000", "0d8000000000000000"),
        new Fault(
            BLOCKS, "stored in the wrong row", "(st.shared.f64 \\[%r\\d+)\\+528\\]", "$1+520]"),
        new Fault(
            BLOCKS, "end of the matrix", "min.s32 (%r\\d+), (%r\\d+), %r\\d+;", "mov.u32 $1, $2;"),
        new Fault(BLOCKS, "columns beyond the end are stored", "@%p\\d+ st.global", "st.global", 1),
        new Fault(BLOCKS, "rows off by one", "setp.ge.u32", "setp.gt.u32"),
        new Fault(BLOCKS, "terms beyond the end are read", "@%p\\d+ ld.global", "ld.global", 8),
        new Fault(
            BLOCKS, "terms counted wrongly", "sub.s32 (%r\\d+), \\1, 16;", "sub.s32 $1, $1, 15;"),
        new Fault(
            BLOCKS, "misaligned vector", "(ld.global.nc.v2.f64 \\{.*\\}, \\[%rd\\d+)\\]", "$1+8]"),
        new Fault(BLOCKS, "wrong warp", "(shr.u32 %r\\d+, %r\\d+), 1;", "$1, 2;"),
        new Fault(
            BLOCKS,
            "operand of another row",
            "(fma.rn.f64 %d\\d+, %d\\d+), %d\\d+, (%d\\d+)",
            "$1, $2, $2",
            1));
  }

  @ParameterizedTest
  @EnumSource
  void withoutAFaultAllIsWell(FaultSubject subject) {
    subject.judge(UnaryOperator.identity());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultIsNoticed(Fault fault) {
    String notice;
    try {
      fault.subject().judge(fault);
      notice = "";
    } catch (AssertionError | DriverFailure noticed) {
      notice = String.valueOf(noticed.getMessage());
    }
    if (notice.isEmpty()) {
      fail(fault + " was not noticed");
    }
  }

  @Test
  void manyFaultsArePlantedEachOnce() {
    assertTrue(faults().size() >= 30);
    assertTrue(faults().stream().map(Fault::toString).distinct().count() == faults().size());
  }
}
