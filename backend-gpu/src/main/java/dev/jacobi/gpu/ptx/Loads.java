package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Demand;
import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.primitive.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loads of a kernel, and its stores to places that are not dense: which element of each buffer
 * belongs to an element of the space, counted in row-major order. What is one and the same for the
 * whole space is loaded once by each thread. Sizes, strides and offsets are parameters, so that one
 * text serves many shapes; only strides of 0 and 1 are told from others, and in uniform loads not
 * even those.
 */
final class Loads {

  private final Listing code;
  private final Axes axes;

  /** The loads, then the positions of those that pick, then the stores. */
  private final List<Source> spots;

  private final int loads;
  private final int stores;

  /** By load: the spot of the positions that pick; negative where nothing does. */
  private final int[] positions;

  private final boolean uniform;
  private final String[] bases;
  private final Divisor[] divisors;
  private final Map<String, String> strides = new HashMap<>();

  /** By load: the register of what was loaded for all elements, or empty. */
  private final String[] repeated;

  /**
   * Where a load finds its elements.
   *
   * @param from the memory, whatever buffer the layout names
   * @param pick what picks among elements that begin there, if anything does
   */
  record Source(Argument from, Layout layout, Lane lane, Optional<Demand.Pick> pick) {

    /** Elements that lie where a layout says. */
    Source(Argument from, Layout layout, Lane lane) {
      this(from, layout, lane, Optional.empty());
    }
  }

  /** Loads over a space, and no stores. */
  Loads(Listing code, List<Integer> space, List<Source> sources, boolean uniform) {
    this(code, space, sources, List.of(), uniform);
  }

  /**
   * Loads over a space.
   *
   * @param stores where results go
   * @param uniform whether the text shall be the same for all layouts
   */
  Loads(
      Listing code,
      List<Integer> space,
      List<Source> sources,
      List<Source> stores,
      boolean uniform) {
    this.code = code;
    this.uniform = uniform;
    this.loads = sources.size();
    this.spots = new ArrayList<>(sources);
    this.positions = new int[loads];
    for (int load = 0; load < loads; load++) {
      Optional<Demand.Pick> pick = spots.get(load).pick();
      positions[load] = pick.isPresent() ? spots.size() : -1;
      pick.ifPresent(
          own -> {
            Argument from = new Argument.Address(own.integers().buffer());
            spots.add(new Source(from, own.integers(), Lane.I64));
          });
    }
    this.stores = spots.size();
    spots.addAll(stores);
    List<Layout> layouts = spots.stream().map(Source::layout).toList();
    Axes least = Axes.of(space, layouts);
    this.axes = uniform && least.count() > 1 ? least.padded(4) : least;
    this.bases = new String[spots.size()];
    this.repeated = new String[loads];
    Arrays.fill(repeated, "");
    this.divisors = new Divisor[axes.count()];
    for (int axis = axes.count() - 1; axis > 0; axis--) {
      divisors[axis] = new Divisor(code, axes.sizes().get(axis));
    }
    for (int spot = 0; spot < bases.length; spot++) {
      bases[spot] = base(spot);
    }
  }

  private String base(int load) {
    Layout layout = spots.get(load).layout();
    String start = code.address(spots.get(load).from());
    if (layout.offset() == 0 && !uniform) {
      return start;
    }
    String offset = code.number(layout.offset());
    return code.first(code.b64(), "mad.wide.s32", offset, Elements.bytes(lane(load)), start);
  }

  private Lane lane(int load) {
    return spots.get(load).lane();
  }

  /** Loads what is the same for all elements; to be written where all threads come by. */
  void begin() {
    for (int load = 0; load < loads; load++) {
      if (isRepeated(load)) {
        repeated[load] = Elements.load(code, lane(load), bases[load], 0);
      }
    }
  }

  private boolean isRepeated(int load) {
    boolean picks = load < loads && positions[load] >= 0;
    return !uniform && !picks && load < stores && axes.isRepeated(load);
  }

  /** The places in their buffers, by load, of an element of the space. */
  String[] places(String element) {
    String[] places = new String[bases.length];
    Map<String, String> known = new HashMap<>();
    String left = element;
    String[] coordinates = new String[axes.count()];
    for (int axis = axes.count() - 1; axis > 0; axis--) {
      String quotient = divisors[axis].quotient(left);
      coordinates[axis] = divisors[axis].rest(left, quotient);
      left = quotient;
    }
    coordinates[0] = left;
    for (int load = 0; load < places.length; load++) {
      if (isRepeated(load)) {
        places[load] = "";
        continue;
      }
      String key = uniform ? Integer.toString(load) : Arrays.toString(column(load));
      String place = known.get(key);
      if (place == null) {
        place = place(load, coordinates);
        known.put(key, place);
      }
      places[load] = place;
    }
    return places;
  }

  private int[] column(int load) {
    return axes.strides().stream().mapToInt(own -> own[load]).toArray();
  }

  private String place(int load, String[] coordinates) {
    String place = "";
    for (int axis = 0; axis < coordinates.length; axis++) {
      int stride = axes.strides().get(axis)[load];
      if (!uniform && stride == 0) {
        continue;
      }
      if (!uniform && stride == 1) {
        place = place.isEmpty() ? coordinates[axis] : code.b32("add.s32", place, coordinates[axis]);
      } else {
        String by = stride("axis " + axis + (uniform ? " load " + load : ""), stride);
        place =
            place.isEmpty()
                ? code.b32("mul.lo.s32", coordinates[axis], by)
                : code.b32("mad.lo.s32", coordinates[axis], by, place);
      }
    }
    return place;
  }

