package dev.jacobi.gpu.ptx;

import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.List;

/** Launches in order, and their scratch memory, while a step becomes an emission. */
final class Plan {

  private final List<Launch> launches = new ArrayList<>();
  private final List<Long> scratch = new ArrayList<>();

  void add(Launch launch) {
    launches.add(launch);
  }

  /** Adds what a part of the step became. */
  void add(Emission part) {
    int first = scratch.size();
    for (Launch launch : part.launches()) {
      List<Argument> arguments =
          launch.arguments().stream().map(argument -> shifted(argument, first)).toList();
      launches.add(new Launch(launch.kernel(), launch.blocks(), launch.threads(), arguments));
    }
    scratch.addAll(part.scratch());
  }

  private static Argument shifted(Argument argument, int first) {
    return argument instanceof Argument.Scratch own
        ? new Argument.Scratch(own.index() + first)
        : argument;
  }

  /** Room for elements that only this step needs. */
  Argument scratch(Lane lane, long count) {
    scratch.add(count * Elements.bytes(lane));
    return new Argument.Scratch(scratch.size() - 1);
  }

  Emission emission() {
    return new Emission(launches, scratch);
  }
}
