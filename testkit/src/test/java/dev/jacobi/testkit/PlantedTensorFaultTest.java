package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jacobi.core.graph.Op;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Every call that a derivative rule of a tensor operation makes goes wrong, one at a time and in
 * many ways, and every fault is noticed. A rule is run in several shapes; a fault that changes
 * nothing in one of them, such as an order where there is one element, must be noticed in another.
 */
class PlantedTensorFaultTest {

  /** Places whose faults change none of the values, as patterns, and why. */
  private static final Map<String, String> WITHOUT_EFFECT =
      Map.of(
          "reduce (max|min), .*, (permute|reshape|negative) \\d: (off by 1e-6|twice as much)",
          "the place of an extremum does not change with the scale",
          "reduce prod, forward, multiply 3: transposed, the shape kept",
          "of two axes of two, all products are summed next, in whatever order");

  /** The same for what keeps the branch not taken out. */
  private static final Map<String, String> GUARDS_WITHOUT_EFFECT =
      Map.of(
          "a scalar branch under a matrix of conditions, .*",
          "nothing of that branch is chosen, so nothing of it shows",
          "[a-z_ ]*, reverse, logical_(not|or): .*",
          "of a sum of guarded adjoints the guard says only where it is zero, as its value does",
          "amin, .*, (isnan: .*|logical_or: operand 0 instead)",
          "a row with a NaN is not chosen",
          "products of good and bad rows, reverse, where: operand 2 instead",
          "the other factor is zero there as well",
          "(mean|sum), forward, where: (reversed|rolled|transposed).*",
          "what is chosen is summed next, in whatever order");

  private static final int FEWEST = 20_000;
  private static final int FEWEST_IN_GUARDS = 4_000;

  /** The places where faults were planted, and whether some program noticed each there. */
  private static final class Places {

    private final TreeMap<String, Boolean> noticed = new TreeMap<>();
    private int planted;

    void add(String place, boolean isNoticed) {
      planted++;
      noticed.merge(place, isNoticed, Boolean::logicalOr);
    }

    void require(int fewest, Map<String, String> withoutEffect, TestReporter reporter) {
      String summary = planted + " faults planted in " + noticed.size() + " places, all noticed";
      StringBuilder missed = new StringBuilder();
      noticed.forEach(
          (place, is) -> {
            if (!is && withoutEffect.keySet().stream().noneMatch(place::matches)) {
              missed.append(place).append('\n');
            }
          });
      assertEquals("", missed.toString(), "faults that nothing noticed");
      assertTrue(planted >= fewest, summary);
      reporter.publishEntry("rules of tensor operations", summary);
    }
  }

  /** A mode of differentiation, with any operations. */
  private interface Mode
      extends BiFunction<TensorJudge, TensorAlgebra<Tensor>, Optional<Mismatch>> {}

  private static final Map<String, Mode> MODES =
      Map.of("reverse", TensorJudge::reverse, "forward", TensorJudge::forward);

  @Test
  void plantedFaultsAreNoticed(TestReporter reporter) {
    Places places = new Places();
    for (TensorCase program : TensorCases.all()) {
      TensorJudge judge = TensorJudge.of(program);
      boolean accumulates = program.name().endsWith("itself") || program.name().endsWith("twice");
      if ((judge.isOneOperation() || accumulates) && judge.isFinite()) {
        plant(judge, places);
      }
    }
    ExtremumCase.all().map(TensorJudge::of).forEach(judge -> plant(judge, places));
    places.require(FEWEST, WITHOUT_EFFECT, reporter);
  }

  private static void plant(TensorJudge judge, Places places) {
    MODES.forEach(
        (mode, check) -> {
          List<Op> calls = healthy(judge, check).calls();
          Map<String, Integer> seen = new HashMap<>();
          for (int k = 0; k < calls.size(); k++) {
            String call = TensorJudge.kind(calls.get(k));
            String place =
                String.join(
                    ", ", judge.kind(), mode, call + " " + seen.merge(call, 1, Integer::sum));
            plant(judge, check, k, calls.get(k), place, places);
          }
        });
  }

  @Test
  void plantedFaultsInGuardsAreNoticed(TestReporter reporter) {
    Places places = new Places();
    for (TensorCase program : GuardCases.all()) {
      TensorJudge judge = TensorJudge.of(program);
      String family = program.name().replaceAll("^guard: (risky, )?(choice, )?|, choice$", "");
      MODES.forEach(
          (mode, check) -> {
            TamperedTensors healthy = healthy(judge, check);
            for (int k = 0; k < healthy.calls().size(); k++) {
              String call = TensorJudge.kind(healthy.calls().get(k));
              if (call.equals("where") || healthy.types().get(k) == DType.BOOL) {
                String place = String.join(", ", family, mode, call);
                plant(judge, check, k, healthy.calls().get(k), place, places);
              }
            }
          });
    }
    places.require(FEWEST_IN_GUARDS, GUARDS_WITHOUT_EFFECT, reporter);
  }

  private static TamperedTensors healthy(TensorJudge judge, Mode check) {
    TamperedTensors healthy = new TamperedTensors(-1, (op, x, y) -> y);
    check.apply(judge, healthy).ifPresent(mismatch -> fail(mismatch.message()));
    return healthy;
  }

  private static void plant(
      TensorJudge judge, Mode check, int k, Op call, String place, Places places) {
    TensorFaults.of(call)
        .forEach(
            (name, change) -> {
              TamperedTensors faulty = new TamperedTensors(k, change);
              boolean noticed = isNoticed(judge, check, faulty);
              if (faulty.isChanged()) {
                places.add(place + ": " + name, noticed);
              }
            });
  }

  /** Whether the derivatives are wrong, or the types refuse the fault. */
  private static boolean isNoticed(TensorJudge judge, Mode check, TamperedTensors faulty) {
    try {
      return check.apply(judge, faulty).isPresent();
    } catch (RuntimeException | AssertionError refused) {
      return true;
    }
  }
}
