package dev.jacobi.benchmarks;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Every case runs at a tiny size and agrees with its handwritten peer. */
class CasesTest {

  /** Below this the list of benchmarks is incomplete, and the rest would hold over nothing. */
  private static final int FEWEST_CASES = 12;

  private static final List<Comparison> CASES = Catalogue.load();

  @Test
  void theCatalogueHasAllCases() {
    assertTrue(CASES.size() >= FEWEST_CASES, () -> "only " + CASES.size() + " cases");
  }

  @TestFactory
  Stream<DynamicTest> everyVariantRunsAndAgrees() {
    return CASES.stream()
        .flatMap(comparison -> tiny(comparison).stream())
        .map(setting -> DynamicTest.dynamicTest(setting.toString(), setting::run));
  }

  /** A case with a value for each of its parameters. */
  private record Setting(Comparison comparison, List<String> values) {

    void run() throws ReflectiveOperationException {
      Object state = comparison.state().getConstructor().newInstance();
      List<Field> parameters = parameters(comparison);
      for (int i = 0; i < parameters.size(); i++) {
        set(state, parameters.get(i), values.get(i));
      }
      for (Method method : comparison.state().getDeclaredMethods()) {
        if (method.isAnnotationPresent(Setup.class)) {
          method.invoke(state);
        }
      }
      assertAll(
          comparison.variants().stream().map(variant -> () -> variant.method().invoke(state)));
    }

    @Override
    public String toString() {
      return comparison.description().value() + values;
    }
  }

  /** The first parameter as the case says for tests, with every value of the others. */
  private static List<Setting> tiny(Comparison comparison) {
    List<List<String>> products = List.of(List.of());
    String tiny = comparison.description().tiny();
    for (Field parameter : parameters(comparison)) {
      boolean first = products.equals(List.of(List.of()));
      List<String> values =
          first && !tiny.isEmpty()
              ? List.of(tiny)
              : Arrays.asList(parameter.getAnnotation(Param.class).value());
      List<List<String>> longer = new ArrayList<>();
      for (List<String> product : products) {
        for (String value : values) {
          longer.add(Stream.concat(product.stream(), Stream.of(value)).toList());
        }
      }
      products = longer;
    }
    return products.stream().map(values -> new Setting(comparison, values)).toList();
  }

  private static List<Field> parameters(Comparison comparison) {
    return Arrays.stream(comparison.state().getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .toList();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void set(Object state, Field field, String value) throws IllegalAccessException {
    if (field.getType() == int.class) {
      field.setInt(state, Integer.parseInt(value));
    } else if (field.getType().isEnum()) {
      field.set(state, Enum.valueOf((Class<? extends Enum>) field.getType(), value));
    } else {
      field.set(state, value);
    }
  }
}
