/**
 * Syntax tree to values. Nouns: {@link dev.jacobi.symbolic.program.Program} (a text that was read),
 * {@link dev.jacobi.symbolic.program.Carrier} (what its values are made of: nodes of a graph,
 * variables of a tape), {@link dev.jacobi.symbolic.program.Elaborator} (gives each expression its
 * value) and {@link dev.jacobi.symbolic.program.Built} (what came out). Depends on {@code parse}
 * and core. Invariant: the same text means the same on every carrier, and whatever is wrong with it
 * is a diagnostic with its place.
 */
@NullMarked
package dev.jacobi.symbolic.program;

import org.jspecify.annotations.NullMarked;
