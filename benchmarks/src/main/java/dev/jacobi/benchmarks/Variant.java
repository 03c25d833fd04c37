package dev.jacobi.benchmarks;

import java.lang.reflect.Method;
import java.util.List;

/**
 * One benchmark method.
 *
 * @param method the method
 * @param label the name of the peer, or what a floor measures
 * @param goals the ratios to reach
 */
record Variant(Method method, String label, List<Goal> goals) {

  static Variant jacobi(Method method) {
    return new Variant(method, "Jacobi", List.of());
  }

  static Variant of(Method method, Peer peer) {
    return new Variant(method, peer.value(), List.of(peer.goals()));
  }

  static Variant of(Method method, Floor floor) {
    return new Variant(method, floor.value(), List.of());
  }

  /** The name by which JMH knows it. */
  String benchmark() {
    return method.getDeclaringClass().getName() + "." + method.getName();
  }
}
