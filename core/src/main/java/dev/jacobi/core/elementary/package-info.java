/**
 * The elementary functions, each written once as straight-line code over kernel primitives: every
 * backend records that code and prints it in its own instructions, so that all give the same bits.
 * Nouns: a class for each family of functions, whose methods are expansions ({@link
 * dev.jacobi.core.primitive.Expansion}). Depends on {@code core.primitive} only. Invariants: no
 * branch and no table, both sides of a choice are computed; the error of each function is stated at
 * it, as measured against decimals. Polynomials without a named source are weighted minimax fits
 * made for this project in 50-digit arithmetic, low coefficients rounded first.
 */
@NullMarked
package dev.jacobi.core.elementary;

import org.jspecify.annotations.NullMarked;
