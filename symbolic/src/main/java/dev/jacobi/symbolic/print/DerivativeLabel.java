package dev.jacobi.symbolic.print;

import java.text.Normalizer;

/**
 * What stands before a derivative: {@code z̄·∂z/∂x}, or {@code ∂z/∂x} when the seed is folded in.
 */
public final class DerivativeLabel {

  private static final String MACRON = "\u0304";

  private DerivativeLabel() {}

  /** The derivative times the seed, as reverse mode gives it: {@code z̄·∂z/∂x}. */
  public static String seeded(String output, String input) {
    return adjoint(output) + "·" + plain(output, input);
  }

  /** The derivative alone: {@code ∂z/∂x}. */
  public static String plain(String output, String input) {
    return "∂" + output + "/∂" + input;
  }

  /**
   * The name of an adjoint: a macron over the last letter of the name, {@code loss̄}, {@code z̄1}.
   */
  public static String adjoint(String name) {
    int end = name.length();
    while (end > 0 && !Character.isLetter(name.codePointBefore(end))) {
      end -= Character.charCount(name.codePointBefore(end));
    }
    int place = end > 0 ? end : name.length();
    String marked = name.substring(0, place) + MACRON + name.substring(place);
    return Normalizer.normalize(marked, Normalizer.Form.NFC);
  }
}
