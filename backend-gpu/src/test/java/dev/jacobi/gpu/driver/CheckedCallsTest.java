package dev.jacobi.gpu.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import jcuda.driver.JCudaDriver;
import org.junit.jupiter.api.Test;

/** No result of a call of JCuda is dropped: read from the bytecode of all that calls it. */
class CheckedCallsTest {

  private static final Pattern CALL =
      Pattern.compile("invokestatic.*// Method jcuda/driver/JCudaDriver\\.(cu\\w+):.*\\)I");

  private static final Pattern OTHER =
      Pattern.compile("// Method jcuda/driver/JCudaDriver\\.(?!cu)");

  private static final Pattern INSTRUCTION = Pattern.compile("\\s+\\d+: (\\w+).*");

  /** A call, and the instruction after it. */
  private record Call(String name, String next) {}

  /** Drops what the driver says. */
  private static final class Careless {
    static void forget() {
      JCudaDriver.cuInit(0);
    }
  }

  @Test
  void noResultOfTheDriverIsDropped() throws Exception {
    List<Call> calls = new ArrayList<>();
    for (Path file : classes()) {
      if (!mentions(file, "jcuda/driver/JCudaDriver")) {
        continue;
      }
      String code = code(file);
      assertEquals(0, OTHER.matcher(code).results().count(), "a call that says nothing: " + file);
      calls.addAll(calls(code));
    }
    assertTrue(calls.size() >= 35, calls::toString);
    assertEquals(List.of(), calls.stream().filter(call -> call.next().startsWith("pop")).toList());
  }

  @Test
  void nobodyElseSeesJcuda() throws Exception {
    for (Path file : classes()) {
      boolean allowed = file.getParent().endsWith("dev/jacobi/gpu/driver/jcuda");
      assertTrue(allowed || !mentions(file, "Ljcuda/"), () -> file + " sees JCuda");
    }
  }

  private static boolean mentions(Path file, String name) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1).contains(name);
  }

  @Test
  void aDroppedResultIsNoticed() throws Exception {
    String resource = Careless.class.getName().replace('.', '/') + ".class";
    Path file = Path.of(Careless.class.getClassLoader().getResource(resource).toURI());
    assertEquals(List.of(new Call("cuInit", "pop")), calls(code(file)));
  }

  private static List<Path> classes() throws Exception {
    Path folder = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  private static String code(Path file) {
    ToolProvider javap = ToolProvider.findFirst("javap").orElseThrow();
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    assertEquals(0, javap.run(writer, writer, "-c", "-p", file.toString()), out::toString);
    return out.toString();
  }

  private static List<Call> calls(String code) {
    List<Call> calls = new ArrayList<>();
    String open = "";
    for (String line : code.lines().toList()) {
      var instruction = INSTRUCTION.matcher(line);
      if (!instruction.matches()) {
        continue;
      }
      if (!open.isEmpty()) {
        calls.add(new Call(open, instruction.group(1)));
      }
      var call = CALL.matcher(line);
      open = call.find() ? call.group(1) : "";
    }
    return calls;
  }
}
