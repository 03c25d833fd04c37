package dev.jacobi.symbolic.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexingTest {

  private static final Map<String, Tensor> INPUTS =
      Map.of(
          "a",
          Tensor.integers(Shape.of(2, 3, 4), IntStream.range(0, 24).asLongStream().toArray()),
          "v",
          Tensor.integers(10L, 11, 12, 13, 14),
          "i",
          Tensor.integers(Shape.of(2, 2), 0L, -1, 2, 1),
          "j",
          Tensor.integers(1L, 0),
          "k",
          Tensor.integers(2L, -4));

  /** What NumPy 2.4 gives for the same text. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      v[0]            | 10
      v[-1]           | 14
      v[1:3]          | [11, 12]
      v[:2]           | [10, 11]
      v[-2:]          | [13, 14]
      v[::2]          | [10, 12, 14]
      v[::-1]         | [14, 13, 12, 11, 10]
      v[3:0:-2]       | [13, 11]
      v[10:]          | []
      v[3:1]          | []
      v[-100:2]       | [10, 11]
      v[None, 1:3]    | [[11, 12]]
      v[:2, None]     | [[10], [11]]
      v[...]          | [10, 11, 12, 13, 14]
      v[i]            | [[10, 14], [12, 11]]
      v[[0, 0, 2]]    | [10, 10, 12]
      a[1, 2, 3]      | 23
      a[0, 1]         | [4, 5, 6, 7]
      a[..., 0]       | [[0, 4, 8], [12, 16, 20]]
      a[1, ..., -1]   | [15, 19, 23]
      a[0, :, 1:3]    | [[1, 2], [5, 6], [9, 10]]
      a[:, ::2, ::3]  | [[[0, 3], [8, 11]], [[12, 15], [20, 23]]]
      a[j, 0, 0]      | [12, 0]
      a[:, j, 0]      | [[4, 0], [16, 12]]
      a[0, j]         | [[4, 5, 6, 7], [0, 1, 2, 3]]
      a[j, j, k]      | [18, 0]
      a[j, :, k]      | [[14, 18, 22], [0, 4, 8]]
      a[:, j, k]      | [[6, 0], [18, 12]]
      a[0][1][2]      | 6
      a[0, :1, None]  | [[[0, 1, 2, 3]]]
      """)
  void partsAreThoseOfNumPy(String program, String value) {
    assertEquals(value, Evaluated.value(program, used(program)).toString());
  }

  private static Map<String, Tensor> used(String program) {
    return INPUTS.entrySet().stream()
        .filter(input -> program.contains(input.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** A position beside an integer tensor only drops its axis, as in PyTorch; NumPy moves axes. */
  @Test
  void positionsBesideIntegerTensorsStayInPlace() {
    assertEquals(Shape.of(3, 2), Evaluated.value("a[0, :, j]", used("a j")).shape());
  }

  @Test
  void everySliceIsThatOfPython() {
    List<Integer> bounds = new ArrayList<>(IntStream.rangeClosed(-7, 7).boxed().toList());
    for (int start : bounds) {
      for (int stop : bounds) {
        for (int step : List.of(-7, -3, -2, -1, 1, 2, 3, 7)) {
          String program = "v[" + start + ":" + stop + ":" + step + "]";
          List<Long> wanted = new ArrayList<>();
          int first = start < 0 ? start + 5 : start;
          int end = stop < 0 ? stop + 5 : stop;
          // Walk a long way on both sides and keep what lies in the list and before the end.
          int from = step > 0 ? Math.max(first, 0) : Math.min(first, 4);
          int until = step > 0 ? Math.min(end, 5) : Math.max(end, -1);
          for (int at = from; step > 0 ? at < until : at > until; at += step) {
            wanted.add(10L + at);
          }
          Tensor found = Evaluated.ofFormulas(program, used("v"));
          assertEquals(wanted, java.util.Arrays.stream(found.toLongs()).boxed().toList(), program);
        }
      }
    }
  }

  @Test
  void namedDimensionsCanBeIndexedByPosition() {
    assertEquals("f64[n]", Evaluated.type("input A: [m, n]; A[0]").toString());
    assertEquals("f64[m]", Evaluated.type("input A: [m, n]; A[:, -1]").toString());
    assertEquals("f64[m, 1, n]", Evaluated.type("input A: [m, n]; A[:, None, 0:]").toString());
  }
}
