package dev.jacobi.core.backend.reference;

import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.Inputs;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.Memory;
import dev.jacobi.core.type.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a planned graph node by node. Holds no state of a run, so that threads may share it. */
final class Interpreter implements Executable {

  private final Plan plan;

  Interpreter(Plan plan) {
    this.plan = plan;
  }

  @Override
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    Map<Node, Tensor> values = Inputs.bound(plan.graph(), plan.live(), inputs);
    Memory.require(plan.peakBytes());
    Run run = new Run(plan);
    for (Node node : plan.graph().nodes()) {
      if (!plan.isLive(node)) {
        continue;
      }
      Tensor given = values.get(node);
      if (given != null) {
        run.put(node, given);
      } else if (!(node.op() instanceof Op.Constant && Plan.isCell(node))) {
        run.compute(node);
      }
    }
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    plan.graph().outputs().forEach((name, node) -> outputs.put(name, run.value(node)));
    return Collections.unmodifiableMap(outputs);
  }

  @Override
  public Graph graph() {
    return plan.graph();
  }

  @Override
  public String description() {
    return "reference interpreter: "
        + plan.graph().nodes().size()
        + " nodes, one after the other, at most "
        + plan.peakBytes()
        + " bytes of tensors at once";
  }
}
