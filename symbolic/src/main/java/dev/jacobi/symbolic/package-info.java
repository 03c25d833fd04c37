/**
 * Formulas and their derivatives: what programs that use the library begin with. Nouns: {@link
 * dev.jacobi.symbolic.Formula} (a text or a graph with one output), {@link
 * dev.jacobi.symbolic.Point} (values of its inputs), {@link dev.jacobi.symbolic.Seed}, {@link
 * dev.jacobi.symbolic.Mode} (how derivatives are found) and {@link dev.jacobi.symbolic.Derivative}
 * (one as a formula). Depends on the packages below it and core. Invariant: what is computed was
 * only rewritten by equations that keep every bit; what is printed, by those of the reals too.
 */
@NullMarked
package dev.jacobi.symbolic;

import org.jspecify.annotations.NullMarked;
