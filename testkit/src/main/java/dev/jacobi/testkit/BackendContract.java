package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Bound;
import dev.jacobi.core.backend.Buffers;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.backend.reference.ReferenceBackend;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every backend promises: the bits of the definition for every operation, element type and
 * layout, diagnostics instead of failures, and the same answer on every run and from every thread.
 * Whoever writes a backend proves it by
 *
 * <pre>{@code
 * class MyBackendContractTest extends BackendContract {
 *   @Override
 *   protected Backend backend() {
 *     return new MyBackend();
 *   }
 * }
 * }</pre>
 *
 * <p>The tests follow the catalogue: a new operation is covered without an edit.
 */
public abstract class BackendContract {

  private static final int THREADS = 4;
  private static final int RUNS = 25;
  private static final int BOUND_PROGRAMS = 20;
  private static final int DEPTH = 20_000;

  /** For subclasses. */
  protected BackendContract() {}

  /** The backend to judge; asked for once in each test. */
  protected abstract Backend backend();

  @TestFactory
  final Stream<DynamicTest> everyElementWiseOperationHasTheBitsOfItsDefinition() {
    return tests(Scenarios.values());
  }

  @TestFactory
  final Stream<DynamicTest> everyElementWiseDerivativeHasTheBitsOfItsDefinition() {
    return tests(Scenarios.derivatives());
  }

  @TestFactory
  final Stream<DynamicTest> everyTensorOperationAndItsDerivativesHaveTheBitsOfTheirDefinition() {
    return tests(Scenarios.tensors());
  }

  @TestFactory
  final Stream<DynamicTest> tensorsComputedAtOnceHaveTheBitsOfTheirDefinition() {
    return Stream.of(
            Scenarios.values(), Scenarios.tensors(), Scenarios.reductions(), Scenarios.products())
        .flatMap(scenarios -> scenarios)
        .map(scenario -> dynamicTest(scenario.name(), () -> scenario.checkTensors(backend())));
  }

  @TestFactory
  final Stream<DynamicTest> everyLayoutMovesEveryElementType() {
    return tests(Scenarios.layouts());
  }

  @TestFactory
  final Stream<DynamicTest> reductionsOfEverySizeHaveTheBitsOfTheirDefinition() {
    return tests(Scenarios.reductions());
  }

  @TestFactory
  final Stream<DynamicTest> productsOfEverySizeHaveTheBitsOfTheirDefinition() {
    return tests(Scenarios.products());
  }

  @TestFactory
  final Stream<DynamicTest> randomProgramsHaveTheBitsOfTheirDefinition() {
    return tests(Scenarios.random());
  }

  private Stream<DynamicTest> tests(Stream<Scenario> scenarios) {
    return scenarios.map(s -> dynamicTest(s.name(), () -> s.check(backend())));
  }

  @Test
  final void theBackendSaysWhatItIs() {
    Backend backend = backend();
    assertTrue(backend.name().matches("[a-z][a-z0-9-]*"), backend.name());
    assertFalse(backend.capabilities().isEmpty());
    assertFalse(RandomProgram.scenario(0).compile(backend).description().isBlank());
  }

  @Test
  final void runsGiveTheSameBitsEveryTime() {
    Scenario scenario = RandomProgram.scenario(1);
    Executable executable = scenario.compile(backend());
    for (int run = 0; run < RUNS; run++) {
      scenario.compare("run " + run, executable.run(scenario.inputs()));
    }
  }

