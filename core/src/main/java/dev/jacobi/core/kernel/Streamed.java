package dev.jacobi.core.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Steps that go over the same rows of a tall matrix, done block of rows by block of rows, so that
 * the matrix is read once: a product whose rows they are, loops over its result, and a product that
 * sums over them. Every step but the last computes a row from that row alone; the last goes on
 * adding, block by block, which is the order of its sum.
 *
 * @param rows how many rows
 * @param block how many are done at a time
 */
public record Streamed(List<Step> steps, int rows, int block) implements Step {

  /** Copies the list, and checks what it holds. */
  public Streamed {
    steps = List.copyOf(steps);
    fault(steps, rows, block)
        .ifPresent(
            fault -> {
              throw new AssertionError(fault);
            });
  }

  /** What is wrong with steps over rows, if anything is. */
  static Optional<String> fault(List<Step> steps, int rows, int block) {
    int last = steps.size() - 1;
    boolean products =
        last > 0
            && steps.get(0) instanceof Product first
            && first.m() == rows
            && first.batch() == 1
            && steps.get(last) instanceof Product second
            && second.k() == rows
            && second.batch() == 1;
    if (!products || block < 1) {
      return Optional.of("no products over " + rows + " rows at both ends");
    }
    boolean loops =
        steps.subList(1, last).stream()
            .allMatch(step -> step instanceof Loop loop && loop.elements() % rows == 0);
    return loops ? Optional.empty() : Optional.of("no loops over " + rows + " rows in between");
  }

  /** The product whose rows are those of the matrix. */
  public Product first() {
    return (Product) steps.get(0);
  }

  /** The loops in between. */
  public List<Loop> loops() {
    return steps.subList(1, steps.size() - 1).stream().map(Loop.class::cast).toList();
  }

  /** The product that sums over the rows. */
  public Product last() {
    return (Product) steps.get(steps.size() - 1);
  }

  @Override
  public List<Integer> reads() {
    Set<Integer> read = new LinkedHashSet<>();
    Set<Integer> written = new LinkedHashSet<>(writes());
    steps.forEach(step -> read.addAll(step.reads()));
    read.removeAll(written);
    return List.copyOf(read);
  }

  @Override
  public List<Integer> writes() {
    List<Integer> written = new ArrayList<>();
    steps.forEach(step -> written.addAll(step.writes()));
    return written;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("for each ").append(block).append(" of ").append(rows).append(" rows {\n");
    steps.forEach(
        step ->
            text.append("  ").append(step.toString().strip().replace("\n", "\n  ")).append('\n'));
    return text.append("}\n").toString();
  }
}
