package dev.jacobi.gpu.ptx;

/**
 * A kernel: a whole PTX module with one entry. Equal texts are the same kernel; loaded modules are
 * kept by it.
 *
 * @param name the entry
 * @param text the module, from {@code .version} on
 */
public record Kernel(String name, String text) {}
