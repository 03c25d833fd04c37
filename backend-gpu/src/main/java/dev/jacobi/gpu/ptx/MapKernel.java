package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A kernel that stores every result of every element. A thread has 16 bytes of neighbouring
 * elements, or a single one where the code is long: then registers are what there is too little of.
 */
final class MapKernel {

  /** From this weight on a thread has one element, and one text serves all layouts. */
  private static final int LONG = 40;

  private static final int THREADS = 256;
  private static final int THREADS_OF_LONG = 128;

  private final Work work;
  private final List<Sink> sinks;
  private final Listing code;
  private final Loads loads;

  /** By result: its number among the stores that are not dense, or a negative one. */
  private final List<Integer> scattered;

  private final boolean isLong;
  private final int width;

  /**
   * Where a result goes.
   *
   * @param to the memory
   * @param place where in it the elements go, if not densely from its beginning
   */
  record Sink(Argument to, Optional<Layout> place) {

    /** Densely, from the beginning. */
    static Sink dense(Argument to) {
      return new Sink(to, Optional.empty());
    }
  }

  private MapKernel(Work work, List<Sink> sinks, Target target) {
    this.work = work;
    this.sinks = sinks;
    String name = "map_" + work.sources().size() + "_" + sinks.size();
    String comment =
        "map: "
            + work.sources().size()
            + " loads, "
            + work.body().instructions().size()
            + " operations, "
            + sinks.size()
            + " stores";
    this.code = new Listing(name, comment, target);
    this.isLong = work.weight() >= LONG;
    this.scattered = new ArrayList<>();
    List<Loads.Source> places = new ArrayList<>();
    for (int i = 0; i < sinks.size(); i++) {
      Sink sink = sinks.get(i);
      scattered.add(sink.place().isPresent() ? places.size() : -1);
      Lane lane = work.lane(i);
      sink.place().ifPresent(place -> places.add(new Loads.Source(sink.to(), place, lane)));
    }
    this.loads = new Loads(code, work.space(), work.sources(), places, isLong);
    List<Lane> stored = IntStream.range(0, sinks.size()).mapToObj(work::lane).toList();
    int fitting = work.widest(stored) == 8 ? 2 : 4;
    boolean single = isLong || !places.isEmpty() || !loads.isWhole(fitting);
    this.width = single ? 1 : fitting;
  }

  /**
   * The launch that stores results.
   *
   * @param sinks where each result goes
   */
  static Launch launch(Work work, List<Sink> sinks, Target target) {
    return new MapKernel(work, sinks, target).launch();
  }

  private Launch launch() {
    int threads = isLong ? THREADS_OF_LONG : THREADS;
    int count = work.elements();
    int vectors = (count - 1) / width + 1;
    String thread = code.b32("mov.u32", "%tid.x");
    String block = code.b32("mov.u32", "%ctaid.x");
    String vector = code.b32("mad.lo.u32", block, threads, thread);
    String done = code.label("done");
    code.jumpIf(code.test("setp.ge.u32", vector, code.number(vectors)), done);
    loads.begin();
    if (width == 1) {
      single(vector);
    } else {
      vectors(code.b32("shl.b32", vector, Integer.numberOfTrailingZeros(width)), count);
    }
    code.place(done);
    return code.launch(Blocks.of((vectors - 1) / threads + 1), threads);
  }

  private void single(String element) {
    String[] places = loads.places(element);
    List<String> results = BodyWriter.write(code, work.body(), loads.read(places));
    for (int i = 0; i < sinks.size(); i++) {
      String address =
          scattered.get(i) < 0 ? dense(i, element) : loads.target(scattered.get(i), places);
      Elements.store(code, work.lane(i), address, 0, List.of(results.get(i)));
    }
  }

  private String dense(int sink, String element) {
    return Elements.address(code, work.lane(sink), code.address(sinks.get(sink).to()), element);
  }

  private void store(String element, int count, List<String> results) {
    for (int i = 0; i < sinks.size(); i++) {
      int sink = i;
      List<String> values =
          IntStream.range(0, count).mapToObj(k -> results.get(k * sinks.size() + sink)).toList();
      Elements.store(code, work.lane(i), dense(i, element), 0, values);
    }
  }

  private void vectors(String element, int count) {
    String[] places = loads.places(element);
    if (!loads.isRow()) {
      store(element, width, compute(loads.read(places, width)));
      return;
    }
    String number = code.number(count);
    String end = code.b32("add.s32", element, width);
    String whole = code.test("setp.le.u32", end, number);
    String some = code.label("some");
    String loaded = code.label("loaded");
    code.jumpUnless(whole, some);
    List<List<String>> values = loads.read(places, width);
    code.jump(loaded);
    code.place(some);
    String last = code.b32("sub.s32", number, 1);
    for (int i = 0; i < width; i++) {
      String own = i == 0 ? element : code.b32("add.s32", element, i);
      String at = i == 0 ? own : code.b32("min.u32", own, last);
      move(loads.read(loads.places(at)), values.get(i));
    }
    code.place(loaded);
    List<String> results = compute(values);
    String single = code.label("single");
    String stored = code.label("stored");
    code.jumpUnless(whole, single);
    store(element, width, results);
    code.jump(stored);
    code.place(single);
    for (int i = 0; i < width - 1; i++) {
      String own = i == 0 ? element : code.b32("add.s32", element, i);
      code.jumpIf(code.test("setp.ge.u32", own, number), stored);
      store(own, 1, results.subList(i * sinks.size(), (i + 1) * sinks.size()));
    }
    code.place(stored);
  }

  private void move(List<String> from, List<String> to) {
    for (int load = 0; load < from.size(); load++) {
      if (!from.get(load).equals(to.get(load))) {
        String type =
            switch (work.sources().get(load).lane()) {
              case F64 -> "mov.f64";
              case F32 -> "mov.f32";
              case I64 -> "mov.b64";
              case TRUTH -> "mov.pred";
            };
        code.add(type, to.get(load), from.get(load));
      }
    }
  }

  /** The results, element after element. */
  private List<String> compute(List<List<String>> values) {
    return values.stream()
        .flatMap(own -> BodyWriter.write(code, work.body(), own).stream())
        .toList();
  }
}
