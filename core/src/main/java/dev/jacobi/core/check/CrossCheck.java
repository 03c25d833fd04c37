package dev.jacobi.core.check;

import dev.jacobi.core.backend.Backend;
import dev.jacobi.core.check.Report.Row;
import dev.jacobi.core.check.Report.Skip;
import dev.jacobi.core.check.Route.Answer;
import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers a question by every route on every backend and compares. */
public final class CrossCheck {

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
      Optional<Answer> own = Optional.empty();
      for (Backend backend : route.usesBackend() ? backends : backends.subList(0, 1)) {
        if (route == first && backend == home) {
          continue;
        }
        String where = route.usesBackend() ? backend.name() : "";
        try {
          Answer answer = route.answer(question, backend);
          own = own.or(() -> Optional.of(answer));
          for (String name : answer.results().keySet()) {
            rows.add(new Comparison(baseline, answer, own.get(), name).row(route, where));
          }
        } catch (DiagnosticException reason) {
          skipped.add(new Skip(route.name(), where, reason.first().message()));
        }
      }
    }
    return new Report(
        first.name() + " on " + home.name(), rows, skipped, firstDifference(question));
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
