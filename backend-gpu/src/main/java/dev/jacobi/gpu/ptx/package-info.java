/**
 * Kernels as PTX text. A {@link dev.jacobi.gpu.ptx.Kernel} is the text of one kernel, a {@link
 * dev.jacobi.gpu.ptx.Launch} says how it is started, an {@link dev.jacobi.gpu.ptx.Emission} is what
 * a step of a program becomes: {@link dev.jacobi.gpu.ptx.Emitter} makes it. Depends on {@code
 * dev.jacobi.core.kernel} and {@code primitive}; knows no driver. Invariant: pure, the same step
 * gives the same text on every machine; every floating-point instruction names its rounding, so
 * that results have the bits of the definition.
 */
@NullMarked
package dev.jacobi.gpu.ptx;

import org.jspecify.annotations.NullMarked;
