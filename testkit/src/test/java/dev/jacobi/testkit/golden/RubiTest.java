package dev.jacobi.testkit.golden;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.ValueAndGradient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RubiTest {

  private final Tally tally = new Tally("rubi");

  @Test
  void everyAntiderivativeHasItsIntegrandForDerivative() throws Exception {
    List<String> lines = Corpus.lines("rubi.jsonl.gz");
    int threads = 2;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        done.add(
            pool.submit(
                () -> {
                  for (int i = first; i < lines.size(); i += threads) {
                    pair(Corpus.parse(lines.get(i)));
                  }
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdown();
    }
    tally.close(lines.size() + " pairs");
  }

  private void pair(JsonNode record) {
    String id = record.get("id").asString();
    try {
      for (Mode mode : List.of(Mode.SYMBOLIC, Mode.TAPE)) {
        judge(id + " " + mode, record, mode);
      }
    } catch (RuntimeException | AssertionError failure) {
      tally.wrong(id, String.valueOf(failure));
    }
  }

  private void judge(String where, JsonNode record, Mode mode) {
    String variable = record.get("var").asString();
    Formula integrand = Formula.parse(record.get("integrand").asString()).withMode(mode);
    Formula antiderivative = Formula.parse(record.get("antiderivative").asString()).withMode(mode);
    int number = 0;
    for (JsonNode point : record.get("points")) {
      Map<String, Tensor> at = new LinkedHashMap<>();
      at.put(variable, Tensor.scalar(point.get("x").asDouble()));
      record
          .get("params")
          .properties()
          .forEach(
              p ->
                  at.put(
                      p.getKey(),
                      Tensor.scalar(new BigDecimal(p.getValue().asString()).doubleValue())));
      at.put(variable, Tensor.scalar(new BigDecimal(point.get("x").asString()).doubleValue()));
      String here = where + " point " + number++;
      Noise3 noise = new Noise3(point.get("f64_relerr"));
      ValueAndGradient f = antiderivative.valueAndGradient(at, Seed.NONE, variable);
      BigDecimal exact = new BigDecimal(point.get("integrand").asString());
      judge(
          here + " antiderivative",
          f.value().item(),
          new BigDecimal(point.get("antiderivative").asString()),
          noise.at(1));
      judge(here + " derivative", f.by(variable).item(), exact, noise.at(2));
      JsonNode byParams = point.get("grad_integrand_params");
      List<String> wrt = new ArrayList<>(List.of(variable));
      if (byParams != null) {
        byParams
            .properties()
            .forEach(
                p -> {
                  if (!p.getValue().isNull()) wrt.add(p.getKey());
                });
      }
      ValueAndGradient g = integrand.valueAndGradient(at, Seed.NONE, wrt.toArray(String[]::new));
      judge(here + " integrand", g.value().item(), exact, noise.at(0));
      judge(
          here + " second",
          g.by(variable).item(),
          new BigDecimal(point.get("d_integrand").asString()),
          noise.at(0));
      for (String p : wrt.subList(1, wrt.size())) {
        judge(
            here + " by " + p,
            g.by(p).item(),
            new BigDecimal(byParams.get(p).asString()),
            noise.at(0));
      }
    }
  }

  private void judge(String where, double found, BigDecimal exact, double noise) {
    tally.judge(where, found, exact, Math.max(1e-9, 16 * noise) * Math.abs(exact.doubleValue()));
  }

  record Noise3(JsonNode list) {
    double at(int i) {
      JsonNode n = list.get(i);
      return n.isNull() ? 0 : n.asDouble();
    }
  }
}
