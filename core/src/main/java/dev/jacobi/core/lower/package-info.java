/**
 * From mathematics to machinery. {@link dev.jacobi.core.lower.Lowering} turns a graph into a {@link
 * dev.jacobi.core.kernel.Program}: element-wise chains, broadcasts, views and reductions over one
 * space become one loop, products stay whole, what has no faster form runs by its definition.
 * {@link dev.jacobi.core.lower.Scalarization} turns a graph of few elements into one straight-line
 * body. Depends on {@code kernel}, {@code primitive}, {@code graph}, {@code op}, {@code type}, and
 * on the reference backend for the definition of its roundings. Invariant: every rounding of the
 * graph is done, once, in the same order.
 */
@NullMarked
package dev.jacobi.core.lower;

import org.jspecify.annotations.NullMarked;
