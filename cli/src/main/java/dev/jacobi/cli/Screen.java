package dev.jacobi.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The three streams of a run, in UTF-8, and whether to write in colour. */
public final class Screen {

  private final InputStream in;
  private final OutputStream bytes;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean colour;

  /**
   * A screen over streams.
   *
   * @param colour whether results may hold colours
   */
  public Screen(InputStream in, OutputStream out, OutputStream err, boolean colour) {
    this.in = in;
    this.bytes = out;
    this.out = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.err = new PrintWriter(new OutputStreamWriter(err, StandardCharsets.UTF_8), true);
    this.colour = colour;
  }

  /** Standard input. */
  InputStream in() {
    return in;
  }

  /** Standard output for those who write lines of their own; nothing else may write there then. */
  OutputStream bytes() {
    return bytes;
  }

  /** Where results go. */
  PrintWriter out() {
    return out;
  }

  /** Where everything else goes. */
  PrintWriter err() {
    return err;
  }

  /** Whether results may hold colours. */
  boolean isColoured() {
    return colour;
  }

  /** A text that stands out. */
  String bold(String text) {
    return paint("1", text);
  }

  /** A text that steps back. */
  String faint(String text) {
    return paint("2", text);
  }

  /** A text that says all is well. */
  String good(String text) {
    return paint("32;1", text);
  }

  /** A text that says something is wrong. */
  String bad(String text) {
    return paint("31;1", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
