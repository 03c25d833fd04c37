package dev.jacobi.examples;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far training has come: a bar on a terminal, else a line now and then. */
interface Progress extends AutoCloseable {

  /** One pass over the training data is done. */
  void epoch(int number, double loss);

  @Override
  default void close() {}

  /** A bar on standard error if this runs on a terminal, else lines. */
  static Progress of(PrintStream out, int epochs) {
    return isTerminal() ? bar(epochs) : lines(out, epochs);
  }

  /** About five lines. */
  static Progress lines(PrintStream out, int epochs) {
    return (number, loss) -> {
      if (number == 1 || number % Math.max(1, epochs / 5) == 0) {
        out.printf(Locale.ROOT, "epoch %2d of %d: loss %.4f%n", number, epochs, loss);
      }
    };
  }

  private static Progress bar(int epochs) {
    ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("training")
            .setInitialMax(epochs)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new ConsoleProgressBarConsumer(System.err))
            .build();
    return new Progress() {
      @Override
      public void epoch(int number, double loss) {
        bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", loss));
        bar.stepTo(number);
      }

      @Override
      public void close() {
        bar.close();
      }
    };
  }

  /** From JDK 22 on there can be a console without a terminal, and a method that says so. */
  @SuppressWarnings("SystemConsoleNull") // the method that replaces the comparison is asked below
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException olderJdk) {
      return true;
    }
  }
}
