package dev.jacobi.core.backend;

import dev.jacobi.core.function.Spelling;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The storage that a caller gives for a graph's inputs and outputs, checked against their types.
 */
public final class Storage {

  private Storage() {}

  /**
   * Refuses buffers that do not fit; all that is wrong is reported at once: {@code input/missing},
   * {@code buffer/missing}, {@code buffer/dtype}, {@code buffer/too-short}, {@code
   * buffer/read-only}, {@code buffer/shared}, {@code buffer/unknown} for a name of neither an input
   * nor an output. An input that no output needs may be bound or not.
   *
   * @param live which nodes an output needs, by id
   */
  public static void require(Graph graph, boolean[] live, Buffers buffers) {
    List<Diagnostic> wrong = new ArrayList<>();
    Map<String, Object> given = Objects.requireNonNull(buffers, "buffers").storage();
    graph
        .inputs()
        .forEach(
            (name, node) -> {
              if (live[node.id()]) {
                check("input", name, node.type(), given, wrong);
              }
            });
    graph.outputs().forEach((name, node) -> check("output", name, node.type(), given, wrong));
    wrong.addAll(unknown(graph, given));
    wrong.addAll(readOnly(graph, given));
    wrong.addAll(shared(graph, buffers));
    if (!wrong.isEmpty()) {
      throw new DiagnosticException(wrong);
    }
  }

  private static List<Diagnostic> unknown(Graph graph, Map<String, Object> given) {
    Set<String> known = new LinkedHashSet<>(graph.inputs().keySet());
    known.addAll(graph.outputs().keySet());
    List<Diagnostic> wrong = new ArrayList<>();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        wrong.add(
            Diagnostic.error(
                "buffer/unknown",
                "storage was given for " + name + ", which is neither an input nor an output",
                Spelling.nearest(name, known).map(near -> "did you mean " + near + "? ").orElse("")
                    + "there are: "
                    + String.join(", ", known)));
      }
    }
    return wrong;
  }

  private static List<Diagnostic> readOnly(Graph graph, Map<String, Object> given) {
    List<Diagnostic> wrong = new ArrayList<>();
    for (String output : graph.outputs().keySet()) {
      if (given.get(output) instanceof Buffer buffer && buffer.isReadOnly()) {
        wrong.add(
            Diagnostic.error(
                "buffer/read-only",
                "the output " + output + " is bound to a buffer that can only be read",
                "bind a buffer that can be written"));
      }
    }
    return wrong;
  }

  /** Storage that is written must be read and written as nothing else. */
  private static List<Diagnostic> shared(Graph graph, Buffers buffers) {
    List<Diagnostic> wrong = new ArrayList<>();
    Map<String, Node> bound = new LinkedHashMap<>(graph.inputs());
    bound.putAll(graph.outputs());
    graph
        .outputs()
        .forEach(
            (output, node) ->
                bound.forEach(
                    (other, second) -> {
                      boolean same =
                          other.equals(output)
                              ? graph.inputs().containsKey(output)
                              : buffers.share(output, elements(node), other, elements(second));
                      if (same) {
                        wrong.add(
                            Diagnostic.error(
                                "buffer/shared",
                                "the output " + output + " has storage in common with " + other,
                                "give each output storage and a name of its own"));
                      }
                    }));
    return wrong;
  }

  private static long elements(Node node) {
    return node.shape().elements();
  }

  private static void check(
      String what,
      String name,
      TensorType type,
      Map<String, Object> given,
      List<Diagnostic> wrong) {
    Object own = given.get(name);
    int needed = type.shape().elements();
    String subject = what + " " + (name.isEmpty() ? "value" : name) + " : " + type;
    if (own == null) {
      wrong.add(
          Diagnostic.error(
              what.equals("input") ? "input/missing" : "buffer/missing",
              "no storage was given for " + subject,
              "bind an array of " + needed + " elements of type " + type.dtype()));
    } else if (Buffers.dtype(own) != type.dtype()) {
      wrong.add(
          Diagnostic.error(
              "buffer/dtype",
              subject + " is bound to storage of type " + Buffers.dtype(own),
              "bind storage of type " + type.dtype() + ", or build the formula for another type"));
    } else if (Buffers.capacity(own) < needed) {
      wrong.add(
          Diagnostic.error(
              "buffer/too-short",
              subject
                  + " has "
                  + needed
                  + " elements, but the storage bound to it has room for "
                  + Buffers.capacity(own),
              "bind storage of at least " + needed + " elements"));
    }
  }

  /** Binds an executable by copying; for backends that cannot work in place. */
  static Bound copying(Executable executable, Buffers buffers) {
    Graph graph = executable.graph();
    boolean[] live = graph.live(graph.outputs().values());
    require(graph, live, buffers);
    return () -> {
      Map<String, Tensor> inputs = new LinkedHashMap<>();
      graph
          .inputs()
          .forEach(
              (name, node) -> {
                if (live[node.id()]) {
                  inputs.put(name, read(buffers.storage(), name, node.type()));
                }
              });
      executable.run(inputs).forEach((name, value) -> write(value, buffers.storage(), name));
    };
  }

  private static Object own(Map<String, Object> storage, String name) {
    Object own = storage.get(name);
    if (own == null) {
      throw new AssertionError(name);
    }
    return own;
  }

  private static Tensor read(Map<String, Object> storage, String name, TensorType type) {
    Object from = own(storage, name);
    Object array = type.dtype().array(type.shape().elements());
    copy(from, 0, array, 0, type.shape().elements());
    return Tensor.wrap(type, array);
  }

  private static void write(Tensor value, Map<String, Object> storage, String name) {
    copy(value.array(), 0, own(storage, name), 0, value.size());
  }

  /** Copies elements between arrays and buffers of one element type. */
  public static void copy(Object from, int at, Object to, int start, int count) {
    if (from instanceof DoubleBuffer source) {
      source.get(at, (double[]) to, start, count);
    } else if (from instanceof FloatBuffer source) {
      source.get(at, (float[]) to, start, count);
    } else if (from instanceof LongBuffer source) {
      source.get(at, (long[]) to, start, count);
    } else if (to instanceof DoubleBuffer target) {
      target.put(start, (double[]) from, at, count);
    } else if (to instanceof FloatBuffer target) {
      target.put(start, (float[]) from, at, count);
    } else if (to instanceof LongBuffer target) {
      target.put(start, (long[]) from, at, count);
    } else {
      System.arraycopy(from, at, to, start, count);
    }
  }
}
