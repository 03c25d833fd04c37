/* One statement of the Jacobi language; a text is cut into statements before it comes here, see StatementSplitter.
   Every choice is decided by the next two tokens, so that no lookahead grows with the text. */
parser grammar JacobiParser;

options { tokenVocab = JacobiLexer; superClass = DepthLimitedParser; contextSuperClass = SyntaxContext; }

statement
    : INPUT NAME (COLON declaration)? EOF                                  # input
    | DEF NAME LPAR (NAME (COMMA NAME)* COMMA?)? RPAR ASSIGN expr EOF      # def
    | parts += expr (COMMA parts += expr)* COMMA? (ASSIGN value = expr)? EOF   # equation
    ;

declaration : NAME | NAME? LBRACK (dimension (COMMA dimension)* COMMA?)? RBRACK ;
dimension   : NUMBER | NAME ;

/* Operands and what stands between them. How tightly operators bind is no part of the grammar; Climb holds the rules.
   Tightest first: √, then ' ² [] after an operand, ^ from the right, signs, * / @, + -, comparisons, not, and, or, if else from
   the right. */
expr
    : operand
      ( (POW | TIMES | DIV | AT | PLUS | MINUS | LT | LE | GT | GE | EQ | NE | AND | OR) operand
      | IF expr ELSE operand
      )*
    ;

operand
    : (ROOT | PLUS | MINUS | NOT)*
      (NAME arguments? | INFINITY | NUMBER | STRING | TRUE | FALSE | NONE | brackets | list)
      (TRANSPOSE | SUPERSCRIPT | index)*
    ;

arguments : LPAR (argument (COMMA argument)* COMMA?)? RPAR ;
brackets  : LPAR (expr (COMMA expr)* COMMA?)? RPAR ;
list      : LBRACK (expr (COMMA expr)* COMMA?)? RBRACK ;
index     : LBRACK subscript (COMMA subscript)* COMMA? RBRACK ;

argument : NAME ASSIGN expr | expr ;

subscript
    : ELLIPSIS                                                             # ellipsis
    | COLON high = expr? (COLON step = expr?)?                             # range
    | low = expr (COLON high = expr? (COLON step = expr?)?)?             # range
    ;
