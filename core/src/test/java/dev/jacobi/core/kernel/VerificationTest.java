package dev.jacobi.core.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.TensorType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A program in which an element is missing, or written twice, is refused. */
class VerificationTest {

  private static Step copy(int from, int sizes, Layout place) {
    Body.Builder code = new Body.Builder();
    Body.Value x = code.parameter(Lane.F64);
    List<Integer> space = List.of(sizes);
    return new Loop(
        space,
        List.of(new Load(Layout.dense(from, space))),
        code.build(x),
        List.of(new Loop.Store(place)));
  }

  private static Layout part(int offset, int size, int stride) {
    return new Layout(1, offset, List.of(size), List.of(stride));
  }

  private static void program(Step... steps) {
    List<Buffer> buffers =
        List.of(
            new Buffer(0, DType.F64, 9, new Buffer.Input("x")),
            new Buffer(1, DType.F64, 6, new Buffer.Output()));
    TensorType type = new TensorType(DType.F64, Shape.of(6));
    new Program(buffers, List.of(steps), Map.of("y", new Program.Output(1, type)));
  }

  private static void refused(String complaint, Step... steps) {
    AssertionError fault = assertThrows(AssertionError.class, () -> program(steps));
    assertTrue(fault.getMessage().startsWith(complaint), fault.getMessage());
  }

  @Test
  void partsThatCoverABufferMakeIt() {
    assertDoesNotThrow(() -> program(copy(0, 6, part(0, 6, 1))));
    assertDoesNotThrow(() -> program(copy(0, 6, part(5, 6, -1))));
    assertDoesNotThrow(() -> program(copy(0, 2, part(0, 2, 1)), copy(0, 4, part(2, 4, 1))));
    assertDoesNotThrow(() -> program(copy(0, 3, part(4, 3, -2)), copy(0, 3, part(1, 3, 2))));
    assertDoesNotThrow(() -> program(copy(0, 6, part(0, 6, 1)), copy(0, 2, part(1, 2, 3))));
  }

  @Test
  void anElementIsNeitherMissingNorWrittenTwice() {
    refused("never written", copy(0, 5, part(0, 5, 1)));
    refused("never written", copy(0, 3, part(0, 3, 2)));
    refused("written twice", copy(0, 4, part(0, 4, 1)), copy(0, 3, part(3, 3, 1)));
    refused("written twice", copy(0, 3, part(0, 3, 2)), copy(0, 3, part(0, 3, 1)));
    refused("written twice", copy(0, 6, part(0, 6, 1)), copy(0, 6, part(0, 6, 1)));
    refused("written twice", copy(0, 2, part(0, 2, 1)), copy(0, 6, part(0, 6, 1)));
    refused("written twice", copy(0, 6, part(0, 6, 0)));
  }

  @Test
  void nothingIsReadTooEarlyOrWrittenTooLate() {
    refused("read before it is written", copy(1, 6, part(0, 6, 1)));
    Layout elsewhere = new Layout(0, 0, List.of(9), List.of(1));
    refused("written twice", copy(0, 9, elsewhere));
    refused("written after", copy(0, 2, new Layout(0, 0, List.of(2), List.of(1))));
    refused("@1 leaves", copy(0, 7, part(0, 7, 1)));
  }

  private static void temporaries(int slot, Step... steps) {
    List<Buffer> buffers =
        List.of(
            new Buffer(0, DType.F64, 6, new Buffer.Input("x")),
            new Buffer(1, DType.F64, 6, new Buffer.Temporary(0)),
            new Buffer(2, DType.F64, 6, new Buffer.Temporary(slot)),
            new Buffer(3, DType.F64, 6, new Buffer.Output()));
    TensorType type = new TensorType(DType.F64, Shape.of(6));
    new Program(buffers, List.of(steps), Map.of("y", new Program.Output(3, type)));
  }

  private static Step copy(int from, int to) {
    return copy(from, 6, Layout.dense(to, List.of(6)));
  }

  @Test
  void temporariesOfOneSlotAreNotAliveAtOnce() {
    assertDoesNotThrow(() -> temporaries(1, copy(0, 1), copy(1, 2), copy(2, 3)));
    assertDoesNotThrow(() -> temporaries(0, copy(0, 1), copy(1, 3), copy(0, 2)));
    assertThrows(AssertionError.class, () -> temporaries(0, copy(0, 1), copy(1, 2), copy(2, 3)));
    assertThrows(AssertionError.class, () -> temporaries(0, copy(0, 1), copy(0, 2), copy(1, 3)));
  }
}
