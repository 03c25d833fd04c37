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
  public void enterRule(ParserRuleContext context, int state, int rule) {
    if (rule == JacobiParser.RULE_expr && ++depth > dev.jacobi.symbolic.parse.Parser.MAX_DEPTH) {
      throw SyntaxFaults.tooDeep(getCurrentToken()).exception();
    }
    super.enterRule(context, state, rule);
  }

  @Override
  public void exitRule() {
    if (_ctx.getRuleIndex() == JacobiParser.RULE_expr) {
      depth--;
    }
    super.exitRule();
  }

  @Override
  public void reset() {
    depth = 0;
    super.reset();
  }
}
