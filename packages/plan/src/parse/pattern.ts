import type { Expression, Pattern } from "../ast.ts";
import { parseAtom } from "./atom.ts";
import { unexpected } from "./messages.ts";
import type { Parser } from "./parser.ts";
import type { Token } from "./token.ts";

/** `patterns`: what stands behind `case`; a sequence may stand there without brackets. */
export function parsePatterns(p: Parser): Pattern {
  const first = p.token;
  const only = parseStarOrPattern(p);
  if (!p.is(",")) return only.kind === "MatchStar" ? unexpected(p) : only;
  const patterns = [only];
  while (p.accept(",") && !p.is(":") && !p.is("if")) patterns.push(parseStarOrPattern(p));
  return sequence(p, first, patterns);
}

function sequence(p: Parser, first: Token, patterns: readonly Pattern[]): Pattern {
  const span = p.span(first);
  if (patterns.filter(({ kind }) => kind === "MatchStar").length > 1) {
    p.refuse(span, "multiple starred expressions in sequence pattern");
  }
  return { kind: "MatchSequence", patterns, span };
}

function parseStarOrPattern(p: Parser): Pattern {
  const first = p.token;
  if (first.type !== "*") return parsePattern(p);
  p.advance();
  const name = parseCapture(p);
  return { kind: "MatchStar", name: name === "_" ? null : name, span: p.span(first) };
}

/** A name that a pattern binds. */
function parseCapture(p: Parser): string {
  const name = p.expectIdentifier();
  const { type } = p.token;
  if (type === "." || type === "(" || type === "=") unexpected(p);
  return name;
}

function parsePattern(p: Parser): Pattern {
  const first = p.token;
  p.enter();
  const only = parseClosed(p);
  let pattern = only;
  if (p.is("|")) {
    const patterns = [only];
    while (p.accept("|")) patterns.push(parseClosed(p));
    pattern = { kind: "MatchOr", patterns, span: p.span(first) };
  }
  if (p.accept("as")) {
    const target = p.token;
    const name = parseCapture(p);
    if (name === "_") p.refuseToken(target, "cannot use '_' as a target");
    pattern = { kind: "MatchAs", pattern, name, span: p.span(first) };
  }
  p.leave();
  return pattern;
}

function parseClosed(p: Parser): Pattern {
  const first = p.token;
  switch (first.type) {
    case "None":
    case "True":
    case "False": {
      p.advance();
      const value = first.type === "None" ? null : first.type === "True";
      return { kind: "MatchSingleton", value, span: p.span(first) };
    }
    case "-":
    case "number":
    case "string": {
      const value = parseLiteral(p);
      return { kind: "MatchValue", value, span: p.span(first) };
    }
    case "name":
      return parseNamed(p);
    case "(":
      return parseGroup(p);
    case "[": {
      p.advance();
      const patterns: Pattern[] = [];
      while (!p.is("]")) {
        patterns.push(parseStarOrPattern(p));
        if (!p.accept(",")) break;
      }
      p.expect("]");
      return sequence(p, first, patterns);
    }
    case "{":
      return parseMapping(p);
    default:
      return unexpected(p);
  }
}

/** A number, which may have a minus sign, or strings. */
function parseLiteral(p: Parser): Expression {
  const first = p.token;
  if (first.type === "-") {
    p.advance();
    if (!p.is("number")) unexpected(p);
    const operand = parseAtom(p);
    return { kind: "UnaryOp", op: "USub", operand, span: p.span(first) };
  }
  const value = parseAtom(p);
  if (value.kind === "JoinedStr") {
    p.refuse(value.span, "patterns may only match literals and attribute lookups");
  }
  return value;
}

function parseNamed(p: Parser): Pattern {
  const first = p.token;
  const behind = p.peek().type;
  if (behind !== "." && behind !== "(") {
    const name = parseCapture(p);
    return { kind: "MatchAs", pattern: null, name: name === "_" ? null : name, span: p.span(first) };
  }
  const value = parseDotted(p);
  if (p.is("(")) return parseClass(p, first, value);
  return { kind: "MatchValue", value, span: p.span(first) };
}

