package dev.jacobi.gpu.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * The dependencies are the same on every system: JCuda's own choice of natives, which asks for jars
 * that do not exist on ARM and on Macs, is shut out, and the natives are named one by one.
 */
class DependenciesTest {

  private static final Path MODULE = Path.of("pom.xml");
  private static final Path PARENT = Path.of("..", "pom.xml");

  @Test
  void theNativesAreNamedOneByOne() throws Exception {
    List<String> classifiers = new ArrayList<>();
    for (Element dependency : dependencies(MODULE, "jcuda-natives")) {
      classifiers.add(text(dependency, "classifier"));
    }
    assertEquals(List.of("linux-x86_64", "windows-x86_64"), classifiers);
    for (Element dependency : dependencies(PARENT, "jcuda-natives")) {
      assertFalse(text(dependency, "classifier").contains("${"), "a classifier by system");
    }
  }

  @Test
  void theChoiceOfNativesThatJcudaMakesIsShutOut() throws Exception {
    List<Element> managed = dependencies(PARENT, "jcuda");
    assertEquals(1, managed.size());
    NodeList excluded = managed.get(0).getElementsByTagName("exclusion");
    assertEquals(1, excluded.getLength());
    assertEquals("jcuda-natives", text((Element) excluded.item(0), "artifactId"));
    assertEquals(
        0, dependencies(MODULE, "jcuda").get(0).getElementsByTagName("version").getLength());
  }

  private static List<Element> dependencies(Path pom, String artifact) throws Exception {
    List<Element> found = new ArrayList<>();
    NodeList all = read(pom).getElementsByTagName("dependency");
    for (int i = 0; i < all.getLength(); i++) {
      Element dependency = (Element) all.item(i);
      if (text(dependency, "groupId").equals("org.jcuda")
          && text(dependency, "artifactId").equals(artifact)) {
        found.add(dependency);
      }
    }
    return found;
  }

  private static Document read(Path pom) throws Exception {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
    } catch (IOException failure) {
      throw new AssertionError("tests run in the folder of their module", failure);
    }
  }

  /** The text of a direct child, or nothing. */
  private static String text(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node.getTextContent().strip();
      }
    }
    return "";
  }
}
