/**
 * Measurements, side by side with peers in one run. The harness finds cases among the JMH
 * benchmarks on the class path, by their annotations; it knows none of them. Peers that need
 * libraries of their own stand in {@code src/peers}, which only the profile of that name builds.
 */
@NullMarked
package dev.jacobi.benchmarks;

import org.jspecify.annotations.NullMarked;
