/**
 * Cases on scalars: functions with their gradients at a point, and programs. A case's handwritten
 * peer stands beside it. Uses the annotations of the harness, which finds cases by them.
 */
@NullMarked
package dev.jacobi.benchmarks.scalar;

import org.jspecify.annotations.NullMarked;
