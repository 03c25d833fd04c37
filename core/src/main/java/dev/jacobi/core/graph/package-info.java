/**
 * Mathematics as data: the first intermediate representation. Nouns: {@link
 * dev.jacobi.core.graph.Op} (what makes a value), {@link dev.jacobi.core.graph.Node} (a value),
 * {@link dev.jacobi.core.graph.Graph} (owns nodes, each distinct one once) and {@link
 * dev.jacobi.core.graph.TensorAlgebra} (what functions and rules are written with). Depends on
 * {@code op} and {@code type}. Invariant: a value's type is checked when it is made.
 */
@NullMarked
package dev.jacobi.core.graph;

import org.jspecify.annotations.NullMarked;
