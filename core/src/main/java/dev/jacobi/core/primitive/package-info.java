/**
 * What every machine can do with one element, and straight-line code made of it. Nouns: {@link
 * dev.jacobi.core.primitive.Primitive} (the list that backends switch over), {@link
 * dev.jacobi.core.primitive.Primitives} (the carrier that expansions are written over), {@link
 * dev.jacobi.core.primitive.Body} (recorded straight-line code), {@link
 * dev.jacobi.core.primitive.Function} (a body with a name). Depends on nothing but the JDK.
 * Invariant: every primitive has one result for given operands, to the bit, on every machine.
 */
@NullMarked
package dev.jacobi.core.primitive;

import org.jspecify.annotations.NullMarked;
