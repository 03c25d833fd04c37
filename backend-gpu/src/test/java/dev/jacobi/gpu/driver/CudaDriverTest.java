package dev.jacobi.gpu.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JCuda's side of the port, against a driver that the test builds. */
class CudaDriverTest {

  @Test
  void everyCallReachesTheDriverAndEveryRefusalComesBack(@TempDir Path folder) throws Exception {
    assumeTrue(StubDriver.isPossible(), "no gcc here");
    StubDriver.build(folder);
    ChildJvm.Ending ending =
        new ChildJvm()
            .variable("LD_LIBRARY_PATH", folder.toString())
            .option("-Djava.io.tmpdir=" + folder)
            .run(Session.class.getName());
    String said =
        ending
            .output()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("WARNING"))
            .reduce("", (a, b) -> a + b + "\n");
    assertEquals(
        """
        version 12060, devices 1
        Stub 0, 5368709120 bytes
        processors 1016
        free 3221225472
        copied 16 17 7
        stored 42 43
        false true 1.0
        cuModuleLoadDataEx failed with code 218: CUDA_ERROR_INVALID_PTX (words of the driver): \
        ptxas error : planted
        cuModuleGetFunction failed with code 500: CUDA_ERROR_NOT_FOUND
        cuMemAlloc failed with code 2: CUDA_ERROR_OUT_OF_MEMORY
        cuDeviceGet failed with code 101: CUDA_ERROR_INVALID_DEVICE
        """,
        said);
    assertEquals(0, ending.status(), said);
  }
}
