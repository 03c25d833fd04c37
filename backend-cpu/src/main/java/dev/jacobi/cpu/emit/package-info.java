/**
 * Straight-line bodies as JVM classes. Nouns: {@link dev.jacobi.cpu.emit.Form} (vectors of some
 * width, or plain loops), {@code Plan} (a body cut into stages, with places for what crosses from
 * one to another), {@code Stage} (one loop), {@link dev.jacobi.cpu.emit.Emitter} (plan to hidden
 * class), {@code Compiler} (the thread that does it while an interpreter serves). Depends on core
 * and ASM; the Vector API is named only in what is generated. Invariant: every form gives the
 * interpreter's bits.
 */
@NullMarked
package dev.jacobi.cpu.emit;

import org.jspecify.annotations.NullMarked;
