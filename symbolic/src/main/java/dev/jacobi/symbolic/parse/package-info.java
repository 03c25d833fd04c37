/**
 * Text to syntax tree: the front end of the Jacobi language.
 *
 * <p>{@link dev.jacobi.symbolic.parse.Parser} turns a text into a {@link
 * dev.jacobi.symbolic.parse.Program} of {@link dev.jacobi.symbolic.parse.Statement}s over {@link
 * dev.jacobi.symbolic.parse.Expression}s, each with its span, and into diagnostics. It knows no
 * function name: names are resolved when the program is built. May depend on {@code core.type} and
 * the ANTLR runtime, which no other package sees.
 *
 * <p>Invariant: no text makes the parser throw, overflow the stack or take more than linear time,
 * and no tree is deeper than {@link dev.jacobi.symbolic.parse.Parser#MAX_DEPTH}, left spines of
 * binary operators apart.
 */
@NullMarked
package dev.jacobi.symbolic.parse;

import org.jspecify.annotations.NullMarked;
