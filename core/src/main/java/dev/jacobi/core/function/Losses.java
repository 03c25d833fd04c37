package dev.jacobi.core.function;

import static dev.jacobi.core.function.TensorFunction.define;

import dev.jacobi.core.graph.Normalization;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Losses, with PyTorch's reductions and meanings. */
final class Losses {

  private static final String REDUCTION = ", reduction=\"mean\"";

  static final List<TensorFunction> TABLE =
      List.of(
          define(
              "cross_entropy",
              "logits, labels" + REDUCTION + ", weight=none, label_smoothing=0, ignore_index=-100",
              "-log_softmax(logits) at the labels; classes on axis 1, of a vector on axis 0",
              Losses::crossEntropy),
          define(
              "nll_loss",
              "log_probabilities, labels" + REDUCTION + ", weight=none, ignore_index=-100",
              "-log_probabilities at the labels; classes on axis 1, of a vector on axis 0",
              Losses::negativeLogLikelihood),
          define("mse_loss", "x, y" + REDUCTION, "(x - y)^2", Losses::squaredError),
          define("l1_loss", "x, y" + REDUCTION, "abs(x - y)", Losses::absoluteError),
          define(
              "huber_loss",
              "x, y" + REDUCTION + ", delta=1",
              "(x - y)^2/2 up to delta, beyond it delta*(abs(x - y) - delta/2)",
              Losses::huber),
          define(
              "bce_with_logits",
              "logits, targets" + REDUCTION,
              "targets*softplus(-logits) + (1 - targets)*softplus(logits)",
              Losses::binaryCrossEntropy));

  private Losses() {}

  private static <T> T squaredError(TensorAlgebra<T> a, Arguments<T> args) {
    return reduced(a, args, a.map(ScalarOp.SQUARE, difference(a, args)));
  }

  private static <T> T absoluteError(TensorAlgebra<T> a, Arguments<T> args) {
    return reduced(a, args, a.map(ScalarOp.ABS, difference(a, args)));
  }

  private static <T> T huber(TensorAlgebra<T> a, Arguments<T> args) {
    T error = difference(a, args);
    DType dtype = a.type(error).dtype();
    T delta = args.tensor("delta", dtype);
    T two = a.constant(2, dtype);
    T size = a.map(ScalarOp.ABS, error);
    T near = a.div(a.map(ScalarOp.SQUARE, error), two);
    T far = a.times(delta, a.minus(size, a.div(delta, two)));
    return reduced(a, args, a.where(a.map(ScalarOp.LE, size, delta), near, far));
  }

  private static <T> T difference(TensorAlgebra<T> a, Arguments<T> args) {
    List<T> operands = args.promoted(true, "x", "y");
    return a.minus(operands.get(0), operands.get(1));
  }

  private static <T> T binaryCrossEntropy(TensorAlgebra<T> a, Arguments<T> args) {
    List<T> operands = args.promoted(true, "logits", "targets");
    T x = operands.get(0);
    T target = operands.get(1);
    T one = a.constant(1, a.type(x).dtype());
    T missed = a.times(target, a.map(ScalarOp.SOFTPLUS, a.negate(x)));
    T falseAlarm = a.times(a.minus(one, target), a.map(ScalarOp.SOFTPLUS, x));
    return reduced(a, args, a.plus(missed, falseAlarm));
  }

  private static <T> T reduced(TensorAlgebra<T> a, Arguments<T> args, T losses) {
    return switch (args.choice("reduction", "mean", "sum", "none")) {
      case "mean" -> Reductions.mean(a, losses, a.allAxes(losses), false);
      case "sum" -> a.sum(losses);
      default -> losses;
    };
  }

  private static <T> T negativeLogLikelihood(TensorAlgebra<T> a, Arguments<T> args) {
    T logs = args.floating("log_probabilities");
    int axis = classAxis(args, "log_probabilities", a.shape(logs));
    return atLabels(a, args, classesLast(a, logs, axis), Rational.ZERO);
  }

  private static <T> T crossEntropy(TensorAlgebra<T> a, Arguments<T> args) {
    T x = args.floating("logits");
    int axis = classAxis(args, "logits", a.shape(x));
    if (!(args.number("label_smoothing") instanceof Rational smoothing)) {
      throw args.wrong("label_smoothing", "a number from 0 to 1");
    }
    T logs = a.apply(new Op.Normalize(Normalization.LOG_SOFTMAX, axis), List.of(x));
    T labels = args.tensor("labels");
    boolean areProbabilities =
        a.type(labels).dtype().isFloat() && a.shape(labels).equals(a.shape(x));
    T last = classesLast(a, logs, axis);
    return areProbabilities
        ? atProbabilities(a, args, last, classesLast(a, labels, axis), smoothing)
        : atLabels(a, args, last, smoothing);
  }

