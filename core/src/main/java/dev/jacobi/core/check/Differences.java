package dev.jacobi.core.check;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.graph.Op;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Derivatives by central differences with shrinking steps, extrapolated to step 0 (C. J. F.
 * Ridders, "Accurate computation of F′(x) and F′(x)·F″(x)", Advances in Engineering Software 4,
 * 1982). It estimates its own error, and knows no derivative rule.
 */
final class Differences implements Route {

  /** The estimate is the change between two extrapolations, not a bound; this makes it one. */
  private static final double SAFETY = 10;

  /** First steps, as parts of the size of the point; the last steps of one reach the next. */
  private static final double[] FIRST_STEPS = {
    5e-2, 1e-3, 2e-5, 4e-7, 8e-9, 1.6e-10, 3.2e-12, 6.4e-14
  };

  /** First steps of fewer neighbours than this have none left to shrink to. */
  private static final double NEIGHBOURS = 200;

  /** Slopes that differ by a smaller part are not taken for a kink: it could hide a fault. */
  private static final double PLAIN = 1e-3;

  /**
   * A function of one element of an input.
   *
   * @param precision of the element
   * @param rounding how far rounding can move a value
   */
  record Line(DoubleUnaryOperator values, Precision precision, double rounding) {

    double at(double x) {
      return values.applyAsDouble(x);
    }
  }

  /** Which numbers the function takes and gives. */
  enum Precision {
    SINGLE,
    DOUBLE;

    static Precision of(DType dtype) {
      return dtype == DType.F32 ? SINGLE : DOUBLE;
    }

    /** The nearest number that there is. */
    double round(double x) {
      return this == SINGLE ? (float) x : x;
    }

    /** How far apart numbers lie. */
    double ulp(double x) {
      return this == SINGLE ? Math.ulp((float) x) : Math.ulp(x);
    }
  }

  /** Where the function is evaluated beside the point. */
  enum Side {
    BOTH,
    BELOW,
    ABOVE
  }

  @Override
  public String name() {
    return "differences";
  }

  @Override
  public boolean usesBackend() {
    return false;
  }

  @Override
  public Answer answer(Question question, Backend backend) {
    Routes.limit(question, name());
    Node output = question.graph().output(Question.VALUE);
    Executable run = backend.compile(question.graph().extract(Map.of(Question.VALUE, output)));
    Map<String, Tensor> results = new LinkedHashMap<>();
    Map<String, Tensor> errors = new HashMap<>();
    results.put(Question.VALUE, run.run(question.inputs()).get(Question.VALUE));
    double bound =
        new RoundingBound(question.graph(), question.inputs()).of(output, question.seed());
    double known = Double.isFinite(bound) ? bound : 0;
    for (String name : question.names()) {
      gradient(question, run, known, name, results, errors);
    }
    Route.Bound rounding = Routes.rounding(question.graph(), question.inputs());
    return new Answer(
        results,
        (name, element) -> {
          Tensor estimates = errors.get(name);
          return estimates == null
              ? rounding.of(name, element)
              : SAFETY * estimates.getDouble(element);
        },
        true,
        (name, element) ->
            name.equals(Question.VALUE)
                ? Optional.empty()
                : kink(
                    line(question, run, known, name, element),
                    input(question, name).getDouble(element)));
  }

  /** The value of the input that a name stands for. */
  private static Tensor input(Question question, String name) {
    Node w = question.graph().output(name);
    if (!(w.op() instanceof Op.Input input)) {
      throw Diagnostic.error(
              "check/input",
              "differences move inputs, and " + name + " is computed",
              "differentiate by an input to check this route")
          .exception();
    }
    Tensor at = question.inputs().get(input.name());
    if (at == null) {
      throw new AssertionError("no value for " + input.name());
    }
    return at;
  }

  private static void gradient(
      Question question,
      Executable run,
      double rounding,
      String name,
      Map<String, Tensor> results,
      Map<String, Tensor> errors) {
    Tensor at = input(question, name);
    Precision precision = Precision.of(at.dtype());
    int count = at.size();
    double[] found = new double[count];
    double[] estimates = new double[count];
    for (int i = 0; i < count; i++) {
      Line line = line(question, run, rounding, name, i);
      double[] pair = ridders(line, Side.BOTH, at.getDouble(i));
      found[i] = precision.round(pair[0]);
      estimates[i] = Math.max(pair[1], precision.ulp(pair[0]));
    }
    results.put(name, Tensor.wrap(at.shape(), found).cast(at.dtype()));
    errors.put(name, Tensor.wrap(at.shape(), estimates));
  }

  private static Line line(
      Question question, Executable run, double rounding, String name, int index) {
    return new Line(
        x -> product(question, run, name, index, x),
        Precision.of(input(question, name).dtype()),
        rounding);
  }

  /** The seed times the output, with one element of an input replaced. */
  private static double product(
      Question question, Executable run, String name, int index, double x) {
    Tensor at = input(question, name);
    double[] elements = at.toDoubles();
    elements[index] = x;
    Map<String, Tensor> inputs = new HashMap<>(question.inputs());
    String input = ((Op.Input) question.graph().output(name).op()).name();
    inputs.put(input, Tensor.wrap(at.shape(), elements).cast(at.dtype()));
    Tensor value = Routes.single(run, inputs);
    double sum = 0;
    for (int i = 0; i < value.size(); i++) {
      double seed = question.seed().getDouble(i);
      sum += seed == 0 ? 0 : seed * value.getDouble(i);
    }
    return sum;
  }

  /** The kink of a function at a point; empty where both slopes are the same, or one unknown. */
  private static Optional<Kink> kink(Line f, double x) {
    double[] below = ridders(f, Side.BELOW, x);
    double[] above = ridders(f, Side.ABOVE, x);
    double error = SAFETY * (below[1] + above[1]);
    double size = Math.max(Math.abs(below[0]), Math.abs(above[0]));
    boolean differ = Math.abs(above[0] - below[0]) > Math.max(SAFETY * error, PLAIN * size);
    return differ ? Optional.of(new Kink(below[0], above[0], error)) : Optional.empty();
  }

  /**
   * The derivative, or the slope on one side, and an estimate of its error. First steps go from a
   * part of the point itself down to where its neighbours are; a step that goes past what the
   * function does near the point gives no estimate, or one that the next shorter steps deny. Two
   * that agree are believed, and where there are none the error is infinite.
   */
  private static double[] ridders(Line f, Side side, double x) {
    double size = Math.max(Math.abs(x), 0.1);
    double[] before = {Double.NaN, Double.POSITIVE_INFINITY};
    for (double scale : FIRST_STEPS) {
      double step = scale * size;
      if (step < NEIGHBOURS * f.precision.ulp(x)) {
        break;
      }
      double[] next = new Extrapolation(f, side, x, step).estimate();
      double errors = next[1] + before[1];
      if (Double.isFinite(errors) && Math.abs(next[0] - before[0]) <= SAFETY * errors) {
        return next[1] < before[1] ? next : before;
      }
      before = next;
    }
    return new double[] {before[0], Double.POSITIVE_INFINITY};
  }
}
