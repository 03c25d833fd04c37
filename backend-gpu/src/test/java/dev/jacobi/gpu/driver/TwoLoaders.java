package dev.jacobi.gpu.driver;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** A program: looks for a device twice in one JVM, by two copies of the same classes. */
final class TwoLoaders {

  private TwoLoaders() {}

  public static void main(String[] args) throws Exception {
    List<URL> path = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      path.add(new File(entry).toURI().toURL());
    }
    for (int i = 0; i < 2; i++) {
      ClassLoader loader =
          new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
      var main =
          Class.forName(Look.class.getName(), true, loader).getMethod("main", String[].class);
      main.setAccessible(true);
      main.invoke(null, (Object) new String[0]);
    }
  }
}
