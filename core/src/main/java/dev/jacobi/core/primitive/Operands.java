package dev.jacobi.core.primitive;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The numbers of operands, without a box for each: code may have a million instructions. */
final class Operands extends AbstractList<Integer> implements RandomAccess {

  private final int[] numbers;

  private Operands(int[] numbers) {
    this.numbers = numbers;
  }

  /** A list that nobody changes. */
  static Operands copyOf(List<Integer> numbers) {
    if (numbers instanceof Operands own) {
      return own;
    }
    int[] copy = new int[numbers.size()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = numbers.get(i);
    }
    return new Operands(copy);
  }

  /** The numbers of values. */
  static Operands of(List<Body.Value> values) {
    int[] numbers = new int[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i).number();
    }
    return new Operands(numbers);
  }

  /** The operands under other numbers. */
  Operands renumbered(int[] others) {
    int[] result = new int[numbers.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = others[numbers[i]];
    }
    return new Operands(result);
  }

  @Override
  public Integer get(int index) {
    return numbers[index];
  }

  @Override
  public int size() {
    return numbers.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Operands own
        ? Arrays.equals(numbers, own.numbers)
        : super.equals(other);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }
}
