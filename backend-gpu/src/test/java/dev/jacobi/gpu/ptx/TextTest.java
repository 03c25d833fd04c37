package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The words that kernels are written in. */
class TextTest {

  /** Arithmetic on floats, and conversions that may round, each with its rounding. */
  private static final Pattern ROUNDED =
      Pattern.compile(
          "(add|sub|mul|div|fma|sqrt)\\.rn\\.f(32|64)|cvt\\.(rn|rzi)\\..*|cvt\\.f64\\.f32");

  private static final Set<String> EXACT =
      Set.of("mov", "neg", "abs", "selp", "setp", "ld", "st", "min", "max");

  @Test
  void everyRoundingIsNamedAndNoneIsCoarse() {
    Set<String> words = new TreeSet<>();
    for (Kernel kernel : Corpus.kernels(Target.SM_90).keySet()) {
      kernel
          .text()
          .lines()
          .map(line -> line.strip().replaceFirst("^@!?%p\\d+ ", ""))
          .filter(line -> line.endsWith(";") && !line.startsWith("."))
          .map(line -> line.replaceFirst("[ ;].*", ""))
          .forEach(words::add);
    }
    assertTrue(words.contains("fma.rn.f64"), words.toString());
    for (String word : words) {
      assertFalse(word.matches(".*\\.(approx|ftz|full|sat)\\b.*"), word);
      boolean onFloats = word.matches(".*\\.f(16|32|64).*");
      boolean exact = EXACT.contains(word.replaceFirst("\\..*", ""));
      assertTrue(!onFloats || exact || ROUNDED.matcher(word).matches(), word);
    }
  }

  @Test
  void equalWorkHasEqualTextWhateverItsBuffersAndSizes() {
    assertEquals(text(List.of(1000), 0), text(List.of(77), 5));
    assertEquals(text(List.of(4, 34), 0), text(List.of(9, 10), 3));
    assertNotEquals(text(List.of(1000), 0), text(List.of(4, 34), 0));
  }

  /** Adds what has a value for each column to a matrix; the text of the kernel. */
  private static String text(List<Integer> space, int buffer) {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    Body.Value y = code.parameter(Lane.F64);
    Body body = code.build(code.apply(Primitive.ADD, List.of(x, y)));
    int[] sizes = space.stream().mapToInt(Integer::intValue).toArray();
    Layout column = Layout.dense(buffer + 1, new int[] {sizes[sizes.length - 1]});
    Loop loop =
        new Loop(
            space,
            List.of(new Load(Layout.dense(buffer, sizes)), new Load(column.broadcast(sizes))),
            body,
            List.of(new Loop.Store(Layout.dense(buffer + 2, sizes))));
    Plan plan = new Plan();
    LoopKernels.add(loop, Target.SM_75, plan);
    return plan.emission().launches().get(0).kernel().text();
  }
}
