package dev.jacobi.cli;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.DiagnosticException;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import dev.jacobi.core.type.Tensor;
import dev.jacobi.core.type.TensorType;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program that a command works on: its text, and what is said of its inputs and output. */
final class ProgramArguments {

  private static final Pattern TYPE =
      Pattern.compile("\\s*([a-z]\\w*(?=\\s*\\[))?\\s*\\[?([^\\[\\]]*)\\]?\\s*");

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  /** Up to here f32 has all whole numbers, and f64 all the more. */
  private static final double SMALLEST_ROUNDED = 0x1p24;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROGRAM",
      description =
          "The program, such as 'y = x*x; sum(y)'; - reads it from standard input. Before one that"
              + " begins with a minus write --.")
  private Optional<String> text = Optional.empty();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Read the program from a file.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--shape",
      paramLabel = "NAME=DIMS",
      description = "The shape of an input: p=2,2 or A=m,n with named dimensions.")
  private List<String> shapes = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "The value of an input, as the language writes it: x=3, 'p=[[1,1],[1,1]]'.")
  private List<String> values = new ArrayList<>();

  @Option(
      names = "--output",
      paramLabel = "NAME",
      description = "The assigned name to work on, instead of the last.")
  private Optional<String> output = Optional.empty();

  @Option(
      names = "--dtype",
      paramLabel = "f64|f32",
      description = "The element type of inputs and numbers that say none (default: f64).")
  private String dtype = "f64";

  /** The program, as far as the command line says what it is about. */
  Formula formula(Main main) {
    String program = read(main.screen());
    main.source(program);
    Formula formula = Formula.parse(program).withDType(floating());
    formula = formula.withTypes(open()).withTypes(types());
    return output.isPresent() ? formula.withOutput(output.get()) : formula;
  }

  /** Whether the command line names the output. */
  boolean hasOutput() {
    return output.isPresent();
  }

  private String read(Screen screen) {
    if (text.isPresent() == file.isPresent()) {
      throw usage(
          text.isPresent()
              ? "give either a PROGRAM or a file, not both"
              : "give a PROGRAM, -f FILE, or - to read standard input");
    }
    return file.isPresent() ? read(file.get()) : given(text.get(), screen);
  }

  private static String given(String text, Screen screen) {
    try {
      return text.equals("-")
          ? new String(screen.in().readAllBytes(), StandardCharsets.UTF_8)
          : text;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String read(Path file) {
    if (Files.isDirectory(file)) {
      throw usage(file + " is a folder, not a file");
    }
    try {
      return Files.readString(file);
    } catch (NoSuchFileException absent) {
      throw usage("there is no file " + file);
    } catch (MalformedInputException wrong) {
      throw usage(file + " is not text in UTF-8");
    } catch (IOException failure) {
      throw usage("cannot read " + file);
    }
  }

  private DType floating() {
    return DType.named(dtype)
        .filter(DType::isFloat)
        .orElseThrow(() -> usage("--dtype is f64 or f32, not " + dtype));
  }

  /** What {@code --shape} says. */
  private Map<String, TensorType> types() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (String shape : shapes) {
      String[] parts = split("--shape", shape);
      types.put(parts[0], type(shape, parts[1]));
    }
    return types;
  }

  /** The floating-point types of what {@code --set} gives as integers only to keep every digit. */
  private Map<String, TensorType> open() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    for (String value : values) {
      String[] parts = split("--set", value);
      Tensor plain = value("--set " + parts[0], parts[1]);
      if (exact(plain, parts[1]).isPresent()) {
        types.put(parts[0], plain.type());
      }
    }
    return types;
  }

  private TensorType type(String whole, String text) {
    Matcher matcher = TYPE.matcher(text);
    if (!matcher.matches()) {
      throw usage("--shape " + whole + ": write NAME=2,3 or NAME=m,n or NAME=i64[3]");
    }
    String prefix = matcher.group(1);
    DType element =
        prefix == null
            ? floating()
            : DType.named(prefix)
                .orElseThrow(() -> usage("--shape " + whole + ": there is no type " + prefix));
    List<Dim> dims = new ArrayList<>();
    String list = String.valueOf(matcher.group(2)).strip();
    for (String dim : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      dims.add(dim(whole, dim.strip()));
    }
    return new TensorType(element, Shape.of(dims));
  }

  private Dim dim(String whole, String dim) {
    if (dim.matches("[0-9]{1,10}")) {
      return Dim.of(Long.parseLong(dim));
    }
    if (dim.matches("[\\p{L}_][\\p{L}\\p{N}_]*")) {
      return Dim.named(dim);
    }
    throw usage("--shape " + whole + ": '" + dim + "' is neither a size nor a name");
  }

  /**
   * What {@code --set} says of the inputs of a formula. A name that the formula does not use is
   * refused, here and in {@code --shape}, unless it is one to differentiate by.
   */
  Point point(Formula formula, String... wrt) {
    Point point = point();
    Map<String, Diagnostic> unused = new LinkedHashMap<>(formula.unused(point));
    unused.keySet().removeAll(List.of(wrt));
    if (!unused.isEmpty()) {
      Diagnostic found = unused.values().iterator().next();
      throw usage(found.message() + ": " + found.hint());
    }
    return point;
  }

  private Point point() {
    Point point = Point.empty();
    for (String value : values) {
      String[] parts = split("--set", value);
      Tensor plain = value("--set " + parts[0], parts[1]);
      point = point.and(parts[0], exact(plain, parts[1]).orElse(plain));
    }
    return point;
  }

  /** A value written in the language, without inputs. */
  Tensor value(String argument, String value) {
    try {
      return Formula.parse(value).withDType(floating()).value(Point.empty());
    } catch (DiagnosticException found) {
      throw new Fault(argument, value, found);
    }
  }

  /** The integers that a text says, where its floating-point value has lost digits of them. */
  private static Optional<Tensor> exact(Tensor plain, String text) {
    boolean large = false;
    for (int i = 0; plain.dtype().isFloat() && i < plain.size(); i++) {
      large |= Math.abs(plain.getDouble(i)) >= SMALLEST_ROUNDED;
    }
    if (!large) {
      return Optional.empty();
    }
    try {
      Tensor integers = Formula.parse("cast(\n" + text + "\n, \"i64\")").value(Point.empty());
      return Optional.of(integers)
          .filter(whole -> whole.cast(plain.dtype()).sameBits(plain))
          .filter(whole -> !isExtreme(whole) || isWritten(text));
    } catch (DiagnosticException noIntegers) {
      return Optional.empty();
    }
  }

  /** Whether an element may stand for a larger or smaller number that has no place in 64 bits. */
  private static boolean isExtreme(Tensor integers) {
    return Arrays.stream(integers.toLongs())
        .anyMatch(element -> element == Long.MAX_VALUE || element == Long.MIN_VALUE);
  }

  /** Whether a text is nothing but integers of 64 bits, one or in lists. */
  private static boolean isWritten(String text) {
    return Arrays.stream(text.replaceAll("[\\[\\]]", " ").split(",", -1))
        .map(piece -> piece.replaceAll("[\\s_]", ""))
        .allMatch(piece -> INTEGER.matcher(piece).matches() && isLong(piece));
  }

  private static boolean isLong(String integer) {
    return new BigInteger(integer).bitLength() < Long.SIZE;
  }

  private String[] split(String option, String text) {
    int place = text.indexOf('=');
    String name = place < 0 ? "" : text.substring(0, place).strip();
    if (name.isEmpty()) {
      throw usage(option + " " + text + ": write NAME=...");
    }
    return new String[] {name, text.substring(place + 1)};
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
