package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The derivative of every operation of the catalogue by every operand. */
class ScalarRuleTest {

  /** What the first order leaves out, and the rounding of the bound itself. */
  private static final double MARGIN = 1.01;

  @TestFactory
  Stream<DynamicTest> everyPartialMatchesDifferences() {
    return tests(PartialJudge::byDifferences);
  }

  @TestFactory
  Stream<DynamicTest> everyPartialMatchesFiftyDigits() {
    return tests(PartialJudge::byFiftyDigits);
  }

  @TestFactory
  Stream<DynamicTest> everyPartialKeepsTheConventions() {
    return tests(PartialJudge::byConventions);
  }

  @TestFactory
  Stream<DynamicTest> everyPartialIsAsAccurateAsItsOperationsSay() {
    return PartialJudge.all().stream()
        .map(
            judge ->
                dynamicTest(
                    judge.name(),
                    () -> {
                      double share = judge.shareOfRounding(judge.op()::timesPartial);
                      assertTrue(
                          share <= MARGIN,
                          () -> "the error is " + share + " of what rounding explains");
                    }));
  }

  private static Stream<DynamicTest> tests(
      BiFunction<PartialJudge, Partial, Optional<Mismatch>> check) {
    return PartialJudge.all().stream()
        .map(
            judge ->
                dynamicTest(
                    judge.name(),
                    () ->
                        check
                            .apply(judge, judge.op()::timesPartial)
                            .ifPresent(mismatch -> fail(mismatch.message()))));
  }
}
