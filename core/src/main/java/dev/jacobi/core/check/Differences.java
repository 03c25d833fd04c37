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

  private static final int ROWS = 12;
  private static final double SHRINK = 1.4;

  /** The estimate is the change between two extrapolations, not a bound; this makes it one. */
  private static final double SAFETY = 10;

  /** Slopes that differ by a smaller part are not taken for a kink: it could hide a fault. */
  private static final double PLAIN = 1e-3;

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
    for (String name : question.names()) {
      gradient(question, run, name, results, errors);
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
                    x -> product(question, run, name, element, x),
                    Precision.of(input(question, name).dtype()),
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
      String name,
      Map<String, Tensor> results,
      Map<String, Tensor> errors) {
    Tensor at = input(question, name);
    Precision precision = Precision.of(at.dtype());
    int count = at.size();
    double[] found = new double[count];
    double[] estimates = new double[count];
    for (int i = 0; i < count; i++) {
      int index = i;
      double[] pair =
          ridders(
              x -> product(question, run, name, index, x), precision, Side.BOTH, at.getDouble(i));
      found[i] = precision.round(pair[0]);
      estimates[i] = Math.max(pair[1], precision.ulp(pair[0]));
    }
    results.put(name, Tensor.wrap(at.shape(), found).cast(at.dtype()));
    errors.put(name, Tensor.wrap(at.shape(), estimates));
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
  static Optional<Kink> kink(DoubleUnaryOperator f, Precision precision, double x) {
    double[] below = ridders(f, precision, Side.BELOW, x);
    double[] above = ridders(f, precision, Side.ABOVE, x);
    double error = SAFETY * (below[1] + above[1]);
    double size = Math.max(Math.abs(below[0]), Math.abs(above[0]));
    boolean differ = Math.abs(above[0] - below[0]) > Math.max(SAFETY * error, PLAIN * size);
    return differ ? Optional.of(new Kink(below[0], above[0], error)) : Optional.empty();
  }

  /** The derivative, or the slope on one side, and an estimate of its error. */
  static double[] ridders(DoubleUnaryOperator f, Precision precision, Side side, double x) {
    double best = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    for (double scale : new double[] {0.05, 1e-3}) {
      double step = scale * Math.max(Math.abs(x), 0.1);
      double[] pair = ridders(f, precision, side, x, step);
      if (pair[1] < error) {
        best = pair[0];
        error = pair[1];
      }
    }
    return new double[] {best, error};
  }

  private static double[] ridders(
      DoubleUnaryOperator f, Precision precision, Side side, double x, double firstStep) {
    double[][] table = new double[ROWS][ROWS];
    double best = Double.NaN;
    double error = Double.POSITIVE_INFINITY;
    double step = firstStep;
    double largest = 0;
    double order = side == Side.BOTH ? SHRINK * SHRINK : SHRINK;
    for (int i = 0; i < ROWS; i++) {
      double up = side == Side.BELOW ? x : precision.round(x + step);
      double down = side == Side.ABOVE ? x : precision.round(x - step);
      double above = f.applyAsDouble(up);
      double below = f.applyAsDouble(down);
      table[i][0] = (above - below) / (up - down);
      largest = Math.max(largest, Math.max(Math.abs(above), Math.abs(below)));
      double noise = precision.ulp(largest) / step;
      double factor = order;
      for (int j = 1; j <= i; j++) {
        table[i][j] = (table[i][j - 1] * factor - table[i - 1][j - 1]) / (factor - 1);
        factor *= order;
        double change =
            Math.max(
                Math.max(Math.abs(table[i][j] - table[i][j - 1]), noise),
                Math.abs(table[i][j] - table[i - 1][j - 1]));
        if (change <= error) {
          error = change;
          best = table[i][j];
        }
      }
      if (i > 0 && Math.abs(table[i][i] - table[i - 1][i - 1]) >= 2 * error) {
        break;
      }
      step /= SHRINK;
    }
    return new double[] {best, error};
  }
}
