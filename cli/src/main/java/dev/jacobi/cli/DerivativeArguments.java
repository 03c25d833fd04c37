package dev.jacobi.cli;

import dev.jacobi.symbolic.Seed;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What to differentiate by, and the adjoint to begin with. */
final class DerivativeArguments {

  @Option(
      names = "--wrt",
      split = ",",
      paramLabel = "NAME",
      description = "The names to differentiate by (default: all floating-point inputs).")
  private String[] wrt = {};

  @Option(
      names = "--seed",
      paramLabel = "ones|VALUE",
      description = "The adjoint of the output: ones, or a value of the output's shape.")
  private Optional<String> seed = Optional.empty();

  /** The names; none stands for all. */
  String[] wrt() {
    String[] names = new String[wrt.length];
    for (int i = 0; i < wrt.length; i++) {
      names[i] = wrt[i].strip();
    }
    return names;
  }

  /** The seed, if one is given. */
  Optional<Seed> seed(ProgramArguments program) {
    return seed.map(
        text -> text.strip().equals("ones") ? Seed.ONES : Seed.of(program.value("--seed", text)));
  }
}
