/** Contracts that every backend passes, and what users put in their own tests. */
@NullMarked
package dev.jacobi.testkit;

import org.jspecify.annotations.NullMarked;
