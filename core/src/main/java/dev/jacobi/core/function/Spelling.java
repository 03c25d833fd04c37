package dev.jacobi.core.function;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which known name a mistyped one was meant to be. */
public final class Spelling {

  private static final int LONGEST = 40;

  /** One edit in so many letters is a slip. */
  private static final int SHARE = 4;

  private Spelling() {}

  /**
   * The known name with the fewest edits (insert, delete, replace, exchange of neighbours), if it
   * is at most a quarter of the name away, or one edit; a letter replaced in a name of up to four
   * is another name. Of equals, the one that begins most alike, then the first in alphabetical
   * order.
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = name.toLowerCase(Locale.ROOT);
    int limit = Math.max(1, name.length() / SHARE);
    return known.stream()
        .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit)
        .map(candidate -> Candidate.of(wanted, candidate))
        .filter(candidate -> candidate.edits() <= Math.min(limit, candidate.name().length() - 1))
        .filter(candidate -> name.length() > SHARE || !candidate.isReplacement(wanted))
        .min(
            Comparator.comparingInt(Candidate::edits)
                .thenComparing(Candidate::alike, Comparator.reverseOrder())
                .thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  private record Candidate(String name, int edits, int alike) {

    /** Whether other letters stand in the name, not the same ones in another order. */
    boolean isReplacement(String wanted) {
      return name.length() == wanted.length()
          && !Arrays.equals(
              wanted.chars().sorted().toArray(),
              name.toLowerCase(Locale.ROOT).chars().sorted().toArray());
    }

    static Candidate of(String wanted, String name) {
      String candidate = name.toLowerCase(Locale.ROOT);
      int alike = 0;
      int shorter = Math.min(wanted.length(), candidate.length());
      while (alike < shorter && wanted.charAt(alike) == candidate.charAt(alike)) {
        alike++;
      }
      return new Candidate(name, Spelling.edits(wanted, candidate), alike);
    }
  }

  /** The edit distance with exchanges of neighbours (Damerau 1964, restricted form). */
  private static int edits(String x, String y) {
    int[][] table = new int[x.length() + 1][y.length() + 1];
    for (int i = 0; i <= x.length(); i++) {
      for (int j = 0; j <= y.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : step(table, x, y, i, j);
      }
    }
    return table[x.length()][y.length()];
  }

  private static int step(int[][] table, String x, String y, int i, int j) {
    boolean same = x.charAt(i - 1) == y.charAt(j - 1);
    int edits = table[i - 1][j - 1] + (same ? 0 : 1);
    edits = Math.min(edits, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
    boolean exchanged =
        i > 1 && j > 1 && x.charAt(i - 1) == y.charAt(j - 2) && x.charAt(i - 2) == y.charAt(j - 1);
    return exchanged ? Math.min(edits, table[i - 2][j - 2] + 1) : edits;
  }
}
