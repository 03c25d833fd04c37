/** Runnable programs whose output the guide shows. */
@NullMarked
package dev.jacobi.examples;

import org.jspecify.annotations.NullMarked;
