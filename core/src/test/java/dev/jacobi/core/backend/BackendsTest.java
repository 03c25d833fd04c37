package dev.jacobi.core.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendsTest {

  @Test
  void theReferenceBackendIsAlwaysFound() {
    Backends backends = Backends.load();
    assertEquals("reference", backends.named("reference").name());
    assertEquals(List.of(), backends.reasons());
    assertEquals(backends.all().get(0), backends.best());
  }

  @Test
  void anUnknownNameListsThoseFound() {
    DiagnosticException error =
        assertThrows(DiagnosticException.class, () -> Backends.load().named("gpu"));
    assertEquals("backend/unknown", error.first().code());
    assertEquals("there is no backend 'gpu'; found: reference", error.first().message());
    assertEquals("use one of: reference", error.first().hint());
  }

  @Test
  void theHighestPriorityIsBest(@TempDir Path folder) throws IOException {
    Backends backends = withServices(folder, Fast.class.getName());
    assertEquals("fast", backends.best().name());
    assertEquals(List.of("fast", "reference"), backends.all().stream().map(Backend::name).toList());
  }

  @Test
  void aServiceThatFailsBecomesAReason(@TempDir Path folder) throws IOException {
    Backends backends =
        withServices(folder, Broken.class.getName(), "no.such.Backend", Fast.class.getName());
    assertEquals("fast", backends.best().name());
    assertEquals(2, backends.reasons().size(), backends.reasons()::toString);
    assertTrue(backends.reasons().get(0).endsWith("no device of this kind"));
    assertTrue(backends.reasons().get(1).startsWith("Provider no.such.Backend not found"));
    DiagnosticException error =
        assertThrows(DiagnosticException.class, () -> backends.named("broken"));
    assertTrue(error.first().message().contains("no device of this kind"));
  }

  @Test
  void aBackendThatRefusesIsUnavailableByItsName(@TempDir Path folder) throws IOException {
    Backends backends = withServices(folder, Refusing.class.getName());
    DiagnosticException error =
        assertThrows(DiagnosticException.class, () -> backends.named("gpu"));
    assertEquals("backend/unavailable", error.first().code());
    assertEquals("the backend gpu cannot be used: no device", error.first().message());
    assertEquals("use reference; jacobi doctor lists what is found", error.first().hint());
    DiagnosticException other = assertThrows(DiagnosticException.class, () -> backends.named("gp"));
    assertEquals("backend/unknown", other.first().code());
  }

  private static Backends withServices(Path folder, String... names) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.write(services.resolve(Backend.class.getName()), List.of(names));
    URL[] urls = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, BackendsTest.class.getClassLoader())) {
      return Backends.load(loader);
    }
  }

  /** A backend that is preferred to the reference. */
  public static class Fast implements Backend {
    @Override
    public String name() {
      return "fast";
    }

    @Override
    public int priority() {
      return 10;
    }

    @Override
    public List<String> capabilities() {
      return List.of();
    }

    @Override
    public Executable compile(Graph graph) {
      throw new UnsupportedOperationException();
    }
  }

  /** A backend that says why it cannot be used. */
  public static final class Refusing extends Fast {
    /** Always throws. */
    public Refusing() {
      throw Diagnostic.error("gpu/none", "gpu: no device", "use another").exception();
    }
  }

  /** A backend whose device is missing. */
  public static final class Broken extends Fast {
    /** Always throws. */
    public Broken() {
      throw new IllegalStateException("no device of this kind");
    }
  }
}
