package dev.jacobi.gpu.ptx;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.gpu.ExampleProgram;
import dev.jacobi.testkit.Scenario;
import dev.jacobi.testkit.Scenarios;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every kernel that the contract's programs for single operations, the examples with their
 * gradients, and cuts for large sizes come to.
 */
final class Corpus {

  /** About how many elements the examples have: work for a few blocks, and for a whole device. */
  private static final int SMALL = 1_000;

  private static final int LARGE = 300_000;

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
            Scenarios.derivatives(),
            LongPrograms.all())
        .flatMap(Function.identity())
        .forEach(scenario -> add(scenario.name(), scenario.graph(), target, kernels));
    Backend reference = Backends.load().named("reference");
    IntStream.of(SMALL, LARGE)
        .boxed()
        .flatMap(ExampleProgram::all)
        .forEach(
            program -> add(program.name(), program.executable(reference).graph(), target, kernels));
    LargeReductions.all()
        .forEach(
            (name, large) ->
                large
                    .emission(target)
                    .launches()
                    .forEach(launch -> kernels.putIfAbsent(launch.kernel(), name)));
    return kernels;
  }

  private static void add(String name, Graph graph, Target target, Map<Kernel, String> kernels) {
    Program program = Lowering.lower(graph);
    for (Step step : program.steps()) {
      if (!Emitter.isForHost(step)) {
        for (Launch launch : Emitter.emit(step, program, target).launches()) {
          kernels.putIfAbsent(launch.kernel(), name);
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
