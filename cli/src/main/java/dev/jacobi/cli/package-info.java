/**
 * The command {@code jacobi}: results on standard output, everything else on standard error. Nouns:
 * {@link dev.jacobi.cli.Main} (parses the command line), {@link dev.jacobi.cli.Screen} (the three
 * streams), one class for each command. Depends on everything below it. Invariant: whatever the
 * user writes, no stack trace is shown and the exit status says what happened: 0 done or agrees, 1
 * disagrees, 2 usage, 3 an error in the program.
 */
@NullMarked
package dev.jacobi.cli;

import org.jspecify.annotations.NullMarked;
