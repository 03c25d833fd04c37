package dev.jacobi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.cli.Shell.Result;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

  private static final String SEEDS = "y = x*x; z = 2*y + 2*p*p";
  private static final String[] CHECK = {
    "check", SEEDS, "--set", "x=3", "--set", "p=[[1,1],[1,1]]"
  };

  @ParameterizedTest
  @ValueSource(strings = {"diff", "eval", "grad", "check", "explain", "batch", "doctor"})
  void everyCommandExplainsItself(String command) {
    Result result = Shell.run(command, "--help");
    assertEquals(0, result.status());
    assertTrue(result.out().startsWith("Usage: jacobi " + command), result.out());
    assertEquals("", result.err());
  }

  @Test
  void programsAreReadFromFilesAndFromStandardInput(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("program.txt");
    Files.writeString(file, "y = x*x # the square\ny + 1\n");
    assertEquals("10.0\n", Shell.run("eval", "-f", file.toString(), "--set", "x=3").out());
    assertEquals("9.0\n", Shell.run("x*x", false, "eval", "-", "--set", "x=3").out());
    Result absent = Shell.run("eval", "-f", folder.resolve("none").toString());
    assertEquals(Main.USAGE, absent.status());
    assertTrue(absent.err().contains("there is no file"), absent.err());
  }

  @Test
  void programsComeThroughAPipe() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "eval",
                "-",
                "--set",
                "x=3")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream pipe = process.getOutputStream()) {
      pipe.write("x*x\n".getBytes(StandardCharsets.UTF_8));
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    assertEquals("9.0\n", out);
  }

  @Test
  void moreMemoryIsAskedForWhereTheLauncherTakesIt() throws IOException, InterruptedException {
    for (String[] ask :
        new String[][] {
          {"-Djacobi.options=OPTIONS", "OPTIONS=-Xmx"}, {"-Djacobi.other=1", "java -Xmx"}
        }) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  ask[0],
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "eval",
                  "x + zeros([2000000000])",
                  "--set",
                  "x=3")
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(Main.WRONG, process.waitFor(), out);
      assertTrue(out.contains("memory/limit") && out.contains("memory: " + ask[1]), out);
    }
  }

  @Test
  void longWordsAreCutInWhatIsWrongWithTheCommandLine() {
    String name = "n".repeat(100_000);
    for (String[] line :
        new String[][] {
          {"eval", name, "--set", name + "x=1"},
          {"eval", "x", "--set", name},
          {"eval", "x", "--" + name},
          {name},
          {"eval", "x", "--shape", "x=" + name + "[2]"},
          {"eval", "x", "--set", "x=" + name},
          {"eval", "x", "--set", name + "=1+"},
          {"eval", "-f", name},
          {"eval", "x", "--backend", name},
          {"eval", "x", "--route", name}
        }) {
      Result result = Shell.run(line);
      assertTrue(result.status() >= Main.USAGE, result.err());
      assertTrue(result.err().length() < 2_000, result.err());
      assertTrue(result.err().contains("n… (100"), result.err());
    }
  }

  @Test
  void aFolderIsNoFile(@TempDir Path folder) {
    for (String[] line :
        new String[][] {{"eval", "-f", folder.toString()}, {"batch", folder.toString()}}) {
      Result result = Shell.run(line);
      assertEquals(Main.USAGE, result.status());
      assertTrue(result.err().contains(folder + " is a folder, not a file"), result.err());
    }
  }

  @Test
  void checkSaysThatAllRoutesAgree() {
    Result result = Shell.run(CHECK);
    assertEquals(0, result.status(), result.out() + result.err());
    assertTrue(result.out().contains("seed: ones, since none is given"), result.out());
    for (String route : new String[] {"printed", "tape", "forward", "differences"}) {
      assertTrue(result.out().contains("\n" + route), result.out());
    }
    assertTrue(result.out().endsWith("AGREE: 5 routes, 3 results\n"), result.out());
    assertEquals("", result.err());
  }

  @Test
  void explainGoesThroughAllStages() {
    Result result = Shell.run("explain", SEEDS, "--shape", "p=2,2", "--set", "x=3");
    assertEquals(0, result.status(), result.err());
    assertEquals(
        8, result.out().lines().filter(line -> line.startsWith("== ")).count(), result.out());
    assertTrue(result.out().contains("a*x + b*x = (a + b)*x"), result.out());
    assertTrue(result.out().contains("backend cpu"), result.out());
    assertTrue(result.out().contains("loop [2, 2]"), result.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sm_75", "sm_80", "sm_90"})
  void explainWritesPtxWithoutADevice(String target) {
    Result result =
        Shell.run(
            "explain", "sum(exp(v))", "--set", "v=[1,2]", "--stage", "ptx", "--target", target);
    assertEquals(0, result.status(), result.err());
    assertTrue(result.out().startsWith("== kernels for NVIDIA devices ==\n// "), result.out());
    assertTrue(result.out().contains("\n.target " + target + "\n"), result.out());
    assertTrue(result.out().contains("\n.visible .entry "), result.out());
  }

  @Test
  void explainSaysWhatItCannotRunYet() {
    Result result = Shell.run("explain", "sum(A)", "--shape", "A=m,n", "--stage", "run");
    assertEquals(0, result.status(), result.err());
    assertTrue(result.out().contains("nothing yet: "), result.out());
  }

  @Test
  void doctorNamesWhatIsFoundAndWhatIsNot() {
    String out = Shell.run("doctor").out();
    for (String part :
        new String[] {
          "version", "cores", "heap", "reference", "cpu ", "gpu: cannot be used: turned off"
        }) {
      assertTrue(out.contains(part), out);
    }
  }

  @Test
  void coloursComeOnlyWhereTheyAreWanted() {
    assertFalse(Shell.run(CHECK).out().contains("\u001b"));
    assertTrue(Shell.run("", true, CHECK).out().contains("\u001b[32;1mAGREE\u001b[0m"));
  }

  @Test
  void tenMegabytesOfGarbageAreAnsweredInALine() {
    Random random = new Random(1);
    StringBuilder garbage = new StringBuilder();
    for (int i = 0; i < 10_000_000; i++) {
      garbage.append((char) (32 + random.nextInt(95)));
    }
    Result result = Shell.run(garbage.toString(), false, "eval", "-");
    assertEquals(Main.WRONG, result.status());
    assertTrue(result.err().length() < 1000, result.err());
    assertTrue(result.err().startsWith("error[syntax/too-long]"), result.err());
  }

  @Test
  void deepNestingIsAMistakeAndNoCrash() {
    String deep = "(".repeat(100_000) + "x" + ")".repeat(100_000);
    Result result = Shell.run(deep, false, "eval", "-");
    assertEquals(Main.WRONG, result.status());
    assertTrue(result.err().startsWith("error[syntax/"), result.err());
  }

  @Test
  void noMoreThanTenMistakesAreReported() {
    Result result = Shell.run("eval", "y = 1 + ;".repeat(30));
    assertEquals(10, result.err().lines().filter(line -> line.startsWith("error[")).count());
  }

  @Test
  void whatWeGotWrongIsSaidInALine() {
    InputStream broken =
        new ByteArrayInputStream(new byte[1]) {
          @Override
          public synchronized byte[] readAllBytes() {
            throw new AssertionError("planted\nwith a second line");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Screen screen = new Screen(broken, OutputStream.nullOutputStream(), err, false);
    assertEquals(Main.WRONG, Main.run(screen, "eval", "-"));
    String said = err.toString(StandardCharsets.UTF_8);
    assertTrue(said.startsWith("jacobi: internal error (AssertionError: planted); please"), said);
    assertEquals(1, said.lines().count(), said);
  }
}
