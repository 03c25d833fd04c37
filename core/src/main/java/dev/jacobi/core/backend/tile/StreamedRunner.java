package dev.jacobi.core.backend.tile;

import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.kernel.Streamed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Steps over the rows of a tall matrix, block by block. */
final class StreamedRunner implements StepRunner {

  private final Streamed streamed;
  private final List<LoopRunner> loops;
  private final ProductRunner.Sizes first;
  private final ProductRunner.Sizes last;

  StreamedRunner(
      Streamed streamed, Machine machine, ProductRunner.Sizes first, ProductRunner.Sizes last) {
    this.streamed = streamed;
    this.loops = streamed.loops().stream().map(loop -> new LoopRunner(loop, machine)).toList();
    this.first = first;
    this.last = last;
  }

  private record Rooms(List<LoopRunner.State> loops) implements State {}

  @Override
  public State state() {
    List<LoopRunner.State> states = new ArrayList<>();
    loops.forEach(loop -> states.add(loop.state()));
    return new Rooms(states);
  }

  @Override
  public void run(Object[] buffers, State own, Machine machine) {
    List<LoopRunner.State> states = ((Rooms) own).loops();
    for (int from = 0; from < streamed.rows(); from += streamed.block()) {
      int count = Math.min(streamed.block(), streamed.rows() - from);
      new ProductRunner(streamed.first().rows(from, count), first).run(buffers, false, machine);
      for (int i = 0; i < loops.size(); i++) {
        int row = loops.get(i).elements / streamed.rows();
        loops.get(i).stretch(buffers, states.get(i), from * row, (from + count) * row);
      }
      Product part = streamed.last().terms(from, count);
      new ProductRunner(part, last).run(buffers, from > 0, machine);
    }
    for (int i = 0; i < loops.size(); i++) {
      loops.get(i).finish(buffers, states.get(i));
    }
  }

  @Override
  public String description() {
    return "for each "
        + streamed.block()
        + " of "
        + streamed.rows()
        + " rows: "
        + streamed.first().toString().strip()
        + loops.stream().map(l -> "; " + l.description()).collect(Collectors.joining())
        + "; "
        + streamed.last().toString().strip();
  }
}
