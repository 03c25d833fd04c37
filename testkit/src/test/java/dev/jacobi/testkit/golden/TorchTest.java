package dev.jacobi.testkit.golden;

import dev.jacobi.core.tape.Variable;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.program.Built;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * What PyTorch's autograd answers: values, gradients, leaves and errors of programs that speak to a
 * tape, and the same gradients by formula where a program walks back once.
 *
 * <p>Numbers must be within 1e-12 of their size, or twice what rounding analysis explains, since
 * PyTorch's are rounded as ours are; NaN and infinities must be the same.
 */
class TorchTest {

  private static final double RELATIVE = 1e-12;
  private static final double BOTH_ROUND = 2;

  /**
   * Cases where PyTorch's gradient is not that of mathematics, with ours. Those that the corpus
   * marks with a gradient of its own are not repeated here.
   */
  private static final Map<String, Map<String, Tensor>> MATHEMATICAL =
      Map.of(
          // The NaN there comes from sqrt in the branch that is not taken.
          "torch-shape-where-nan-trap", Map.of("x", Tensor.vector(0.0, 0.25, 0.0)),
          // PyTorch 1.13 fails inside; one element has no deviation, 0/0.
          "torch-reduce-std-single", Map.of("x", Tensor.vector(Double.NaN)));

  /**
   * Cases that forward mode is not asked for: along one element, another that stands at a pole has
   * the tangent 0·inf, which is NaN (and the mean of no labels the tangent 0/0). PyTorch's forward
   * mode answers so, too.
   */
  private static final Set<String> NOT_FORWARD =
      Set.of(
          "torch-edge-acosh-atanh-ends",
          "torch-edge-asin-ends",
          "torch-edge-log-zero",
          "torch-edge-pow-zero-base-tensor-exp",
          "torch-edge-sqrt-zero",
          "torch-edge-xlogy-zero",
          "torch-loss-cross-entropy-all-ignored");

  private static final List<TorchCase> CASES =
      Corpus.list("torch.json.gz").stream().map(TorchCase::of).toList();

  @Test
  void programsAnswerAsPyTorchDoes() {
    Tally tally = new Tally("torch on the tape");
    Waiting waiting = new Waiting("torch-waiting.txt");
    for (TorchCase torch : CASES) {
      tally.guard(torch.id(), () -> onTape(torch, tally, waiting));
    }
    tally.close(CASES.size() + " programs, " + waiting.size() + " waiting");
    waiting.close();
  }

  private static void onTape(TorchCase torch, Tally tally, Waiting waiting) {
    Built<Variable> built;
    try {
      built = TorchRun.of(torch);
    } catch (DiagnosticException found) {
      if (!waiting.add(torch.id(), found.first())) {
        failure(torch, found.first(), tally);
      }
      return;
    }
    if (torch.failure().isPresent() && !MATHEMATICAL.containsKey(torch.id())) {
      tally.wrong(torch.id(), "does not fail: " + torch.failure().get());
    }
    Map<String, Variable> found = new LinkedHashMap<>(built.inputs());
    found.putAll(built.values());
    torch
        .values()
        .forEach(
            (name, value) ->
                judge(
                    torch.id() + " " + name,
                    Corpus.part(found, name).value(),
                    value,
                    i -> 0,
                    tally));
    gradients(torch, found, tally);
    info(torch, found, tally);
  }

  /** PyTorch's words where autograd's rules are broken; elsewhere a diagnostic of the statement. */
  private static void failure(TorchCase torch, Diagnostic found, Tally tally) {
    if (torch.failure().isEmpty()) {
      tally.wrong(torch.id(), "fails: " + found);
      return;
    }
    TorchCase.Failure expected = torch.failure().get();
    if (found.span().line() != expected.line() + 1) {
      tally.wrong(torch.id(), "fails in line " + found.span().line() + ": " + found);
    }
    String statement = torch.statement(expected.line());
    boolean isRule = statement.matches(".*(backward|grad|requires_grad).*");
    String words = expected.message().replaceAll("torch\\.Size\\((.*?)\\)", "$1");
    String plain = words.endsWith("].") ? words.substring(0, words.length() - 1) : words;
    if (isRule && !found.message().contains(plain)) {
      tally.wrong(torch.id(), found.message() + " instead of " + plain);
    }
  }

