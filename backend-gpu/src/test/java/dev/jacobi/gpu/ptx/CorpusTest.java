package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every kernel of the corpus, by NVIDIA's compiler. */
@Tag("ptx-compile")
class CorpusTest {

  /** Kernels in a module: compiling a module takes long by itself. */
  private static final int TOGETHER = 40;

  private static final Pattern ENTRY =
      Pattern.compile(
          "entry function '(\\S+)_number_(\\d+)' for.*?(\\d+) bytes spill stores, (\\d+) bytes"
              + " spill loads.*?Used (\\d+) registers",
          Pattern.DOTALL);

  private record Figures(Kernel kernel, String program, int spilled, int registers) {}

  @ParameterizedTest
  @EnumSource(Target.class)
  void everyKernelCompilesWithoutSpillsWithinItsRegisters(Target target) {
    Map<Kernel, String> kernels = Corpus.kernels(target);
    assertTrue(kernels.size() > 1000, "only " + kernels.size() + " kernels");
    List<List<Kernel>> modules = new ArrayList<>();
    for (Kernel kernel : kernels.keySet()) {
      if (modules.isEmpty() || modules.get(modules.size() - 1).size() == TOGETHER) {
        modules.add(new ArrayList<>());
      }
      modules.get(modules.size() - 1).add(kernel);
    }
    List<Figures> all =
        modules.parallelStream()
            .flatMap(module -> figures(module, target, kernels).stream())
            .toList();
    assertEquals(kernels.size(), all.size());
    List<String> wrong =
        all.stream()
            .filter(own -> own.spilled() > 0 || own.registers() > ceiling(own.kernel().name()))
            .map(
                own ->
                    own.kernel().name()
                        + " of "
                        + own.program()
                        + ": "
                        + own.registers()
                        + " registers, "
                        + own.spilled()
                        + " bytes spilled")
            .toList();
    assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
  }

  /**
   * The registers of a kernel, at most, by its kind: with 128, a multiprocessor has 16 warps. What
   * tiles of products may take is told by a test of theirs.
   */
  private static int ceiling(String name) {
    if (name.startsWith("map_")) {
      return 128;
    }
    if (name.startsWith("product_")) {
      return 255;
    }
    if (name.startsWith("scatter_")) {
      return 32;
    }
    String cut = name.substring(name.lastIndexOf('_') + 1);
    return switch (cut) {
      case "rows" -> 96;
      case "columns" -> 112;
      case "sequence" -> 64;
      case "join" -> 32;
      default -> throw new AssertionError(name);
    };
  }

  private static List<Figures> figures(
      List<Kernel> module, Target target, Map<Kernel, String> programs) {
    Compiled compiled = Compiler.compile(Corpus.module(module, target), target);
    if (!compiled.succeeded()) {
      return fail(compiled.log());
    }
    List<Figures> figures = new ArrayList<>();
    Matcher entry = ENTRY.matcher(compiled.log());
    while (entry.find()) {
      Kernel kernel = module.get(Integer.parseInt(entry.group(2)));
      int spilled = Integer.parseInt(entry.group(3)) + Integer.parseInt(entry.group(4));
      int registers = Integer.parseInt(entry.group(5));
      figures.add(new Figures(kernel, programs.get(kernel), spilled, registers));
    }
    return figures;
  }
}
