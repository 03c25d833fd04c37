package dev.jacobi.benchmarks.peers;

import dev.jacobi.benchmarks.scalar.Expression;
import java.text.ParseException;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import net.objecthunter.exp4j.ExpressionBuilder;
import org.apache.lucene.expressions.js.JavascriptCompiler;
import org.apache.lucene.search.DoubleValues;
import org.codehaus.commons.compiler.CompileException;
import org.codehaus.janino.ExpressionEvaluator;
import org.mariuszgromada.math.mxparser.Argument;

/** Evaluators of formulas in x and y, each made ready in the way its own page recommends. */
enum Evaluators {
  /** Compiles to bytecode, from Java. */
  JANINO {
    @Override
    DoubleBinaryOperator read(Expression formula) {
      try {
        return new ExpressionEvaluator()
            .createFastEvaluator(formula.java(), DoubleBinaryOperator.class, "x", "y");
      } catch (CompileException e) {
        throw new AssertionError(formula.text(), e);
      }
    }
  },
  /** Compiles to bytecode, from a part of JavaScript. */
  LUCENE {
    @Override
    DoubleBinaryOperator read(Expression formula) {
      try {
        var expression = JavascriptCompiler.compile(formula.script());
        Cell x = new Cell();
        Cell y = new Cell();
        DoubleValues[] cells =
            Arrays.stream(expression.variables)
                .map(name -> name.equals("x") ? x : y)
                .toArray(DoubleValues[]::new);
        return (u, v) -> {
          x.value = u;
          y.value = v;
          return expression.evaluate(cells);
        };
      } catch (ParseException e) {
        throw new AssertionError(formula.text(), e);
      }
    }
  },
  /** Interprets. */
  EXP4J {
    @Override
    DoubleBinaryOperator read(Expression formula) {
      var expression = new ExpressionBuilder(formula.text()).variables("x", "y").build();
      return (u, v) -> expression.setVariable("x", u).setVariable("y", v).evaluate();
    }
  },
  /** Interprets. */
  MXPARSER {
    @Override
    DoubleBinaryOperator read(Expression formula) {
      Argument x = new Argument("x", 0);
      Argument y = new Argument("y", 0);
      var expression =
          new org.mariuszgromada.math.mxparser.Expression(formula.mathematical(), x, y);
      return (u, v) -> {
        x.setArgumentValue(u);
        y.setArgumentValue(v);
        return expression.calculate();
      };
    }
  };

  /** Makes a formula ready. */
  abstract DoubleBinaryOperator read(Expression formula);

  private static final class Cell extends DoubleValues {
    private double value;

    @Override
    public double doubleValue() {
      return value;
    }

    @Override
    public boolean advanceExact(int document) {
      return true;
    }
  }
}
