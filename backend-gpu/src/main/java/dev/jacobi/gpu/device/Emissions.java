package dev.jacobi.gpu.device;

import dev.jacobi.core.kernel.Program;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.gpu.ptx.Emission;
import dev.jacobi.gpu.ptx.Target;

/** What makes launches of a step that runs on the device: a loop, a product, a streamed one. */
@FunctionalInterface
public interface Emissions {

  /** The launches of a step of a program. */
  Emission of(Step step, Program program, Target target);
}
