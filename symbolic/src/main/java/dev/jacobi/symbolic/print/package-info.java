/**
 * Graph to text: the other direction of the parser. Nouns: {@link
 * dev.jacobi.symbolic.print.Printer} (programs in ASCII or with mathematical signs), {@link
 * dev.jacobi.symbolic.print.GraphText} (a numbered listing), {@link
 * dev.jacobi.symbolic.print.DerivativeLabel} (what stands before a derivative) and {@link
 * dev.jacobi.symbolic.print.OperationCount}. Depends on {@code core.type}, {@code core.op} and
 * {@code core.graph}. Invariant: what a printer writes, unless elided, reads back as the same
 * value; its cost is linear in nodes and text, without recursion, and the same graph gives the same
 * text.
 */
@NullMarked
package dev.jacobi.symbolic.print;

import org.jspecify.annotations.NullMarked;
