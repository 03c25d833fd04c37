package dev.jacobi.core.kernel;

import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Function;
import dev.jacobi.core.primitive.Instruction;
import dev.jacobi.core.primitive.Lane;
import dev.jacobi.core.primitive.Primitive;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads straight-line code, and the functions that it calls. */
final class BodyParser {

  private final Scanner scanner;
  private final Map<String, Function> functions = new HashMap<>();

  BodyParser(Scanner scanner) {
    this.scanner = scanner;
  }

  /** A function; it is known from here on. */
  void function() {
    scanner.expect("function");
    int place = scanner.place();
    String name = scanner.word("the name of a function");
    Body body = body();
    List<Lane> results = body.results().stream().map(body::lane).toList();
    boolean doubles =
        body.parameters().stream().allMatch(lane -> lane == Lane.F64)
            && results.equals(List.of(Lane.F64));
    if (!doubles) {
      throw fault(place, name + " is no function of doubles", "give it F64 throughout");
    }
    if (functions.put(name, new Function(name, body)) != null) {
      throw fault(place, name + " is there already", "give each function a name of its own");
    }
  }

  private RuntimeException fault(int place, String message, String hint) {
    return scanner.fault(place, "kernel/body", message, hint);
  }

  /** Parameters, instructions, and results. */
  Body body() {
    List<Lane> parameters = new ArrayList<>();
    scanner.expect("(");
    while (!scanner.sees(")")) {
      if (!parameters.isEmpty()) {
        scanner.expect(",");
      }
      next(parameters.size());
      scanner.expect(":");
      parameters.add(TypeText.lane(scanner));
    }
    scanner.expect(")", "{");
    List<Lane> lanes = new ArrayList<>(parameters);
    List<Instruction> instructions = new ArrayList<>();
    while (!scanner.sees("return")) {
      Instruction instruction = instruction(lanes, instructions);
      instructions.add(instruction);
      lanes.add(instruction.lane());
    }
    scanner.expect("return");
    List<Integer> results = new ArrayList<>();
    while (!scanner.sees("}")) {
      if (!results.isEmpty()) {
        scanner.expect(",");
      }
      results.add(value(lanes));
    }
    scanner.expect("}");
    return new Body(parameters, instructions, results);
  }

  /** The number of the value that comes next. */
  private void next(int number) {
    int place = scanner.place();
    scanner.expect("%");
    int found = scanner.count();
    if (found != number) {
      throw fault(place, "found %" + found + ", but %" + number + " is next", "count upwards");
    }
  }

  private int value(List<Lane> lanes) {
    int place = scanner.place();
    scanner.expect("%");
    int number = scanner.count();
    if (number >= lanes.size()) {
      throw fault(place, "there is no %" + number + " yet", "use a value made before");
    }
    return number;
  }

  private Instruction instruction(List<Lane> lanes, List<Instruction> before) {
    int place = scanner.place();
    next(lanes.size());
    scanner.expect("=");
    Lane lane = TypeText.lane(scanner);
    Instruction made = made(lane, lanes);
    List<Lane> operands = made.operands().stream().map(lanes::get).toList();
    boolean fits =
        made.lane() == lane
            && made.fits(operands)
            && Body.hasKnownShift(made, lanes.size() - before.size(), before);
    if (!fits) {
      throw fault(place, made + " does not take " + operands, "give operands that fit");
    }
    return made;
  }

  private Instruction made(Lane lane, List<Lane> lanes) {
    if (scanner.accepts("call")) {
      int place = scanner.place();
      String name = scanner.word("the name of a function");
      Optional<Function> function = Optional.ofNullable(functions.get(name));
      return new Instruction.Call(
          function.orElseThrow(
              () -> fault(place, "there is no function " + name, "define it before the steps")),
          values(lanes));
    }
    int place = scanner.place();
    String text = scanner.number();
    Optional<Primitive> primitive =
        Arrays.stream(Primitive.values()).filter(p -> p.name().equals(text)).findFirst();
    return primitive.isPresent()
        ? new Instruction.Apply(primitive.get(), lane, values(lanes))
        : constant(place, lane, text);
  }

  private List<Integer> values(List<Lane> lanes) {
    List<Integer> values = new ArrayList<>();
    // Operands end where a value of the next line is made.
    while (scanner.sees("%") && !scanner.isDefinition()) {
      values.add(value(lanes));
    }
    return values;
  }

  private Instruction constant(int place, Lane lane, String text) {
    try {
      switch (lane) {
        case F64 -> {
          return Instruction.Constant.of(Double.parseDouble(text));
        }
        case F32 -> {
          return Instruction.Constant.of(Float.parseFloat(text));
        }
        case I64 -> {
          if (text.startsWith("0x")) {
            return new Instruction.Constant(lane, Long.parseUnsignedLong(text.substring(2), 16));
          }
        }
        case TRUTH -> {
          if (text.equals("true") || text.equals("false")) {
            return new Instruction.Constant(lane, text.equals("true") ? 1 : 0);
          }
        }
      }
    } catch (NumberFormatException none) {
      throw noConstant(place, lane, text);
    }
    throw noConstant(place, lane, text);
  }

  private RuntimeException noConstant(int place, Lane lane, String text) {
    return fault(
        place, text + " is neither a primitive nor a constant of lane " + lane, "give one that is");
  }
}
