/** The command {@code jacobi}: results on standard output, everything else on standard error. */
@NullMarked
package dev.jacobi.cli;

import org.jspecify.annotations.NullMarked;
