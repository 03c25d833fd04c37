package dev.jacobi.core.backend.tile;

import dev.jacobi.core.backend.Storage;
import dev.jacobi.core.definition.Evaluation;
import dev.jacobi.core.kernel.Defined;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;

/** An operation that runs by its definition, on whole tensors. */
record DefinedRunner(Defined step) implements StepRunner {

  private static final State NOTHING = new State() {};

  @Override
  public State state() {
    return NOTHING;
  }

  @Override
  public void run(Object[] buffers, State state, Machine machine) {
    List<Tensor> operands = new ArrayList<>();
    for (int i = 0; i < step.operands().size(); i++) {
      operands.add(Lanes.exact(step.operandTypes().get(i), buffers[step.operands().get(i)]));
    }
    Tensor result = Evaluation.of(step.op(), operands, step.type());
    Storage.copy(result.array(), 0, buffers[step.result()], 0, result.size());
  }

  @Override
  public String description() {
    return step.toString().strip();
  }
}
