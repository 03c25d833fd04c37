/** Element types, dimensions and shapes: the leftmost layer, depends on nothing. */
@NullMarked
package dev.jacobi.core.type;

import org.jspecify.annotations.NullMarked;
