package dev.jacobi.gpu.ptx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;
import jcuda.nvptxcompiler.JNvPTXCompiler;
import jcuda.nvptxcompiler.nvPTXCompileResult;
import jcuda.nvptxcompiler.nvPTXCompilerHandle;

/**
 * NVIDIA's compiler of PTX, which needs no device, driver or toolkit: it tells whether text is
 * legal, and how many registers it takes. Tests that use it have the tag {@code ptx-compile}.
 */
public final class Compiler {

  static {
    unpack();
    JNvPTXCompiler.setExceptionsEnabled(false);
  }

  private Compiler() {}

  /** Compiles a module for the oldest device of its target. */
  public static Compiled compile(String ptx, Target target) {
    return compile(ptx, target.capability());
  }

  /** Compiles a module for the devices of a compute capability such as 90. */
  public static Compiled compile(String ptx, int capability) {
    byte[] text = (ptx + "\0").getBytes(StandardCharsets.UTF_8);
    nvPTXCompilerHandle handle = new nvPTXCompilerHandle();
    check(JNvPTXCompiler.nvPTXCompilerCreate(handle, text.length, text), "create");
    try {
      String[] options = {"--gpu-name=sm_" + capability, "--verbose"};
      int result = JNvPTXCompiler.nvPTXCompilerCompile(handle, options.length, options);
      boolean succeeded = result == nvPTXCompileResult.NVPTXCOMPILE_SUCCESS;
      String log = succeeded ? information(handle) : errors(handle);
      return new Compiled(
          succeeded, succeeded ? log : nvPTXCompileResult.stringFor(result) + "\n" + log);
    } finally {
      check(JNvPTXCompiler.nvPTXCompilerDestroy(handle), "destroy");
    }
  }

  private static String information(nvPTXCompilerHandle handle) {
    long[] size = new long[1];
    check(JNvPTXCompiler.nvPTXCompilerGetInfoLogSize(handle, size), "size of the log");
    byte[] log = new byte[(int) size[0] + 1];
    check(JNvPTXCompiler.nvPTXCompilerGetInfoLog(handle, log), "log");
    return text(log);
  }

  private static String errors(nvPTXCompilerHandle handle) {
    long[] size = new long[1];
    check(JNvPTXCompiler.nvPTXCompilerGetErrorLogSize(handle, size), "size of the errors");
    byte[] log = new byte[(int) size[0] + 1];
    check(JNvPTXCompiler.nvPTXCompilerGetErrorLog(handle, log), "errors");
    return text(log);
  }

  private static String text(byte[] log) {
    int end = 0;
    while (end < log.length && log[end] != 0) {
      end++;
    }
    return new String(log, 0, end, StandardCharsets.UTF_8);
  }

  private static void check(int result, String act) {
    if (result != nvPTXCompileResult.NVPTXCOMPILE_SUCCESS) {
      throw new AssertionError(act + ": " + nvPTXCompileResult.stringFor(result));
    }
  }

  /**
   * JCuda unpacks its library under a fixed name in the folder for temporary files, and trusts a
   * file that is there already; half a file ends the JVM. So the whole file is put there first.
   */
  private static void unpack() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String file =
        system.contains("windows")
            ? "JNvPTXCompiler-12.6.0-windows-x86_64.dll"
            : "libJNvPTXCompiler-12.6.0-linux-x86_64.so";
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    Path place = folder.resolve(file);
    try (InputStream resource = JNvPTXCompiler.class.getResourceAsStream("/lib/" + file)) {
      if (resource == null) {
        throw new AssertionError("no " + file + " among the jars");
      }
      byte[] bytes = resource.readAllBytes();
      if (Files.exists(place) && Arrays.equals(Files.readAllBytes(place), bytes)) {
        return;
      }
      Path whole = Files.createTempFile(folder, file, ".part");
      Files.write(whole, bytes);
      Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
