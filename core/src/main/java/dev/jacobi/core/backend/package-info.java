/**
 * How graphs are run. Nouns: {@link dev.jacobi.core.backend.Backend} (found by {@code
 * ServiceLoader}, compiles a frozen graph), {@link dev.jacobi.core.backend.Executable} (runs it),
 * {@link dev.jacobi.core.backend.VectorFunction} (runs it on plain numbers), {@link
 * dev.jacobi.core.backend.CompiledTensors} (runs operation by operation) and {@link
 * dev.jacobi.core.backend.Backends} (those found, and why others were not). Depends on {@code
 * graph}, {@code op} and {@code type}; names no backend. Invariant: backends and executables hold
 * no static state and serve any number of threads.
 */
@NullMarked
package dev.jacobi.core.backend;

import org.jspecify.annotations.NullMarked;
