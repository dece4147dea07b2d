import type { Expression, FormattedValue, JoinedStr, Span } from "../ast.ts";
import { parseParenthesised } from "./atom.ts";
import type { Parser } from "./parser.ts";
import { spanBetween } from "./source.ts";
import type { FormatField, FormatPart, Token } from "./token.ts";

/** The value of a token of strings that stand side by side: a constant, or a JoinedStr when one is an f-string. */
export function parseString(p: Parser, token: Token): Expression {
  const { line, column, endLine, endColumn } = token;
  const span = { line, column, endLine, endColumn };
  const literals = token.literals ?? [];
  const [only] = literals;
  if (only?.kind === "str" && literals.length === 1) {
    return { kind: "Constant", value: { type: "str", value: only.value }, span };
  }
  if (literals.some((literal) => literal.kind === "fstring")) {
    const parts = literals.flatMap((literal): readonly FormatPart[] => {
      if (literal.kind === "fstring") return literal.parts;
      if (literal.kind === "bytes") return [];
      return [{ kind: "text", value: literal.value, start: literal.start, end: literal.end }];
    });
    return joined(p, parts, span);
  }
  if (only?.kind === "bytes") {
    const bytes = literals.flatMap((literal) => (literal.kind === "bytes" ? Array.from(literal.value) : []));
    return { kind: "Constant", value: { type: "bytes", value: Uint8Array.from(bytes) }, span };
  }
  const value = literals.map((literal) => (literal.kind === "str" ? literal.value : "")).join("");
  return { kind: "Constant", value: { type: "str", value }, span };
}

/** A JoinedStr as CPython builds it: neighbouring texts become one, empty ones vanish. */
function joined(p: Parser, parts: readonly FormatPart[], span: Span): JoinedStr {
  const values: JoinedStr["values"][number][] = [];
  let pending = "";
  let from = 0;
  let until = 0;
  const flush = (): void => {
    if (pending === "") return;
    const place = spanBetween(p.source, from, until);
    values.push({ kind: "Constant", value: { type: "str", value: pending }, span: place });
    pending = "";
  };
  const add = (text: string, start: number, end: number): void => {
    if (pending === "") from = start;
    until = end;
    pending += text;
  };
  for (const part of parts) {
    if (part.kind === "text") {
      add(part.value, part.start, part.end);
      continue;
    }
    if (part.label !== null) add(part.label, part.start + 1, part.start + 1 + part.label.length);
    flush();
    values.push(parseField(p, part));
  }
  flush();
  return { kind: "JoinedStr", values, span };
}

/** CPython reads a field as if it stood in parentheses. */
function parseField(p: Parser, field: FormatField): FormattedValue {
  const inner = p.inside(field.tokens);
  inner.enter();
  const value = parseParenthesised(inner, inner.token, "end");
  p.deepest = Math.max(p.deepest, inner.deepest);
  const span = spanBetween(p.source, field.start, field.end);
  const format_spec = field.spec === null ? null : joined(p, field.spec, span);
  return { kind: "FormattedValue", value, conversion: field.conversion, format_spec, span };
}
