/** Measurements, side by side with peers in one run. */
@NullMarked
package dev.jacobi.benchmarks;

import org.jspecify.annotations.NullMarked;
