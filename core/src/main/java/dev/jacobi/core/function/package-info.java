/**
 * The functions of the language besides the catalogue of element-wise operations, written over any
 * carrier. Nouns: {@link dev.jacobi.core.function.Value} (what an expression can be), {@link
 * dev.jacobi.core.function.Weak} (a number without an element type yet), {@link
 * dev.jacobi.core.function.Arithmetic} (promotion and literals), {@link
 * dev.jacobi.core.function.TensorFunction} and the table {@link
 * dev.jacobi.core.function.Functions}. Depends on {@code graph}, {@code op} and {@code type}.
 * Invariant: one function is one line of the table and one formula; element-wise operations of the
 * catalogue are in the table without a line.
 */
@NullMarked
package dev.jacobi.core.function;

import org.jspecify.annotations.NullMarked;
