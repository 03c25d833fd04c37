package dev.jacobi.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Faults are planted in every rule of the catalogue, one at a time, and every one is noticed. */
class PlantedFaultTest {

  /** Fewer would mean that rules were missed. */
  private static final int FEWEST = 1500;

  /** Faults that change the formula of a rule but none of its values, and why. */
  private static final Map<String, String> WITHOUT_EFFECT = withoutEffect();

  private static Map<String, String> withoutEffect() {
    String loser = "of two that are not equal, the choice around it has dealt with the loser";
    String bound = "where the operand is not the result, the other comparison decides";
    Map<String, String> result = new TreeMap<>();
    for (int i = 0; i < 2; i++) {
      result.put("d maximum / d operand " + i + ": call 0, equal: less_equal instead", loser);
      result.put("d minimum / d operand " + i + ": call 0, equal: greater_equal instead", loser);
      result.put(
          "d atan2 / d operand " + i + ": call 0, hypot: negated", "it divides a second time");
      result.put("d clip / d operand " + (i + 1) + ": the result is used for the operand", bound);
    }
    result.put(
        "d xlogy / d operand 0: the result is used for the operand",
        "where y <= 0, x log y is 0 only for x = 0");
    result.put(
        "d relu / d operand 0: the result is used for the operand",
        "relu x is 0 or less where x is");
    result.put(
        "d acosh / d operand 0: call 0, 1: the integer -1",
        "(x - 1)(x + 1) with the factors exchanged");
    for (String call : List.of("asinh / d operand 0: call 0", "acot / d operand 0: call 0")) {
      result.put("d " + call + ", 1: the integer -1", "hypot takes no sign");
    }
    result.put("d acsch / d operand 0: call 2, 1: the integer -1", "hypot takes no sign");
    for (String name : List.of("asec", "acsc", "acoth")) {
      result.put(
          "d " + name + " / d operand 0: call 0, 1: the integer -1",
          "(|x| - 1)(|x| + 1) with the factors exchanged");
    }
    result.put("d acot / d operand 0: call 1, hypot: negated", "it divides a second time");
    result.put("d coth / d operand 0: call 0, csch: negated", "it multiplies a second time");
    return result;
  }

  @Test
  void plantedFaultsAreNoticed(TestReporter reporter) {
    int planted = 0;
    Map<String, Integer> noticed = new TreeMap<>();
    Set<String> missed = new TreeSet<>();
    for (PartialJudge judge : PartialJudge.all()) {
      RuleFormula formula = new RuleFormula(judge.op(), judge.operand());
      for (Fault fault : Fault.all(judge.op(), judge.operand())) {
        if (!formula.isSame(judge.op()::timesPartial, fault.rule())) {
          planted++;
          Optional<String> by = noticedBy(judge, fault.rule());
          by.ifPresent(check -> noticed.merge(check, 1, Integer::sum));
          if (by.isEmpty()) {
            missed.add(judge.name() + ": " + fault.name());
          }
        }
      }
    }
    String summary = planted + " faults planted, noticed by " + noticed;
    reporter.publishEntry("rules of the catalogue", summary);
    assertTrue(planted >= FEWEST, summary);
    assertEquals(String.join("\n", WITHOUT_EFFECT.keySet()), String.join("\n", missed), summary);
  }

  /** The first check that notices a fault. */
  private static Optional<String> noticedBy(PartialJudge judge, Partial rule) {
    Map<String, Function<Partial, Optional<Mismatch>>> checks = new LinkedHashMap<>();
    checks.put("differences", judge::byDifferences);
    checks.put("conventions", judge::byConventions);
    checks.put("fifty digits", judge::byFiftyDigits);
    for (Map.Entry<String, Function<Partial, Optional<Mismatch>>> check : checks.entrySet()) {
      try {
        if (check.getValue().apply(rule).isPresent()) {
          return Optional.of(check.getKey());
        }
      } catch (RuntimeException | AssertionError refused) {
        return Optional.of(check.getKey() + ", by an exception");
      }
    }
    return Optional.empty();
  }
}