  /** A stride as a parameter, one for equal strides along the same axis. */
  private String stride(String axis, int stride) {
    return strides.computeIfAbsent(axis + " " + stride, key -> code.number(stride));
  }

  /** Whether the elements form a single row, so that the last vector may lack some. */
  boolean isRow() {
    return axes.count() == 1;
  }

  /** Whether so many neighbours from a multiple of their number on lie in one row of every load. */
  boolean isWhole(int width) {
    return width == 1 || axes.count() == 1 || axes.inner() % width == 0;
  }

  /** The values, by load, of the element at some places. */
  List<String> read(String[] places) {
    return read(places, 1).get(0);
  }

  /** Whether a spot is a load of elements that nothing picks. */
  boolean isPlain(int spot) {
    return spot < loads && positions[spot] < 0;
  }

  /** The value of a neighbour of the element at some places, which its positions pick. */
  private String picked(int load, String[] places, int neighbour) {
    String place = neighbour(load, places[load], neighbour);
    int spot = positions[load];
    Demand.Pick pick = spots.get(load).pick().orElseThrow();
    String given = single(spot, neighbour(spot, places[spot], neighbour));
    String position = code.b32("cvt.u32.u64", given);
    String behind = code.b32("add.s32", position, code.number(pick.extent()));
    String negative = code.test("setp.lt.s32", position, 0);
    String counted = code.b32("selp.b32", behind, position, negative);
    String stride = code.number(pick.stride());
    return single(
        load,
        place.isEmpty()
            ? code.b32("mul.lo.s32", counted, stride)
            : code.b32("mad.lo.s32", counted, stride, place));
  }

  /** The place of an element some elements further on along the innermost axis. */
  private String neighbour(int spot, String place, int count) {
    int stride = axes.innerStride(spot);
    return count == 0 || stride == 0
        ? place
        : code.b32("add.s32", place, code.number(count * stride));
  }

  /** The value of a spot at a place. */
  String single(int spot, String place) {
    return Elements.load(code, lane(spot), address(spot, place), 0);
  }

  private String address(int spot, String place) {
    return place.isEmpty() ? bases[spot] : Elements.address(code, lane(spot), bases[spot], place);
  }

  /** The address where a store puts the element at some places. */
  String target(int store, String[] places) {
    return address(stores + store, places[stores + store]);
  }

  /**
   * The values of neighbouring elements.
   *
   * @param places those of the first, whose number is a multiple of the width
   * @return by element, then by load
   */
  List<List<String>> read(String[] places, int width) {
    return read(places, width, repeated);
  }

  /**
   * The values of neighbouring elements.
   *
   * @param held by load, what was loaded before; empty for what was not
   */
  List<List<String>> read(String[] places, int width, String[] held) {
    List<List<String>> values = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      values.add(new ArrayList<>());
    }
    for (int load = 0; load < loads; load++) {
      String known = held[load].isEmpty() ? repeated[load] : held[load];
      String[] own = neighbours(load, places, width, known);
      for (int i = 0; i < width; i++) {
        values.get(i).add(own[i]);
      }
    }
    return values;
  }

  private String[] neighbours(int load, String[] places, int width, String known) {
    String[] own = new String[width];
    if (!known.isEmpty()) {
      Arrays.fill(own, known);
      return own;
    }
    if (positions[load] >= 0) {
      Arrays.setAll(own, i -> picked(load, places, i));
      return own;
    }
    String place = places[load];
    if (width == 1) {
      own[0] = single(load, place);
      return own;
    }
    int stride = axes.innerStride(load);
    Lane lane = lane(load);
    if (stride == 0) {
      Arrays.fill(own, single(load, place));
      return own;
    }
    if (stride == 1) {
      String address = Elements.address(code, lane, bases[load], place);
      if (isAligned(load, width)) {
        return Elements.load(code, lane, address, 0, width);
      }
      for (int i = 0; i < width; i++) {
        own[i] = Elements.load(code, lane, address, i * Elements.bytes(lane));
      }
      return own;
    }
    String by = stride("axis " + (axes.count() - 1), stride);
    String at = place;
    for (int i = 0; i < width; i++) {
      at = i == 0 ? at : code.b32("add.s32", at, by);
      own[i] = single(load, at);
    }
    return own;
  }

  /** Whether vectors of neighbours lie at multiples of their size. */
  private boolean isAligned(int load, int width) {
    boolean aligned = spots.get(load).layout().offset() % width == 0;
    for (int axis = 0; axis < axes.count() - 1; axis++) {
      aligned &= axes.strides().get(axis)[load] % width == 0;
    }
    return aligned;
  }

  /** The stride of every load along the middle of outer × count × inner, where it has one. */
  Optional<int[]> along(int count, int inner) {
    return axes.along(count, inner);
  }

  /** Places some elements further on. */
  String[] further(String[] places, String[] steps, String count) {
    String[] result = new String[places.length];
    Map<String, String> known = new HashMap<>();
    for (int load = 0; load < places.length; load++) {
      String place = places[load];
      String step = steps[load];
      result[load] =
          place.isEmpty() || step.equals("0")
              ? place
              : known.computeIfAbsent(
                  place + " " + step,
                  key ->
                      step.equals("1")
                          ? code.b32("add.s32", place, count)
                          : code.b32("mad.lo.s32", count, step, place));
    }
    return result;
  }

  /** Strides as operands: 0, 1 and parameters. */
  String[] steps(int[] along) {
    String[] steps = new String[along.length];
    for (int load = 0; load < steps.length; load++) {
      steps[load] =
          along[load] == 0 || along[load] == 1
              ? Integer.toString(along[load])
              : stride("rows", along[load]);
    }
    return steps;
  }
}
