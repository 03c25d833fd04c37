/**
 * A body for one element as bytecode in hidden classes. Nouns: {@link
 * dev.jacobi.cpu.scalar.ScalarCode} (a body made ready to run, interpreted at first and compiled
 * once it is used), {@link dev.jacobi.cpu.scalar.Segment} (a part of it as a class), {@link
 * dev.jacobi.cpu.scalar.Schedule} (the order of its instructions) and {@link
 * dev.jacobi.cpu.scalar.Partition} (how that is cut into methods). Depends on {@code
 * core.primitive} and ASM. Invariant: the bits are those of {@link
 * dev.jacobi.core.primitive.Body#evaluate}; time and memory are linear in the instructions; a call
 * of compiled code allocates nothing.
 */
@NullMarked
package dev.jacobi.cpu.scalar;

import org.jspecify.annotations.NullMarked;
