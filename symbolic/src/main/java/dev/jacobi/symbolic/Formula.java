package dev.jacobi.symbolic;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.backend.Executable;
import dev.jacobi.core.backend.VectorFunction;
import dev.jacobi.core.check.Question;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.program.Program;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A formula of named inputs with one output: ask it for values and derivatives.
 *
 * <pre>{@code
 * Formula z = Formula.parse("y = x*x; z = 2*y + 2*p*p").withShape("p", 2, 2);
 * Point at = Point.of("x", 3).and("p", new double[][] {{1, 1}, {1, 1}});
 * z.derivative("x");           // sum(4*x*seed)
 * z.gradient(at, Seed.ONES);   // {x=48.0, p=[[4.0, 4.0], [4.0, 4.0]]}
 * }</pre>
 *
 * <p>Immutable and safe to share between threads; what {@code with…} returns is another formula. A
 * point may hold more than a formula names; see {@link #unused}. The type of an input is what the
 * program declares, or what {@code withType} says, or else that of the value given for it; an input
 * of which nothing is known is a scalar. What is compiled for the types of one call is kept for the
 * next.
 *
 * <p>Wherever names to differentiate by can be given, none means all floating-point inputs in the
 * order of their first appearance; names of intermediate values are allowed too. Every method
 * throws {@link dev.jacobi.core.type.DiagnosticException} for what is wrong with the formula, its
 * inputs ({@code input/missing}, {@code input/shape}, {@code input/integers}, {@code
 * number/overflow}, and {@code input/unused} for a type of what the formula never names), the names
 * ({@code derivative/unknown-name}) or the seed ({@code derivative/implicit-seed}, {@code
 * derivative/seed}).
 */
public final class Formula {

  private final Setting setting;
  private final Mode mode;

  /** What was built, by the types of the inputs; modes share it. */
  private final Instances instances;

  private Formula(Setting setting, Mode mode, Instances instances) {
    this.setting = setting;
    this.mode = mode;
    this.instances = instances;
  }

  /**
   * A program of the language. Its output is a last bare expression, called {@code out}, or else
   * what is assigned last.
   *
   * @throws dev.jacobi.core.type.DiagnosticException with all that is wrong with its form, up to
   *     ten; what is wrong with its meaning is said when its types are known
   */
  public static Formula parse(String text) {
    return of(Program.parse(Objects.requireNonNull(text, "text")));
  }

  /** A program that was read already. */
  public static Formula of(Program program) {
    return of(new TextOrigin(Objects.requireNonNull(program, "program")));
  }

  /** A node of a graph that was built in Java; the output is called {@code out}. */
  public static Formula of(Node output) {
    return of("out", output);
  }

  /** A node of a graph that was built in Java, under a name. Inputs have the types of the graph. */
  public static Formula of(String name, Node output) {
    return of(
        new GraphOrigin(
            Objects.requireNonNull(name, "name"), Objects.requireNonNull(output, "output")));
  }

  private static Formula of(Origin origin) {
    return new Formula(Setting.of(origin), Mode.SYMBOLIC, new Instances());
  }

  private Formula with(Setting other) {
    return new Formula(other, mode, new Instances());
  }

  /** The formula with an input of the given type; its dimensions may have names. */
  public Formula withType(String input, TensorType type) {
    return withTypes(
        Map.of(Objects.requireNonNull(input, "input"), Objects.requireNonNull(type, "type")));
  }

  /** The formula with inputs of the given types. */
  public Formula withTypes(Map<String, TensorType> more) {
    return with(setting.withTypes(Objects.requireNonNull(more, "more")));
  }

  /** The formula with a floating-point input of the given extents. */
  public Formula withShape(String input, long... sizes) {
    return withType(input, new TensorType(setting.dtype(), Shape.of(sizes)));
  }

  /** The formula with a floating-point input whose dimensions have names or sizes. */
  public Formula withShape(String input, Dim... dims) {
    return withType(
        input,
        new TensorType(
            setting.dtype(), Shape.of(Arrays.asList(Objects.requireNonNull(dims, "dims")))));
  }

  /** The formula with the types of the values at a point, where they fit it. */
  public Formula withTypesOf(Map<String, Tensor> at) {
    return with(setting.withTypesOf(Objects.requireNonNull(at, "at")));
  }

  /**
   * The formula with another element type for inputs and numbers that say none: f64 (the default)
   * or f32. Types given before are converted. A graph built in Java keeps its own.
   */
  public Formula withDType(DType other) {
    if (!Objects.requireNonNull(other, "other").isFloat()) {
      throw Diagnostic.error(
              "dtype/unknown",
              "a formula computes in f64 or f32, not in " + other,
              "use f64 or f32; integers and truth values keep their types beside it")
          .exception();
    }
    return with(setting.withDType(other));
  }

  /** The formula with another of its names as the output: an assigned one, or an input. */
  public Formula withOutput(String name) {
    return with(setting.withOutput(Objects.requireNonNull(name, "name")));
  }

  /** The formula on a backend; without, it runs on the best that is found. */
  public Formula withBackend(Backend chosen) {
    return with(setting.withBackend(Objects.requireNonNull(chosen, "chosen")));
  }

  /** The formula with derivatives found in another way. */
  public Formula withMode(Mode other) {
    return new Formula(setting, Objects.requireNonNull(other, "other"), instances);
  }

  /**
   * What was built for the types at a point; names that have values there, or that derivatives are
   * asked by, need not be said in it.
   */
  private Instance instance(Map<String, Tensor> at, String... asked) {
    Instance instance = built(setting.given(at));
    setting.requireUsed(instance.names(), asked);
    return instance;
  }

  private Instance built() {
    return built(setting.types());
  }

  private Instance built(Map<String, TensorType> given) {
    return instances.get(given, () -> setting.instance(given));
  }

  /** Names that a caller gives. */
  private static List<String> listed(String what, String... names) {
    for (String name : Objects.requireNonNull(names, what)) {
      Objects.requireNonNull(name, what);
    }
    return List.of(names);
  }

  private Instance instance(String... asked) {
    return instance(Map.of(), asked);
  }

  private Calculus calculus(Map<String, Tensor> at, String... asked) {
    if (mode == Mode.TAPE) {
      return new TapeCalculus(taped(at, asked));
    }
    Instance instance = instance(at, asked);
    Map<String, Tensor> inputs = instance.bind(at);
    Calculus calculus =
        mode == Mode.SYMBOLIC
            ? new SymbolicCalculus(instance, inputs)
            : new ForwardCalculus(instance, inputs);
    return new LocatedCalculus(calculus, () -> setting.run(at));
  }

  /**
   * The types of the inputs, in the order of their first appearance, as far as said by the program
   * and {@code withType}.
   */
  public Map<String, TensorType> inputs() {
    return built().inputs();
  }

  /** The types of everything that has a name: inputs, then values in the order of the program. */
  public Map<String, TensorType> values() {
    Map<String, TensorType> named = new LinkedHashMap<>();
    built().names().all().forEach((name, node) -> named.put(name, node.type()));
    return named;
  }

  /**
   * What is wrong with each name that is given a value or a type and that the program never says.
   */
  public Map<String, Diagnostic> unused(Map<String, Tensor> at) {
    return mode == Mode.TAPE
        ? setting.recording(at).names().unused()
        : built(setting.given(at)).names().unused();
  }

  /** The type of the output. */
  public TensorType type() {
    return built().type();
  }

  /** The name of the output. */
  public String name() {
    return built().names().output();
  }

  /** The names that derivatives are taken by when none are given. */
  public List<String> variables() {
    return built().names().variables();
  }

  /** The output as a node of a graph that must not be added to. */
  public Node node() {
    return built().output();
  }

  /** The value of the output at a point. */
  public Tensor value(Map<String, Tensor> at) {
    return calculus(at).value();
  }

  /** The gradient of an output of one element at a point: for each name a tensor of its shape. */
  public Map<String, Tensor> gradient(Map<String, Tensor> at, String... wrt) {
    return gradient(at, Seed.NONE, wrt);
  }

  /** The seed times the derivative at a point: for each name a tensor of its shape. */
  public Map<String, Tensor> gradient(Map<String, Tensor> at, Seed seed, String... wrt) {
    return valueAndGradient(at, seed, wrt).gradient();
  }

  /** The value and, by each name, the seed times the derivative, found in one run. */
  public ValueAndGradient valueAndGradient(Map<String, Tensor> at, Seed seed, String... wrt) {
    List<String> asked = listed("wrt", wrt);
    Objects.requireNonNull(seed, "seed");
    Calculus calculus = calculus(at, wrt);
    List<String> names = calculus.names().wrt(asked);
    return calculus.gradient(calculus.names().seed(seed), names);
  }

  /** The value and gradient of an output of one element, ready to be run again and again. */
  public Compiled compile(String... wrt) {
    return compile(Seed.NONE, wrt);
  }

  /** Value and gradient with a seed, ready to be run again and again. */
  public Compiled compile(Seed seed, String... wrt) {
    List<String> names = listed("wrt", wrt);
    Objects.requireNonNull(seed, "seed");
    return at -> valueAndGradient(at, seed, names.toArray(String[]::new));
  }

  /** A formula's value and gradient at any point. Serves any number of threads. */
  @FunctionalInterface
  public interface Compiled {
    /** The value and gradient at a point. */
    ValueAndGradient at(Map<String, Tensor> point);
  }

  /**
   * The formula as a function of its only input, both scalars of f64. Here and below: {@code
   * function/input} for names that are wrong, double or left out, {@code function/scalar}, {@code
   * function/type} and {@code function/shape} for inputs and outputs of other types.
   */
  public DoubleUnaryOperator toFunction(String x) {
    return scalarFunction(x)::at;
  }

  /** The formula as a function of its only two inputs; all are scalars of f64. */
  public DoubleBinaryOperator toFunction(String x, String y) {
    return scalarFunction(x, y)::at;
  }

  private VectorFunction scalarFunction(String... names) {
    List<String> asked = listed("the name of an input", names);
    Instance instance = instance();
    NumberInputs numbers = new NumberInputs(instance);
    List<String> inputs = numbers.of(asked);
    numbers.requireScalars(inputs);
    if (instance.type().shape().rank() > 0) {
      throw Diagnostic.error(
              "function/scalar",
              "the output " + name() + " is " + instance.type() + ", not a scalar",
              "use toVectorFunction, which gives the elements of the output in an array")
          .exception();
    }
    numbers.requireNumbers();
    return instance.function(inputs);
  }

  /**
   * The formula as a function of plain numbers: the elements of the named inputs, one after the
   * other, to those of the output. Without names, all inputs in the order of their appearance.
   */
  public VectorFunction toVectorFunction(String... inputs) {
    List<String> asked = listed("inputs", inputs);
    Instance instance = instance();
    NumberInputs numbers = new NumberInputs(instance);
    List<String> names = numbers.of(asked);
    numbers.requireNumbers();
    return instance.function(names);
  }

  /**
   * The value and gradient of a scalar output as a function of plain numbers: by all named inputs,
   * in their order; without names, by all inputs in the order of their appearance.
   */
  public GradientFunction valueAndGradient(String... inputs) {
    List<String> asked = listed("inputs", inputs);
    Instance instance = instance();
    NumberInputs numbers = new NumberInputs(instance);
    List<String> names = numbers.of(asked);
    instance.names().requireOneElement("a gradient");
    numbers.requireNumbers();
    return new GradientFunction(
        names,
        instance.function(
            "gradient", names, part -> SymbolicCalculus.valueAndGradients(part, false)));
  }

  /**
   * The Jacobian at a point: for each name a tensor of the output's shape followed by that of the
   * name.
   */
  public Map<String, Tensor> jacobian(Map<String, Tensor> at, String... wrt) {
    List<String> asked = listed("wrt", wrt);
    Calculus calculus = calculus(at, wrt);
    return calculus.jacobian(calculus.names().wrt(asked));
  }

  /**
   * The Hessian of an output of one element at a point: for each pair of names, first the row, a
   * tensor of the row's shape followed by the column's.
   */
  public Map<String, Map<String, Tensor>> hessian(Map<String, Tensor> at, String... wrt) {
    List<String> asked = listed("wrt", wrt);
    Calculus calculus = calculus(at, wrt);
    List<String> names = calculus.names().wrt(asked);
    calculus.names().requireOneElement("a Hessian");
    return calculus.hessian(names);
  }

  /** The derivative in a direction: a tensor of the output's type; names left out stand still. */
  public Tensor jvp(Map<String, Tensor> at, Map<String, Tensor> tangents) {
    Calculus calculus =
        calculus(at, Objects.requireNonNull(tangents, "tangents").keySet().toArray(String[]::new));
    return calculus.alongTangents(calculus.names().directions("tangent", tangents));
  }

  /**
   * The Hessian of an output of one element times a vector: for each name of the vector a tensor of
   * its shape.
   */
  public Map<String, Tensor> hvp(Map<String, Tensor> at, Map<String, Tensor> vectors) {
    Calculus calculus =
        calculus(at, Objects.requireNonNull(vectors, "vectors").keySet().toArray(String[]::new));
    Map<String, Tensor> directions = calculus.names().directions("vector", vectors);
    calculus.names().requireOneElement("a Hessian");
    return calculus.gradientAlong(directions);
  }

  /**
   * The derivative by one name as a formula. Of an output with more than one element it is the
   * product with a seed, which stands in it as an input called {@code seed}.
   */
  public Derivative derivative(String wrt) {
    return derivation(Seed.NONE, wrt).by(wrt);
  }

  /** The derivative by one name as a formula, with a seed folded in. */
  public Derivative derivative(String wrt, Seed seed) {
    return derivation(seed, wrt).by(wrt);
  }

  /** The derivatives as formulas, with the stages they went through. */
  public Derivation derivation(Seed seed, String... wrt) {
    List<String> asked = listed("wrt", wrt);
    Objects.requireNonNull(seed, "seed");
    Instance instance = instance(wrt);
    return instance.derivation(seed, instance.names().wrt(asked));
  }

  /** How many operations value and derivatives take once simplified. */
  public Operations operations(String... wrt) {
    return derivation(Seed.NONE, wrt).operations();
  }

  /**
   * Runs the formula on a tape, statement by statement, whatever its mode. Floating-point inputs
   * are leaves whose gradients are wanted.
   */
  public Recording record(Map<String, Tensor> at) {
    return taped(at);
  }

  private Recording taped(Map<String, Tensor> at, String... asked) {
    Recording recording = setting.recording(at);
    setting.requireUsed(recording.names(), asked);
    return recording;
  }

  /** The question that a cross-check answers by every route: value and gradient at a point. */
  public Question question(Map<String, Tensor> at, Seed seed, String... wrt) {
    List<String> asked = listed("wrt", wrt);
    Objects.requireNonNull(seed, "seed");
    Instance instance = instance(at, wrt);
    Map<String, Node> nodes = new LinkedHashMap<>();
    instance.names().wrt(asked).forEach(name -> nodes.put(name, instance.node(name)));
    Tensor start = instance.names().seed(seed).orElseGet(() -> Tensor.ones(instance.type()));
    return Question.of(
        instance.graph(), instance.output(), nodes, Map.of(), instance.bind(at), start);
  }

  /**
   * What computes several of the program's values in one run, by name: to be run on tensors, or
   * bound to arrays. The types of the inputs must have been said, or they are scalars.
   *
   * @param names assigned names or inputs, at least one
   */
  public Executable executable(String... names) {
    List<String> asked = listed("names", names);
    return instance(names).executable("values", asked, Instance.Part::wrt);
  }

  /** What runs to find value and gradient of inputs with the types of those at a point. */
  public Execution execution(Map<String, Tensor> at, String... wrt) {
    List<String> asked = listed("wrt", wrt);
    Instance instance = instance(at, wrt);
    boolean seeded = !instance.type().shape().isOneElement();
    return instance.execution(
        SymbolicCalculus.kind(seeded),
        instance.names().wrt(asked),
        part -> SymbolicCalculus.valueAndGradients(part, seeded));
  }
}
