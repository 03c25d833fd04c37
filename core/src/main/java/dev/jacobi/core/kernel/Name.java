package dev.jacobi.core.kernel;

/** Names of inputs and outputs in a text: words as they are, all else in quotes. */
final class Name {

  private Name() {}

  static String text(String name) {
    if (name.matches("[A-Za-z0-9_]+")) {
      return name;
    }
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c) || Character.getType(c) == Character.FORMAT) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }

  /**
   * Appends what an escape stands for.
   *
   * @return how many characters the escape has; 0 if it is none
   */
  static int unescape(String text, int at, StringBuilder name) {
    char sign = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (sign == '"' || sign == '\\') {
      name.append(sign);
      return 2;
    }
    String digits = at + 6 <= text.length() ? text.substring(at + 2, at + 6) : "";
    if (sign != 'u' || !digits.matches("[0-9a-f]{4}")) {
      return 0;
    }
    name.append((char) Integer.parseInt(digits, 16));
    return 6;
  }
}
