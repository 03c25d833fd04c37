/* The words of the Jacobi language. No function name stands here: names are resolved in the operation catalogue.
   Tokens below "faults" fit no rule of the parser: they exist so that each mistake gets a diagnosis of its own. */
lexer grammar JacobiLexer;

options { superClass = QuoteTrackingLexer; }

AND   : 'and' | '∧' ;
OR    : 'or' | '∨' ;
NOT   : 'not' | '¬' ;
IF    : 'if' ;
ELSE  : 'else' ;
INPUT : 'input' ;
DEF   : 'def' ;
TRUE  : 'true' | 'True' ;
FALSE : 'false' | 'False' ;
NONE  : 'None' ;

NAME     : LETTER (LETTER | [\p{M}\p{Nd}₀-₉])* ;
INFINITY : '∞' ;
NUMBER   : (DIGITS ('.' DIGITS?)? | '.' DIGITS) ([eE] [+-]? DIGITS)? ;
STRING   : '"' ~["\r\n]* '"' ;

LPAR : '(' ;  RPAR : ')' ;  LBRACK : '[' ;  RBRACK : ']' ;
COMMA : ',' ;  COLON : ':' ;  SEMICOLON : ';' ;  ASSIGN : '=' ;
ELLIPSIS : '...' | '…' ;

PLUS  : '+' ;
MINUS : '-' | '−' ;
TIMES : '*' | '·' | '×' | '⋅' ;
DIV   : '/' | '÷' ;
AT    : '@' ;
POW   : '^' | '**' ;
ROOT  : '√' ;
LT : '<' ;  LE : '<=' | '≤' ;  GT : '>' ;  GE : '>=' | '≥' ;  EQ : '==' ;  NE : '!=' | '≠' ;
// in QuoteTrackingLexer: where an operand is expected, ' begins a string
TRANSPOSE   : '\'' | 'ᵀ' ;
SUPERSCRIPT : '⁻'? [⁰¹²³⁴⁵⁶⁷⁸⁹]+ ;

NEWLINE : '\r'? '\n' | '\r' ;
SPACE   : [\t\f\u000B\u{FEFF}\p{Zs}]+ -> skip ;
COMMENT : '#' ~[\r\n]* -> skip ;

/* faults */
UNCLOSED_STRING : '"' ~["\r\n]* ;
BAD_NUMBER : ([0-9] | '.' [0-9]) (LETTER | [0-9.])* ;
FOREIGN    : '&' '&'? | '|' '|'? | '!' | '~' | '%' | '//' | '/*' | ':=' | '===' | '=<' | '=>' | '<>' | '->'
           | '+=' | '-=' | '*=' | '/=' | '^=' | '@=' | '**=' ;
DOT        : '.' ;
STRAY      : . ;

fragment DIGITS : [0-9] ('_'? [0-9])* ;
/* Modifier letters are left out, since ᵀ is one, but for those that Japanese words need. */
fragment LETTER : [_\p{Lu}\p{Ll}\p{Lt}\p{Lo}\p{Nl}\u3005\u3031-\u3035\u309D\u309E\u30FC-\u30FE] ;
