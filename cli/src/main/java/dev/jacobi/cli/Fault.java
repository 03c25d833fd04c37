package dev.jacobi.cli;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import java.util.List;

/** What is wrong with a text that stands in an argument, and that text. */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String source;
  private final String argument;
  private final DiagnosticException found;

  Fault(String argument, String source, DiagnosticException found) {
    super(found.getMessage(), found);
    this.argument = argument;
    this.source = source;
    this.found = found;
  }

  /** The argument, such as {@code --set x}. */
  String argument() {
    return argument;
  }

  /** The text the diagnostics refer to. */
  String source() {
    return source;
  }

  List<Diagnostic> diagnostics() {
    return found.diagnostics();
  }
}
