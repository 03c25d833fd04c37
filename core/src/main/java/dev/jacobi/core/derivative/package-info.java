/**
 * The chain rule, written once. Nouns: {@link dev.jacobi.core.derivative.Adjoint} (what an
 * operation's operands get of the adjoint of its result), {@link
 * dev.jacobi.core.derivative.Tangent} (how an operation passes tangents on), {@link
 * dev.jacobi.core.derivative.Reverse} and {@link dev.jacobi.core.derivative.Forward} (the sweeps).
 * All work over any {@link dev.jacobi.core.graph.TensorAlgebra}: on graph nodes they give formulas,
 * on tensors numbers. Depends on {@code graph}. Invariant: no other package knows a derivative rule
 * of a tensor operation.
 */
@NullMarked
package dev.jacobi.core.derivative;

import org.jspecify.annotations.NullMarked;
