package dev.jacobi.gpu.driver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Loads JCuda, and the classes that call it, apart from everybody else's. What JCuda keeps for the
 * whole JVM (whether its calls throw, where its library lies) is so kept for Jacobi alone, and
 * JCuda finds the library given here before it looks anywhere else.
 */
final class Isolation extends ClassLoader {

  private static final String JCUDA = "jcuda.";
  private static final String CALLERS = "dev.jacobi.gpu.driver.jcuda.";
  private static final String LIBRARY = "JCudaDriver-";
  private static final String DRIVER = CALLERS + "CudaDriver";

  private final ClassLoader source;
  private final Path library;

  private Isolation(ClassLoader source, Path library) {
    super("jacobi-gpu", source);
    this.source = source;
    this.library = library;
  }

  /**
   * The driver, through JCuda and its library in a file.
   *
   * @throws UnsatisfiedLinkError when the library does not load
   * @throws LinkageError when JCuda is not as it should be
   */
  static Driver driver(ClassLoader source, Path library) {
    try {
      Class<?> driver = Class.forName(DRIVER, true, new Isolation(source, library));
      return (Driver) driver.getConstructor(String.class).newInstance(library.toString());
    } catch (java.lang.reflect.InvocationTargetException failure) {
      if (failure.getCause() instanceof LinkageError error) {
        throw error;
      }
      throw new AssertionError(failure.getCause());
    } catch (ReflectiveOperationException failure) {
      throw new LinkageError(String.valueOf(failure.getMessage()), failure);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(JCUDA) && !name.startsWith(CALLERS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      return known == null ? own(name) : known;
    }
  }

  private Class<?> own(String name) throws ClassNotFoundException {
    try (InputStream in = source.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] code = in.readAllBytes();
      return defineClass(name, code, 0, code.length);
    } catch (IOException failure) {
      throw new ClassNotFoundException(name, failure);
    }
  }

  @Override
  protected @Nullable String findLibrary(String name) {
    return name.startsWith(LIBRARY) ? library.toString() : null;
  }
}
