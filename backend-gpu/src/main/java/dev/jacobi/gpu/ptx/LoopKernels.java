package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Loop;
import dev.jacobi.core.primitive.Body;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a loop becomes. Targets that reduce in one geometry share a kernel, and stores join the
 * first such kernel; values that are long to compute, or are multiplied one after the other, are
 * computed by a map first.
 */
final class LoopKernels {

  /** So many threads keep a large device busy. */
  static final int MANY = 1 << 18;

  /** From this weight on values are computed by a map before they are reduced. */
  private static final int LONG = 100;

  /** More loads than this are a map's, which can be cut. */
  private static final int SOURCES = 32;

  /** The results that one kernel reduces, at most: each needs registers for its lanes. */
  private static final int RESULTS = 4;

  /** Rows shorter than this have a thread each. */
  private static final int SHORT_ROW = 8;

  private final Loop loop;
  private final Body body;
  private final Target target;
  private final Plan plan;

  private LoopKernels(Loop loop, Target target, Plan plan) {
    this.loop = loop;
    this.body = loop.body().inlined();
    this.target = target;
    this.plan = plan;
  }

  /** Adds the launches of a loop. */
  static void add(Loop loop, Target target, Plan plan) {
    new LoopKernels(loop, target, plan).add();
  }

  private void add() {
    List<Integer> stores = new ArrayList<>();
    Map<Geometry, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < loop.targets().size(); i++) {
      if (loop.targets().get(i) instanceof Loop.Reduce reduce) {
        groups.computeIfAbsent(Geometry.of(reduce), key -> new ArrayList<>()).add(i);
      } else {
        stores.add(i);
      }
    }
    List<Integer> mapped = new ArrayList<>(stores);
    Map<Geometry, List<Integer>> direct = new LinkedHashMap<>();
    Map<Geometry, List<Integer>> later = new LinkedHashMap<>();
    groups.forEach(
        (geometry, targets) -> {
          Work work = Work.of(loop, body, targets);
          boolean large = work.sources().size() > SOURCES;
          if (large || work.weight() > (geometry.sequential() ? 0 : LONG)) {
            later.put(geometry, targets);
            mapped.addAll(targets);
          } else {
            direct.put(geometry, targets);
          }
        });
    boolean dense = stores.stream().allMatch(store -> sink(store).place().isEmpty());
    boolean joined = dense && later.isEmpty() && !direct.isEmpty() && isShort(stores, direct);
    if (!mapped.isEmpty() && !joined) {
      map(mapped, later);
    }
    List<Integer> joining = joined ? stores : List.of();
    for (Map.Entry<Geometry, List<Integer>> group : direct.entrySet()) {
      reduce(group.getKey(), group.getValue(), joining);
      joining = List.of();
    }
  }

  /** Whether stores may join the first kernel that reduces. */
  private boolean isShort(List<Integer> stores, Map<Geometry, List<Integer>> direct) {
    List<Integer> all = new ArrayList<>(stores);
    all.addAll(direct.values().iterator().next());
    Work work = Work.of(loop, body, all);
    return all.size() <= 2 * RESULTS
        && !direct.keySet().iterator().next().sequential()
        && work.sources().size() <= SOURCES
        && work.weight() <= LONG;
  }

  /** Stores some results, and those that are reduced later to scratch memory; reduces these. */
  private void map(List<Integer> mapped, Map<Geometry, List<Integer>> later) {
    Work work = Work.of(loop, body, mapped);
    List<MapKernel.Sink> places = new ArrayList<>();
    Map<Integer, Argument> scratch = new LinkedHashMap<>();
    for (int i = 0; i < mapped.size(); i++) {
      if (loop.targets().get(mapped.get(i)) instanceof Loop.Reduce) {
        Argument room = plan.scratch(work.lane(i), work.elements());
        places.add(MapKernel.Sink.dense(room));
        scratch.put(mapped.get(i), room);
      } else {
        places.add(sink(mapped.get(i)));
      }
    }
    Segments.add(work, places, target, plan);
    later.forEach(
        (geometry, targets) -> {
          for (int from = 0; from < targets.size(); from += RESULTS) {
            List<Integer> some = some(targets, from);
            List<Argument> values = some.stream().map(scratch::get).toList();
            List<Lane> lanes = some.stream().map(this::lane).toList();
            Work reading = Work.reading(loop.space(), values, lanes);
            reduce(new Reducing(reading, List.of(), geometry, folds(some)), some);
          }
        });
  }

  private void reduce(Geometry geometry, List<Integer> targets, List<Integer> stores) {
    for (int from = 0; from < targets.size(); from += RESULTS) {
      List<Integer> own = from == 0 ? stores : List.of();
      List<Integer> some = some(targets, from);
      List<Integer> all = new ArrayList<>(own);
      all.addAll(some);
      List<Argument> stored = own.stream().map(this::buffer).toList();
      Work work = Work.of(loop, body, all);
      reduce(new Reducing(work, stored, geometry, folds(some)), some);
    }
  }

  private void reduce(Reducing reducing, List<Integer> targets) {
    List<Argument> results = targets.stream().map(this::buffer).toList();
    Geometry geometry = reducing.geometry();
    if (geometry.inner() > 1 || geometry.reduced() < SHORT_ROW || geometry.sequential()) {
      ColumnKernel.add(reducing, results, target, plan);
    } else {
      RowKernel.add(reducing, results, target, plan);
    }
  }

  private static List<Integer> some(List<Integer> targets, int from) {
    return targets.subList(from, Math.min(from + RESULTS, targets.size()));
  }

  private MapKernel.Sink sink(int target) {
    Layout place = ((Loop.Store) loop.targets().get(target)).place();
    boolean dense = place.offset() == 0 && place.isDense();
    return new MapKernel.Sink(buffer(target), dense ? Optional.empty() : Optional.of(place));
  }

  private Argument buffer(int target) {
    return new Argument.Address(loop.targets().get(target).buffer());
  }

  private Lane lane(int target) {
    return body.lane(body.results().get(target));
  }

  private List<Combination> folds(List<Integer> targets) {
    return targets.stream()
        .map(
            target -> {
              Loop.Reduce reduce = (Loop.Reduce) loop.targets().get(target);
              return new Combination(reduce.reduction(), lane(target));
            })
        .toList();
  }
}
