package dev.jacobi.gpu.simulated;

/**
 * A register of an entry.
 *
 * @param at where its first lane lies in the file of its kind
 * @param id its number among all registers
 * @param name what the text calls it
 */
record Register(Kind kind, int at, int id, String name) {}
