package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.testkit.Scenario;
import dev.jacobi.testkit.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every kernel that the contract's programs for single operations, and cuts for large sizes, come
 * to.
 */
final class Corpus {

  private Corpus() {}

  /** The kernels for a target, each text once, with the name of a program that needs it. */
  static Map<Kernel, String> kernels(Target target) {
    Map<Kernel, String> kernels = new LinkedHashMap<>();
    Stream.<Stream<Scenario>>of(
            Scenarios.layouts(),
            Scenarios.reductions(),
            Scenarios.tensors(),
            Scenarios.products(),
            Scenarios.values(),
            Scenarios.derivatives())
        .flatMap(Function.identity())
        .forEach(scenario -> add(scenario, target, kernels));
    LargeReductions.all()
        .forEach(
            (name, large) ->
                large
                    .emission(target)
                    .launches()
                    .forEach(launch -> kernels.putIfAbsent(launch.kernel(), name)));
    return kernels;
  }

  private static void add(Scenario scenario, Target target, Map<Kernel, String> kernels) {
    Program program = Lowering.lower(scenario.graph());
    for (Step step : program.steps()) {
      if (!(step instanceof Defined)) {
        for (Launch launch : Emitter.emit(step, program, target).launches()) {
          kernels.putIfAbsent(launch.kernel(), scenario.name());
        }
      }
    }
  }

  /** One module with many kernels, which compiles much sooner than each on its own. */
  static String module(List<Kernel> kernels, Target target) {
    List<String> globals = new ArrayList<>();
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < kernels.size(); i++) {
      String text = kernels.get(i).text();
      String entry = ".visible .entry " + kernels.get(i).name() + "(";
      int start = text.indexOf(entry);
      if (!text.startsWith(target.header()) || start < 0) {
        throw new AssertionError("no kernel of one entry: " + text);
      }
      text.substring(target.header().length(), start)
          .lines()
          .filter(line -> line.startsWith(".") && !globals.contains(line))
          .forEach(globals::add);
      entries.append(".visible .entry ").append(name(kernels, i)).append('(');
      entries.append(text.substring(start + entry.length()));
    }
    return target.header() + String.join("\n", globals) + "\n" + entries;
  }

  /** The name of a kernel in a module of many. */
  static String name(List<Kernel> kernels, int number) {
    return kernels.get(number).name() + "_number_" + number;
  }
}
