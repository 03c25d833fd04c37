package dev.jacobi.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The direction of every dependency between modules and between the layers of the core. */
class ArchitectureTest {

  /** Below this the import has missed a module, and every rule would hold over nothing. */
  private static final int FEWEST_CLASSES = 50;

  /** The layers of the core; a layer sees only those before it. */
  private static final List<String> LAYERS =
      List.of(
          "primitive",
          "elementary",
          "type",
          "op",
          "graph",
          "definition",
          "kernel",
          "lower",
          "function",
          "derivative",
          "backend",
          "tape",
          "check");

  private static final JavaClasses JACOBI =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.jacobi");

  @Test
  void theImportSawTheProject() {
    assertTrue(
        JACOBI.size() >= FEWEST_CLASSES,
        () -> "only " + JACOBI.size() + " classes imported, expected at least " + FEWEST_CLASSES);
  }

  @Test
  void coreSeesOnlyTheJdk() {
    classes()
        .that()
        .resideInAPackage("dev.jacobi.core..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.jacobi.core..", "java..", "org.jspecify..")
        .check(JACOBI);
  }

  @Test
  void symbolicSeesOnlyCoreAndTheParserRuntime() {
    classes()
        .that()
        .resideInAPackage("dev.jacobi.symbolic..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.jacobi.symbolic..",
            "dev.jacobi.core..",
            "java..",
            "org.antlr.v4.runtime..",
            "org.jspecify..")
        .check(JACOBI);
  }

  @Test
  void onlyBackendsSeeCodeGeneratorsAndDrivers() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.jacobi.cpu..", "dev.jacobi.gpu..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.objectweb.asm..", "jcuda..")
        .check(JACOBI);
  }

  @Test
  void everyCoreClassLiesInALayer() {
    classes()
        .that()
        .resideInAPackage("dev.jacobi.core..")
        .should()
        .resideInAnyPackage(corePackages(LAYERS))
        .check(JACOBI);
  }

  @TestFactory
  Stream<DynamicTest> eachLayerSeesOnlyThoseBeforeIt() {
    return LAYERS.stream()
        .map(layer -> DynamicTest.dynamicTest(layer, () -> checkSeesNothingAfter(layer)));
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.jacobi.(**)").should().beFreeOfCycles().check(JACOBI);
  }

  private static void checkSeesNothingAfter(String layer) {
    List<String> later = LAYERS.subList(LAYERS.indexOf(layer) + 1, LAYERS.size());
    noClasses()
        .that()
        .resideInAnyPackage(corePackages(List.of(layer)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(corePackages(later))
        // A layer that has no class yet breaks no rule.
        .allowEmptyShould(true)
        .check(JACOBI);
  }

  private static String[] corePackages(List<String> layers) {
    return layers.stream().map(layer -> "dev.jacobi.core." + layer + "..").toArray(String[]::new);
  }
}
