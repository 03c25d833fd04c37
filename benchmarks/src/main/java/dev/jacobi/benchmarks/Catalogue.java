package dev.jacobi.benchmarks;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The comparisons that JMH's list of benchmarks on the class path amounts to, by name. */
final class Catalogue {

  private Catalogue() {}

  static List<Comparison> load() {
    List<Class<?>> states = states();
    return states.stream()
        .filter(state -> state.isAnnotationPresent(Case.class))
        .map(state -> comparison(state, states))
        .sorted(Comparator.comparing(comparison -> comparison.description().value()))
        .toList();
  }

  private static List<Class<?>> states() {
    SortedSet<BenchmarkListEntry> entries =
        BenchmarkList.defaultList()
            .find(
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
                List.of(),
                List.of());
    SortedSet<String> names = new TreeSet<>();
    entries.forEach(entry -> names.add(entry.getUserClassQName()));
    List<Class<?>> states = new ArrayList<>();
    for (String name : names) {
      try {
        states.add(Class.forName(name));
      } catch (ClassNotFoundException e) {
        throw new AssertionError(name, e);
      }
    }
    return states;
  }

  private static Comparison comparison(Class<?> state, List<Class<?>> states) {
    List<Class<?>> sources =
        Stream.concat(Stream.of(state), states.stream().filter(other -> isPeerOf(state, other)))
            .toList();
    Variant jacobi =
        variants(List.of(state), Catalogue::jacobi)
            .findFirst()
            .orElseThrow(() -> new AssertionError(state + " has no method jacobi"));
    return new Comparison(
        state.getAnnotation(Case.class),
        state,
        jacobi,
        variants(sources, Catalogue::peer).toList(),
        variants(sources, Catalogue::floor).findFirst());
  }

  private static boolean isPeerOf(Class<?> state, Class<?> other) {
    PeersOf peers = other.getAnnotation(PeersOf.class);
    return peers != null && peers.value() == state;
  }

  private static Stream<Variant> variants(
      List<Class<?>> sources, Function<Method, Optional<Variant>> kind) {
    return sources.stream()
        .flatMap(
            source ->
                Arrays.stream(source.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Benchmark.class))
                    .sorted(Comparator.comparing(Method::getName)))
        .map(kind)
        .flatMap(Optional::stream);
  }

  private static Optional<Variant> jacobi(Method method) {
    return method.getName().equals("jacobi")
        ? Optional.of(Variant.jacobi(method))
        : Optional.empty();
  }

  private static Optional<Variant> peer(Method method) {
    return Optional.ofNullable(method.getAnnotation(Peer.class))
        .map(peer -> Variant.of(method, peer));
  }

  private static Optional<Variant> floor(Method method) {
    return Optional.ofNullable(method.getAnnotation(Floor.class))
        .map(floor -> Variant.of(method, floor));
  }
}
