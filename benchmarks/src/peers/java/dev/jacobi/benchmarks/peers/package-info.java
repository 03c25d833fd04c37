/**
 * Peers that need libraries of their own: libtorch and OpenBLAS through JavaCPP, Hipparchus, and
 * evaluators of expressions. Built in the profile {@code peers} only. Each class belongs to a case
 * and compares its answers with the handwritten peer before it is measured.
 */
@NullMarked
package dev.jacobi.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
