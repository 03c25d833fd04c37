package dev.jacobi.core.function;

import dev.jacobi.core.graph.Reduction;
import dev.jacobi.core.graph.TensorAlgebra;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A sum of products in the notation of Einstein 1916: {@code ij,jk->ik}, from left to right. A
 * letter twice in one operand stands for its diagonal.
 */
final class Einsum<T> {

  private final TensorAlgebra<T> a;
  private final Arguments<T> args;
  private final List<String> letters;
  private final String result;

  Einsum(TensorAlgebra<T> a, Arguments<T> args) {
    this.a = a;
    this.args = args;
    String text = args.text("subscripts").replace(" ", "");
    if (!text.matches("[A-Za-z,]*(->[A-Za-z]*)?")) {
      throw wrong("einsum reads letters, commas and ->, but found \"" + text + '"');
    }
    String[] sides = text.split("->", -1);
    this.letters = new ArrayList<>(List.of(sides[0].split(",", -1)));
    this.result = sides.length == 2 ? sides[1] : implied(sides[0]);
    check();
  }

  /** Without an arrow the result has the letters that occur once, in alphabetical order. */
  private static String implied(String operands) {
    TreeMap<Integer, Long> counts =
        operands
            .chars()
            .filter(Character::isLetter)
            .boxed()
            .collect(Collectors.groupingBy(letter -> letter, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() == 1)
        .map(entry -> Character.toString(entry.getKey()))
        .collect(Collectors.joining());
  }

  private void check() {
    String all = String.join("", letters);
    if (distinct(result) < result.length() || !result.chars().allMatch(c -> all.indexOf(c) >= 0)) {
      throw wrong(
          "the result \"" + result + "\" of einsum must have letters of the operands, each once");
    }
  }

  private static long distinct(String text) {
    return text.chars().distinct().count();
  }

  private DiagnosticException wrong(String message) {
    return new Diagnostic(
            "call/einsum",
            message,
            args.span("subscripts"),
            "one letter for each axis, for example einsum(\"ij,jk->ik\", a, b)")
        .exception();
  }

  T value() {
    List<T> operands = operands();
    T value = operands.get(0);
    String have = letters.get(0);
    for (int i = 1; i < operands.size(); i++) {
      String later = result + String.join("", letters.subList(i + 1, letters.size()));
      String left = only(have, letters.get(i) + later);
      String right = only(letters.get(i), have + later);
      T x = summed(value, have, left);
      T y = summed(operands.get(i), letters.get(i), right);
      boolean isLast = i == operands.size() - 1;
      have = isLast ? result : only(union(left, right), later);
      value = a.contract(x, y, left, right, have);
    }
    T summed = summed(value, have, result);
    String kept = only(have, result);
    return a.permute(summed, result.chars().map(kept::indexOf).boxed().toList());
  }

  private List<T> operands() {
    Value<T> given = args.value("operands");
    boolean several = given instanceof Value.Items<T> list && list.isTuple();
    List<Value<T>> values = several ? args.items("operands") : List.of(given);
    if (values.size() != letters.size()) {
      throw wrong(
          "einsum(\""
              + String.join(",", letters)
              + "\") takes "
              + letters.size()
              + " operands, but found "
              + values.size());
    }
    DType common = args.arithmetic().common(values).promote(DType.I64);
    List<T> operands = new ArrayList<>();
    Map<Character, Dim> extents = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      T operand = args.arithmetic().convert(values.get(i), common);
      bind(letters.get(i), a.shape(operand), extents);
      operands.add(diagonal(operand, i));
    }
    return operands;
  }

  /** The elements whose places agree on all axes of one letter; each letter is left once. */
  private T diagonal(T operand, int term) {
    T x = operand;
    String rest = letters.get(term);
    for (int axis = rest.length() - 1; axis > 0; axis--) {
      int first = rest.indexOf(rest.charAt(axis));
      if (first < axis) {
        x = a.reduce(Reduction.SUM, agreeing(x, first, axis), List.of(axis), false);
        rest = new StringBuilder(rest).deleteCharAt(axis).toString();
      }
    }
    letters.set(term, rest);
    return x;
  }

  /** The operand with zeros where the places on two axes differ. */
  private T agreeing(T x, int first, int second) {
    Shape shape = a.shape(x);
    List<Dim> dims = new ArrayList<>(Collections.nCopies(shape.rank(), Dim.ONE));
    dims.set(first, shape.dim(first));
    dims.set(second, shape.dim(second));
    T same = a.reshape(Layout.identity(a, shape.dim(first), shape.dim(second)), Shape.of(dims));
    return a.where(same, x, a.constant(0, a.type(x).dtype()));
  }

  private void bind(String term, Shape shape, Map<Character, Dim> extents) {
    if (term.length() != shape.rank()) {
      throw wrong("einsum has \"" + term + "\" for an operand of shape " + shape);
    }
    for (int axis = 0; axis < term.length(); axis++) {
      Dim known = extents.putIfAbsent(term.charAt(axis), shape.dim(axis));
      if (known != null && !known.equals(shape.dim(axis))) {
        throw wrong(
            "the letter "
                + term.charAt(axis)
                + " of einsum stands for axes of "
                + known
                + " and "
                + shape.dim(axis));
      }
    }
  }

  /** The letters of a term that are among the others. */
  private static String only(String term, String others) {
    return term.chars()
        .filter(c -> others.indexOf(c) >= 0)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static String union(String x, String y) {
    return Arrays.stream((x + y).split("")).distinct().collect(Collectors.joining());
  }

  /** The operand summed over the axes whose letters are not kept. */
  private T summed(T x, String term, String kept) {
    List<Integer> axes = new ArrayList<>();
    for (int axis = 0; axis < term.length(); axis++) {
      if (kept.indexOf(term.charAt(axis)) < 0) {
        axes.add(axis);
      }
    }
    return a.reduce(Reduction.SUM, x, axes, false);
  }
}
