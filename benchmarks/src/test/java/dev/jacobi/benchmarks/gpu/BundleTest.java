package dev.jacobi.benchmarks.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of the bundle for devices. Its parts are played by a stand-in for Java, which prints
 * what they would.
 */
@EnabledOnOs(OS.LINUX)
class BundleTest {

  private static final Path SCRIPTS = Path.of("..", "scripts").toAbsolutePath().normalize();

  /** Does what the file of its part says: prints a text and ends with a status. */
  private static final String JAVA =
      """
      #!/usr/bin/env bash
      for word in "$@"; do
        case $word in
          probe | measure | summary | execute) part=$word ;;
        esac
      done
      echo "$part: $*" >>"$(dirname "$0")/calls"
      cat "$(dirname "$0")/$part.out" 2>/dev/null
      exit "$(cat "$(dirname "$0")/$part.status" 2>/dev/null || echo 0)"
      """;

  @TempDir Path bundle;

  private record Ended(int status, String output) {}

  private static Ended end(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output);
  }

  private Ended run(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", bundle.resolve("run").toString()));
    command.addAll(List.of(options));
    return end(command);
  }

  @BeforeEach
  void playBundle() throws IOException {
    Path bin = Files.createDirectories(bundle.resolve("runtime/bin"));
    Files.writeString(bin.resolve("java"), JAVA);
    assertTrue(bin.resolve("java").toFile().setExecutable(true));
    for (String file : List.of("run", "peers.py")) {
      Files.copy(
          SCRIPTS.resolve("gpu").resolve(file),
          bundle.resolve(file),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    tests(3, 3, 0);
  }

  private void part(String name, String output, int status) throws IOException {
    Path bin = bundle.resolve("runtime/bin");
    Files.writeString(bin.resolve(name + ".out"), output);
    Files.writeString(bin.resolve(name + ".status"), Integer.toString(status));
  }

  private void tests(int found, int passed, int failed) throws IOException {
    part(
        "execute",
        """
        [%10d tests found           ]
        [%10d tests successful      ]
        [%10d tests failed          ]
        """
            .formatted(found, passed, failed),
        found == 0 ? 2 : failed > 0 ? 1 : 0);
  }

  private List<String> state() throws IOException {
    return Files.readAllLines(bundle.resolve("out/state.txt"));
  }

  private Ended runTests() throws IOException, InterruptedException {
    return run("--quick", "--only", "tests", "--results", bundle.resolve("out").toString());
  }

  @Test
  void scriptsAreBashAndSayWhatTheyDo() throws IOException, InterruptedException {
    for (Path script : List.of(SCRIPTS.resolve("gpu-bundle"), SCRIPTS.resolve("gpu/run"))) {
      Ended syntax = end(List.of("bash", "-n", script.toString()));
      assertEquals(new Ended(0, ""), syntax);
      Ended help = end(List.of("bash", script.toString(), "--help"));
      assertEquals(0, help.status(), help.output());
      assertTrue(help.output().contains("--help"), help.output());
      Ended unknown = end(List.of("bash", script.toString(), "--bogus"));
      assertEquals(2, unknown.status(), unknown.output());
      assertTrue(unknown.output().contains("no option --bogus"), unknown.output());
    }
  }

  @Test
  void testsThatPassAreWell() throws IOException, InterruptedException {
    Ended ended = runTests();
    assertEquals(0, ended.status(), ended.output());
    assertTrue(state().contains("tests       3 passed, 0 failed"), ended.output());
    assertTrue(state().contains("benchmarks  left out"), ended.output());
  }

  @Test
  void noTestIsAFailure() throws IOException, InterruptedException {
    tests(0, 0, 0);
    Ended ended = runTests();
    assertEquals(1, ended.status(), ended.output());
    assertTrue(state().get(1).contains("FAILED: 0 found"), ended.output());
  }

  @Test
  void aTestThatFailsOrIsSkippedIsAFailure() throws IOException, InterruptedException {
    tests(3, 2, 1);
    assertEquals(1, runTests().status());
    tests(3, 2, 0);
    Ended ended = runTests();
    assertEquals(1, ended.status(), ended.output());
    assertTrue(state().get(1).contains("FAILED: 3 found, 2 passed, 0 failed"), ended.output());
  }

  @Test
  void withoutADeviceNothingRunsAndTheReasonIsSaid() throws IOException, InterruptedException {
    part("probe", "no device: a reason\n", 3);
    Ended ended = runTests();
    assertEquals(3, ended.status(), ended.output());
    assertTrue(ended.output().contains("no device: a reason"), ended.output());
    assertEquals(1, Files.readAllLines(bundle.resolve("runtime/bin/calls")).size());
    assertFalse(Files.exists(bundle.resolve("out")));
    assertEquals(3, run("--only", "tests").status());
    assertFalse(Files.exists(bundle.resolve("results")));
    assertEquals(3, run("--results", bundle.resolve("a/b/c").toString()).status());
    assertFalse(Files.exists(bundle.resolve("a")));
    Path kept = Files.createDirectory(bundle.resolve("kept"));
    assertEquals(3, run("--results", kept.toString()).status());
    assertTrue(Files.isDirectory(kept));
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException, InterruptedException {
    Path file = Files.writeString(bundle.resolve("file"), "no folder");
    Ended ended = run("--results", file.resolve("below").toString());
    assertEquals(2, ended.status(), ended.output());
    assertEquals(
        "run: cannot write into the folder %s/below; name another one with --results"
            .formatted(file),
        ended.output().strip());
  }

  @Test
  void whatCannotBeMeasuredIsAFailureAndTheRestGoesOn() throws IOException, InterruptedException {
    part("measure", "", 1);
    part("summary", "the page\n", 0);
    Ended ended =
        run(
            "--only",
            "benchmarks",
            "--only",
            "peers",
            "--results",
            bundle.resolve("out").toString());
    assertEquals(1, ended.status(), ended.output());
    assertTrue(ended.output().contains("the page"), ended.output());
    assertTrue(state().stream().anyMatch(line -> line.startsWith("peers       not measured")));
  }

  @Test
  void resultsGoToAFolderOfTheirOwnAgainAndAgain() throws IOException, InterruptedException {
    assertEquals(0, run("--only", "tests").status());
    assertEquals(0, run("--only", "tests").status());
    assertTrue(Files.isDirectory(bundle.resolve("results")));
    assertEquals(0, runTests().status());
    Path other = Files.writeString(bundle.resolve("out/notes.txt"), "of somebody else's");
    assertEquals(0, runTests().status());
    assertEquals(5, state().size(), state().toString());
    assertTrue(Files.exists(other));
  }
}
