import type { Comprehension, ConstantValue, Expression } from "../ast.ts";
import { parseElement, parseExpression, parseLoopTargets, parseOperators, parseYield } from "./expression.ts";
import { unexpected } from "./messages.ts";
import type { Parser } from "./parser.ts";
import { parseString } from "./string.ts";
import { asWholeTarget } from "./target.ts";
import { precedence, type Token } from "./token.ts";

/** A name, a literal, or something in brackets. */
export function parseAtom(p: Parser): Expression {
  const first = p.token;
  switch (first.type) {
    case "name": {
      const id = p.expectIdentifier();
      return { kind: "Name", id, ctx: "Load", span: p.span(first) };
    }
    case "number":
      return first.value === null ? unexpected(p) : constant(p, first.value);
    case "string":
      p.advance();
      return parseString(p, first);
    case "None":
      return constant(p, { type: "None" });
    case "True":
      return constant(p, { type: "bool", value: true });
    case "False":
      return constant(p, { type: "bool", value: false });
    case "...":
      return constant(p, { type: "Ellipsis" });
    case "(":
      p.advance();
      return parseParenthesised(p, first, ")");
    case "[":
      return parseList(p);
    case "{":
      return parseBraces(p);
    default:
      return unexpected(p);
  }
}

function constant(p: Parser, value: ConstantValue): Expression {
  const first = p.advance();
  return { kind: "Constant", value, span: p.span(first) };
}

/**
 * What stands in parentheses: a tuple, a generator expression, or any expression.
 *
 * @param first the parenthesis, already taken; for a field of an f-string its first token
 * @param close what ends it, which is taken: a parenthesis, or the end of the field
 */
export function parseParenthesised(p: Parser, first: Token, close: ")" | "end"): Expression {
  if (p.is(")") && close === ")") {
    p.advance();
    return { kind: "Tuple", elts: [], ctx: "Load", span: p.span(first) };
  }
  if (p.is("yield")) {
    const value = parseYield(p);
    takeClose(p, close);
    return value;
  }
  const only = parseElement(p);
  if (beginsClause(p)) {
    const generators = parseClauses(p, only, true);
    takeClose(p, close);
    return { kind: "GeneratorExp", elt: only, generators, span: p.span(first) };
  }
  if (p.is(",")) {
    const elts = parseElementsBehind(p, only, close);
    takeClose(p, close);
    return { kind: "Tuple", elts, ctx: "Load", span: p.span(first) };
  }
  if (only.kind === "Starred") p.refuse(only.span, "cannot use starred expression here");
  takeClose(p, close);
  return only;
}

/** The end of a field has no place in it. */
function takeClose(p: Parser, close: ")" | "end"): void {
  if (!p.is(close)) unexpected(p);
  if (close === ")") p.advance();
}

function parseElementsBehind(p: Parser, only: Expression, close: Token["type"]): readonly Expression[] {
  const elts = [only];
  while (p.accept(",") && !p.is(close)) elts.push(parseElement(p));
  return elts;
}

function parseList(p: Parser): Expression {
  const first = p.advance();
  if (p.accept("]")) return { kind: "List", elts: [], ctx: "Load", span: p.span(first) };
  const only = parseElement(p);
  if (beginsClause(p)) {
    const generators = parseClauses(p, only);
    p.expect("]");
    return { kind: "ListComp", elt: only, generators, span: p.span(first) };
  }
  const elts = parseElementsBehind(p, only, "]");
  p.expect("]");
  return { kind: "List", elts, ctx: "Load", span: p.span(first) };
}

function parseBraces(p: Parser): Expression {
  const first = p.advance();
  if (p.accept("}")) return { kind: "Dict", keys: [], values: [], span: p.span(first) };
  if (p.is("**")) return parseEntries(p, first, [], []);
  const start = p.token;
  const only = parseElement(p);
  if (p.is(":")) {
    const { line, column } = only.span;
    // `{a := 1: 2}`: an assignment expression is no key without parentheses.
    if (only.kind === "Starred") unexpected(p);
    if (only.kind === "NamedExpr" && line === start.line && column === start.column) unexpected(p);
    const value = parseEntryValue(p);
    if (beginsClause(p)) {
      const generators = parseClauses(p, only);
      p.expect("}");
      return { kind: "DictComp", key: only, value, generators, span: p.span(first) };
    }
    return parseEntries(p, first, [only], [value]);
  }
  if (beginsClause(p)) {
    const generators = parseClauses(p, only);
    p.expect("}");
    return { kind: "SetComp", elt: only, generators, span: p.span(first) };
  }
  const elts = parseElementsBehind(p, only, "}");
  p.expect("}");
  return { kind: "Set", elts, span: p.span(first) };
}

/** The entries of a dict behind those that are read already. */
function parseEntries(
  p: Parser,
  first: Token,
  keys: (Expression | null)[],
  values: Expression[],
): Expression {
  while (!p.is("}")) {
    if (values.length > 0) p.expect(",");
    if (p.is("}")) break;
    if (p.is("**")) {
      const stars = p.advance();
      values.push(parseOperators(p, precedence.bitOr));
      keys.push(null);
      if (p.is("for")) {
        p.refuse(p.span(stars), "dict unpacking cannot be used in dict comprehension");
      }
      continue;
    }
    keys.push(parseExpression(p));
    if (p.is(",") || p.is("}")) {
      p.refuseToken(p.token, "':' expected after dictionary key");
    }
    values.push(parseEntryValue(p));
  }
  p.expect("}");
  return { kind: "Dict", keys, values, span: p.span(first) };
}

function parseEntryValue(p: Parser): Expression {
  const colon = p.expect(":");
  const { type } = p.token;
  if (type === "," || type === "}") {
    p.refuseToken(colon, "expression expected after dictionary key and ':'");
  }
  if (type === "*") p.refuseToken(p.token, "cannot use a starred expression in a dictionary value");
  return parseExpression(p);
}

/** Whether the clauses of a comprehension begin here. */
export function beginsClause(p: Parser): boolean {
  return p.is("for") || p.is("async");
}

/**
 * The `for` and `if` clauses of a comprehension.
 *
 * @param ofGenerator it is a generator expression, in which `async for` may stand anywhere
 */
export function parseClauses(p: Parser, element: Expression, ofGenerator = false): readonly Comprehension[] {
  if (element.kind === "Starred") {
    p.refuse(element.span, "iterable unpacking cannot be used in comprehension");
  }
  const clauses: Comprehension[] = [];
  while (beginsClause(p)) {
    const keyword = p.token;
    const isAsync = p.accept("async");
    p.expect("for");
    const first = p.token;
    const target = asWholeTarget(p, parseLoopTargets(p));
    p.expect("in");
    const iter = parseOperators(p, precedence.or);
    const ifs: Expression[] = [];
    while (p.accept("if")) ifs.push(parseOperators(p, precedence.or));
    if (isAsync && !p.asyncAllowed && !ofGenerator) {
      p.refuseToken(keyword, "asynchronous comprehension outside of an asynchronous function");
    }
    clauses.push({ kind: "comprehension", target, iter, ifs, span: p.span(first) });
  }
  return clauses;
}
