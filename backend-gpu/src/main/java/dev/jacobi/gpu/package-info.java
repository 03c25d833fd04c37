/**
 * The backend for NVIDIA's devices. Nouns: {@link dev.jacobi.gpu.GpuBackend} (found by its service)
 * and the tensors it computes at once. Programs become PTX text ({@code ptx}), which the driver
 * ({@code driver}) compiles and runs on a device ({@code device}). Depends on {@code
 * dev.jacobi.core} and JCuda. Invariant: the bits of the reference backend.
 */
@NullMarked
package dev.jacobi.gpu;

import org.jspecify.annotations.NullMarked;
