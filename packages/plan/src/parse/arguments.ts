import type { Expression, Keyword } from "../ast.ts";
import { beginsClause, parseClauses } from "./atom.ts";
import { parseExpression, parseNamed } from "./expression.ts";
import { unexpected } from "./messages.ts";
import type { Parser } from "./parser.ts";
import type { Token } from "./token.ts";

/** The arguments of a call, or the bases and keywords of a class, in the parentheses that come next. */
export interface CallArguments {
  readonly args: readonly Expression[];
  readonly keywords: readonly Keyword[];
}

/** Reads {@link CallArguments}. @param ofCall a generator expression may stand without parentheses of its own */
export function parseArguments(p: Parser, ofCall: boolean): CallArguments {
  const open = p.expect("(");
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  let unpacked = false;
  while (!p.is(")")) {
    const first = p.token;
    if (first.type === "*") {
      p.advance();
      const value = parseExpression(p);
      if (unpacked) {
        p.refuse(p.span(first), "iterable argument unpacking follows keyword argument unpacking");
      }
      args.push({ kind: "Starred", value, ctx: "Load", span: p.span(first) });
    } else if (first.type === "**") {
      p.advance();
      const value = parseExpression(p);
      keywords.push({ kind: "keyword", arg: null, value, span: p.span(first) });
      unpacked = true;
    } else if (first.type === "name" && p.peek().type === "=") {
      keywords.push(parseKeyword(p, keywords));
    } else {
      const value = parseNamed(p);
      if (beginsClause(p)) {
        if (!ofCall) unexpected(p);
        const generators = parseClauses(p, value, true);
        if (args.length > 0 || keywords.length > 0 || !p.is(")")) {
          p.refuse(p.span(first), "Generator expression must be parenthesized");
        }
        p.advance();
        return { args: [{ kind: "GeneratorExp", elt: value, generators, span: p.span(open) }], keywords };
      }
      if (p.is("=")) refuseAssignment(p, first, value);
      if (keywords.length > 0) {
        const what = unpacked ? "keyword argument unpacking" : "keyword argument";
        p.refuse(value.span, `positional argument follows ${what}`);
      }
      args.push(value);
    }
    if (!p.accept(",")) break;
  }
  p.expect(")");
  return { args, keywords };
}

function parseKeyword(p: Parser, others: readonly Keyword[]): Keyword {
  const first = p.advance();
  const arg = first.text;
  p.advance();
  const value = parseExpression(p);
  const span = p.span(first);
  if (beginsClause(p)) {
    p.refuse(span, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  }
  if (others.some((other) => other.arg === arg)) p.refuse(span, `keyword argument repeated: ${arg}`);
  return { kind: "keyword", arg, value, span };
}

/** `f(a.b=1)` */
function refuseAssignment(p: Parser, first: Token, value: Expression): never {
  if (first.type === "True" || first.type === "False" || first.type === "None") {
    return p.refuseToken(first, `cannot assign to ${first.type}`);
  }
  return p.refuse(value.span, 'expression cannot contain assignment, perhaps you meant "=="?');
}

/** What stands in the brackets of a subscript, which are taken too: slices and starred expressions among them. */
export function parseSlices(p: Parser): Expression {
  p.expect("[");
  const first = p.token;
  const only = parseSlice(p);
  let slice = only;
  if (p.is(",") || only.kind === "Starred") {
    const elts = [only];
    while (p.accept(",") && !p.is("]")) elts.push(parseSlice(p));
    slice = { kind: "Tuple", elts, ctx: "Load", span: p.span(first) };
  }
  p.expect("]");
  return slice;
}

function parseSlice(p: Parser): Expression {
  const first = p.token;
  if (first.type === "*") {
    p.advance();
    const value = parseExpression(p);
    return { kind: "Starred", value, ctx: "Load", span: p.span(first) };
  }
  let lower: Expression | null = null;
  if (first.type !== ":") {
    lower = parseNamed(p);
    if (!p.is(":")) return lower;
    const { line, column } = lower.span;
    if (lower.kind === "NamedExpr" && line === first.line && column === first.column) unexpected(p);
  }
  p.advance();
  const upper = parseBound(p);
  const step = p.accept(":") ? parseBound(p) : null;
  return { kind: "Slice", lower, upper, step, span: p.span(first) };
}

function parseBound(p: Parser): Expression | null {
  const { type } = p.token;
  return type === ":" || type === "," || type === "]" ? null : parseExpression(p);
}
