package dev.jacobi.core.graph;

/**
 * Some letters of a contraction, and the axes that they name in its operands and its result: −1
 * where a letter does not occur.
 */
public final class Axes {

  private static final String ALPHABET = "ijklmnopqrstuvwxyzabcdefghIJKLMNOPQRSTUVWXYZABCDEFGH";

  private final String letters;
  private final int[] left;
  private final int[] right;
  private final int[] result;

  private Axes(String letters, String left, String right, String result) {
    this.letters = letters;
    this.left = places(letters, left);
    this.right = places(letters, right);
    this.result = places(letters, result);
  }

  private static int[] places(String letters, String in) {
    return letters.chars().map(in::indexOf).toArray();
  }

  /** The letters of a contraction that occur, or do not, in each of its three parts. */
  static Axes of(
      String from,
      String left,
      boolean inLeft,
      String right,
      boolean inRight,
      String result,
      boolean inResult) {
    StringBuilder kept = new StringBuilder(from.length());
    for (int i = 0; i < from.length(); i++) {
      char letter = from.charAt(i);
      if (left.indexOf(letter) >= 0 == inLeft
          && right.indexOf(letter) >= 0 == inRight
          && result.indexOf(letter) >= 0 == inResult) {
        kept.append(letter);
      }
    }
    return new Axes(kept.toString(), left, right, result);
  }

  /** Letters renamed by the order in which they are first used. */
  static String renamed(String letters, String used) {
    char[] text = new char[letters.length()];
    for (int i = 0; i < text.length; i++) {
      int rank = rank(used, used.indexOf(letters.charAt(i)));
      text[i] = rank < ALPHABET.length() ? ALPHABET.charAt(rank) : (char) (0x400 + rank);
    }
    return new String(text);
  }

  /** How many different letters come before a place. */
  private static int rank(String used, int place) {
    int rank = 0;
    for (int i = 0; i < place; i++) {
      rank += used.indexOf(used.charAt(i)) == i ? 1 : 0;
    }
    return rank;
  }

  /** The letters. */
  public String letters() {
    return letters;
  }

  /** How many letters there are. */
  public int count() {
    return left.length;
  }

  /** The axis of the left operand that a letter names. */
  public int left(int letter) {
    return left[letter];
  }

  /** The axis of the right operand that a letter names. */
  public int right(int letter) {
    return right[letter];
  }

  /** The axis of the result that a letter names. */
  public int result(int letter) {
    return result[letter];
  }
}
