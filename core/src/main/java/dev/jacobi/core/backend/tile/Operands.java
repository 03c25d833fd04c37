package dev.jacobi.core.backend.tile;

/**
 * Which slots a loop reads and writes; operands that are missing repeat the first.
 *
 * @param x the first operand
 * @param y the second
 * @param z the third
 * @param to the result
 */
record Operands(int x, int y, int z, int to) {}
