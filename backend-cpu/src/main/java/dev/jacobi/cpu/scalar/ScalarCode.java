package dev.jacobi.cpu.scalar;

import dev.jacobi.core.backend.VectorFunction;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.lower.Scalarization;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Instruction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A body made ready to run on plain numbers. The first calls are interpreted; when there have been
 * enough of them it is compiled: by the caller when that is quick, else by a thread beside it. The
 * bits are the same.
 */
public final class ScalarCode extends VectorFunction {

  /** Calls after which interpretation has cost about as much as compiling does. */
  private static final int CALLS = 30;

  /** Instructions that compile in less than a millisecond. */
  private static final int QUICK = 2_000;

  /** Values, constants among them, that one method holds well. */
  private static final int SHORT = 750;

  /** Operations on elements that any graph may have when it is written out. */
  private static final long ELEMENTS = 50_000;

  /** How many more it may have for each node. */
  private static final long PER_NODE = 4;

  /** What runs: a first one, until it is compiled. */
  private Body body;

  /** What is compiled: the same bits, at best by fewer instructions. */
  private final Supplier<Body> settled;

  private final AtomicInteger calls = new AtomicInteger();

  /** Immutable whatever it is, so that a thread that sees an older one is merely slower. */
  private Segment segment;

  /**
   * Why nodes do not become scalar code, or nothing when they do: with many operations on elements
   * for each node, loops over tensors are better.
   */
  public static Optional<String> obstacle(List<Node> results) {
    return Scalarization.obstacle(results, ELEMENTS, PER_NODE);
  }

  /** The code of nodes that nothing stands in the way of; see {@link Scalarization#of}. */
  public static ScalarCode of(List<Node> results, List<String> inputs) {
    return new ScalarCode(Scalarization.of(results, inputs));
  }

  /**
   * The code of nodes that nothing stands in the way of.
   *
   * @param simplified a graph with other nodes and the same bits; asked for when it is compiled
   */
  public static ScalarCode of(List<Node> results, List<String> inputs, Supplier<Graph> simplified) {
    return new ScalarCode(
        Scalarization.of(results, inputs),
        () -> Scalarization.of(List.copyOf(simplified.get().outputs().values()), inputs));
  }

  /** A body whose parameters are the inputs, and whose results are the outputs. */
  public ScalarCode(Body body) {
    this(body, () -> body);
  }

  private ScalarCode(Body body, Supplier<Body> settled) {
    super(body.parameters().size(), body.results().size());
    this.body = body;
    this.settled = settled;
    this.segment = new Counted(new Interpreted(body));
  }

  @Override
  public ScalarCode compiled() {
    compile();
    return this;
  }

  @Override
  protected double compute(double[] in, double[] out, int at) {
    return segment.run(in, out, at, Segment.NONE);
  }

  @Override
  protected double compute(double x, double y, double z) {
    return segment.at(x, y, z);
  }

  private void compile() {
    body = open(settled.get());
    segment = Segments.of(body);
  }

  /**
   * A body that is short even so, with calls replaced by what they do, so that they share what they
   * have in common and run at once; but for functions that compute either one thing or another,
   * which a call does and a body does not.
   */
  private static Body open(Body body) {
    long size = body.size();
    for (Instruction instruction : body.instructions()) {
      if (instruction instanceof Instruction.Call call) {
        size += call.function().body().size();
      }
    }
    return size > SHORT ? body : body.inlined(function -> !Sides.fork(function.body()));
  }

  /** Interprets, and sees to it that this ends. */
  private final class Counted extends Segment {

    private final Interpreted interpreted;

    Counted(Interpreted interpreted) {
      this.interpreted = interpreted;
    }

    @Override
    double run(double[] in, double[] out, int at, double[] cross) {
      if (calls.incrementAndGet() == CALLS) {
        if (body.instructions().size() <= QUICK) {
          compile();
        } else {
          Thread beside = new Thread(ScalarCode.this::compile, "jacobi-compile");
          beside.setDaemon(true);
          beside.start();
        }
      }
      return interpreted.run(in, out, at, cross);
    }
  }

  @Override
  public String description() {
    String size = body.instructions().size() + " instructions";
    return segment instanceof Counted
        ? size + ", interpreted so far"
        : segment instanceof Segments parts
            ? size + ", compiled to " + parts.methods() + " methods"
            : size + ", compiled to one method";
  }
}
