package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Product;

/** A matrix product, left to the machine. */
record ProductRunner(Product product) implements StepRunner {

  private static final State NOTHING = new State() {};

  @Override
  public State state() {
    return NOTHING;
  }

  @Override
  public void run(Object[] buffers, State state, Machine machine) {
    machine.multiply(
        product,
        buffers[product.left().buffer()],
        buffers[product.right().buffer()],
        buffers[product.result().buffer()]);
  }

  @Override
  public String description() {
    return product.toString().strip();
  }
}
