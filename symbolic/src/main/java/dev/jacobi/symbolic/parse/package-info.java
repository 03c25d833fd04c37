/** Text to syntax tree. */
@NullMarked
package dev.jacobi.symbolic.parse;

import org.jspecify.annotations.NullMarked;
