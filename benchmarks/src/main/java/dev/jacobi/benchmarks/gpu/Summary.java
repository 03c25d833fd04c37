package dev.jacobi.benchmarks.gpu;

import dev.jacobi.benchmarks.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One page about a run: what its parts have left in the folder of results, put together. A part
 * that left nothing is said to have not run.
 */
final class Summary {

  /** Files of the folder, each written by one part of the run. */
  static final String CARD = "device.txt";

  static final String STATE = "state.txt";
  static final String COPIES = "copies.txt";
  static final String RESULTS = "measured.tsv";
  static final String PEERS = "peers.tsv";

  private static final int NAME = 34;
  private static final int PEER_CELLS = 4;

  private final Path folder;
  private final List<Result> results = new ArrayList<>();

  /** Times of peers in milliseconds, or in words why there is none; by workload and peer. */
  private final Map<String, Map<String, String>> peers = new LinkedHashMap<>();

  private int met;
  private final List<String> missed = new ArrayList<>();

  /** Reads what is there. */
  Summary(Path folder) throws IOException {
    this.folder = folder;
    for (String line : lines(RESULTS)) {
      results.add(Result.parse(line));
    }
    for (String line : lines(PEERS)) {
      String[] cells = line.split("\t", -1);
      if (cells.length != PEER_CELLS) {
        throw new IllegalArgumentException("not a line of " + PEERS + ": " + line);
      }
      peers
          .computeIfAbsent(cells[0], name -> new LinkedHashMap<>())
          .put(cells[1], cells[2].isEmpty() ? cells[3] : cells[2]);
    }
  }

  private List<String> lines(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }

  /** The page. */
  String page() throws IOException {
    StringBuilder page = new StringBuilder("Jacobi on this machine's device\n\n");
    lines(CARD).forEach(line -> page.append(line).append('\n'));
    lines(COPIES).forEach(line -> page.append(line).append('\n'));
    lines(STATE).forEach(line -> page.append(line).append('\n'));
    page.append('\n');
    if (results.isEmpty()) {
      page.append("Nothing was measured.\n");
      return page.toString();
    }
    List<String> names = peerNames();
    page.append(head(names));
    results.forEach(result -> page.append(row(result, names)));
    page.append('\n').append(bars());
    return page.toString();
  }

  private List<String> peerNames() {
    return peers.values().stream()
        .flatMap(own -> own.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new))
        .stream()
        .toList();
  }

  private static String head(List<String> peers) {
    StringBuilder head = new StringBuilder(name("case"));
    head.append(format(" %10s %10s %6s %6s", "time", "floor", "ratio", "goal"));
    peers.forEach(peer -> head.append(format(" %15s", peer)));
    return head.append("  limit\n").toString();
  }

  private String row(Result result, List<String> names) {
    StringBuilder row = new StringBuilder(name(result.name()));
    if (result.milliseconds().isEmpty()) {
      missed.add(result.name() + " (not measured)");
      return row.append(" not measured: ").append(result.spread()).append('\n').toString();
    }
    row.append(
        format(
            " %10s %10s %6s %6s",
            time(result.milliseconds()),
            time(result.floor()),
            digits(result.ratio()),
            digits(result.goal())));
    result.met().ifPresent(met -> judge(met, result.name() + " to the floor"));
    Map<String, String> own = peers.getOrDefault(result.name(), Map.of());
    for (String peer : names) {
      row.append(format(" %15s", peer(result, peer, own.getOrDefault(peer, ""))));
    }
    return row.append("  ").append(result.limit()).append('\n').toString();
  }

  /** Jacobi's time by the peer's. */
  private String peer(Result result, String peer, String told) {
    Optional<Double> ratio = ratio(result, told);
    if (ratio.isEmpty()) {
      return told.isEmpty() ? "-" : "failed";
    }
    boolean met = ratio.get() <= result.peerGoal();
    judge(met, result.name() + " to " + peer);
    return Row.digits(ratio.get()) + (met ? " of" : " OF");
  }

  private static Optional<Double> ratio(Result result, String told) {
    return told.matches("[0-9.eE+-]+")
        ? result.milliseconds().map(own -> own / Double.parseDouble(told))
        : Optional.empty();
  }

  private void judge(boolean reached, String bar) {
    if (reached) {
      met++;
    } else {
      missed.add(bar);
    }
  }

  private String bars() {
    StringBuilder text = new StringBuilder();
    text.append(format("%d of %d bars met%n", met, met + missed.size()));
    missed.forEach(bar -> text.append("  missed: ").append(bar).append('\n'));
    if (peers.isEmpty()) {
      text.append("No peer was measured.\n");
    } else {
      text.append(
          "A peer's column is Jacobi's time by the peer's; OF where it is above the goal.\n");
      text.append("Failures of peers are told in ").append(PEERS).append(".\n");
    }
    return text.toString();
  }

  /** One line for each limit and each peer, as the other benchmarks write them. */
  String csv() {
    StringBuilder csv = new StringBuilder(Row.CSV_HEAD);
    for (Result result : results) {
      result.ratio().ifPresent(ratio -> csv.append(csv(result, ratio, "x the limit", "limit")));
      peers
          .getOrDefault(result.name(), Map.of())
          .forEach(
              (peer, told) ->
                  ratio(result, told)
                      .ifPresent(
                          ratio -> csv.append(csv(result, ratio, "x the time of the peer", peer))));
    }
    return csv.toString();
  }

  private static String csv(Result result, double ratio, String unit, String peer) {
    String floor = result.floor().map(time -> Row.time(time * 1e6) + ": ").orElse("");
    return Row.csv(result.name(), ratio, unit, peer, floor + result.limit());
  }

  private static String name(String name) {
    return format("%-" + NAME + "s", name);
  }

  private static String time(Optional<Double> milliseconds) {
    return milliseconds.map(time -> Row.time(time * 1e6)).orElse("-");
  }

  private static String digits(Optional<Double> number) {
    return number.map(Row::digits).orElse("-");
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
