package dev.jacobi.core.graph;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An operation in a line: its name, and after a space what else there is to know. With the type of
 * its result, the text of an operation that has operands says which one it is.
 */
public final class OpText implements Op.Cases<String> {

  private static final Pattern FORM = Pattern.compile("([a-z_0-9]+)(?: (.*))?");
  private static final Pattern REDUCE = Pattern.compile("axes=\\[([-0-9, ]*)\\]( keepdims)?");
  private static final Pattern AXES = Pattern.compile("axes=\\[([-0-9, ]*)\\]");
  private static final Pattern AXIS = Pattern.compile("axis=(-?[0-9]{1,9})");
  private static final Pattern RANGE =
      Pattern.compile("([0-9]{1,10})\\+(-?[0-9]{1,10})\\*([0-9]{1,10})");
  private static final Pattern CONTRACT =
      Pattern.compile("([a-zA-Z]{0,52}),([a-zA-Z]{0,52})->([a-zA-Z]{0,52})");
  private static final Pattern IGNORED = Pattern.compile("ignore=(-?[0-9]{1,18})");

  private OpText() {}

  /** The text of an operation. */
  public static String of(Op op) {
    return op.fold(new OpText());
  }

  /**
   * The operation with a text, if there is one. Whether it takes some operands, {@link Op#infer}
   * says.
   *
   * @param type the type of its result, with known extents
   */
  public static Optional<Op> parse(String text, TensorType type) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    String name = form.group(1);
    String rest = form.group(2) == null ? "" : form.group(2);
    return rest.isEmpty() ? bare(name, type) : detailed(name, rest, type);
  }

  private static Optional<Op> bare(String name, TensorType type) {
    return switch (name) {
      case "cast" -> Optional.of(new Op.Cast(type.dtype()));
      case "broadcast" -> Optional.of(new Op.Broadcast(type.shape()));
      case "reshape" -> Optional.of(new Op.Reshape(type.shape()));
      case "detach" -> Optional.of(new Op.Detach());
      case "one_hot" -> last(type.shape()).map(Op.OneHot::new);
      default ->
          Arrays.stream(ScalarOp.values())
              .filter(op -> op.text().equals(name))
              .findFirst()
              .map(Op.Map::new);
    };
  }

  private static Optional<Dim> last(Shape shape) {
    return shape.rank() == 0 ? Optional.empty() : Optional.of(shape.dim(shape.rank() - 1));
  }

  private static Optional<Op> detailed(String name, String rest, TensorType type) {
    return switch (name) {
      case "argmax" -> axis(rest).map(Op.ArgMax::new);
      case "concat" -> axis(rest).map(Op.Concat::new);
      case "gather" -> axis(rest).map(Op.Gather::new);
      case "scatter_add" ->
          axis(rest)
              .filter(axis -> axis >= 0 && axis < type.shape().rank())
              .map(axis -> new Op.ScatterAdd(axis, type.shape().dim(axis)));
      case "permute" -> matched(AXES, rest).flatMap(m -> integers(m.group(1))).map(Op.Permute::new);
      case "slice" -> ranges(rest).map(Op.Slice::new);
      case "embed" -> ranges(rest).map(ranges -> new Op.Embed(type.shape(), ranges));
      case "contract" ->
          matched(CONTRACT, rest).map(m -> new Op.Contract(m.group(1), m.group(2), m.group(3)));
      case "one_hot" ->
          matched(IGNORED, rest)
              .flatMap(m -> last(type.shape()).map(d -> oneHot(d, Long.parseLong(m.group(1)))));
      default -> overAxes(name, rest);
    };
  }

  private static Op oneHot(Dim extent, long ignored) {
    return new Op.OneHot(extent, Optional.of(ignored));
  }

  private static Optional<Op> overAxes(String name, String rest) {
    for (Normalization normalization : Normalization.values()) {
      if (normalization.text().equals(name)) {
        return axis(rest).map(axis -> new Op.Normalize(normalization, axis));
      }
    }
    for (Reduction reduction : Reduction.values()) {
      if (reduction.text().equals(name)) {
        return matched(REDUCE, rest)
            .flatMap(
                m ->
                    integers(m.group(1))
                        .map(axes -> new Op.Reduce(reduction, axes, m.group(2) != null)));
      }
    }
    return Optional.empty();
  }

  private static Optional<Matcher> matched(Pattern pattern, String text) {
    return Optional.of(pattern.matcher(text)).filter(Matcher::matches);
  }

  private static Optional<Integer> axis(String text) {
    return matched(AXIS, text).map(m -> Integer.parseInt(m.group(1)));
  }

  private static Optional<List<Integer>> integers(String text) {
    List<Integer> result = new ArrayList<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(", ", -1)) {
      if (!part.matches("-?[0-9]{1,9}")) {
        return Optional.empty();
      }
      result.add(Integer.parseInt(part));
    }
    return Optional.of(result);
  }

  private static Optional<List<Op.Range>> ranges(String text) {
    if (text.length() < 2 || text.charAt(0) != '[' || text.charAt(text.length() - 1) != ']') {
      return Optional.empty();
    }
    List<Op.Range> result = new ArrayList<>();
    String inner = text.substring(1, text.length() - 1);
    for (String part : inner.isEmpty() ? new String[0] : inner.split(", ", -1)) {
      Matcher range = RANGE.matcher(part);
      if (!range.matches()) {
        return Optional.empty();
      }
      long start = Long.parseLong(range.group(1));
      long step = Long.parseLong(range.group(2));
      result.add(new Op.Range(start, step, Dim.of(Long.parseLong(range.group(3)))));
    }
    return Optional.of(result);
  }

  private static String axes(List<Integer> axes) {
    return " axes=" + axes;
  }

  private static String ranges(List<Op.Range> ranges) {
    return ranges.stream()
        .map(range -> range.start() + "+" + range.step() + "*" + range.count())
        .collect(Collectors.joining(", ", " [", "]"));
  }

  @Override
  public String input(Op.Input op) {
    return "input " + op.name();
  }

  @Override
  public String constant(Op.Constant op) {
    return "constant " + op.value();
  }

  @Override
  public String data(Op.Data op) {
    return "data " + op.tensor();
  }

  @Override
  public String map(Op.Map op) {
    return op.op().text();
  }

  @Override
  public String cast(Op.Cast op) {
    return "cast";
  }

  @Override
  public String reduce(Op.Reduce op) {
    return op.reduction().text() + axes(op.axes()) + (op.keepDims() ? " keepdims" : "");
  }

  @Override
  public String argMax(Op.ArgMax op) {
    return "argmax axis=" + op.axis();
  }

  @Override
  public String normalize(Op.Normalize op) {
    return op.normalization().text() + " axis=" + op.axis();
  }

  @Override
  public String broadcast(Op.Broadcast op) {
    return "broadcast";
  }

  @Override
  public String reshape(Op.Reshape op) {
    return "reshape";
  }

  @Override
  public String permute(Op.Permute op) {
    return "permute" + axes(op.axes());
  }

  @Override
  public String slice(Op.Slice op) {
    return "slice" + ranges(op.ranges());
  }

  @Override
  public String embed(Op.Embed op) {
    return "embed" + ranges(op.ranges());
  }

  @Override
  public String concat(Op.Concat op) {
    return "concat axis=" + op.axis();
  }

  @Override
  public String contract(Op.Contract op) {
    return "contract " + op.left() + "," + op.right() + "->" + op.result();
  }

  @Override
  public String gather(Op.Gather op) {
    return "gather axis=" + op.axis();
  }

  @Override
  public String scatterAdd(Op.ScatterAdd op) {
    return "scatter_add axis=" + op.axis();
  }

  @Override
  public String oneHot(Op.OneHot op) {
    return "one_hot" + op.ignored().map(label -> " ignore=" + label).orElse("");
  }

  @Override
  public String iota(Op.Iota op) {
    return "iota";
  }

  @Override
  public String sizeOf(Op.SizeOf op) {
    return "size " + op.dim();
  }

  @Override
  public String detach(Op.Detach op) {
    return "detach";
  }
}
