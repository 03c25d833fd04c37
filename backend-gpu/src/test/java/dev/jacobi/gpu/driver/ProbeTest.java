package dev.jacobi.gpu.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jacobi.core.backend.Backend;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way in which there may be no device has words of its own, and none kills the JVM. */
class ProbeTest {

  private static final String LIBRARY = "libJCudaDriver-12.6.0-linux-x86_64.so";

  private static final String FOUND = "usable: Stub 0";

  private static final List<String> PATH =
      List.of(System.getProperty("java.class.path").split(File.pathSeparator));

  @TempDir private Path folder;

  private static String refusal(Map<String, String> properties, Map<String, String> environment) {
    return Probe.refusal(properties::get, environment::get, Probe.class.getClassLoader())
        .map(probe -> ((Probe.Unusable) probe).reason())
        .orElse("");
  }

  @Test
  void systemsWithoutALibraryAreNamed() {
    assertEquals(
        "there is no NVIDIA library for Linux on aarch64",
        refusal(Map.of("os.name", "Linux", "os.arch", "aarch64"), Map.of()));
    assertEquals(
        "there is no NVIDIA library for Mac OS X on x86_64",
        refusal(Map.of("os.name", "Mac OS X", "os.arch", "x86_64"), Map.of()));
    assertEquals("", refusal(Map.of("os.name", "Linux", "os.arch", "amd64"), Map.of()));
    assertEquals("", refusal(Map.of("os.name", "Windows 11", "os.arch", "amd64"), Map.of()));
  }

  @Test
  void devicesCanBeTurnedOff() throws Exception {
    assertEquals(
        "turned off by the property jacobi.gpu",
        child().option("-Djacobi.gpu=off").run(Look.class.getName()).output());
    assertEquals(
        "turned off by the variable JACOBI_GPU",
        child().variable("JACOBI_GPU", "off").run(Look.class.getName()).output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "OFF", "false", "0", "no"})
  void everyWordForOffTurnsDevicesOff(String word) {
    Map<String, String> linux = Map.of("os.name", "Linux", "os.arch", "amd64");
    assertEquals(
        "turned off by the variable JACOBI_GPU", refusal(linux, Map.of("JACOBI_GPU", word)));
    assertEquals(
        "turned off by the property jacobi.gpu", refusal(Map.of("jacobi.gpu", word), Map.of()));
  }

  @Test
  void aSettingThatIsNotUnderstoodIsSaid() {
    Map<String, String> linux = Map.of("os.name", "Linux", "os.arch", "amd64");
    assertEquals(
        "the variable JACOBI_GPU is 'banana', which is neither on nor off",
        refusal(linux, Map.of("JACOBI_GPU", "banana")));
    for (String word : List.of("", "on", "True", "1", "yes")) {
      assertEquals("", refusal(linux, Map.of("JACOBI_GPU", word)));
    }
  }

  @Test
  void aMissingJarIsNamed() throws Exception {
    assertEquals("JCuda is not on the class path", look(child().path("-cp", without("jcuda-12"))));
    assertTrue(
        look(child().path("-cp", without("jcuda-natives")))
            .matches("JCuda's library \\S+ is not on the class path"));
  }

