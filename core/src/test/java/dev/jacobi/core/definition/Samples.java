package dev.jacobi.core.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.Random;
import org.junit.jupiter.api.function.Executable;

/** Tensors that tests are made of. */
public final class Samples {

  private Samples() {}

  /** Numbers that no two sums of which are alike, the same ones each time. */
  public static Tensor ramp(long... sizes) {
    Shape shape = Shape.of(sizes);
    Random random = new Random(shape.elements());
    double[] elements = new double[shape.elements()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = random.nextGaussian() * (1 << i % 11);
    }
    return Tensor.wrap(shape, elements);
  }

  public static Tensor floats(float... elements) {
    return Tensor.floats(Shape.of(elements.length), elements);
  }

  /** What the code throws: one diagnostic of a code and a message. */
  public static Diagnostic assertDiagnostic(String code, String message, Executable run) {
    DiagnosticException error = assertThrows(DiagnosticException.class, run);
    assertEquals(message, error.first().message());
    assertEquals(code, error.first().code());
    assertEquals(1, error.diagnostics().size());
    return error.first();
  }
}
