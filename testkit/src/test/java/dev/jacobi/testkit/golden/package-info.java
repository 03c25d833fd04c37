/**
 * Real cases as tests: formulas, derivatives and autograd programs from public sources, with
 * numbers of 20 digits and more. Nouns: {@link dev.jacobi.testkit.golden.Corpus} (the cases),
 * {@link dev.jacobi.testkit.golden.Tally} (what was judged and how close to its tolerance it came),
 * {@link dev.jacobi.testkit.golden.Noise} (what rounding explains). Invariant: a tolerance is
 * derived or stated by the source of the case, never chosen so that a test passes.
 */
@NullMarked
package dev.jacobi.testkit.golden;

import org.jspecify.annotations.NullMarked;
