package dev.jacobi.core.graph;

/** The letters that a contraction names axes with. */
final class Letters {

  private static final String ALPHABET = "ijklmnopqrstuvwxyzabcdefghIJKLMNOPQRSTUVWXYZABCDEFGH";

  private Letters() {}

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

  /** The letters that two others have, or have not. */
  static String kept(String from, String one, boolean inOne, String other, boolean inOther) {
    StringBuilder text = new StringBuilder(from.length());
    for (int i = 0; i < from.length(); i++) {
      char letter = from.charAt(i);
      if (one.indexOf(letter) >= 0 == inOne && other.indexOf(letter) >= 0 == inOther) {
        text.append(letter);
      }
    }
    return text.toString();
  }
}
