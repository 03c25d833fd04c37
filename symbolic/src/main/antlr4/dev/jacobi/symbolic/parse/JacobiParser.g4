/* One statement of the Jacobi language; a text is cut into statements before it comes here, see StatementSplitter.
   Every choice is decided by the next two tokens, so that no lookahead grows with the text. */
parser grammar JacobiParser;

options { tokenVocab = JacobiLexer; superClass = DepthLimitedParser; contextSuperClass = SyntaxContext; }

statement
    : INPUT NAME (COLON declaration)? EOF                                  # input
    | DEF NAME LPAR (NAME (COMMA NAME)* COMMA?)? RPAR ASSIGN expr EOF      # def
    | expr (COMMA expr)* COMMA? (ASSIGN expr)? EOF                         # equation
    ;

declaration : NAME | NAME? LBRACK (dimension (COMMA dimension)* COMMA?)? RBRACK ;
dimension   : NUMBER | NAME ;

/* Tightest first. */
expr
    : ROOT expr                                                            # root
    | expr TRANSPOSE                                                       # transpose
    | expr SUPERSCRIPT                                                     # superscript
    | expr LBRACK subscript (COMMA subscript)* COMMA? RBRACK               # index
    | <assoc = right> expr POW expr                                        # binary
    | op = (PLUS | MINUS) expr                                             # unary
    | expr op = (TIMES | DIV | AT) expr                                    # binary
    | expr op = (PLUS | MINUS) expr                                        # binary
    | expr op = (LT | LE | GT | GE | EQ | NE) expr                         # compare
    | op = NOT expr                                                        # unary
    | expr AND expr                                                        # binary
    | expr OR expr                                                         # binary
    | <assoc = right> expr IF expr ELSE expr                               # conditional
    | NAME LPAR (argument (COMMA argument)* COMMA?)? RPAR                  # call
    | LPAR (expr (COMMA expr)* COMMA?)? RPAR                               # brackets
    | LBRACK (expr (COMMA expr)* COMMA?)? RBRACK                           # list
    | atom = (NAME | INFINITY | NUMBER | STRING | TRUE | FALSE | NONE)     # atom
    ;

argument : NAME ASSIGN expr | expr ;

subscript
    : ELLIPSIS                                                             # ellipsis
    | COLON high = expr? (COLON step = expr?)?                             # range
    | low = expr (COLON high = expr? (COLON step = expr?)?)?             # range
    ;
