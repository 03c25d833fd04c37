package dev.jacobi.benchmarks;

import java.util.List;

/**
 * One line of the table: a class with the benchmarks {@code jacobi} and {@code peer}, measured in
 * the same run.
 *
 * @param name what it is asked for by
 * @param benchmark the class
 * @param work what one call does
 * @param peer what it is compared with
 * @param floor the limit set by the machine or the task, in words
 */
record Case(String name, Class<?> benchmark, String work, String peer, String floor) {

  /** All lines, in the order of the table. */
  static final List<Case> ALL =
      List.of(
          new Case(
              "differentiate-100k",
              Differentiation.class,
              "build 100,000 scalar operations and the formula of their derivative",
              "building the 100,000 operations only",
              "the derivative of these operations has about 2.5 times as many, so about 3.5"));
}
