package dev.jacobi.testkit.golden;

import dev.jacobi.core.type.Tensor;
import dev.jacobi.symbolic.Formula;
import dev.jacobi.symbolic.Mode;
import dev.jacobi.symbolic.Seed;
import dev.jacobi.symbolic.ValueAndGradient;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a formula must come to at one point. All elements of all variables, in order, are the
 * columns of the Jacobian, and rows and columns of the Hessian.
 *
 * @param value the elements of the output
 * @param jacobian in row-major order, one row for each element of the output; empty if not known
 * @param hessian in row-major order, for an output of one element; empty if not known
 */
record DerivativeGolden(
    String name,
    Formula formula,
    List<String> variables,
    Noise.Point point,
    List<BigDecimal> value,
    List<BigDecimal> jacobian,
    List<BigDecimal> hessian) {

  /** One element of a variable. */
  private record Column(String name, int element) {
    @Override
    public String toString() {
      return name + "[" + element + "]";
    }
  }

  /** Judges what one mode finds, each number by its own noise. */
  void judge(Mode mode, Tally tally) {
    Formula asked = formula.withMode(mode);
    Noise noise = new Noise(formula, variables, mode, point);
    if (hessian.isEmpty()) {
      noise.withJacobian();
    } else {
      noise.withJacobian().withHessian();
    }
    String where = name + " " + mode;
    if (value.size() == 1) {
      ValueAndGradient found = asked.valueAndGradient(point.values(), Seed.NONE, wrt());
      value(where, found.value(), noise, tally);
      jacobian(where, found.gradient(), noise, tally);
    } else {
      value(where, asked.value(point.values()), noise, tally);
      if (!jacobian.isEmpty()) {
        jacobian(where, asked.jacobian(point.values(), wrt()), noise, tally);
      }
    }
    if (!hessian.isEmpty()) {
      hessian(where, asked.hessian(point.values(), wrt()), noise, tally);
    }
  }

  private String[] wrt() {
    return variables.toArray(String[]::new);
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (String variable : variables) {
      Tensor at = part(point.values(), variable);
      for (int i = 0; i < at.size(); i++) {
        columns.add(new Column(variable, i));
      }
    }
    return columns;
  }

  private static <T> T part(Map<String, T> parts, String name) {
    T part = parts.get(name);
    if (part == null) {
      throw new AssertionError("nothing for " + name);
    }
    return part;
  }

  private void value(String where, Tensor found, Noise noise, Tally tally) {
    for (int i = 0; i < value.size(); i++) {
      int element = i;
      tally.judge(
          where + " value " + i, found.getDouble(i), value.get(i), () -> noise.ofValue(element));
    }
  }

  private void jacobian(String where, Map<String, Tensor> found, Noise noise, Tally tally) {
    List<Column> columns = columns();
    for (int row = 0; row < value.size(); row++) {
      int element = row;
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        Tensor block = part(found, column.name());
        int width = block.size() / value.size();
        tally.judge(
            where + " derivative of " + row + " by " + column,
            block.getDouble(row * width + column.element()),
            jacobian.get(row * columns.size() + i),
            () -> noise.ofDerivative(element, column.name(), column.element()));
      }
    }
  }

  private void hessian(
      String where, Map<String, Map<String, Tensor>> found, Noise noise, Tally tally) {
    List<Column> columns = columns();
    for (int i = 0; i < columns.size(); i++) {
      Column row = columns.get(i);
      for (int j = 0; j < columns.size(); j++) {
        Column column = columns.get(j);
        Tensor block = part(part(found, row.name()), column.name());
        int width = part(point.values(), column.name()).size();
        tally.judge(
            where + " second derivative by " + row + " and " + column,
            block.getDouble(row.element() * width + column.element()),
            hessian.get(i * columns.size() + j),
            () -> noise.ofSecond(row.name(), row.element(), column.name(), column.element()));
      }
    }
  }
}
