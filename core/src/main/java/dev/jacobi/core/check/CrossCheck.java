package dev.jacobi.core.check;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.check.Report.Row;
import dev.jacobi.core.check.Report.Skip;
import dev.jacobi.core.check.Report.Verdict;
import dev.jacobi.core.check.Route.Answer;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Answers a question by every route on every backend and compares. */
public final class CrossCheck {

  /** So many of the worst elements of a result are judged against their rounding bound. */
  private static final int JUDGED = 8;

  /** An estimate of its own error above this part of the result says nothing. */
  private static final double USELESS = 1e-3;

  private final List<Route> routes;
  private final List<Backend> backends;

  /** Compares with the first route on the first backend, which must be able to answer. */
  public CrossCheck(List<Route> routes, List<Backend> backends) {
    this.routes = List.copyOf(routes);
    this.backends = List.copyOf(backends);
  }

  /** Every route, on every backend where it uses one. */
  public Report check(Question question) {
    Route first = routes.get(0);
    Backend home = backends.get(0);
    Answer baseline = first.answer(question, home);
    List<Row> rows = new ArrayList<>();
    List<Skip> skipped = new ArrayList<>();
    for (Route route : routes) {
      for (Backend backend : route.usesBackend() ? backends : backends.subList(0, 1)) {
        if (route == first && backend == home) {
          continue;
        }
        String where = route.usesBackend() ? backend.name() : "";
        try {
          Answer answer = route.answer(question, backend);
          answer
              .results()
              .forEach(
                  (name, found) -> rows.add(compare(route.name(), where, name, baseline, answer)));
        } catch (DiagnosticException reason) {
          skipped.add(new Skip(route.name(), where, reason.first().message()));
        }
      }
    }
    return new Report(
        first.name() + " on " + home.name(), rows, skipped, firstDifference(question));
  }

  private static Row compare(
      String route, String backend, String name, Answer baseline, Answer answer) {
    Tensor expected = result(baseline, name);
    Tensor found = result(answer, name);
    if (expected.sameBits(found)) {
      return new Row(route, backend, name, 0, 0, 0, 0, Verdict.SAME_BITS);
    }
    List<Integer> sorted = worstFirst(expected, found);
    int worst = sorted.get(0);
    double a = expected.getDouble(worst);
    double b = found.getDouble(worst);
    double absolute = Math.abs(a - b);
    double relative = absolute / Math.max(Math.abs(a), Math.abs(b));
    double ofBound = 0;
    boolean useless = false;
    boolean kink = false;
    boolean open = false;
    int judged = 0;
    for (int element : sorted) {
      double difference = difference(expected, found, element);
      double bound = baseline.bound(name, element) + answer.bound(name, element);
      double fraction = difference == 0 ? 0 : difference / bound;
      double stated = expected.getDouble(element);
      boolean finite = Double.isFinite(stated) && Double.isFinite(found.getDouble(element));
      if (answer.estimates() && !name.equals(Question.VALUE) && difference != 0 && !finite) {
        open = true;
        continue;
      }
      boolean far = answer.estimates() && !(fraction <= 1);
      if (far && answer.kinks().at(name, element).filter(k -> k.admits(stated)).isPresent()) {
        kink = true;
        continue;
      }
      ofBound = Double.isNaN(bound) && difference != 0 ? Double.NaN : Math.max(ofBound, fraction);
      double size = Math.max(Math.abs(stated), 1e-8);
      useless |= answer.estimates() && !(bound <= USELESS * size);
      if (++judged == JUDGED) {
        break;
      }
    }
    return new Row(
        route,
        backend,
        name,
        ulps(a, b, expected.dtype()),
        absolute,
        relative,
        open ? Double.NaN : ofBound,
        verdict(answer, ofBound, useless, kink, open));
  }

  private static Verdict verdict(
      Answer answer, double ofBound, boolean useless, boolean kink, boolean open) {
    if (useless) {
      return open ? Verdict.NOT_JUDGED : Verdict.INCONCLUSIVE;
    }
    if (!(ofBound <= 1)) {
      return Verdict.DIFFERS;
    }
    if (open) {
      return Verdict.NOT_JUDGED;
    }
    if (kink) {
      return Verdict.KINK;
    }
    return answer.estimates() ? Verdict.WITHIN_ESTIMATE : Verdict.WITHIN_ROUNDING;
  }

  private static Tensor result(Answer answer, String name) {
    Tensor found = answer.results().get(name);
    if (found == null) {
      throw new AssertionError("no result " + name);
    }
    return found;
  }

  /** The elements that differ most, worst first; one of them not a number is worst of all. */
  private static List<Integer> worstFirst(Tensor a, Tensor b) {
    return IntStream.range(0, a.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -difference(a, b, i)))
        .toList();
  }

  private static double difference(Tensor a, Tensor b, int element) {
    double x = a.getDouble(element);
    double y = b.getDouble(element);
    if (x == y || (Double.isNaN(x) && Double.isNaN(y))) {
      return 0;
    }
    double difference = Math.abs(x - y);
    return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
  }

  /** How many numbers of the type lie between both. */
  static double ulps(double a, double b, DType dtype) {
    if (Double.isNaN(a) || Double.isNaN(b)) {
      return Double.isNaN(a) && Double.isNaN(b) ? 0 : Double.POSITIVE_INFINITY;
    }
    if (dtype == DType.F32) {
      return Math.abs((double) ordered((float) a) - ordered((float) b));
    }
    return Math.abs(
        BigInteger.valueOf(ordered(a)).subtract(BigInteger.valueOf(ordered(b))).doubleValue());
  }

  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static int ordered(float value) {
    int bits = Float.floatToIntBits(value);
    return bits < 0 ? Integer.MIN_VALUE - bits : bits;
  }

  /** The first value of the graph whose bits differ between the first backend and another. */
  private Optional<String> firstDifference(Question question) {
    if (backends.size() < 2) {
      return Optional.empty();
    }
    Map<String, Node> all = new LinkedHashMap<>();
    for (Node node : question.graph().nodes()) {
      all.put("%" + node.id(), node);
    }
    Graph graph = question.graph().extract(all);
    Map<String, Tensor> expected = backends.get(0).compile(graph).run(question.inputs());
    for (Backend backend : backends.subList(1, backends.size())) {
      Map<String, Tensor> found = backend.compile(graph).run(question.inputs());
      for (Map.Entry<String, Tensor> entry : expected.entrySet()) {
        Tensor other = found.get(entry.getKey());
        if (other != null && !entry.getValue().sameBits(other)) {
          return Optional.of(all.get(entry.getKey()) + " differs on " + backend.name());
        }
      }
    }
    return Optional.empty();
  }
}
