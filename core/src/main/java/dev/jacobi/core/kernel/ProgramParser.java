package dev.jacobi.core.kernel;

import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a program from its text: buffers, functions, steps, outputs. */
final class ProgramParser {

  private final Scanner scanner;
  private final BodyParser bodies;
  private final StepParser parser;

  private ProgramParser(String text) {
    this.scanner = new Scanner(text);
    this.bodies = new BodyParser(scanner);
    this.parser = new StepParser(scanner, bodies);
  }

  static Program parse(String text) {
    return new ProgramParser(text).program();
  }

  private Program program() {
    List<Buffer> buffers = new ArrayList<>();
    while (scanner.sees("@")) {
      buffers.add(buffer(buffers.size()));
    }
    while (scanner.sees("function")) {
      bodies.function();
    }
    List<Step> steps = new ArrayList<>();
    Map<String, Program.Output> outputs = new LinkedHashMap<>();
    Verification verification = new Verification(buffers);
    int place = 0;
    require(verification, place);
    while (parser.sees()) {
      place = scanner.place();
      Step step = parser.step();
      verification.step(step);
      require(verification, place);
      steps.add(step);
    }
    while (scanner.sees("output")) {
      place = scanner.place();
      output(verification, outputs);
      require(verification, place);
    }
    if (!scanner.isAtEnd()) {
      throw scanner.unexpected(outputs.isEmpty() ? "a step or an output" : "an output or the end");
    }
    return new Program(buffers, steps, outputs);
  }

  private void require(Verification verification, int place) {
    if (verification.fault().isPresent()) {
      throw scanner.fault(
          place, "kernel/program", verification.fault().get(), "mend this, or what comes before");
    }
  }

  private Buffer buffer(int number) {
    int place = scanner.place();
    int id = parser.buffer();
    if (id != number) {
      throw scanner.fault(
          place,
          "kernel/buffer",
          "found @" + id + ", but @" + number + " is next",
          "count upwards");
    }
    scanner.expect(":");
    DType dtype = TypeText.dtype(scanner);
    scanner.expect("[");
    int size = scanner.count();
    scanner.expect("]", ",");
    return new Buffer(id, dtype, size, source(dtype, size));
  }

  private Buffer.Source source(DType dtype, int size) {
    if (scanner.accepts("input")) {
      return new Buffer.Input(scanner.name());
    }
    if (scanner.accepts("constant")) {
      return new Buffer.Constant(ConstantText.parse(scanner, dtype, size));
    }
    if (scanner.accepts("slot")) {
      return new Buffer.Temporary(scanner.count());
    }
    if (scanner.accepts("output")) {
      return new Buffer.Output();
    }
    throw scanner.unexpected("'input', 'constant', 'slot' or 'output'");
  }

  private void output(Verification verification, Map<String, Program.Output> outputs) {
    scanner.expect("output");
    int place = scanner.place();
    String name = scanner.name();
    scanner.expect("=");
    int buffer = parser.buffer();
    scanner.expect(":");
    Program.Output output = new Program.Output(buffer, TypeText.type(scanner));
    if (outputs.put(name, output) != null) {
      throw scanner.fault(
          place, "kernel/output", "two outputs are named " + name, "give each its own name");
    }
    verification.output(name, output);
  }
}
