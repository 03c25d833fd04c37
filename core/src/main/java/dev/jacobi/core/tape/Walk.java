package dev.jacobi.core.tape;

import dev.jacobi.core.derivative.Trace;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The part of a tape that an output was made of: leaves, then results in the order they were
 * recorded.
 */
final class Walk {

  private static final Comparator<Variable> BY_ORDER = Comparator.comparingLong(Variable::order);

  private final Variable output;
  private final long number;
  private final Variable[] steps;

  /** Collects all that the output was made of and that derivatives flow through. */
  Walk(Tape tape, Variable output) {
    if (!output.requiresGrad()) {
      throw Diagnostic.error(
              "tape/no-grad",
              "element 0 of tensors does not require grad and does not have a grad_fn",
              "compute it from a variable of the tape, outside of no_grad and detach")
          .exception();
    }
    tape.require(output);
    this.output = output;
    this.number = tape.nextWalk();
    this.steps = ancestors();
    for (int i = 0; i < steps.length; i++) {
      steps[i].setStep(number, i);
    }
  }

  private Variable[] ancestors() {
    List<Variable> found = new ArrayList<>();
    found.add(output);
    output.setStep(number, 0);
    int leaves = 0;
    for (int place = 0; place < found.size(); place++) {
      Variable variable = found.get(place);
      if (variable.isFreed()) {
        throw freed().exception();
      }
      List<Variable> operands = variable.operands();
      leaves += operands.isEmpty() ? 1 : 0;
      for (int i = 0; i < operands.size(); i++) {
        Variable operand = operands.get(i);
        if (operand.requiresGrad() && operand.step(number) < 0) {
          operand.setStep(number, 0);
          found.add(operand);
        }
      }
    }
    return inOrder(found, leaves);
  }

  /** Leaves first, then results as they were recorded. */
  private static Variable[] inOrder(List<Variable> found, int leaves) {
    Variable[] ordered = new Variable[found.size()];
    int leaf = 0;
    int result = leaves;
    for (int i = 0; i < ordered.length; i++) {
      Variable variable = found.get(i);
      ordered[variable.operands().isEmpty() ? leaf++ : result++] = variable;
    }
    // The results of a chain are found in descending order, which takes no time to sort.
    Arrays.sort(ordered, leaves, ordered.length, BY_ORDER);
    return ordered;
  }

  private static Diagnostic freed() {
    return Diagnostic.error(
        "tape/freed",
        "Trying to backward through the graph a second time (or directly access saved"
            + " tensors after they have already been freed). Saved intermediate values of"
            + " the graph are freed when you call .backward() or autograd.grad()."
            + " Specify retain_graph=True if you need to backward through the graph a"
            + " second time or if you need to access saved tensors after calling backward.",
        "walk back once, or retain the graph: backward(z, seed, retain_graph=true)");
  }

  Variable output() {
    return output;
  }

  int last() {
    return steps.length - 1;
  }

  /** The step that made a variable; past the end when the output does not depend on it. */
  int step(Variable variable) {
    int step = variable.step(number);
    return step < 0 ? steps.length : step;
  }

  /** The variables that keep their gradient. */
  List<Variable> kept() {
    List<Variable> kept = new ArrayList<>();
    for (Variable variable : steps) {
      if (variable.isKept()) {
        kept.add(variable);
      }
    }
    return kept;
  }

  /** The steps with their values as tensors, for a walk that computes. */
  Trace<Tensor> tensors() {
    return new Steps<>() {
      @Override
      public List<Tensor> operandValues(int step) {
        return Variable.values(steps[step].operands());
      }

      @Override
      public Tensor value(int step) {
        return steps[step].value();
      }
    };
  }

  /** The steps as variables, for a walk that is recorded itself. */
  Trace<Variable> variables() {
    return new Steps<>() {
      @Override
      public List<Variable> operandValues(int step) {
        return steps[step].operands();
      }

      @Override
      public Variable value(int step) {
        return steps[step];
      }
    };
  }

  /** Frees what the walk used, unless it is retained. */
  void finish(boolean retain) {
    if (retain) {
      return;
    }
    for (Variable variable : steps) {
      if (!variable.isLeaf() && savesValues(variable.op())) {
        variable.free();
      }
    }
  }

  /** Whether the derivative of an operation needs values that a walk frees. */
  private static boolean savesValues(Op op) {
    if (op instanceof Op.Map map) {
      return map.op() != ScalarOp.ADD && map.op() != ScalarOp.SUB && map.op() != ScalarOp.NEG;
    }
    if (op instanceof Op.Reduce reduce) {
      return reduce.reduction() != Reduction.SUM;
    }
    return op instanceof Op.Contract || op instanceof Op.Normalize || op instanceof Op.Gather;
  }

  private abstract class Steps<T> implements Trace<T> {

    @Override
    public int size() {
      return steps.length;
    }

    @Override
    public Op op(int step) {
      return steps[step].op();
    }

    @Override
    public int operands(int step) {
      return steps[step].operands().size();
    }

    @Override
    public int operand(int step, int index) {
      return steps[step].operands().get(index).step(number);
    }
  }
}
