package dev.jacobi.symbolic.parse;

import java.util.ArrayList;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** A part of the generated parser's tree, with room for as many children as most have. */
class SyntaxContext extends ParserRuleContext {

  private static final int CHILDREN = 3;

  SyntaxContext() {}

  SyntaxContext(ParserRuleContext parent, int state) {
    super(parent, state);
  }

  @Override
  public <T extends ParseTree> T addAnyChild(T child) {
    if (children == null) {
      children = new ArrayList<>(CHILDREN);
    }
    return super.addAnyChild(child);
  }
}