  private static <T> int classAxis(Arguments<T> args, String name, Shape shape) {
    if (shape.rank() == 0) {
      throw args.wrong(name, "a tensor with an axis of classes");
    }
    return shape.rank() == 1 ? 0 : 1;
  }

  private static <T> T classesLast(TensorAlgebra<T> a, T x, int axis) {
    List<Integer> axes = new ArrayList<>(a.allAxes(x));
    axes.remove(axis);
    axes.add(axis);
    return a.permute(x, axes);
  }

  private static <T> T atLabels(TensorAlgebra<T> a, Arguments<T> args, T logs, Rational smoothing) {
    T labels = args.integers("labels");
    Shape rows = a.shape(logs).reduce(List.of(a.shape(logs).rank() - 1), false);
    if (!a.shape(labels).equals(rows)) {
      throw new Diagnostic(
              "shape/mismatch",
              "the labels have shape "
                  + a.shape(labels)
                  + ", but one label for each row is shape "
                  + rows,
              args.span("labels"),
              "give the class of each row as an integer")
          .exception();
    }
    DType dtype = a.type(logs).dtype();
    Dim classes = a.shape(logs).dim(rows.rank());
    Op oneHot = new Op.OneHot(classes, Optional.of(args.integer("ignore_index")));
    T weights = a.cast(a.apply(oneHot, List.of(labels)), dtype);
    if (!args.isNone("weight")) {
      weights = a.times(weights, args.tensor("weight", dtype));
    }
    // A class that is not the label counts for nothing, also where its probability is 0.
    T losses = a.negate(overClasses(a, a.map(ScalarOp.MULTIPLY_NO_NAN, logs, weights)));
    if (!smoothing.isZero()) {
      losses = smooth(a, losses, everyClass(a, args, logs, oneHot, labels), classes, smoothing);
    }
    return args.choice("reduction", "mean", "sum", "none").equals("mean")
        ? a.div(a.sum(losses), a.sum(weights))
        : reduced(a, args, losses);
  }

  /** The loss summed over every class as if it were the label; 0 in rows that are ignored. */
  private static <T> T everyClass(
      TensorAlgebra<T> a, Arguments<T> args, T logs, Op oneHot, T labels) {
    DType dtype = a.type(logs).dtype();
    T weighted = args.isNone("weight") ? logs : a.times(args.tensor("weight", dtype), logs);
    T kept = overClasses(a, a.cast(a.apply(oneHot, List.of(labels)), dtype));
    return a.map(ScalarOp.MULTIPLY_NO_NAN, a.negate(overClasses(a, weighted)), kept);
  }

  private static <T> T atProbabilities(
      TensorAlgebra<T> a, Arguments<T> args, T logs, T labels, Rational smoothing) {
    DType dtype = a.type(logs).dtype();
    T weighted = args.isNone("weight") ? logs : a.times(args.tensor("weight", dtype), logs);
    T losses = a.negate(overClasses(a, a.times(a.cast(labels, dtype), weighted)));
    if (!smoothing.isZero()) {
      Dim classes = a.shape(logs).dim(a.shape(logs).rank() - 1);
      losses = smooth(a, losses, a.negate(overClasses(a, weighted)), classes, smoothing);
    }
    return reduced(a, args, losses);
  }

  /** (1 − ε)·loss + ε/C·(loss of every class); Szegedy et al. 2016, section 7. */
  private static <T> T smooth(
      TensorAlgebra<T> a, T losses, T everyClass, Dim classes, Rational smoothing) {
    DType dtype = a.type(losses).dtype();
    T count =
        classes.isFixed()
            ? a.constant(classes.size(), dtype)
            : a.apply(new Op.SizeOf(classes, dtype), List.of());
    T share = a.div(a.constant(smoothing, dtype), count);
    T own = a.constant(Rational.ONE.minus(smoothing), dtype);
    return a.plus(a.times(own, losses), a.times(share, everyClass));
  }

  private static <T> T overClasses(TensorAlgebra<T> a, T x) {
    return a.reduce(Reduction.SUM, x, List.of(a.shape(x).rank() - 1), false);
  }
}
