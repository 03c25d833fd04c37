package dev.jacobi.symbolic.parse;

import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.TokenStream;

/** Stops the descent of the generated parser before it can overflow the stack. */
abstract class DepthLimitedParser extends Parser {

  private int depth;

  DepthLimitedParser(TokenStream input) {
    super(input);
  }

  @Override
  public void enterRecursionRule(ParserRuleContext context, int state, int rule, int precedence) {
    if (++depth > dev.jacobi.symbolic.parse.Parser.MAX_DEPTH) {
      throw SyntaxFaults.tooDeep(getCurrentToken()).exception();
    }
    super.enterRecursionRule(context, state, rule, precedence);
  }

  @Override
  public void unrollRecursionContexts(ParserRuleContext context) {
    depth--;
    super.unrollRecursionContexts(context);
  }

  @Override
  public void reset() {
    depth = 0;
    super.reset();
  }
}
