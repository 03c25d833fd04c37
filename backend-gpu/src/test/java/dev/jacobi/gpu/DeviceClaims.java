package dev.jacobi.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.cpu.CpuBackend;
import dev.jacobi.gpu.device.Device;
import dev.jacobi.gpu.device.GpuExecutable;
import dev.jacobi.gpu.device.Resident;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.Driver.Attribute;
import dev.jacobi.gpu.driver.Probe;
import dev.jacobi.gpu.ptx.Target;
import dev.jacobi.symbolic.Formula;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What a device must do beside the contract of backends. The sizes are those of the device: large
 * ones where there is one, small ones where it is simulated.
 */
abstract class DeviceClaims {

  private static final int THREADS = 8;
  private static final int RUNS = 4;

  /** One for all tests: what one has compiled serves the next. */
  private static final Backend PROCESSOR = new CpuBackend();

  private final List<AutoCloseable> open = new ArrayList<>();

  /** A driver with a device that will do. */
  abstract Probe.Usable device();

  /** About how many elements programs work on. */
  abstract int elements();

  /** The rows of the largest matrix. */
  abstract int rows();

  /** The least memory that a test of no memory should ask for at a time, in bytes. */
  private static final long LARGEST = 8L << 30;

  @AfterEach
  final void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  private GpuBackend backend() {
    return backend(device().driver());
  }

  private GpuBackend backend(Driver driver) {
    GpuBackend backend = GpuBackend.on(new Device(driver, device().device()));
    open.add(backend);
    return backend;
  }

  @TestFactory
  final Stream<DynamicTest> programsAndTheirGradientsHaveTheBitsOfTheProcessor() {
    return Stream.concat(ExampleProgram.all(elements()), ExampleProgram.products(rows()))
        .map(program -> dynamicTest(program.name(), () -> checkAgainstProcessor(program)));
  }

  private void checkAgainstProcessor(ExampleProgram program) {
    try (GpuBackend backend = GpuBackend.on(new Device(device().driver(), device().device()))) {
      Executable executable = program.executable(backend);
      Map<String, Tensor> right = program.executable(PROCESSOR).run(program.inputs());
      for (int run = 0; run < 2; run++) {
        compare(program + ", run " + run, right, executable.run(program.inputs()));
      }
    }
  }

