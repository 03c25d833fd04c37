/**
 * The reference backend: an interpreter of graphs, one operation after the other, on the JVM alone.
 * It defines what every other backend must give, bit for bit. Nouns: {@link
 * dev.jacobi.core.backend.reference.ReferenceBackend}, {@code Plan} (when values can be freed),
 * {@link dev.jacobi.core.backend.reference.Evaluation} (the value of one operation) and {@link
 * dev.jacobi.core.backend.reference.Eager} (the algebra of tensors computed at once). Depends on
 * {@code backend}, {@code graph}, {@code op} and {@code type}. Invariant: the order of every
 * rounding is a function of shapes alone.
 */
@NullMarked
package dev.jacobi.core.backend.reference;

import org.jspecify.annotations.NullMarked;
