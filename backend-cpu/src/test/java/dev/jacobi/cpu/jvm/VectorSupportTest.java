package dev.jacobi.cpu.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VectorSupportTest {

  @Test
  void thisTestRunsWithTheVectorApi() {
    VectorSupport here = VectorSupport.detect();
    assertTrue(here.isAvailable(), here.reason());
    assertEquals("vectors of " + here.bits() + " bits", here.toString());
  }

  @Test
  void withoutVectorsThereIsAReason() {
    VectorSupport none = VectorSupport.none("switched off");
    assertFalse(none.isAvailable());
    assertEquals("switched off", none.toString());
    assertThrows(IllegalArgumentException.class, () -> VectorSupport.none(""));
    assertThrows(IllegalArgumentException.class, () -> VectorSupport.of(100));
    assertThrows(IllegalArgumentException.class, () -> new VectorSupport(256, "both"));
  }
}
