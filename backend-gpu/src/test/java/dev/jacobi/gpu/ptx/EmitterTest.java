package dev.jacobi.gpu.ptx;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.gpu.simulated.SimulatedDriver;
import dev.jacobi.testkit.Scenario;
import dev.jacobi.testkit.Scenarios;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the emitter makes of steps, run on a simulated device. */
class EmitterTest {

  private static void check(Scenario scenario) {
    try (DeviceRun device = new DeviceRun(new SimulatedDriver())) {
      scenario.compare("kernels", device.run(scenario, Target.SM_75));
    }
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
  Stream<DynamicTest> everyTensorOperationHasTheBitsOfItsDefinition() {
    return tests(Scenarios.tensors());
  }

  @TestFactory
  Stream<DynamicTest> everyElementWiseOperationHasTheBitsOfItsDefinition() {
    return tests(Scenarios.values());
  }

  @TestFactory
  Stream<DynamicTest> everyDerivativeHasTheBitsOfItsDefinition() {
    return tests(Scenarios.derivatives());
  }

  @TestFactory
  Stream<DynamicTest> randomProgramsHaveTheBitsOfTheirDefinition() {
    return tests(Scenarios.random());
  }
}
