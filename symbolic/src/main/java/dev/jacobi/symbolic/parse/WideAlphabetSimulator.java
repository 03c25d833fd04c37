package dev.jacobi.symbolic.parse;

import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.atn.LexerATNSimulator;
import org.antlr.v4.runtime.atn.PredictionContextCache;
import org.antlr.v4.runtime.dfa.DFAState;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the automaton's edges for characters beyond ASCII as well, which the runtime computes
 * anew each time: a text in Greek letters is read as fast as one in Latin, and the end at once.
 */
final class WideAlphabetSimulator extends LexerATNSimulator {

  private final Map<Long, DFAState> edges = new HashMap<>();

  WideAlphabetSimulator(Lexer lexer) {
    super(lexer, lexer.getATN(), JacobiLexer._decisionToDFA, new PredictionContextCache());
  }

  @Override
  protected @Nullable DFAState getExistingTargetState(DFAState from, int character) {
    if (character == IntStream.EOF) {
      return ERROR; // No token goes on after the end.
    }
    return character <= MAX_DFA_EDGE
        ? super.getExistingTargetState(from, character)
        : edges.get(key(from, character));
  }

  @Override
  protected void addDFAEdge(DFAState from, int character, DFAState to) {
    if (character <= MAX_DFA_EDGE) {
      super.addDFAEdge(from, character, to);
    } else {
      edges.put(key(from, character), to);
    }
  }

  private static long key(DFAState from, int character) {
    return (long) from.stateNumber << Integer.SIZE | character;
  }
}
