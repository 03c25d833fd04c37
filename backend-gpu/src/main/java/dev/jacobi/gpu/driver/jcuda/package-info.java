/**
 * The driver of NVIDIA's devices, through JCuda. {@link dev.jacobi.gpu.driver.jcuda.CudaDriver} is
 * the port's implementation. Depends on JCuda and {@code dev.jacobi.gpu.driver}; everything here is
 * loaded, together with JCuda, by a class loader of its own, so that nobody else's settings of
 * JCuda reach it. Invariant: no return code of the driver is ignored.
 */
@NullMarked
package dev.jacobi.gpu.driver.jcuda;

import org.jspecify.annotations.NullMarked;
