/**
 * The reference backend: an interpreter of graphs, one operation after the other by its definition,
 * on the JVM alone. Nouns: {@link dev.jacobi.core.backend.reference.ReferenceBackend} and {@code
 * Plan} (when values can be freed). Depends on {@code backend}, {@code definition}, {@code graph},
 * {@code op} and {@code type}. Invariant: what it gives is the definition.
 */
@NullMarked
package dev.jacobi.core.backend.reference;

import org.jspecify.annotations.NullMarked;
