/**
 * What every part of the CPU backend stands on. Nouns: {@link dev.jacobi.cpu.jvm.VectorSupport}
 * (what this JVM offers, or why not) and {@link dev.jacobi.cpu.jvm.Workers} (the threads that share
 * a piece of work). Depends on {@code dev.jacobi.core}. Invariant: how many threads there are and
 * how wide vectors are never shows in a result.
 */
@NullMarked
package dev.jacobi.cpu.jvm;

import org.jspecify.annotations.NullMarked;
