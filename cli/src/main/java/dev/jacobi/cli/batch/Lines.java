package dev.jacobi.cli.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a stream in UTF-8, of which none takes more than a limited part of memory. */
final class Lines {

  /** A line, or the fact that it was too long and is skipped. */
  record Line(String text, boolean isTooLong) {}

  private final InputStream in;
  private final long limit;

  Lines(InputStream in, long limit) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.limit = limit;
  }

  long limit() {
    return limit;
  }

  /** The next line without its end; empty at the end of the stream. */
  Optional<Line> next() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    long length = 0;
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      length++;
      if (length <= limit) {
        bytes.write(next);
      }
    }
    boolean tooLong = length > limit;
    return Optional.of(new Line(tooLong ? "" : bytes.toString(StandardCharsets.UTF_8), tooLong));
  }
}
