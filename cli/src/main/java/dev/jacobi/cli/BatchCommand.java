package dev.jacobi.cli;

import dev.jacobi.cli.batch.Batch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers requests in JSON. */
@Command(
    name = "batch",
    description = {
      "Answer requests: one JSON object a line in, one a line out, in order.",
      "A bad line gives an object with an error; blank lines are passed over."
    },
    footer = {
      "",
      "Example: {\"id\": 1, \"program\": \"y = x*x\", \"inputs\": {\"x\": 3}, \"want\": [\"value\","
          + " \"gradient\"]}"
    },
    mixinStandardHelpOptions = true)
final class BatchCommand implements Callable<Integer> {

  private final Main main;
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The requests; without, or with -, they come from standard input.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many requests to work on at once (default: the number of processors).")
  private int threads = Math.min(Runtime.getRuntime().availableProcessors(), 16);

  BatchCommand(Main main) {
    this.main = main;
  }

  @Override
  public Integer call() throws IOException {
    if (threads < 1 || threads > 256) {
      throw new ParameterException(spec.commandLine(), "--threads is a number from 1 to 256");
    }
    Screen screen = main.screen();
    Batch batch = new Batch(threads, remark -> screen.err().println("jacobi: " + remark));
    Optional<Path> named = file.filter(path -> !path.toString().equals("-"));
    if (named.isEmpty()) {
      batch.run(screen.in(), screen.bytes());
      return 0;
    }
    if (Files.isDirectory(named.get())) {
      throw new ParameterException(spec.commandLine(), named.get() + " is a folder, not a file");
    }
    if (!Files.isReadable(named.get())) {
      throw new ParameterException(spec.commandLine(), "cannot read " + named.get());
    }
    try (InputStream in = Files.newInputStream(named.get())) {
      batch.run(in, screen.bytes());
    }
    return 0;
  }
}
