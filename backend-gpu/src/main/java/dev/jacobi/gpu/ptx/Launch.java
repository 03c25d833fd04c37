package dev.jacobi.gpu.ptx;

import java.util.List;

/**
 * One start of a kernel.
 *
 * @param kernel what is started
 * @param blocks how many blocks there are
 * @param threads how many threads a block has, along x; a multiple of 32
 * @param arguments the values of the kernel's parameters, in order
 */
public record Launch(Kernel kernel, Blocks blocks, int threads, List<Argument> arguments) {

  /** Copies the list. */
  public Launch {
    arguments = List.copyOf(arguments);
  }

  /** The kernel and the grid, for a person to read. */
  public String description() {
    long count = blocks.count();
    return kernel.name() + ": " + count + (count == 1 ? " block" : " blocks") + " of " + threads;
  }
}