  private static void compare(
      String what, Map<String, Tensor> expected, Map<String, Tensor> found) {
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(found.keySet()), what);
    expected.forEach(
        (name, right) -> {
          Tensor given = found.get(name);
          if (!right.sameBits(given)) {
            throw new AssertionError(what + ": " + name + " differs" + first(right, given));
          }
        });
  }

  private static String first(Tensor right, Tensor given) {
    if (!right.type().equals(given.type())) {
      return ": it is " + given.type() + " instead of " + right.type();
    }
    int differing = 0;
    int first = -1;
    for (int i = 0; i < right.size(); i++) {
      if (Double.compare(right.getDouble(i), given.getDouble(i)) != 0) {
        first = first < 0 ? i : first;
        differing++;
      }
    }
    return first < 0
        ? " in integers"
        : " in %d of %d elements, first in number %d: %s instead of %s"
            .formatted(
                differing, right.size(), first, given.getDouble(first), right.getDouble(first));
  }

  @TestFactory
  final Stream<DynamicTest> everyTargetGivesTheSameBits() {
    int capability = capability();
    assertTrue(capability >= Target.SM_75.capability());
    return Arrays.stream(Target.values())
        .filter(target -> target.capability() <= capability)
        .flatMap(
            target ->
                Stream.concat(
                        ExampleProgram.all(elements() / 10), ExampleProgram.products(rows() / 2))
                    .map(
                        program ->
                            dynamicTest(target + ", " + program, () -> check(target, program))));
  }

  private int capability() {
    Driver driver = device().driver();
    return 10 * driver.attribute(Attribute.CAPABILITY_MAJOR, device().device())
        + driver.attribute(Attribute.CAPABILITY_MINOR, device().device());
  }

  private void check(Target target, ExampleProgram program) {
    try (GpuBackend backend = GpuBackend.on(new Device(as(target), device().device()))) {
      Executable executable = program.executable(backend);
      String text = executable.description();
      assertTrue(text.contains(target.name().toLowerCase(java.util.Locale.ROOT)), text);
      compare(
          program + " for " + target,
          program.executable(PROCESSOR).run(program.inputs()),
          executable.run(program.inputs()));
    }
  }

  /** The driver, of whose device an older capability is told. */
  private Driver as(Target target) {
    Driver driver = device().driver();
    return (Driver)
        Proxy.newProxyInstance(
            DeviceClaims.class.getClassLoader(),
            new Class<?>[] {Driver.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("attribute")) {
                if (arguments[0] == Attribute.CAPABILITY_MAJOR) {
                  return target.capability() / 10;
                }
                if (arguments[0] == Attribute.CAPABILITY_MINOR) {
                  return target.capability() % 10;
                }
              }
              try {
                return method.invoke(driver, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  /** Alone, among rows and among columns other grids of threads add up the same numbers. */
  @Test
  final void aSumHasTheSameBitsInEveryGrid() {
    GpuBackend backend = backend();
    for (int size : new int[] {7, 129, rows() + 3, elements()}) {
      int copies = Math.max(2, Math.min(33, 4 * elements() / size));
      double[] once = Tensor.wrap(Shape.of(size), numbers(size)).doubles();
      Tensor rows = Tensor.zeros(new TensorType(DType.F64, Shape.of(copies, size)));
      Tensor columns = Tensor.zeros(new TensorType(DType.F64, Shape.of(size, copies)));
      for (int i = 0; i < size; i++) {
        for (int copy = 0; copy < copies; copy++) {
          rows.doubles()[copy * size + i] = once[i];
          columns.doubles()[i * copies + copy] = once[i];
        }
      }
      Formula formula = Formula.parse("s = sum(x); r = sum(R, axis=1); c = sum(C, axis=0)");
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      inputs.put("x", Tensor.vector(once));
      inputs.put("R", rows);
      inputs.put("C", columns);
      Map<String, Tensor> sums =
          formula.withTypesOf(inputs).withBackend(backend).executable("s", "r", "c").run(inputs);
      double alone = sums.get("s").getDouble(0);
      for (int copy = 0; copy < copies; copy++) {
        String where = "of " + size + ", copy " + copy;
        assertEquals(alone, sums.get("r").getDouble(copy), "row " + where);
        assertEquals(alone, sums.get("c").getDouble(copy), "column " + where);
      }
    }
  }

  private static double[] numbers(int size) {
    java.util.Random random = new java.util.Random(size);
    return random.doubles(size, -1, 1).map(x -> x * Math.pow(2, random.nextInt(40) - 20)).toArray();
  }

  @Test
  final void manyThreadsMayCallAtOnce() throws Exception {
    GpuBackend backend = backend();
    List<ExampleProgram> programs = ExampleProgram.all(elements() / 100 + 10).toList();
    List<Executable> executables = programs.stream().map(p -> p.executable(backend)).toList();
    List<Map<String, Tensor>> right =
        programs.stream().map(p -> p.executable(PROCESSOR).run(p.inputs())).toList();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int call = 0; call < RUNS * programs.size(); call++) {
        int own = call % programs.size();
        calls.add(
            () -> {
              Map<String, Tensor> found = executables.get(own).run(programs.get(own).inputs());
              compare(programs.get(own) + ", in a thread", right.get(own), found);
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(calls)) {
        assertTrue(done.get(1, TimeUnit.MINUTES));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  final void aProgramThatDoesNotFitIsADiagnosticWithBytesAndHarmsNothing() {
    Driver driver = device().driver();
    long memory = driver.totalMemory(device().device());
    long rows = (long) Math.sqrt(Math.min(memory / 4, LARGEST) / 8.0);
    long count = memory / (rows * rows * 8) + 2;
    StringBuilder text = new StringBuilder("out = sum(1");
    for (int i = 0; i < count; i++) {
      text.append("*((x + ").append(i).append(") @ y)");
    }
    Executable executable =
        Formula.parse(text.append(")").toString())
            .withShape("x", rows, 2)
            .withShape("y", 2, rows)
            .withBackend(backend())
            .executable("out");
    Tensor x = Tensor.zeros(new TensorType(DType.F64, Shape.of(rows, 2)));
    Tensor y = Tensor.zeros(new TensorType(DType.F64, Shape.of(2, rows)));
    DiagnosticException refusal =
        assertThrows(DiagnosticException.class, () -> executable.run(Map.of("x", x, "y", y)));
    assertEquals("gpu/memory", refusal.first().code(), refusal.getMessage());
    assertTrue(
        refusal.first().message().matches(".*no room.* (GiB|MiB|bytes); .* are free"),
        refusal.first().message());
    checkAgainstProcessor(ExampleProgram.all(100).findFirst().orElseThrow());
  }

  @TestFactory
  final Stream<DynamicTest> whatStaysOnTheDeviceHasTheBitsOfARun() {
    return ExampleProgram.all(elements() / 10)
        .map(program -> dynamicTest(program.name(), () -> checkResident(program)));
  }

  private void checkResident(ExampleProgram program) {
    try (GpuBackend backend = GpuBackend.on(new Device(device().driver(), device().device()))) {
      GpuExecutable executable = (GpuExecutable) program.executable(backend);
      Buffers buffers = new Buffers();
      program.inputs().forEach((name, value) -> bind(buffers, name, value));
      Map<String, Tensor> found = new LinkedHashMap<>();
      executable
          .graph()
          .outputs()
          .forEach(
              (name, node) -> {
                found.put(name, Tensor.zeros(node.type()));
                bind(buffers, name, found.get(name));
              });
      try (Resident resident = executable.resident(buffers)) {
        resident.upload();
        resident.replay();
        assertTrue(resident.milliseconds(3) > 0);
        assertTrue(resident.launches() > 0);
        resident.download();
      }
      compare(program + ", resident", executable.run(program.inputs()), found);
    }
  }

  @Test
  final void positionsAreLookedAtWhenTheyAreBroughtToTheDevice() {
    Formula formula =
        Formula.parse("y = 2*x[i]")
            .withShape("x", 3)
            .withType("i", new TensorType(DType.I64, Shape.of(2)))
            .withBackend(backend());
    double[] y = new double[2];
    long[] positions = {2, -3};
    GpuExecutable executable = (GpuExecutable) formula.executable("y");
    Buffers buffers =
        new Buffers().and("x", new double[] {5, 6, 7}).and("i", positions).and("y", y);
    try (Resident resident = executable.resident(buffers)) {
      resident.upload();
      resident.replay();
      resident.download();
      assertEquals(List.of(14.0, 10.0), List.of(y[0], y[1]));
      positions[0] = 3;
      DiagnosticException refusal = assertThrows(DiagnosticException.class, resident::upload);
      assertEquals("index/range", refusal.first().code(), refusal.getMessage());
    }
  }

  @Test
  final void positionsAreGroupedWhenTheyAreBroughtToTheDevice() {
    Formula formula =
        Formula.parse("y = scatter_to(x, i, 0, 4)*2")
            .withShape("x", 3)
            .withType("i", new TensorType(DType.I64, Shape.of(3)))
            .withBackend(backend());
    double[] y = new double[4];
    long[] positions = {2, -1, 2};
    GpuExecutable executable = (GpuExecutable) formula.executable("y");
    Buffers buffers =
        new Buffers().and("x", new double[] {5, 6, 7}).and("i", positions).and("y", y);
    try (Resident resident = executable.resident(buffers)) {
      for (int run = 0; run < 3; run++) {
        resident.upload();
        resident.replay();
        resident.replay();
        resident.download();
        double[] expected = run == 0 ? new double[] {0, 0, 24, 12} : new double[] {36, 0, 0, 0};
        assertEquals(Arrays.toString(expected), Arrays.toString(y));
        Arrays.fill(positions, 0);
      }
      positions[1] = 4;
      DiagnosticException refusal = assertThrows(DiagnosticException.class, resident::upload);
      assertEquals("index/range", refusal.first().code(), refusal.getMessage());
    }
  }

  @Test
  final void aTrainingStepWithLabelsAndAnEmbeddingHasNoPartOfTheHost() {
    ExampleProgram.all(elements() / 10)
        .filter(program -> program.text().contains("labels"))
        .forEach(
            program -> {
              String description = program.executable(backend()).description();
              assertFalse(description.contains("on the host"), description);
              assertEquals(2, description.split("\nreplayed: ", -1).length, description);
            });
  }

  @Test
  final void whatTheHostHasAPartInDoesNotStayOnTheDevice() {
    Formula formula =
        Formula.parse("y = sum(x[i + 1])")
            .withShape("x", 4)
            .withType("i", new TensorType(DType.I64, Shape.of(2)))
            .withBackend(backend());
    GpuExecutable executable = (GpuExecutable) formula.executable("y");
    Buffers buffers =
        new Buffers().and("x", new double[4]).and("i", new long[2]).and("y", new double[1]);
    DiagnosticException refusal =
        assertThrows(DiagnosticException.class, () -> executable.resident(buffers));
    assertEquals("gpu/resident", refusal.first().code(), refusal.getMessage());
  }

  private static void bind(Buffers buffers, String name, Tensor value) {
    switch (value.dtype()) {
      case F64 -> buffers.and(name, value.doubles());
      case F32 -> buffers.and(name, value.floats());
      case I64 -> buffers.and(name, value.longs());
      case BOOL -> throw new AssertionError(name);
    }
  }
}
