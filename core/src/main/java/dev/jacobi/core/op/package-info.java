/**
 * The catalogue: every element-wise operation with its value, derivative, notation, domain and
 * accuracy. Nouns: {@link dev.jacobi.core.op.ScalarOp}, {@link dev.jacobi.core.op.Algebra}, the
 * exact constants {@link dev.jacobi.core.op.Scalar}. Depends on {@code type}. Invariant: an
 * operation is described here and nowhere else.
 */
@NullMarked
package dev.jacobi.core.op;

import org.jspecify.annotations.NullMarked;
