/**
 * Cases on arrays. A case's handwritten peer stands beside it. Uses the annotations of the harness,
 * which finds cases by them.
 */
@NullMarked
package dev.jacobi.benchmarks.tensor;

import org.jspecify.annotations.NullMarked;
