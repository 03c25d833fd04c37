/**
 * Simplification: equations applied from left to right until none fits. Nouns: {@link
 * dev.jacobi.symbolic.rewrite.Rule} (a named equation with what it holds for), {@link
 * dev.jacobi.symbolic.rewrite.Rewriter} (applies rules bottom-up to a fixed point), {@link
 * dev.jacobi.symbolic.rewrite.Trace} (which rule fired where). Depends on {@code core}'s graph,
 * operations and types. Invariant: every rule is an equation that holds for all values its guard
 * lets through, and a guard that does not know says no.
 */
@NullMarked
package dev.jacobi.symbolic.rewrite;

import org.jspecify.annotations.NullMarked;