  /** What a name must have accumulated, as mathematics has it. */
  private static Optional<Tensor> expected(TorchCase torch, String name) {
    Map<String, Tensor> own = MATHEMATICAL.getOrDefault(torch.id(), torch.mathematicalGradients());
    return Optional.ofNullable(own.get(name))
        .or(() -> torch.gradients().getOrDefault(name, Optional.empty()));
  }

  private static void gradients(TorchCase torch, Map<String, Variable> found, Tally tally) {
    for (String name : torch.gradients().keySet()) {
      Optional<Tensor> gradient =
          Optional.ofNullable(found.get(name)).flatMap(Variable::gradient).map(Variable::value);
      Optional<Tensor> expected = expected(torch, name);
      if (gradient.isPresent() && expected.isPresent()) {
        judge(
            torch.id() + " gradient of " + name,
            gradient.get(),
            expected.get(),
            i -> explained(torch, Mode.TAPE, name, i),
            tally);
      } else if (gradient.isPresent() || expected.isPresent()) {
        tally.wrong(
            torch.id(), "the gradient of " + name + " is " + gradient + ", not " + expected);
      }
    }
  }

  private static void info(TorchCase torch, Map<String, Variable> found, Tally tally) {
    torch
        .info()
        .forEach(
            (name, expected) -> {
              Variable x = found.get(name);
              if (x != null) {
                TorchCase.Info info = new TorchCase.Info(x.shape(), x.isLeaf(), x.requiresGrad());
                if (!info.equals(expected)) {
                  tally.wrong(torch.id(), name + " is " + info + ", not " + expected);
                }
              }
            });
  }

  /** The bound of rounding, for the gradient by an input of a case with a formula; else 0. */
  private static double explained(TorchCase torch, Mode mode, String name, int element) {
    Optional<TorchFormula> formula = TorchFormula.of(torch);
    return formula.isPresent() && torch.inputs().containsKey(name)
        ? BOTH_ROUND * formula.get().noise(mode).ofDerivative(0, name, element)
        : 0;
  }

  private static void judge(
      String where, Tensor found, Tensor expected, IntToDoubleFunction explained, Tally tally) {
    Shape shape = found.shape();
    if (!shape.equals(expected.shape())) {
      tally.wrong(where, "has shape " + shape + ", not " + expected.shape());
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      int element = i;
      double exact = expected.getDouble(i);
      tally.judge(
          where + "[" + i + "]",
          found.getDouble(i),
          exact,
          RELATIVE * Math.abs(exact),
          () -> explained.applyAsDouble(element));
    }
  }

  @Test
  void formulasHaveTheGradientsOfTheTape() {
    Tally tally = new Tally("torch by formula");
    int[] judged = new int[1];
    for (TorchCase torch : CASES) {
      Optional<TorchFormula> formula = TorchFormula.of(torch);
      if (formula.isPresent()) {
        tally.guard(torch.id(), () -> judged[0] += byFormula(formula.get(), tally) ? 1 : 0);
      }
    }
    tally.close(judged[0] + " programs");
  }

  private static boolean byFormula(TorchFormula formula, Tally tally) {
    TorchCase torch = formula.torch();
    for (Mode mode : List.of(Mode.SYMBOLIC, Mode.FORWARD)) {
      if (mode == Mode.FORWARD && NOT_FORWARD.contains(torch.id())) {
        continue;
      }
      Map<String, Tensor> found;
      try {
        found = formula.gradient(mode);
      } catch (DiagnosticException waits) {
        if (Waiting.isFor(waits.first())) {
          return false;
        }
        throw waits;
      }
      found.forEach(
          (name, gradient) ->
              judge(
                  torch.id() + " " + mode + " by " + name,
                  gradient,
                  expected(torch, name).orElseThrow(),
                  i -> explained(torch, mode, name, i),
                  tally));
    }
    return true;
  }
}
