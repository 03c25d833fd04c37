package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.kernel.Product;
import java.nio.Buffer;

/**
 * A matrix product, left to the machine. What does not lie in an array is copied to one.
 *
 * @param product the product
 * @param sizes the elements of the buffers of left, right and result
 */
record ProductRunner(Product product, Sizes sizes) implements StepRunner {

  private static final State NOTHING = new State() {};

  /** How many elements the three buffers have. */
  record Sizes(int left, int right, int result) {}

  @Override
  public State state() {
    return NOTHING;
  }

  @Override
  public void run(Object[] buffers, State state, Machine machine) {
    run(buffers, false, machine);
  }

  /** Begins at zeros, or goes on from what the result holds. */
  void run(Object[] buffers, boolean accumulate, Machine machine) {
    Object target = buffers[product.result().buffer()];
    Object result = array(target, sizes.result());
    machine.multiply(
        product,
        accumulate,
        array(buffers[product.left().buffer()], sizes.left()),
        array(buffers[product.right().buffer()], sizes.right()),
        result);
    if (result != target) {
      Storage.copy(result, 0, target, 0, sizes.result());
    }
  }

  private Object array(Object storage, int size) {
    if (!(storage instanceof Buffer)) {
      return storage;
    }
    Object array = product.dtype().array(size);
    Storage.copy(storage, 0, array, 0, size);
    return array;
  }

  @Override
  public String description() {
    return product.toString().strip();
  }
}
