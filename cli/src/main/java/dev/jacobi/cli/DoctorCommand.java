package dev.jacobi.cli;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Backends;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints what this machine offers. */
@Command(
    name = "doctor",
    description = "Print what is found on this machine, and why something is not.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

  private static final String VECTORS = "jdk.incubator.vector";

  private final Main main;

  DoctorCommand(Main main) {
    this.main = main;
  }

  @Override
  public Integer call() {
    PrintWriter out = main.screen().out();
    out.println(main.screen().bold("Java"));
    line("version", property("java.version") + " (" + property("java.vendor") + ")");
    line("machine", property("java.vm.name") + " " + property("java.vm.version"));
    line("home", property("java.home"));
    line("vectors", vectors());
    out.println(main.screen().bold("System"));
    line("system", property("os.name") + " " + property("os.version"));
    line(
        "processor",
        property("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " cores");
    line("heap", "up to " + (Runtime.getRuntime().maxMemory() >> 20) + " MB");
    line("locale", Locale.getDefault() + ", texts in " + Charset.defaultCharset());
    line("terminal", terminal(System.getenv()));
    out.println(main.screen().bold("Backends"));
    Backends backends = Backends.load();
    for (Backend backend : backends.all()) {
      line(backend.name(), String.join(", ", backend.capabilities()));
    }
    BackendChoice.missing(backends).forEach(missing -> out.println("  " + missing));
    BackendChoice.others(backends).forEach(reason -> out.println("  not usable: " + reason));
    return 0;
  }

  private void line(String name, String text) {
    main.screen().out().printf(Locale.ROOT, "  %-10s %s%n", name, text);
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  private static String vectors() {
    return ModuleLayer.boot().findModule(VECTORS).isPresent()
        ? "the Vector API is there; backends that compile loops may use it"
        : "no Vector API: start Java with --add-modules "
            + VECTORS
            + " (JACOBI_JAVA_OPTS) for faster loops; results are the same without";
  }

  private String terminal(Map<String, String> environment) {
    if (main.screen().isColoured()) {
      return "colours, type " + environment.getOrDefault("TERM", "unknown");
    }
    boolean refused = environment.containsKey("NO_COLOR");
    return refused ? "no colours: NO_COLOR is set" : "no colours: not a terminal";
  }
}
