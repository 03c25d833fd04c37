package dev.jacobi.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code jacobi}. */
@Command(name = "jacobi", version = "jacobi 0.1.0-SNAPSHOT", mixinStandardHelpOptions = true)
public final class Main implements Runnable {

  /**
   * Runs the command line and exits with its status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