/** `a.b.c` */
function parseDotted(p: Parser): Expression {
  const first = p.token;
  const id = p.expectIdentifier();
  let value: Expression = { kind: "Name", id, ctx: "Load", span: p.span(first) };
  while (p.accept(".")) {
    const attr = p.expectIdentifier();
    value = { kind: "Attribute", value, attr, ctx: "Load", span: p.span(first) };
  }
  return value;
}

/** A pattern in parentheses, or a sequence. */
function parseGroup(p: Parser): Pattern {
  const first = p.advance();
  if (p.accept(")")) return { kind: "MatchSequence", patterns: [], span: p.span(first) };
  const only = parseStarOrPattern(p);
  if (!p.is(",") && only.kind !== "MatchStar") {
    p.expect(")");
    return only;
  }
  const patterns = [only];
  if (!p.is(",")) unexpected(p);
  while (p.accept(",") && !p.is(")")) patterns.push(parseStarOrPattern(p));
  p.expect(")");
  return sequence(p, first, patterns);
}

function parseClass(p: Parser, first: Token, cls: Expression): Pattern {
  p.expect("(");
  const patterns: Pattern[] = [];
  const kwd_attrs: string[] = [];
  const kwd_patterns: Pattern[] = [];
  while (!p.is(")")) {
    if (p.is("name") && p.peek().type === "=") {
      kwd_attrs.push(p.advance().text);
      p.advance();
      kwd_patterns.push(parsePattern(p));
    } else {
      const pattern = parsePattern(p);
      if (kwd_attrs.length > 0) p.refuse(pattern.span, "positional patterns follow keyword patterns");
      patterns.push(pattern);
    }
    if (!p.accept(",")) break;
  }
  p.expect(")");
  const span = p.span(first);
  const repeated = kwd_attrs.find((name, index) => kwd_attrs.indexOf(name) !== index);
  if (repeated !== undefined) p.refuse(span, `attribute name repeated in class pattern: ${repeated}`);
  return { kind: "MatchClass", cls, patterns, kwd_attrs, kwd_patterns, span };
}

function parseMapping(p: Parser): Pattern {
  const first = p.expect("{");
  const keys: Expression[] = [];
  const patterns: Pattern[] = [];
  let rest: string | null = null;
  while (!p.is("}")) {
    if (rest !== null) unexpected(p);
    if (p.accept("**")) {
      const target = p.token;
      rest = parseCapture(p);
      if (rest === "_") p.refuseToken(target, "invalid syntax");
    } else {
      keys.push(parseKey(p));
      p.expect(":");
      patterns.push(parsePattern(p));
    }
    if (!p.accept(",")) break;
  }
  p.expect("}");
  const span = p.span(first);
  const seen = new Set<string>();
  for (const key of keys) {
    const written = literalKey(key);
    if (written === null) continue;
    if (seen.has(written.key)) p.refuse(span, `mapping pattern checks duplicate key (${written.shown})`);
    seen.add(written.key);
  }
  return { kind: "MatchMapping", keys, patterns, rest, span };
}

function parseKey(p: Parser): Expression {
  switch (p.token.type) {
    case "name": {
      const key = parseDotted(p);
      return key.kind === "Attribute" ? key : unexpected(p);
    }
    case "None":
    case "True":
    case "False":
      return parseAtom(p);
    case "-":
    case "number":
    case "string":
      return parseLiteral(p);
    default:
      return unexpected(p);
  }
}

/** Equal keys have equal `key`: 1, 1.0 and True are one key, as in a dict. */
function literalKey(node: Expression): { key: string; shown: string } | null {
  if (node.kind === "UnaryOp") {
    const operand = literalKey(node.operand);
    return operand === null ? null : { key: negated(operand.key), shown: `-${operand.shown}` };
  }
  if (node.kind !== "Constant") return null;
  const { value } = node;
  switch (value.type) {
    case "int":
    case "float":
      return { key: `number ${Number(value.value)}`, shown: String(value.value) };
    case "bool":
      return { key: `number ${Number(value.value)}`, shown: value.value ? "True" : "False" };
    case "str":
      return { key: `str ${value.value}`, shown: `'${value.value}'` };
    case "bytes":
      return { key: `bytes ${value.value.join(" ")}`, shown: "bytes" };
    case "None":
      return { key: "None", shown: "None" };
    case "Ellipsis":
      return null;
  }
}

/** Zero has no sign as a key. */
function negated(key: string): string {
  return key === "number 0" ? key : key.replace("number ", "number -");
}
