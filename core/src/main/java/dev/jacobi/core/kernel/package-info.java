/**
 * The second representation: machinery. A {@link dev.jacobi.core.kernel.Program} is a list of steps
 * over buffers: fused loops ({@link dev.jacobi.core.kernel.Loop}), matrix products ({@link
 * dev.jacobi.core.kernel.Product}), both block by block over the rows of a tall matrix ({@link
 * dev.jacobi.core.kernel.Streamed}), sums by place ({@link dev.jacobi.core.kernel.Scatter}) and
 * operations that run by their definition ({@link dev.jacobi.core.kernel.Defined}). Its text is
 * read back by {@code Program.parse}. Depends on {@code primitive}, {@code graph}, {@code
 * definition} and {@code type}. Invariant: no mathematics above the primitives, and no backend.
 */
@NullMarked
package dev.jacobi.core.kernel;

import org.jspecify.annotations.NullMarked;
