/**
 * Eager reverse mode with PyTorch's rules. Nouns: {@link dev.jacobi.core.tape.Tape} (computes and
 * records) and {@link dev.jacobi.core.tape.Variable} (a value with its history). Depends on {@code
 * derivative} and {@code backend}. Invariant: the tape holds no derivative rule of its own; it
 * walks back with the same rules that give formulas.
 */
@NullMarked
package dev.jacobi.core.tape;

import org.jspecify.annotations.NullMarked;
