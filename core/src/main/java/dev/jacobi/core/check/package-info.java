/**
 * Agreement: the same question answered by several routes on several backends. Nouns: {@link
 * dev.jacobi.core.check.Question}, {@link dev.jacobi.core.check.Route}, {@link
 * dev.jacobi.core.check.CrossCheck} and its {@link dev.jacobi.core.check.Report}. Depends on all of
 * core. Invariant: a difference is judged against what rounding can explain, never against a
 * tolerance somebody chose.
 */
@NullMarked
package dev.jacobi.core.check;

import org.jspecify.annotations.NullMarked;
