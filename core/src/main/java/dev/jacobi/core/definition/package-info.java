/**
 * What every operation of a graph computes, on whole tensors: the definition that backends keep to,
 * bit for bit. Nouns: {@link dev.jacobi.core.definition.Evaluation} (the value of one operation)
 * and {@link dev.jacobi.core.definition.Eager} (the algebra of tensors computed at once). Depends
 * on {@code graph}, {@code op} and {@code type}. Invariant: the order of every rounding is a
 * function of shapes alone.
 */
@NullMarked
package dev.jacobi.core.definition;

import org.jspecify.annotations.NullMarked;
