package dev.jacobi.symbolic;

import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.Dim;
import dev.jacobi.core.type.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sizes of named dimensions, settled by the shapes that are met. Equal names, equal sizes. */
final class Sizes {

  private final Map<String, Long> known = new LinkedHashMap<>();

  /**
   * Notes the sizes that a shape gives to the names of another; a shape that does not fit is a
   * diagnostic.
   */
  void unify(String input, Shape declared, Shape found) {
    boolean fits = declared.rank() == found.rank();
    for (int axis = 0; fits && axis < declared.rank(); axis++) {
      fits = unify(declared.dim(axis), found.dim(axis));
    }
    if (!fits) {
      String bound = declared.isFixed() ? "" : ", where " + known;
      throw Diagnostic.error(
              "input/shape",
              "the input "
                  + input
                  + " has shape "
                  + declared
                  + bound
                  + ", but is given a value of shape "
                  + found,
              "give a value of that shape, or another shape for the input")
          .exception();
    }
  }

  private boolean unify(Dim declared, Dim found) {
    if (declared.equals(found)) {
      return true;
    }
    if (!(declared instanceof Dim.Named named) || !found.isFixed()) {
      return false;
    }
    Long before = known.putIfAbsent(named.name(), found.size());
    return before == null || before == found.size();
  }

  /** The sizes known so far. */
  Map<String, Long> known() {
    return Collections.unmodifiableMap(known);
  }
}
