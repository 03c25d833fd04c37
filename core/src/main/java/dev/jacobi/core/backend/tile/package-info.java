/**
 * Runs kernel programs tile by tile. Nouns: {@link dev.jacobi.core.backend.tile.Code} (a body ready
 * to run over a tile) and {@link dev.jacobi.core.backend.tile.TileTensors} (tensors computed at
 * once). A machine that has something better than interpretation brings its own code; the loops,
 * accumulators and buffers around it are these. Invariant: results do not depend on how the work is
 * cut into tiles or given to threads.
 */
@NullMarked
package dev.jacobi.core.backend.tile;

import org.jspecify.annotations.NullMarked;
