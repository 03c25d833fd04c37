package dev.jacobi.core.backend;

import dev.jacobi.core.graph.Graph;
import dev.jacobi.core.type.Tensor;
import java.util.Map;
import java.util.Optional;

/** A graph made ready to run, any number of times and from any number of threads at once. */
public interface Executable {

  /** What was compiled. */
  Graph graph();

  /**
   * Runs once. Inputs are checked before anything is computed: each input that an output needs must
   * be there, with its shape and element type; integers given for floats and f32 given for f64 are
   * converted where that is exact. Other names are ignored.
   *
   * @return the outputs by name, in the order of the graph
   * @throws dev.jacobi.core.type.DiagnosticException {@code input/missing}, {@code input/type},
   *     {@code memory/limit} before the run; {@code integer/overflow}, {@code index/range}, {@code
   *     run/interrupted} during it
   */
  Map<String, Tensor> run(Map<String, Tensor> inputs);

  /**
   * Binds inputs and outputs to storage of the caller, which runs then read and write. Everything
   * is checked now. A backend that can works in place and without allocation; the others copy.
   *
   * @throws dev.jacobi.core.type.DiagnosticException {@code input/missing}, {@code buffer/missing},
   *     {@code buffer/unknown}, {@code buffer/dtype}, {@code buffer/too-short}, {@code
   *     buffer/read-only}, {@code buffer/shared}, {@code memory/limit}
   */
  default Bound bind(Buffers buffers) {
    return Storage.copying(this, buffers);
  }

  /** The lowered program in full, where there is one, for a person to read. */
  default Optional<String> listing() {
    return Optional.empty();
  }

  /** What was prepared, for a person to read. */
  String description();
}
