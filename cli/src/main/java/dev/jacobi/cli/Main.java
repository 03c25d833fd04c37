package dev.jacobi.cli;

import dev.jacobi.core.function.Spelling;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code jacobi}. */
@Command(
    name = "jacobi",
    description = "Derivatives of formulas: printed, evaluated, and checked by every route.",
    versionProvider = Main.Version.class,
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:done; for check: all routes agree",
      "1:check: some route disagrees",
      "2:the command line is wrong, or a file that it names cannot be read",
      "3:the program is wrong, or the backend asked for cannot be used"
    },
    footer = {
      "",
      "Example: jacobi check 'y = x*x; z = 2*y + 2*p*p' --set x=3 --set 'p=[[1,1],[1,1]]'"
    })
public final class Main implements Runnable {

  /** The command line is wrong. */
  static final int USAGE = 2;

  /** The program is wrong. */
  static final int WRONG = 3;

  /** So many diagnostics are shown. */
  private static final int SHOWN = 10;

  private final Screen screen;
  private String source = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main(Screen screen) {
    this.screen = screen;
  }

  /**
   * Runs the command line and exits with its status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // Unwrapped, it asks a pipe for its position on JDK 17, and fails.
    InputStream in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    System.exit(run(new Screen(in, out, err, Ansi.AUTO.enabled()), args));
  }

  /** Runs a command line on a screen and gives its exit status; never throws. */
  public static int run(Screen screen, String... args) {
    Main main = new Main(screen);
    try {
      CommandLine line =
          main.commands()
              .setOut(screen.out())
              .setErr(screen.err())
              .setExpandAtFiles(false)
              .setCaseInsensitiveEnumValuesAllowed(true)
              .setColorScheme(
                  CommandLine.Help.defaultColorScheme(screen.isColoured() ? Ansi.ON : Ansi.OFF))
              .setParameterExceptionHandler(main::usage)
              .setExecutionExceptionHandler((failure, command, result) -> main.failed(failure));
      return line.execute(args);
    } catch (RuntimeException | Error failure) {
      return main.failed(failure);
    } finally {
      screen.out().flush();
      screen.err().flush();
    }
  }

  /** The command line; options that are set hold for the commands added before. */
  private CommandLine commands() {
    return new CommandLine(this)
        .addSubcommand(new DiffCommand(this))
        .addSubcommand(new EvalCommand(this))
        .addSubcommand(new GradCommand(this))
        .addSubcommand(new CheckCommand(this))
        .addSubcommand(new ExplainCommand(this))
        .addSubcommand(new BatchCommand(this))
        .addSubcommand(new DoctorCommand(this));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }

  /** The streams. */
  Screen screen() {
    return screen;
  }

  /** Notes the text that diagnostics refer to from now on. */
  void source(String text) {
    source = text;
  }

  /** The text noted last. */
  String source() {
    return source;
  }

  private int usage(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    Optional<String> unknown = unknownCommand(wrong);
    say(unknown.orElseGet(() -> String.valueOf(wrong.getMessage())));
    if (unknown.isEmpty()) {
      CommandLine.UnmatchedArgumentException.printSuggestions(wrong, screen.err());
    }
    screen.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return USAGE;
  }

  /** What is said of a first argument that is neither an option nor a command. */
  private static Optional<String> unknownCommand(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    if (!(wrong instanceof CommandLine.UnmatchedArgumentException unmatched)
        || command.getSubcommands().isEmpty()
        || unmatched.getUnmatched().get(0).startsWith("-")) {
      return Optional.empty();
    }
    String name = unmatched.getUnmatched().get(0);
    Set<String> names = command.getSubcommands().keySet();
    String near = Spelling.nearest(name, names).map(n -> "did you mean " + n + "? ").orElse("");
    return Optional.of(
        "there is no command " + name + "; " + near + "there are: " + String.join(", ", names));
  }

  private int failed(Throwable failure) {
    if (failure instanceof DiagnosticException found) {
      show(found.diagnostics(), source);
      return WRONG;
    }
    if (failure instanceof Fault fault) {
      say(fault.argument() + ":");
      show(fault.diagnostics(), fault.source());
      return USAGE;
    }
    say(Failures.describe(failure));
    if (Boolean.getBoolean("jacobi.debug")) {
      failure.printStackTrace(screen.err());
    }
    return WRONG;
  }

  private void say(String text) {
    screen.err().println("jacobi: " + Diagnostic.readable(text));
  }

  private void show(List<Diagnostic> diagnostics, String text) {
    diagnostics.stream()
        .limit(SHOWN)
        .forEach(diagnostic -> screen.err().println(diagnostic.render(text)));
  }

  /** The version of the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"jacobi " + (version == null ? "from a source tree" : version)};
    }
  }
}
