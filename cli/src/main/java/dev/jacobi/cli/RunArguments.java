package dev.jacobi.cli;

import dev.jacobi.core.backend.Backends;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command computes. */
final class RunArguments {

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "cpu, reference or gpu (default: the best that is found; see doctor).")
  private Optional<String> backend = Optional.empty();

  @Option(
      names = "--route",
      paramLabel = "ROUTE",
      description = "How derivatives are found: symbolic (default), tape, forward.")
  private Mode mode = Mode.SYMBOLIC;

  /** How derivatives are found. */
  Mode mode() {
    return mode;
  }

  /** The formula, computed as the command line says. */
  Formula apply(Formula formula) {
    Formula routed = formula.withMode(mode);
    return backend.isPresent()
        ? routed.withBackend(BackendChoice.of(backend.get(), Backends.load()))
        : routed;
  }
}