  @Test
  final void oneExecutableServesManyThreads() throws Exception {
    Scenario[] scenarios = new Scenario[THREADS];
    for (int i = 0; i < THREADS; i++) {
      scenarios[i] = RandomProgram.scenario(2).withOtherInputs(i);
    }
    Executable executable = scenarios[0].compile(backend());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int run = 0; run < RUNS * THREADS; run++) {
        Scenario scenario = scenarios[run % THREADS];
        tasks.add(
            () -> {
              scenario.compare("a thread", executable.run(scenario.inputs()));
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        assertTrue(done.get(1, TimeUnit.MINUTES));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  final void aRunLeavesItsInputsAlone() {
    Scenario scenario = RandomProgram.scenario(3);
    Map<String, double[]> before = new LinkedHashMap<>();
    scenario.inputs().forEach((name, value) -> before.put(name, value.toDoubles()));
    scenario.check(backend());
    scenario
        .inputs()
        .forEach(
            (name, value) ->
                assertArrayEquals(before.get(name), value.toDoubles(), "input " + name));
  }

  @Test
  final void aDeepGraphRuns() {
    Scenario.Builder builder = new Scenario.Builder();
    Node x = builder.input("x", Tensor.vector(0.5, -0.25, 1));
    Node y = x;
    for (int i = 0; i < DEPTH; i++) {
      y = i % 2 == 0 ? y.times(x).plus(1) : y.map(ScalarOp.SIN);
    }
    builder.output("y", y);
    builder.build("a chain of " + DEPTH + " operations").check(backend());
  }

  @Test
  final void outputsMayBeInputsConstantsAndTheSameTwice() {
    Scenario.Builder builder = new Scenario.Builder();
    Node x = builder.input("x", Tensor.vector(1.0, -0.0));
    Node y = x.map(ScalarOp.EXP);
    builder.output("z", y);
    builder.output("the input", x);
    builder.output("a number", builder.graph().constant(0.1, DType.F32));
    builder.output("data", builder.graph().data(1, 2, 3));
    builder.output("again", y);
    builder.output("truth", builder.graph().map(ScalarOp.LT, x, y));
    builder.build("outputs of every sort").check(backend());
  }

  @TestFactory
  final Stream<DynamicTest> boundRunsReadAndWriteTheStorageOfTheCaller() {
    return IntStream.range(0, BOUND_PROGRAMS)
        .mapToObj(RandomProgram::scenario)
        .map(
            scenario ->
                dynamicTest(
                    scenario.name(), () -> checkBound(scenario, scenario.compile(backend()))));
  }

  private static void checkBound(Scenario scenario, Executable executable) {
    Map<String, Tensor> inputs = scenario.inputs();
    Buffers buffers = new Buffers();
    inputs.forEach((name, value) -> bind(buffers, name, value.type(), value.array(), false));
    executable
        .graph()
        .outputs()
        .forEach(
            (name, node) -> {
              Object array = node.dtype().array(node.shape().elements() + 3);
              bind(buffers, name, node.type(), array, name.length() % 2 == 1);
            });
    Bound bound = executable.bind(buffers);
    for (int run = 0; run < 2; run++) {
      bound.run();
      Map<String, Tensor> found = new LinkedHashMap<>();
      executable
          .graph()
          .outputs()
          .forEach((name, node) -> found.put(name, read(buffers, name, node.type())));
      scenario.compare("bound run " + run, found);
    }
  }

  /** Binds an array, or where it can be the middle of a buffer of bytes in its place. */
  private static void bind(
      Buffers buffers, String name, TensorType type, Object array, boolean bytes) {
    if (bytes && type.dtype() != DType.BOOL) {
      int length = type.dtype().bytes() * Buffers.capacity(array);
      ByteBuffer wide = ByteBuffer.allocateDirect(length + 24);
      buffers.and(name, type.dtype(), wide.position(8).limit(8 + length));
      return;
    }
    switch (type.dtype()) {
      case F64 -> buffers.and(name, (double[]) array);
      case F32 -> buffers.and(name, (float[]) array);
      case I64 -> buffers.and(name, (long[]) array);
      case BOOL -> buffers.and(name, (boolean[]) array);
    }
  }

  private static Tensor read(Buffers buffers, String name, TensorType type) {
    Object storage = Objects.requireNonNull(buffers.storage().get(name));
    Object array = type.dtype().array(type.shape().elements());
    Storage.copy(storage, 0, array, 0, type.shape().elements());
    return Tensor.wrap(type, array);
  }

  @Test
  final void eachThreadBindsARunOfItsOwn() throws Exception {
    Scenario scenario = RandomProgram.scenario(2);
    Executable executable = scenario.compile(backend());
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        tasks.add(
            () -> {
              checkBound(scenario, executable);
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(tasks)) {
        assertTrue(done.get(1, TimeUnit.MINUTES));
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  final void storageThatDoesNotFitIsADiagnostic() {
    Graph graph = new Graph();
    Node x = graph.input("x", 3);
    Executable executable = backend().compile(graph.extract(Map.of("y", x.times(2))));
    double[] three = new double[3];
    double[] result = new double[3];
    assertAll(
        () -> refused("input/missing", () -> executable.bind(new Buffers().and("y", three))),
        () -> refused("buffer/missing", () -> executable.bind(new Buffers().and("x", three))),
        () ->
            refused(
                "buffer/unknown",
                () ->
                    executable.bind(
                        new Buffers().and("x", three).and("y", result).and("z", new double[1]))),
        () -> refusedStorage("buffer/dtype", executable, new float[3], result),
        () -> refusedStorage("buffer/too-short", executable, new double[2], result),
        () -> refusedStorage("buffer/shared", executable, three, three),
        () ->
            refused(
                "buffer/read-only",
                () ->
                    executable.bind(
                        new Buffers()
                            .and("x", three)
                            .and("y", DoubleBuffer.wrap(result).asReadOnlyBuffer()))));
    DoubleBuffer fixed = DoubleBuffer.wrap(new double[] {1, 2, 3}).asReadOnlyBuffer();
    executable.bind(new Buffers().and("x", fixed).and("y", result)).run();
    assertArrayEquals(new double[] {2, 4, 6}, result);
  }

  private static void refusedStorage(
      String code, Executable executable, Object x, double[] result) {
    Buffers buffers = new Buffers().and("y", result);
    Buffers all =
        x instanceof float[] floats ? buffers.and("x", floats) : buffers.and("x", (double[]) x);
    refused(code, () -> executable.bind(all));
  }

  @Test
  final void inputsThatNoOutputNeedsMayBeMissingAndOthersMayBeThere() {
    Graph graph = new Graph();
    Node x = graph.input("x");
    graph.input("unused", 3);
    Executable executable = backend().compile(graph.extract(Map.of("y", x.plus(1))));
    Map<String, Tensor> given = Map.of("x", Tensor.scalar(1), "stranger", Tensor.scalar(5));
    assertEquals(Tensor.scalar(2), executable.run(given).get("y"));
  }

  @Test
  final void inputsAreConvertedWhereThatIsExact() {
    Graph graph = new Graph();
    Node x = graph.input("x", 2);
    Executable executable = backend().compile(graph.extract(Map.of("y", x.times(3))));
    Tensor expected = Tensor.vector(3.0, -6);
    assertEquals(expected, executable.run(Map.of("x", Tensor.integers(1L, -2L))).get("y"));
    Tensor single = Tensor.vector(1.0, -2).cast(DType.F32);
    assertEquals(expected, executable.run(Map.of("x", single)).get("y"));
    refused("input/type", () -> executable.run(Map.of("x", Tensor.integers(1L, (1L << 53) + 1))));
  }

  @Test
  final void inputsThatAreMissingOrDoNotFitAreDiagnostics() {
    Graph graph = new Graph();
    Node x = graph.input("x", 2);
    Node label = graph.input("label", TensorType.scalar(DType.I64));
    Node y = graph.apply(new Op.Gather(0), List.of(x, label));
    Executable executable = backend().compile(graph.extract(Map.of("y", y)));
    Tensor two = Tensor.vector(1.0, 2);
    Tensor place = Tensor.integers(Shape.SCALAR, 1L);
    assertAll(
        () -> refused("input/missing", () -> executable.run(Map.of("x", two))),
        () -> refused("input/missing", () -> executable.run(Map.of("label", place))),
        () -> refusedInput(executable, Tensor.vector(1.0, 2, 3), place),
        () -> refusedInput(executable, Tensor.matrix(new double[] {1, 2}), place),
        () -> refusedInput(executable, Tensor.of(Shape.of(2), true, false), place),
        () -> refusedInput(executable, two, Tensor.scalar(1)),
        () -> assertEquals(Tensor.scalar(2), executable.run(inputs(two, place)).get("y")));
  }

  private static Map<String, Tensor> inputs(Tensor x, Tensor label) {
    return Map.of("x", x, "label", label);
  }

  private static void refusedInput(Executable executable, Tensor x, Tensor label) {
    refused("input/type", () -> executable.run(inputs(x, label)));
  }

  @Test
  final void graphsThatCannotRunAreDiagnostics() {
    Graph open = new Graph();
    Node x = open.input("x", new TensorType(DType.F64, Shape.of(List.of(Dim.named("n")))));
    Graph unbound = open.extract(Map.of("y", x.sum()));
    Node huge = open.broadcast(open.input("s"), Shape.of(1 << 16, 1 << 16));
    assertAll(
        () -> refused("graph/open", () -> backend().compile(open)),
        () -> refused("graph/output", () -> backend().compile(open.extract(Map.of()))),
        () -> refused("graph/unbound", () -> backend().compile(unbound)),
        () -> refused("shape/too-large", () -> compileWithSizes(open, huge)));
  }

  private Executable compileWithSizes(Graph graph, Node output) {
    return backend().compile(graph.extract(Map.of("y", output), Map.of("n", 3L)));
  }

  @Test
  final void positionsOutOfRangeAreDiagnostics() {
    assertAll(
        () -> refused("index/range", () -> runPlaces(new Op.Gather(0), 3)),
        () -> refused("index/range", () -> runPlaces(new Op.Gather(0), -4)),
        () -> refused("index/range", () -> runPlaces(new Op.ScatterAdd(0, Dim.of(3)), 3)),
        () -> refused("index/range", () -> runOneHot(-1)),
        () -> refused("index/range", () -> runOneHot(3)));
  }

  private void runPlaces(Op op, long last) {
    Scenario.Builder builder = new Scenario.Builder();
    Node x = builder.input("x", Tensor.vector(1.0, 2, 3));
    Node places = builder.input("places", Tensor.integers(0L, 1L, last));
    builder.output("y", builder.graph().apply(op, List.of(x, places)));
    Scenario scenario = builder.build("places");
    scenario.compile(backend()).run(scenario.inputs());
  }

  private void runOneHot(long label) {
    Scenario.Builder builder = new Scenario.Builder();
    Node labels = builder.input("labels", Tensor.integers(0L, label));
    builder.output("y", builder.graph().apply(new Op.OneHot(Dim.of(3)), List.of(labels)));
    Scenario scenario = builder.build("labels");
    scenario.compile(backend()).run(scenario.inputs());
  }

  @TestFactory
  final Stream<DynamicTest> integersThatOverflowAreDiagnostics() {
    return TensorScenarios.overflows()
        .map(
            s ->
                dynamicTest(
                    s.name(),
                    () -> {
                      DiagnosticException expected =
                          assertThrows(
                              DiagnosticException.class,
                              () -> new ReferenceBackend().compile(s.graph()).run(s.inputs()));
                      DiagnosticException found =
                          assertThrows(
                              DiagnosticException.class,
                              () -> s.compile(backend()).run(s.inputs()));
                      assertEquals("integer/overflow", found.first().code());
                      assertEquals(expected.first(), found.first());
                    }));
  }

  private static void refused(String code, org.junit.jupiter.api.function.Executable action) {
    DiagnosticException refusal = assertThrows(DiagnosticException.class, action);
    assertEquals(code, refusal.first().code(), refusal.getMessage());
  }
}
