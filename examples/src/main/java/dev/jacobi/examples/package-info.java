/**
 * Runnable programs whose output {@code examples/README.md} shows: {@link
 * dev.jacobi.examples.SeedPrograms}, {@link dev.jacobi.examples.Digits} and {@link
 * dev.jacobi.examples.BlackScholes}. They use the library as any other program would. Invariant:
 * the same bytes on standard output on every run.
 */
@NullMarked
package dev.jacobi.examples;

import org.jspecify.annotations.NullMarked;
