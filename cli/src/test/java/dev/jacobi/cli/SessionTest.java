package dev.jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.cli.Shell.Result;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Whole runs of the command line against files that hold what was typed and what was answered. */
class SessionTest {

  private static String answer(String line) {
    Result result = Shell.line(line);
    assertFalse((result.out() + result.err()).contains("\tat "), () -> line + result.err());
    String status = result.status() == 0 ? "" : "[exit " + result.status() + "]\n";
    return stripped(result.out()) + stripped(result.err()) + status;
  }

  /** Without blank lines, which part sessions. */
  private static String stripped(String text) {
    return text.replaceAll("(?m)^\\s*\\n", "");
  }

  @Test
  void commandsAnswerAsWritten() throws IOException {
    assertTrue(Golden.check("sessions.txt", "$ ", SessionTest::answer) >= 20);
  }

  @Test
  void everyMistakeIsExplainedWhereItStands() throws IOException {
    assertTrue(Golden.check("mistakes.txt", "$ ", SessionTest::answer) >= 50);
  }

  @Test
  void mistakesInProgramsAndInTheCommandLineHaveTheirStatus() {
    assertEquals(Main.WRONG, Shell.run("eval", "x +").status());
    assertEquals(Main.USAGE, Shell.run("eval", "x", "--nonsense").status());
    assertEquals(Main.USAGE, Shell.run("eval").status());
    assertEquals(Main.USAGE, Shell.run().status());
    assertEquals(0, Shell.run("--help").status());
  }
}
