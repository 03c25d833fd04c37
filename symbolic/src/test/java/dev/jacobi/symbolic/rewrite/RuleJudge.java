package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.graph.Node;
import dev.jacobi.core.op.Rational;
import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with a rule: it never fires, or a value changes when it does. */
final class RuleJudge {

  private static final int POINTS = 400;

  /** What a variable of an equation is replaced by in a trial. */
  private enum Dress {
    SCALAR,
    VECTOR,
    POSITIVE,
    NOT_NEGATIVE
  }

  private static final List<List<Rational>> CONSTANTS =
      List.of(
          List.of(Rational.of(2), Rational.of(3), Rational.of(-1)),
          List.of(Rational.of(-3), Rational.of(1, 2), Rational.of(2)));

  private RuleJudge() {}

  /** The faults of a rule read from its equation. */
  static List<String> faults(Rule rule) {
    List<Node> instances = new ArrayList<>();
    Term left = Equation.read(rule.name()).left();
    for (Dress dress : Dress.values()) {
      for (List<Rational> constants : CONSTANTS) {
        instances.add(instance(left, dress, constants));
      }
    }
    return faults(rule, instances);
  }

  /** The faults of a rule on values that it should apply to. */
  static List<String> faults(Rule rule, List<Node> instances) {
    List<String> faults = new ArrayList<>();
    boolean fired = false;
    for (Node before : instances) {
      Optional<Node> after = rule.apply(before, new Facts());
      fired |= after.isPresent();
      after.ifPresent(
          node -> faults.addAll(new Points(rule.validity(), 7).faults(before, node, POINTS)));
    }
    if (!fired) {
      faults.add("never fires");
    }
    return faults;
  }

  private static Node instance(Term left, Dress dress, List<Rational> constants) {
    Graph graph = new Graph();
    Set<String> names = new LinkedHashSet<>();
    collect(left, names);
    Match match = new Match(graph.input("unused"));
    names.forEach(name -> match.bind(name, node(graph, name, dress, constants)));
    return Equation.build(left, match);
  }

  private static void collect(Term term, Set<String> names) {
    if (term instanceof Term.Variable variable) {
      names.add(variable.name());
    } else if (term instanceof Term.Application application) {
      application.operands().forEach(operand -> collect(operand, names));
    }
  }

  private static Node node(Graph graph, String name, Dress dress, List<Rational> constants) {
    if ("abc".contains(name)) {
      return graph.constant(constants.get("abc".indexOf(name)), DType.F64);
    }
    if ("nm".contains(name)) {
      return graph.constant(Rational.of("nm".indexOf(name) + 2L), DType.F64);
    }
    Node input = dress == Dress.VECTOR ? graph.input(name, 3) : graph.input(name);
    if ("pq".contains(name)) {
      return graph.map(ScalarOp.GT, input, graph.constant(0, DType.F64));
    }
    return switch (dress) {
      case SCALAR, VECTOR -> input;
      case POSITIVE -> input.div(4).map(ScalarOp.EXP);
      case NOT_NEGATIVE -> input.div(2).map(ScalarOp.SQUARE);
    };
  }
}
