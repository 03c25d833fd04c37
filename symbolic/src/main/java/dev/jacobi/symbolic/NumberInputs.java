package dev.jacobi.symbolic;

import dev.jacobi.core.type.DType;
import dev.jacobi.core.type.Diagnostic;
import dev.jacobi.core.type.TensorType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The inputs of a formula that is to be a function of plain numbers, checked. */
final class NumberInputs {

  private final Instance instance;

  NumberInputs(Instance instance) {
    this.instance = instance;
  }

  /** The names as given, or those of all inputs when none are. */
  List<String> of(List<String> names) {
    Set<String> known = instance.names().inputs();
    List<String> chosen = names.isEmpty() ? List.copyOf(known) : names;
    Set<String> seen = new HashSet<>();
    for (String name : chosen) {
      if (!known.contains(name)) {
        throw Diagnostic.error(
                "function/input",
                name + " is no input of the formula",
                "its inputs are: " + String.join(", ", known))
            .exception();
      }
      if (!seen.add(name)) {
        throw Diagnostic.error(
                "function/input", "the input " + name + " is named twice", "name it once")
            .exception();
      }
      requireNumbers("the input " + name, instance.names().type(name));
    }
    if (!seen.containsAll(known)) {
      requireRest(known, seen);
    }
    return chosen;
  }

  /** Refuses inputs left out that the output needs. */
  private void requireRest(Set<String> known, Set<String> named) {
    boolean[] live = instance.graph().live(List.of(instance.output()));
    for (String name : known) {
      if (live[instance.node(name).id()] && !named.contains(name)) {
        throw Diagnostic.error(
                "function/input",
                "the input " + name + " is left out, but the formula needs it",
                "name it too, or assign it in the program")
            .exception();
      }
    }
  }

  /** Refuses an input that is no scalar. */
  void requireScalars(List<String> names) {
    for (String name : names) {
      TensorType type = instance.names().type(name);
      if (type.shape().rank() > 0) {
        throw Diagnostic.error(
                "function/scalar",
                "the input " + name + " is " + type + ", not a scalar",
                "use toVectorFunction, which takes the elements of all inputs in one array")
            .exception();
      }
    }
  }

  /** Refuses an output that is not of doubles of a known shape. */
  void requireNumbers() {
    requireNumbers("the output " + instance.names().output(), instance.type());
  }

  private static void requireNumbers(String what, TensorType type) {
    if (type.dtype() != DType.F64) {
      throw Diagnostic.error(
              "function/type",
              what + " is " + type + ", but a function of plain numbers is of f64 throughout",
              "use Formula.value or Formula.compile for other element types")
          .exception();
    }
    if (!type.shape().isFixed()) {
      throw Diagnostic.error(
              "function/shape",
              what + " is " + type + ", whose size is not known",
              "say the shapes of the inputs: withShape(name, …)")
          .exception();
    }
  }
}
