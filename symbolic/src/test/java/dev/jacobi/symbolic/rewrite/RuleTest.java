package dev.jacobi.symbolic.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the catalogue holds, and the judge that says so notices rules that do not. */
final class RuleTest {

  private static Stream<Rule> catalogue() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    Stream.of(Catalogue.exact(), Catalogue.real())
        .flatMap(List::stream)
        .forEach(rule -> rules.put(rule.name(), rule));
    return rules.values().stream();
  }

  private static List<String> faults(Rule rule) {
    return rule.pattern() instanceof TermPattern
        ? RuleJudge.faults(rule)
        : RuleJudge.faults(rule, new Examples().of(rule.name()));
  }

  @TestFactory
  Stream<DynamicTest> everyRuleHolds() {
    return catalogue()
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(), () -> assertEquals(List.of(), faults(rule), rule.name())));
  }

  @TestFactory
  Stream<DynamicTest> everyPlantedFaultIsNoticed() {
    return Stream.of(
            Rule.of("x - y = y - x", Validity.REAL),
            Rule.of("x / x = 1", Validity.REAL),
            Rule.of("exp(log(x)) = x", Validity.REAL),
            Rule.of("sqrt(x)^2 = x", Validity.REAL),
            Rule.of("sqrt(x^2) = x", Validity.REAL),
            Rule.of("sin(x)^2 - cos(x)^2 = 1", Validity.REAL),
            Rule.of("1 / (1 + exp(x)) = sigmoid(x)", Validity.REAL),
            Rule.of("abs(x) * sign(y) = x", Validity.REAL),
            Rule.of("x * 0 = 0", Validity.EXACT),
            Rule.of("x + 0 = x", Validity.EXACT),
            Rule.of("x - x = 0", Validity.EXACT),
            Rule.of("0 - x = -x", Validity.EXACT),
            Rule.of("-(x - y) = y - x", Validity.EXACT),
            Rule.of("x / y = x * (1 / y)", Validity.EXACT),
            Rule.of("where(p, x, y) = where(p, y, x)", Validity.EXACT),
            Rule.of("never(x) = x".replace("never", "exp"), Validity.REAL))
        .map(
            rule ->
                DynamicTest.dynamicTest(
                    rule.name(), () -> assertFalse(RuleJudge.faults(rule).isEmpty())));
  }

  @Test
  void namesAreEquationsAndDiffer() {
    Set<String> names = new HashSet<>();
    List<Rule> rules = Catalogue.real();
    rules.forEach(rule -> assertTrue(names.add(rule.name()), rule.name()));
    rules.forEach(rule -> assertTrue(rule.name().contains(" = "), rule.name()));
    assertTrue(rules.size() > 100, "only " + rules.size() + " rules");
  }
}
