/**
 * The CPU backend. Nouns: {@link dev.jacobi.cpu.CpuBackend} (found by its service) and the machine
 * behind it, which joins loops ({@code emit}), matrix products ({@code product}), functions of
 * plain numbers ({@code scalar}) and threads ({@code jvm}). Depends on {@code dev.jacobi.core} and
 * ASM. Invariant: the bits of the reference backend, whatever runs.
 */
@NullMarked
package dev.jacobi.cpu;

import org.jspecify.annotations.NullMarked;
