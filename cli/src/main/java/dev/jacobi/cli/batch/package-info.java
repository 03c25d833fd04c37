/**
 * The machine interface: one JSON object a line in, one a line out, in order. Nouns: {@link
 * dev.jacobi.cli.batch.Batch} (reads, answers on several threads, writes in order), {@code Request}
 * (what one line asks), {@code Service} (answers it). Depends on {@code symbolic}, core and
 * Jackson. Invariant: each line gets one answer, whatever stands in it.
 */
@NullMarked
package dev.jacobi.cli.batch;

import org.jspecify.annotations.NullMarked;
