package dev.jacobi.gpu.simulated;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that are declared where a parser stands; inner blocks hide outer names. */
final class Scope {

  private final Deque<Map<String, Symbol>> blocks = new ArrayDeque<>(List.of(new HashMap<>()));

  /** Shared memory declared since the routine began. */
  private final List<Symbol> shared = new ArrayList<>();

  void open() {
    blocks.push(new HashMap<>());
  }

  void close() {
    blocks.pop();
  }

  boolean isOutermost() {
    return blocks.size() == 1;
  }

  void declare(Symbol symbol, int line) {
    if (blocks.element().putIfAbsent(symbol.name(), symbol) != null) {
      throw new Rejection(line, symbol + " is declared twice");
    }
    if (symbol.space() == Symbol.Space.SHARED) {
      shared.add(symbol);
    }
  }

  Optional<Symbol> find(String name) {
    for (Map<String, Symbol> block : blocks) {
      Symbol symbol = block.get(name);
      if (symbol != null) {
        return Optional.of(symbol);
      }
    }
    return Optional.empty();
  }

  List<Symbol> shared() {
    return shared;
  }
}
