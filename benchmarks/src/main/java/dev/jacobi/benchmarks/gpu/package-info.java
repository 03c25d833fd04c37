/**
 * Measurements on an NVIDIA device. A {@link dev.jacobi.benchmarks.gpu.Workload} is a program with
 * inputs that stay on the device; a {@link dev.jacobi.benchmarks.gpu.Limit} is what the device
 * allows it at best. {@link dev.jacobi.benchmarks.gpu.Main} is what the bundle for devices runs.
 * Uses the GPU backend and its port to the driver; no JMH. Invariant: nothing is timed whose bits
 * are not those of the CPU backend.
 */
@NullMarked
package dev.jacobi.benchmarks.gpu;

import org.jspecify.annotations.NullMarked;
