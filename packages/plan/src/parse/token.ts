import type { ConstantValue } from "../ast.ts";

/** A piece of the source; `start` and `end` are offsets into it. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

/** An identifier, normalised to NFKC as CPython does. Soft keywords (`match`, `case`, `_`, `type`) are names. */
export interface NameToken extends Placed {
  readonly type: "name";
  readonly text: string;
}
export interface KeywordToken extends Placed {
  readonly type: "keyword";
  readonly text: string;
}
export interface OperatorToken extends Placed {
  readonly type: "operator";
  readonly text: string;
}
export interface NumberToken extends Placed {
  readonly type: "number";
  readonly value: ConstantValue;
}
/** One or more string literals that stand side by side. */
export interface StringToken extends Placed {
  readonly type: "string";
  readonly literals: readonly StringLiteral[];
}
/** End of a logical line. */
export interface NewlineToken extends Placed {
  readonly type: "newline";
}
export interface IndentToken extends Placed {
  readonly type: "indent";
}
export interface DedentToken extends Placed {
  readonly type: "dedent";
}

export type Token =
  | NameToken
  | KeywordToken
  | OperatorToken
  | NumberToken
  | StringToken
  | NewlineToken
  | IndentToken
  | DedentToken;

export type StringLiteral =
  | (Placed & { readonly kind: "str"; readonly value: string })
  | (Placed & { readonly kind: "bytes"; readonly value: Uint8Array })
  | (Placed & { readonly kind: "fstring"; readonly parts: readonly FormatPart[] });

export type FormatPart = (Placed & { readonly kind: "text"; readonly value: string }) | FormatField;

/** `{expression=!r:spec}` */
export interface FormatField extends Placed {
  readonly kind: "field";
  readonly tokens: readonly Token[];
  /** Source text up to and with `=` and the spaces behind it, when the field has one. */
  readonly label: string | null;
  readonly conversion: -1 | 97 | 114 | 115;
  readonly spec: readonly FormatPart[] | null;
}

/** Python's keywords; soft keywords are not among them. */
export const keywords: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global " +
    "if import in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);
