package dev.jacobi.testkit;

import dev.jacobi.core.op.ScalarOp;
import dev.jacobi.core.type.DType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The programs that {@link BackendContract} runs, for whoever judges a part of a backend. */
public final class Scenarios {

  private static final int RANDOM_PROGRAMS = 60;

  private Scenarios() {}

  /** Every operation of the catalogue on every element type, in every layout. */
  public static Stream<Scenario> values() {
    return Arrays.stream(ScalarOp.values())
        .flatMap(
            op ->
                ElementWiseScenarios.types(op).stream()
                    .map(dtype -> ElementWiseScenarios.values(op, dtype)));
  }

  /** The derivatives of every operation of the catalogue, in both modes. */
  public static Stream<Scenario> derivatives() {
    return Arrays.stream(ScalarOp.values())
        .flatMap(op -> Stream.of(DType.F64, DType.F32).map(dtype -> derivatives(op, dtype)))
        .flatMap(Optional::stream);
  }

  private static Optional<Scenario> derivatives(ScalarOp op, DType dtype) {
    return ElementWiseScenarios.types(op).contains(dtype)
        ? ElementWiseScenarios.derivatives(op, dtype)
        : Optional.empty();
  }

  /** Every operation on whole tensors with its derivatives. */
  public static Stream<Scenario> tensors() {
    return TensorScenarios.small();
  }

  /** Every change of layout, of every element type. */
  public static Stream<Scenario> layouts() {
    return TensorScenarios.layouts();
  }

  /** Reductions and normalisations of every size. */
  public static Stream<Scenario> reductions() {
    return TensorScenarios.reductions();
  }

  /** Contractions of every size. */
  public static Stream<Scenario> products() {
    return TensorScenarios.products();
  }

  /** Programs of many operations, always the same. */
  public static Stream<Scenario> random() {
    return IntStream.range(0, RANDOM_PROGRAMS).mapToObj(RandomProgram::scenario);
  }
}
