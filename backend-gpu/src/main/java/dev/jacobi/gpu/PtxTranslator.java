package dev.jacobi.gpu;

import dev.jacobi.core.backend.Runnability;
import dev.jacobi.core.backend.Translator;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.lower.Lowering;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.gpu.ptx.Emitter;
import dev.jacobi.gpu.ptx.Kernel;
import dev.jacobi.gpu.ptx.Launch;
import dev.jacobi.gpu.ptx.Target;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes graphs as PTX, with the launches as comments before the text of their kernels. */
public final class PtxTranslator implements Translator {

  @Override
  public String language() {
    return "ptx";
  }

  @Override
  public List<String> targets() {
    return Arrays.stream(Target.values()).map(PtxTranslator::name).toList();
  }

  private static String name(Target target) {
    return target.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String translate(Graph graph, String target) {
    Runnability.require(graph);
    Target chosen =
        Arrays.stream(Target.values())
            .filter(each -> name(each).equals(target))
            .findFirst()
            .orElseThrow(() -> unknown(target).exception());
    Program program = Lowering.lower(graph);
    StringBuilder text = new StringBuilder();
    Set<Kernel> kernels = new LinkedHashSet<>();
    for (Step step : program.steps()) {
      if (Emitter.isForHost(step)) {
        text.append("// on the host: ").append(step.toString().strip()).append('\n');
      } else {
        for (Launch launch : Emitter.emit(step, program, chosen).launches()) {
          text.append("// ").append(launch.description()).append('\n');
          kernels.add(launch.kernel());
        }
      }
    }
    kernels.forEach(kernel -> text.append('\n').append(kernel.text().strip()).append('\n'));
    return text.toString();
  }

  private Diagnostic unknown(String target) {
    return Diagnostic.error(
        "target/unknown",
        "there is no target '" + target + "'",
        "use one of: " + String.join(", ", targets()));
  }
}
