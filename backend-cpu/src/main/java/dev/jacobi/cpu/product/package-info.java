/**
 * The matrix product. Nouns: {@link dev.jacobi.cpu.product.Product} (computes it), {@link
 * dev.jacobi.cpu.product.Matrix} (where elements lie). Depends on {@code dev.jacobi.cpu}, ASM and
 * element types of {@code core}. Invariant: each element begins at 0, or at what stands there, and
 * adds its products one after another, k ascending, each with one rounding; so vectors, blocks,
 * threads and warm-up never show in the bits.
 */
@NullMarked
package dev.jacobi.cpu.product;

import org.jspecify.annotations.NullMarked;
