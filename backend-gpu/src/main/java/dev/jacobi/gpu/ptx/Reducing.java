package dev.jacobi.gpu.ptx;

import java.util.ArrayList;
import java.util.List;

/**
 * What a kernel that reduces is asked for.
 *
 * @param work what is computed for each element: first the values to store, then those to reduce
 * @param stores where each of the former goes
 * @param folds how the latter are reduced
 */
record Reducing(Work work, List<Argument> stores, Geometry geometry, List<Combination> folds) {

  /** The reductions' names, then how the work is cut. */
  String name(String cut) {
    return Folds.names(folds) + "_" + cut;
  }

  /** A line for a person who reads the text. */
  String comment(String cut) {
    return Folds.names(folds)
        + ", "
        + cut
        + ": "
        + work.sources().size()
        + " loads, "
        + work.body().instructions().size()
        + " operations, "
        + stores.size()
        + " stores";
  }

  /** Stores, for neighbouring elements, what is to be stored; the rest of their results. */
  List<List<String>> stored(Listing code, String element, List<List<String>> results) {
    for (int i = 0; i < stores.size(); i++) {
      int own = i;
      String address = Elements.address(code, work.lane(i), code.address(stores.get(i)), element);
      List<String> values = results.stream().map(one -> one.get(own)).toList();
      Elements.store(code, work.lane(i), address, 0, values);
    }
    List<List<String>> rest = new ArrayList<>();
    results.forEach(one -> rest.add(one.subList(stores.size(), one.size())));
    return rest;
  }
}
