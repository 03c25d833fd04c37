package dev.jacobi.benchmarks.gpu;

import dev.jacobi.core.type.DType;
import dev.jacobi.gpu.driver.Driver;
import dev.jacobi.gpu.driver.Driver.Attribute;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A device, in numbers.
 *
 * @param name the driver's
 * @param capability ten times the compute capability
 * @param memory its bytes
 * @param multiprocessors how many
 * @param clock their rate in hertz, at most
 * @param bus the bandwidth of memory by its clock and width, in bytes a second; 0 if not told
 * @param cuda the newest CUDA version that the driver knows
 */
record Card(
    String name,
    int capability,
    long memory,
    int multiprocessors,
    double clock,
    double bus,
    int cuda) {

  /**
   * The units of a multiprocessor that do a multiply-add each clock, for f32 and f64, by capability
   * (CUDA C++ Programming Guide, "Arithmetic Instructions", throughput of native instructions).
   */
  private static final Map<Integer, List<Integer>> UNITS =
      Map.of(
          75, List.of(64, 2),
          80, List.of(64, 32),
          86, List.of(128, 2),
          87, List.of(128, 2),
          89, List.of(128, 2),
          90, List.of(128, 64),
          100, List.of(128, 64),
          120, List.of(128, 2));

  /** Asks the driver. */
  static Card of(Driver driver, int device) {
    double memoryClock = 1e3 * driver.attribute(Attribute.MEMORY_CLOCK_RATE, device);
    return new Card(
        driver.name(device),
        10 * driver.attribute(Attribute.CAPABILITY_MAJOR, device)
            + driver.attribute(Attribute.CAPABILITY_MINOR, device),
        driver.totalMemory(device),
        driver.attribute(Attribute.MULTIPROCESSORS, device),
        1e3 * driver.attribute(Attribute.CLOCK_RATE, device),
        2 * memoryClock * driver.attribute(Attribute.BUS_WIDTH, device) / 8,
        driver.version());
  }

  /** Operations a second outside of matrix units; a multiply-add is two. Empty if not known. */
  Optional<Double> peak(DType dtype) {
    List<Integer> units = UNITS.get(capability);
    return units == null
        ? Optional.empty()
        : Optional.of(2.0 * units.get(dtype == DType.F32 ? 0 : 1) * multiprocessors * clock);
  }

  /** Lines for a person. */
  String description() {
    StringBuilder text = new StringBuilder();
    line(text, "device", name);
    line(text, "driver", "knows CUDA " + cuda / 1000 + "." + cuda % 1000 / 10);
    line(text, "capability", capability / 10 + "." + capability % 10);
    line(text, "memory", format("%.1f GiB", memory / 0x1p30));
    line(
        text,
        "processors",
        multiprocessors + format(" multiprocessors, at most %.0f MHz", clock / 1e6));
    line(text, "bandwidth", bus == 0 ? "not told" : format("%.0f GB/s by its clock", bus / 1e9));
    line(text, "peak f32", peakText(DType.F32));
    line(text, "peak f64", peakText(DType.F64));
    return text.toString();
  }

  private String peakText(DType dtype) {
    return peak(dtype)
        .map(peak -> format("%.1f TFLOP/s by clock and units, without matrix units", peak / 1e12))
        .orElse("not known for this capability");
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(format("%-10s  %s%n", name, value));
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
