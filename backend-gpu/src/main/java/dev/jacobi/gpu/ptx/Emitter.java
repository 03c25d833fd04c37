package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.kernel.Doubt;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Scatter;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.kernel.Streamed;

/** Turns steps into launches of kernels. Equal work has equal text, whatever its buffers. */
public final class Emitter {

  private Emitter() {}

  /**
   * What a step becomes. A streamed step becomes its steps, one after the other: what they hand on
   * lies in whole buffers.
   *
   * @param step a loop, a product, a streamed step or a scatter; what runs by its definition, and a
   *     doubt, is not for devices
   */
  public static Emission emit(Step step, Program program, Target target) {
    Plan plan = new Plan();
    add(step, program, target, plan);
    return plan.emission();
  }

  /** Whether a step is none of a device's, but the host's. */
  public static boolean isForHost(Step step) {
    return step instanceof Defined || step instanceof Doubt;
  }

  private static void add(Step step, Program program, Target target, Plan plan) {
    if (step instanceof Loop loop) {
      LoopKernels.add(loop, target, plan);
    } else if (step instanceof Product product) {
      plan.add(ProductKernels.emit(product, target));
    } else if (step instanceof Streamed streamed) {
      streamed.steps().forEach(own -> add(own, program, target, plan));
    } else if (step instanceof Scatter scatter) {
      plan.add(ScatterKernel.launch(scatter, target));
    } else if (isForHost(step)) {
      throw new AssertionError("the host does it: " + step);
    }
  }
}