  @Test
  void aMachineWithoutADriverIsNamedEvenBesideABrokenLibrary() throws Exception {
    assumeTrue(Platform.of(System::getProperty).isPresent(), "no library for this system");
    String said = look(child());
    assumeTrue(said.startsWith("there is no NVIDIA driver"), "this machine has a driver: " + said);
    Files.write(folder.resolve(LIBRARY), new byte[5000]);
    assertEquals(said, look(child()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STUB_INIT=100 | the NVIDIA driver finds no device",
        "STUB_DEVICES=0 | the NVIDIA driver finds no device",
        "STUB_INIT=3 | the NVIDIA driver does not start: cuInit failed with code 3:"
            + " CUDA_ERROR_NOT_INITIALIZED",
        "STUB_VERSION=11080 | the NVIDIA driver knows CUDA 11.8, but 12.0 is needed",
        "STUB_CAPABILITY=70 | Stub 0 has compute capability 7.0, but 7.5 is needed",
        "STUB_CAPABILITY=75 | usable: Stub 0"
      })
  void whatTheDriverSaysIsSaid(String setting, String expected) throws Exception {
    String[] parts = setting.split("=");
    assertEquals(expected, look(withDriver().variable(parts[0], parts[1])));
  }

  @Test
  void truncatedAndStaleFilesAreReplaced() throws Exception {
    Files.write(folder.resolve(LIBRARY), new byte[5000]);
    Path own = own();
    assertEquals(FOUND, look(withDriver()));
    byte[] right = Files.readAllBytes(own.resolve(LIBRARY));
    Files.write(own.resolve(LIBRARY), Arrays.copyOf(right, right.length / 3));
    assertEquals(FOUND, look(withDriver()));
    byte[] stale = right.clone();
    Arrays.fill(stale, 0, 64, (byte) 1);
    Files.write(own.resolve(LIBRARY), stale);
    assertEquals(FOUND, look(withDriver()));
    assertEquals(-1, Arrays.mismatch(right, Files.readAllBytes(own.resolve(LIBRARY))));
    try (Stream<Path> files = Files.list(own)) {
      assertEquals(List.of(own.resolve(LIBRARY)), files.toList());
    }
  }

  @Test
  void aFolderThatOthersCanWriteIsNotTrusted() throws Exception {
    Path own = own();
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.write(own.resolve(LIBRARY), new byte[5000]);
    assertEquals(FOUND, look(withDriver()));
    assertEquals(5000, Files.size(own.resolve(LIBRARY)));
  }

  /** The folder that the child JVM keeps its libraries in. */
  private Path own() throws IOException {
    return Files.createDirectory(
        folder.resolve("jacobi-" + System.getProperty("user.name")),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Test
  void anUnusableTemporaryFolderIsNamed() throws Exception {
    assumeTrue(Platform.of(System::getProperty).isPresent(), "no library for this system");
    Path absent = folder.resolve("absent");
    String said = look(new ChildJvm().option("-Djava.io.tmpdir=" + absent));
    assertTrue(said.startsWith("the temporary folder " + absent + " cannot be used"), said);
  }

  @Test
  void twoCopiesInOneJvmBothFindTheDevice() throws Exception {
    assertEquals(FOUND + "\n" + FOUND, said(withDriver().run(TwoLoaders.class.getName()).output()));
  }

  @Test
  void theDeviceIsFoundOnTheModulePath() throws Exception {
    ChildJvm child = withDriver();
    Path jar = jar("gpu.jar", "dev.jacobi.gpu", Driver.class, Look.class);
    Path core = jar("core.jar", "dev.jacobi.core", Backend.class);
    String path =
        Stream.concat(
                PATH.stream().filter(entry -> entry.contains("jcuda")),
                Stream.of(jar.toString(), core.toString()))
            .collect(Collectors.joining(File.pathSeparator));
    ChildJvm.Ending ending =
        child.path("--module-path", path).run("-m", "dev.jacobi.gpu/" + Look.class.getName());
    assertEquals(FOUND, said(ending.output()));
  }

  /** A jar, which is an automatic module, of all classes that lie where these lie. */
  private Path jar(String name, String module, Class<?>... samples) throws Exception {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Automatic-Module-Name", module);
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out, manifest)) {
      for (Class<?> sample : samples) {
        Path root = Path.of(sample.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isRegularFile(root)) {
          return root;
        }
        try (Stream<Path> classes = Files.walk(root)) {
          for (Path entry : classes.filter(p -> p.toString().endsWith(".class")).toList()) {
            jar.putNextEntry(new ZipEntry(root.relativize(entry).toString().replace('\\', '/')));
            jar.write(Files.readAllBytes(entry));
          }
        }
      }
    }
    return file;
  }

  /** A JVM with a temporary folder of its own. */
  private ChildJvm child() {
    return new ChildJvm().option("-Djava.io.tmpdir=" + folder);
  }

  /** A JVM that finds the stub driver. */
  private ChildJvm withDriver() throws Exception {
    assumeTrue(StubDriver.isPossible(), "no gcc here");
    Path driver = folder.resolve("driver");
    if (!Files.isDirectory(driver)) {
      StubDriver.build(Files.createDirectory(driver));
    }
    return child().variable("LD_LIBRARY_PATH", driver.toString());
  }

  private static String look(ChildJvm child) throws Exception {
    ChildJvm.Ending ending = child.run(Look.class.getName());
    assertEquals(0, ending.status(), ending.output());
    return said(ending.output());
  }

  /** Without what newer JVMs say of native code. */
  private static String said(String output) {
    assertFalse(output.contains("SIG"), output);
    return output
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("WARNING"))
        .collect(Collectors.joining("\n"));
  }

  private static String without(String jar) {
    return PATH.stream()
        .filter(entry -> !entry.contains(jar))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
