/**
 * Graphs brought to code that machines run. Nouns: {@link dev.jacobi.core.lower.Scalarization} (a
 * graph of few elements as one straight-line body). Depends on {@code graph}, {@code op}, {@code
 * primitive}, {@code type} and on the reference backend for the definition of its roundings.
 * Invariant: what is lowered has the bits of the reference.
 */
@NullMarked
package dev.jacobi.core.lower;

import org.jspecify.annotations.NullMarked;
