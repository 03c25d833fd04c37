/**
 * The port between this backend and NVIDIA's driver: {@link dev.jacobi.gpu.driver.Driver}, about 35
 * calls, each of which succeeds or throws {@link dev.jacobi.gpu.driver.DriverFailure}. Depends on
 * JCuda and nothing else of Jacobi. Invariant: no return code of the driver is ignored, and nothing
 * outside this package sees JCuda.
 */
@NullMarked
package dev.jacobi.gpu.driver;

import org.jspecify.annotations.NullMarked;
