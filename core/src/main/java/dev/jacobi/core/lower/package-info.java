/**
 * From mathematics to machinery: {@link dev.jacobi.core.lower.Lowering} turns a graph into a {@link
 * dev.jacobi.core.kernel.Program}. Element-wise chains, broadcasts, views and reductions over one
 * space become one loop; products stay whole; what has no faster form runs by its definition.
 * Depends on {@code kernel}, {@code primitive}, {@code graph}, {@code op} and {@code type}.
 * Invariant: every rounding of the graph is done, once, in the same order.
 */
@NullMarked
package dev.jacobi.core.lower;

import org.jspecify.annotations.NullMarked;
