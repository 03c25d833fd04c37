package dev.jacobi.examples;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * Handwritten digits of 8×8 pixels: "Optical Recognition of Handwritten Digits", E. Alpaydin and C.
 * Kaynak (1998), UCI Machine Learning Repository, CC BY 4.0. Pixels are scaled from 0…16 to −1…1.
 */
final class DigitImages {

  static final int PIXELS = 64;

  private final List<double[]> images = new ArrayList<>();
  private final List<Long> labels = new ArrayList<>();

  private DigitImages() {}

  /** All digits, in the order of the file. */
  static DigitImages load() {
    DigitImages digits = new DigitImages();
    InputStream resource =
        Objects.requireNonNull(DigitImages.class.getResourceAsStream("digits.csv.gz"));
    try (Reader file =
            new InputStreamReader(new GZIPInputStream(resource), StandardCharsets.UTF_8);
        CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
      for (CsvRecord row : rows) {
        digits.add(row);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return digits;
  }

  private void add(CsvRecord row) {
    double[] image = new double[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      image[i] = Integer.parseInt(row.getField(i)) / 8.0 - 1;
    }
    images.add(image);
    labels.add(Long.parseLong(row.getField(PIXELS)));
  }

  int count() {
    return images.size();
  }

  /** The images at some positions, one a row. */
  Tensor images(List<Integer> positions) {
    double[] elements = new double[positions.size() * PIXELS];
    for (int row = 0; row < positions.size(); row++) {
      System.arraycopy(images.get(positions.get(row)), 0, elements, row * PIXELS, PIXELS);
    }
    return Tensor.wrap(Shape.of(positions.size(), PIXELS), elements);
  }

  /** Which digits they show. */
  Tensor labels(List<Integer> positions) {
    return Tensor.integers(positions.stream().mapToLong(labels::get).toArray());
  }
}
