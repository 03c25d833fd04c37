package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.definition.Eager;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.gpu.simulated.SimulatedDriver;
import dev.jacobi.testkit.Scenario;
import dev.jacobi.testkit.Scenarios;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the emitter makes of steps, run on a simulated device. */
class EmitterTest {

  private static void check(Scenario scenario) {
    SimulatedDriver driver = new SimulatedDriver();
    try (DeviceRun device = new DeviceRun(driver)) {
      scenario.compare("kernels", device.run(scenario, Target.SM_75));
    }
    assertTrue(driver.complaints().isEmpty(), () -> driver.complaints().toString());
  }

  private static Stream<DynamicTest> tests(Stream<Scenario> scenarios) {
    return scenarios.map(scenario -> dynamicTest(scenario.name(), () -> check(scenario)));
  }

  @TestFactory
  Stream<DynamicTest> reductionsOfEverySizeHaveTheBitsOfTheirDefinition() {
    return tests(Scenarios.reductions());
  }

  @TestFactory
  Stream<DynamicTest> everyLayoutMovesEveryElementType() {
    return tests(Scenarios.layouts());
  }

  @TestFactory
  Stream<DynamicTest> randomProgramsHaveTheBitsOfTheirDefinition() {
    return tests(Scenarios.random());
  }

  @TestFactory
  Stream<DynamicTest> everyCutOfAReductionHasTheBitsOfItsDefinition() {
    return LargeReductions.all().entrySet().stream()
        .map(entry -> dynamicTest(entry.getKey(), () -> check(entry.getValue())));
  }

  private static void check(LargeReductions large) {
    Geometry geometry = large.geometry();
    DType dtype = large.loop().body().lane(0) == Lane.F64 ? DType.F64 : DType.F32;
    boolean rows = geometry.inner() == 1;
    Random random = new Random(geometry.reduced());
    Shape whole = Shape.of(geometry.outer(), geometry.reduced(), geometry.inner());
    Tensor x = random(dtype, whole, random);
    Tensor y =
        random(dtype, rows ? Shape.of(geometry.outer(), 1, 1) : Shape.of(geometry.inner()), random);
    Eager eager = new Eager();
    Tensor product = eager.apply(new Op.Map(ScalarOp.MUL), List.of(x, y));
    try (DeviceRun device = new DeviceRun(new SimulatedDriver())) {
      device.write(0, x);
      device.write(1, y);
      device.allocate(2, dtype, geometry.positions());
      device.allocate(3, dtype, geometry.positions());
      device.launch(large.emission(Target.SM_75));
      compare(eager, Reduction.SUM, product, device.read(2, dtype, geometry.positions()));
      compare(eager, Reduction.MAX, x, device.read(3, dtype, geometry.positions()));
    }
  }

  private static Tensor random(DType dtype, Shape shape, Random random) {
    double[] values = random.doubles(shape.elements(), -1, 1).toArray();
    return Tensor.wrap(new TensorType(DType.F64, shape), values).cast(dtype);
  }

  private static void compare(Eager eager, Reduction reduction, Tensor of, Tensor found) {
    Tensor expected =
        eager
            .apply(new Op.Reduce(reduction, List.of(1), false), List.of(of))
            .reshape(Shape.of(found.size()));
    assertTrue(expected.sameBits(found), () -> reduction + ": " + expected + " and not " + found);
  }
}
