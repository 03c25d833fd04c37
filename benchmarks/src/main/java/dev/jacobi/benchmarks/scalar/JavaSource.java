package dev.jacobi.benchmarks.scalar;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the text of a class in memory, with the JDK's own compiler, and loads it. */
final class JavaSource extends SimpleJavaFileObject {

  private final String text;

  private JavaSource(String name, String text) {
    super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
    this.text = text;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }

  /** A static method of the class, from an array of doubles to a double. */
  static ToDoubleFunction<double[]> compile(String name, String text, String method) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    ClassBytes bytes = new ClassBytes(name);
    JavaFileManager files =
        new ForwardingJavaFileManager<JavaFileManager>(
            compiler.getStandardFileManager(null, null, null)) {
          @Override
          public JavaFileObject getJavaFileForOutput(
              Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return bytes;
          }
        };
    List<String> options = List.of("-proc:none", "-g:none");
    if (!compiler
        .getTask(null, files, null, options, null, List.of(new JavaSource(name, text)))
        .call()) {
      throw new AssertionError("it does not compile");
    }
    try {
      Class<?> type = new Loader().define(name, bytes.bytes.toByteArray());
      MethodHandle handle =
          MethodHandles.publicLookup()
              .findStatic(type, method, MethodType.methodType(double.class, double[].class));
      return argument -> invoke(handle, argument);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  private static double invoke(MethodHandle handle, double[] argument) {
    try {
      return (double) handle.invokeExact(argument);
    } catch (Throwable e) {
      throw new AssertionError(handle.toString(), e);
    }
  }

  private static final class ClassBytes extends SimpleJavaFileObject {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ClassBytes(String name) {
      super(URI.create("bytes:///" + name + ".class"), Kind.CLASS);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }

  private static final class Loader extends ClassLoader {
    Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }
  }
}
