import type { ConstantValue } from "../ast.ts";

/** Python's keywords; soft keywords (`match`, `case`, `_`, `type`) are names. */
export type Keyword =
  | ("False" | "None" | "True" | "and" | "as" | "assert" | "async" | "await" | "break" | "class" | "continue")
  | (
      | "def"
      | "del"
      | "elif"
      | "else"
      | "except"
      | "finally"
      | "for"
      | "from"
      | "global"
      | "if"
      | "import"
      | "in"
    )
  | ("is" | "lambda" | "nonlocal" | "not" | "or" | "pass" | "raise" | "return" | "try" | "while" | "with")
  | "yield";

export type Operator =
  | ("(" | ")" | "[" | "]" | "{" | "}" | "," | ":" | ";" | "." | "..." | "->" | ":=" | "=" | "@" | "~")
  | ("+" | "-" | "*" | "/" | "%" | "//" | "**" | "|" | "&" | "^" | "<<" | ">>")
  | ("<" | ">" | "<=" | ">=" | "==" | "!=")
  | ("+=" | "-=" | "*=" | "/=" | "%=" | "//=" | "**=" | "|=" | "&=" | "^=" | "<<=" | ">>=" | "@=");

/**
 * What the grammar sees of a token: keywords and operators are terminals by themselves. `newline` ends a logical line;
 * `end` stands behind the last token.
 */
export type TokenType =
  | Keyword
  | Operator
  | "name"
  | "number"
  | "string"
  | "newline"
  | "indent"
  | "dedent"
  | "end";

/** How tightly what may follow an operand binds, from loosest to tightest; 0 for what does not continue an operand. */
export const precedence = {
  none: 0,
  or: 1,
  and: 2,
  not: 3,
  comparison: 4,
  bitOr: 5,
  bitXor: 6,
  bitAnd: 7,
  shift: 8,
  sum: 9,
  product: 10,
  power: 11,
  trailer: 12,
} as const;

/** A kind of token with the precedence that it has behind an operand. */
export interface Terminal {
  readonly type: TokenType;
  readonly precedence: number;
}

/** A piece of the source: offsets, and lines and columns as in a {@link Span}. One class for all: the parser is quick then. */
export class Token {
  readonly type: TokenType;
  readonly precedence: number;
  /** Of a name: the identifier, normalised to NFKC as CPython does. Of all others the empty text. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** Of a number. */
  readonly value: ConstantValue | null;
  /** Of a string: one or more literals that stand side by side; the tokenizer adds to them. */
  readonly literals: StringLiteral[] | null;

  constructor(
    terminal: Terminal,
    text: string,
    start: number,
    end: number,
    line: number,
    column: number,
    endLine: number,
    endColumn: number,
    value: ConstantValue | null,
    literals: StringLiteral[] | null,
  ) {
    this.type = terminal.type;
    this.precedence = terminal.precedence;
    this.text = text;
    this.start = start;
    this.end = end;
    this.line = line;
    this.column = column;
    this.endLine = endLine;
    this.endColumn = endColumn;
    this.value = value;
    this.literals = literals;
  }
}

interface Placed {
  readonly start: number;
  readonly end: number;
}

export type StringLiteral =
  | (Placed & { readonly kind: "str"; readonly value: string })
  | (Placed & { readonly kind: "bytes"; readonly value: Uint8Array })
  | (Placed & { readonly kind: "fstring"; readonly parts: readonly FormatPart[] });

export type FormatPart = (Placed & { readonly kind: "text"; readonly value: string }) | FormatField;

/** `{expression=!r:spec}` */
export interface FormatField extends Placed {
  readonly kind: "field";
  /** Of the expression; the last one is of type `end`. */
  readonly tokens: readonly Token[];
  /** Source text up to and with `=` and the spaces behind it, when the field has one. */
  readonly label: string | null;
  readonly conversion: -1 | 97 | 114 | 115;
  readonly spec: readonly FormatPart[] | null;
}

function terminal(type: TokenType): Terminal {
  return { type, precedence: precedences[type] ?? precedence.none };
}

const precedences: Readonly<Partial<Record<TokenType, number>>> = {
  or: precedence.or,
  and: precedence.and,
  not: precedence.comparison,
  in: precedence.comparison,
  is: precedence.comparison,
  "<": precedence.comparison,
  ">": precedence.comparison,
  "<=": precedence.comparison,
  ">=": precedence.comparison,
  "==": precedence.comparison,
  "!=": precedence.comparison,
  "|": precedence.bitOr,
  "^": precedence.bitXor,
  "&": precedence.bitAnd,
  "<<": precedence.shift,
  ">>": precedence.shift,
  "+": precedence.sum,
  "-": precedence.sum,
  "*": precedence.product,
  "/": precedence.product,
  "//": precedence.product,
  "%": precedence.product,
  "@": precedence.product,
  "**": precedence.power,
  "(": precedence.trailer,
  "[": precedence.trailer,
  ".": precedence.trailer,
};

const keywordTypes: readonly Keyword[] = [
  ...([
    "False",
    "None",
    "True",
    "and",
    "as",
    "assert",
    "async",
    "await",
    "break",
    "class",
    "continue",
  ] as const),
  ...([
    "def",
    "del",
    "elif",
    "else",
    "except",
    "finally",
    "for",
    "from",
    "global",
    "if",
    "import",
    "in",
  ] as const),
  ...(["is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with"] as const),
  "yield",
];

/** The keywords by their text. */
export const keywords: ReadonlyMap<string, Terminal> = new Map(
  keywordTypes.map((type) => [type, terminal(type)]),
);

export const nameTerminal = terminal("name");
export const numberTerminal = terminal("number");
export const stringTerminal = terminal("string");
export const layoutTerminals = {
  newline: terminal("newline"),
  indent: terminal("indent"),
  dedent: terminal("dedent"),
  end: terminal("end"),
} as const;

type ByCode = readonly (Terminal | undefined)[];

function byFirstCode(types: readonly Operator[]): ByCode {
  const table: (Terminal | undefined)[] = Array.from({ length: 128 }, () => undefined);
  for (const type of types) table[type.charCodeAt(0)] = terminal(type);
  return table;
}

const ofOne = byFirstCode([
  ...(["(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "=", "@", "~", "+", "-", "*", "/", "%"] as const),
  ...(["|", "&", "^", "<", ">"] as const),
]);
/** One character and `=`. */
const withEquals = byFirstCode([
  ...([":=", "<=", ">=", "==", "!=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "@="] as const),
]);
/** The same character twice. */
const doubled = byFirstCode(["//", "**", "<<", ">>"]);
const doubledEquals = byFirstCode(["//=", "**=", "<<=", ">>="]);
const arrow = terminal("->");
const ellipsis = terminal("...");

const equalsCode = 0x3d;

/** The longest operator at an offset. */
export function operatorAt(text: string, at: number): Terminal | undefined {
  const code = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  if (next === equalsCode) {
    const found = withEquals[code];
    if (found !== undefined) return found;
  } else if (next === code) {
    const found = doubled[code];
    if (found !== undefined) {
      return text.charCodeAt(at + 2) === equalsCode ? doubledEquals[code] : found;
    }
    if (code === 0x2e && text.charCodeAt(at + 2) === code) return ellipsis;
  } else if (code === 0x2d && next === 0x3e) return arrow;
  return ofOne[code];
}
