package dev.jacobi.core.lower;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Load;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.kernel.Step;
import dev.jacobi.core.kernel.Streamed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds products that read the same tall matrix, one by rows and a later one summing over them,
 * with nothing but loops over the rows between them, as in the gradient of a regression; they are
 * done together, block of rows by block of rows, when the matrix does not stay in a cache anyway.
 */
final class Streaming {

  /** Matrices of fewer elements stay in the caches. */
  private static final int LARGE = 1 << 17;

  /** About how many elements of the matrix a block has. */
  private static final int BLOCK = 1 << 16;

  /** Rows of a block are a multiple of this, so that sums can be cut there. */
  private static final int UNIT = 128;

  private final List<Step> steps;
  private final Storage storage;

  private Streaming(List<Step> steps, Storage storage) {
    this.steps = steps;
    this.storage = storage;
  }

  /** The steps, some of them joined. */
  static List<Step> of(List<Step> steps, Storage storage) {
    List<Step> joined = steps;
    for (int last = 0; last < joined.size(); last++) {
      joined = new Streaming(joined, storage).joined(last).orElse(joined);
    }
    return joined;
  }

  /** The steps with one chain that ends at a place joined, if there is such a chain. */
  private Optional<List<Step>> joined(int last) {
    if (!(steps.get(last) instanceof Product second) || second.batch() != 1) {
      return Optional.empty();
    }
    for (int first = last - 1; first >= 0; first--) {
      if (steps.get(first) instanceof Product product && shareRows(product, second)) {
        return joined(first, last);
      }
    }
    return Optional.empty();
  }

  /** Whether the rows of one product are what the other sums over, in the same large matrix. */
  private static boolean shareRows(Product first, Product second) {
    Layout matrix = first.left();
    boolean large = first.batch() == 1 && (long) first.m() * first.k() >= LARGE;
    return large
        && first.m() == second.k()
        && first.result().isDense()
        && (matches(matrix, second.left(), 2) || matches(matrix, second.right(), 1));
  }

  private static boolean matches(Layout matrix, Layout other, int axis) {
    return other.buffer() == matrix.buffer()
        && other.offset() == matrix.offset()
        && other.strides().get(axis).equals(matrix.strides().get(1));
  }

  private Optional<List<Step>> joined(int first, int last) {
    Product start = (Product) steps.get(first);
    Product end = (Product) steps.get(last);
    Set<Integer> made = new HashSet<>(start.writes());
    List<Step> before = new ArrayList<>(steps.subList(0, first));
    List<Step> dependent = new ArrayList<>();
    for (Step step : steps.subList(first + 1, last)) {
      if (step.reads().stream().anyMatch(made::contains)) {
        dependent.add(step);
        made.addAll(step.writes());
      } else {
        before.add(step);
      }
    }
    Set<Integer> needed = new HashSet<>(end.reads());
    List<Step> chain = new ArrayList<>();
    List<Step> after = new ArrayList<>();
    for (int i = dependent.size() - 1; i >= 0; i--) {
      Step step = dependent.get(i);
      if (step.writes().stream().anyMatch(needed::contains)) {
        needed.addAll(step.reads());
        chain.add(0, step);
      } else {
        after.add(0, step);
      }
    }
    if (!streams(start, chain, end)) {
      return Optional.empty();
    }
    chain.add(0, start);
    chain.add(end);
    List<Step> result = before;
    result.add(new Streamed(chain, start.m(), block(start)));
    result.addAll(after);
    result.addAll(steps.subList(last + 1, steps.size()));
    return Optional.of(result);
  }

  private static int block(Product product) {
    int rows = Math.max(BLOCK / product.k() / UNIT, 1) * UNIT;
    return Math.min(rows, product.m());
  }

  /** Whether each row of all that is made on the way hangs on that row alone. */
  private boolean streams(Product start, List<Step> chain, Product end) {
    int rows = start.m();
    Set<Integer> stored = new HashSet<>(start.writes());
    Set<Integer> reduced = new HashSet<>();
    for (Step step : chain) {
      if (!(step instanceof Loop loop) || loop.elements() % rows != 0) {
        return false;
      }
      for (Load load : loop.loads()) {
        int buffer = load.place().buffer();
        boolean astray = stored.contains(buffer) && !byRows(load.place(), 0, rows);
        if (astray || reduced.contains(buffer) || load.demand().isPresent()) {
          return false;
        }
      }
      for (Loop.Target target : loop.targets()) {
        (target instanceof Loop.Store ? stored : reduced).add(target.buffer());
        if (target instanceof Loop.Store store && !isWhole(store.place())) {
          return false;
        }
        if (target instanceof Loop.Reduce reduce && !cutsAtRows(reduce, loop.elements() / rows)) {
          return false;
        }
      }
    }
    boolean left = end.left().buffer() != start.left().buffer();
    Layout other = left ? end.left() : end.right();
    return stored.contains(other.buffer()) && byRows(other, left ? 2 : 1, rows);
  }

  private boolean isWhole(Layout place) {
    return place.isDense() && place.elements() == storage.get(place.buffer()).size();
  }

  /** Whether a block of rows is a stretch that a reduction may be cut at. */
  private static boolean cutsAtRows(Loop.Reduce reduce, int row) {
    return reduce.outer() == 1
        ? reduce.inner() <= row && UNIT * row % (UNIT * reduce.inner()) == 0
        : row % (reduce.reduced() * reduce.inner()) == 0;
  }

  /** Whether the elements at a position of an axis are those of the buffer's row of that number. */
  private boolean byRows(Layout layout, int axis, int rows) {
    int row = storage.get(layout.buffer()).size() / rows;
    boolean fits =
        layout.offset() == 0
            && layout.sizes().get(axis) == rows
            && layout.strides().get(axis) == row;
    int reach = 0;
    for (int i = 0; i < layout.sizes().size(); i++) {
      fits &= layout.strides().get(i) >= 0;
      reach += i == axis ? 0 : (layout.sizes().get(i) - 1) * layout.strides().get(i);
    }
    return fits && reach < row;
  }
}
