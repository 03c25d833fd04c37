package dev.jacobi.gpu.simulated;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of PTX text.
 *
 * @param line the line it stands on, from 1
 */
record Token(Sort sort, String text, int line) {

  /** What a piece is. */
  enum Sort {
    WORD,
    NUMBER,
    STRING,
    SIGN,
    END
  }

  private static final Pattern PIECES =
      Pattern.compile(
          "(?<space>[ \\t\\r]+|//[^\\n]*)"
              + "|(?<newline>\\n)"
              + "|(?<comment>/\\*.*?\\*/)"
              + "|(?<number>0[xX][0-9a-fA-F]+U?|0[dD][0-9a-fA-F]{16}|0[fF][0-9a-fA-F]{8}"
              + "|[0-9]+\\.[0-9]*([eE][+-]?[0-9]+)?|[0-9]+[eE][+-]?[0-9]+|[0-9]+U?)"
              + "|(?<word>[A-Za-z_$%.][A-Za-z0-9_$%.]*)"
              + "|(?<string>\"[^\"\\n]*\")"
              + "|(?<sign>[-{}()\\[\\]<>,;:=+|!@])",
          Pattern.DOTALL);

  /** The pieces of a text, and one of sort {@code END}. */
  static List<Token> of(String text) {
    List<Token> tokens = new ArrayList<>();
    Matcher matcher = PIECES.matcher(text);
    int line = 1;
    int at = 0;
    while (at < text.length()) {
      matcher.region(at, text.length());
      if (!matcher.lookingAt()) {
        throw new Rejection(line, "unknown character '" + text.charAt(at) + "'");
      }
      String piece = matcher.group();
      if (matcher.group("number") != null) {
        tokens.add(new Token(Sort.NUMBER, piece, line));
      } else if (matcher.group("word") != null) {
        tokens.add(new Token(Sort.WORD, piece, line));
      } else if (matcher.group("string") != null) {
        tokens.add(new Token(Sort.STRING, piece, line));
      } else if (matcher.group("sign") != null) {
        tokens.add(new Token(Sort.SIGN, piece, line));
      } else {
        line += (int) piece.chars().filter(c -> c == '\n').count();
      }
      at = matcher.end();
    }
    tokens.add(new Token(Sort.END, "the end", line));
    return tokens;
  }

  boolean is(String expected) {
    return sort != Sort.STRING && text.equals(expected);
  }
}
