package dev.jacobi.symbolic.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each text reads as the same text with every bracket written. */
class PrecedenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a or b and c                | a or (b and c)",
        "a or b or c                 | (a or b) or c",
        "a and b and c               | (a and b) and c",
        "not a and b                 | (not a) and b",
        "not a < b                   | not (a < b)",
        "not not a                   | not (not a)",
        "a and not b or c            | (a and (not b)) or c",
        "a < b + c                   | a < (b + c)",
        "a == b and c != d           | (a == b) and (c != d)",
        "a - b - c                   | (a - b) - c",
        "a - b + c                   | (a - b) + c",
        "a + b*c                     | a + (b*c)",
        "a/b*c                       | (a/b)*c",
        "a*b/c@d                     | ((a*b)/c)@d",
        "-a*b                        | (-a)*b",
        "a*-b                        | a*(-b)",
        "a - -b                      | a - (-b)",
        "--a                         | -(-a)",
        "+a + b                      | (+a) + b",
        "-x^2                        | -(x^2)",
        "-x**2                       | -(x^2)",
        "2^-x                        | 2^(-x)",
        "2^-x*y                      | (2^(-x))*y",
        "2^-x^y                      | 2^(-(x^y))",
        "a^b^c                       | a^(b^c)",
        "a*b^c                       | a*(b^c)",
        "a^b'                        | a^(b')",
        "-a'                         | -(a')",
        "a[0]'                       | (a[0])'",
        "a'[0]                       | (a')[0]",
        "a @ b'                      | a @ (b')",
        "f(x)^2                      | (f(x))^2",
        "f(x)[0]                     | (f(x))[0]",
        "a^b[0]                      | a^(b[0])",
        "x²                          | x^2",
        "-x²                         | -(x^2)",
        "x⁻¹*y                       | (x^-1)*y",
        "a^x²                        | a^(x^2)",
        "x'²                         | (x')^2",
        "√x*y                        | sqrt(x)*y",
        "√(x)²                       | sqrt(x)^2",
        "-√x                         | -sqrt(x)",
        "√f(x)                       | sqrt(f(x))",
        "√√x                         | sqrt(sqrt(x))",
        "√x'                         | (sqrt(x))'",
        "√x[0]                       | (sqrt(x))[0]",
        "√-x'*y                      | sqrt(-(x'))*y",
        "-a^-√b*c                    | (-(a^(-sqrt(b))))*c",
        "a·b×c − d÷e                 | a*b*c - d/e",
        "a ≤ b                       | a <= b",
        "a ≥ b                       | a >= b",
        "a ≠ b                       | a != b",
        "Aᵀ                          | A'",
        "π + ∞                       | pi + inf",
        "a ∧ ¬b ∨ c                  | (a and (not b)) or c",
        "a[…, 0]                     | a[..., 0]",
        "a + b if c < d else e + f   | (a + b) if (c < d) else (e + f)",
        "a if b else c if d else e   | a if b else (c if d else e)",
        "a if b if c else d else e   | a if (b if c else d) else e",
        "not a if b or c else d      | (not a) if (b or c) else d",
        "-a if b else c              | (-a) if b else c",
        "[a, b]'                     | ([a, b])'",
        "(a < b) < c                 | ((a < b)) < c",
        "a and (not b)               | a and not b",
      })
  void bindsAs(String text, String bracketed) {
    assertEquals(tree(bracketed), tree(text));
  }

  private static String tree(String text) {
    return SyntaxTree.dump(Parser.parseOrThrow(text));
  }
}
