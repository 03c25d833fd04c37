package dev.jacobi.gpu;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.cpu.CpuBackend;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every sort of kernel once, small: what compute-sanitizer watches, which takes its time. */
@Tag("gpu")
class SmallProgramsTest {

  @TestFactory
  Stream<DynamicTest> smallProgramsHaveTheBitsOfTheProcessor() {
    return Stream.concat(ExampleProgram.all(2000), ExampleProgram.products(100))
        .map(program -> dynamicTest(program.name(), () -> check(program)));
  }

  private static void check(ExampleProgram program) {
    try (GpuBackend backend = new GpuBackend()) {
      Map<String, Tensor> found = program.executable(backend).run(program.inputs());
      program
          .executable(new CpuBackend())
          .run(program.inputs())
          .forEach((name, right) -> assertTrue(right.sameBits(found.get(name)), name));
    }
  }
}
