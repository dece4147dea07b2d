import type {
  Argument,
  Arguments,
  BinaryOperator,
  ComparisonOperator,
  Comprehension,
  Expression,
  FormattedValue,
  JoinedStr,
  Keyword,
  Name,
  Span,
  UnaryOperator,
} from "../ast.ts";
import { CanonicalText } from "./canonical.ts";
import { checkGrammarGaps } from "./grammar-gaps.ts";
import { isText } from "./layout.ts";
import { endsValue } from "./messages.ts";
import {
  asTarget,
  expressionName,
  identifier,
  lacking,
  type RawArguments,
  type RawComprehension,
  type RawExpression,
  type Reader,
  refuse,
} from "./reader.ts";
import { spanBetween, syntaxError } from "./source.ts";
import type { FormatField, FormatPart, StringToken } from "./token.ts";

/** Our node for an expression of py-ast, read as a value. Throws a refusal where CPython or the plan language has none. */
export function adaptExpression(reader: Reader, raw: RawExpression): Expression {
  const span = reader.text.spanOf(raw);
  const read = (child: RawExpression): Expression => adaptExpression(reader, child);
  switch (raw.nodeType) {
    case "BoolOp":
      return { kind: "BoolOp", op: raw.op.nodeType, values: raw.values.map(read), span };
    case "NamedExpr": {
      const target = read(raw.target);
      if (target.kind !== "Name") {
        return refuse(reader, raw.target, `cannot use assignment expressions with ${expressionName(target)}`);
      }
      return { kind: "NamedExpr", target: { ...target, ctx: "Store" }, value: read(raw.value), span };
    }
    case "BinOp":
      return {
        kind: "BinOp",
        left: read(raw.left),
        op: binaryOperator(raw.op),
        right: read(raw.right),
        span,
      };
    case "UnaryOp":
      return { kind: "UnaryOp", op: unaryOperator(raw.op), operand: read(raw.operand), span };
    case "Lambda": {
      const args = adaptArguments(reader, raw.args, span);
      return {
        kind: "Lambda",
        args,
        body: adaptExpression({ ...reader, asyncAllowed: false }, raw.body),
        span,
      };
    }
    case "IfExp":
      return { kind: "IfExp", test: read(raw.test), body: read(raw.body), orelse: read(raw.orelse), span };
    case "Dict":
      return {
        kind: "Dict",
        keys: raw.keys.map((key) => (key === null ? null : read(key))),
        values: raw.values.map(read),
        span,
      };
    case "Set":
      return { kind: "Set", elts: elements(reader, raw.elts), span };
    case "ListComp":
    case "SetComp":
    case "GeneratorExp": {
      if (raw.elt.nodeType === "Starred") {
        return refuse(reader, raw.elt, "iterable unpacking cannot be used in comprehension");
      }
      const generators = raw.generators.map((clause) => adaptComprehension(reader, clause));
      return { kind: raw.nodeType, elt: read(raw.elt), generators, span };
    }
    case "DictComp": {
      const generators = raw.generators.map((clause) => adaptComprehension(reader, clause));
      return { kind: "DictComp", key: read(raw.key), value: read(raw.value), generators, span };
    }
    case "Await": {
      if (!reader.asyncAllowed) return refuse(reader, raw, "'await' outside async function");
      // A tool call waits by itself: `await tool()` is `tool()`.
      return read(raw.value);
    }
    case "Yield":
      return { kind: "Yield", value: raw.value === undefined ? null : plainOrTuple(reader, raw.value), span };
    case "YieldFrom":
      return { kind: "YieldFrom", value: read(raw.value), span };
    case "Compare":
      return {
        kind: "Compare",
        left: read(raw.left),
        ops: raw.ops.map((op): ComparisonOperator => op.nodeType),
        comparators: raw.comparators.map(read),
        span,
      };
    case "Call": {
      checkGeneratorArguments(reader, raw.args, raw.keywords.length);
      const args = elements(reader, raw.args);
      return {
        kind: "Call",
        func: read(raw.func),
        args,
        keywords: adaptKeywords(reader, raw.keywords),
        span,
      };
    }
    case "Constant":
      return adaptConstant(reader, raw, span);
    case "Attribute":
      return {
        kind: "Attribute",
        value: read(raw.value),
        attr: identifier(reader, raw.attr),
        ctx: "Load",
        span,
      };
    case "Subscript":
      return {
        kind: "Subscript",
        value: read(raw.value),
        slice: adaptSlice(reader, raw.slice),
        ctx: "Load",
        span,
      };
    case "Starred":
      return refuse(reader, raw, "can't use starred expression here");
    case "Name":
      return { kind: "Name", id: identifier(reader, raw.id), ctx: "Load", span };
    case "List":
    case "Tuple":
      return { kind: raw.nodeType, elts: elements(reader, raw.elts), ctx: "Load", span };
    case "Slice":
      return refuse(reader, raw, "invalid syntax");
    default:
      return lacking(reader, raw, `the plan language has no ${raw.nodeType}`, "use an f-string");
  }
}

/** An expression at a place where `*a, b` may stand without parentheses, but no `*a` alone. */
export function plainOrTuple(reader: Reader, raw: RawExpression): Expression {
  return adaptExpression(reader, raw);
}

/** Elements of a display or a call: these may be starred. */
export function elements(reader: Reader, raws: readonly RawExpression[]): readonly Expression[] {
  return raws.map((raw) => starredOr(reader, raw));
}

/** An expression or a starred one. */
export function starredOr(reader: Reader, raw: RawExpression): Expression {
  if (raw.nodeType !== "Starred") return adaptExpression(reader, raw);
  const { start, end } = reader.text.offsetsOf(raw);
  const first = reader.text.indexAt(start);
  const { tokens } = reader.text;
  // A star alone in parentheses that are no call's: `(*a)`.
  if (
    isText(tokens[first - 1], "(") &&
    !endsValue(tokens[first - 2]) &&
    isText(tokens[reader.text.indexAt(end)], ")")
  ) {
    return refuse(reader, raw, "cannot use starred expression here");
  }
  const value = adaptExpression(reader, raw.value);
  return { kind: "Starred", value, ctx: "Load", span: reader.text.spanOf(raw) };
}

/** A target of assignment, of `for` or `with`, read from an expression of py-ast. */
export function adaptTarget(
  reader: Reader,
  raw: RawExpression,
  ctx: "Store" | "Del" = "Store",
  hint = "",
): Expression {
  refuseAwait(reader, raw);
  return asTarget(reader, raw, starredOr(reader, raw), ctx, hint);
}

/** Our tree does not show an `await`, so a target that is one has to be found in py-ast's. */
function refuseAwait(reader: Reader, raw: RawExpression): void {
  if (raw.nodeType === "Await") refuse(reader, raw, "cannot assign to await expression");
  else if (raw.nodeType === "Starred") refuseAwait(reader, raw.value);
  else if (raw.nodeType === "Tuple" || raw.nodeType === "List") {
    for (const element of raw.elts) refuseAwait(reader, element);
  }
}

export function adaptKeywords(
  reader: Reader,
  raws: readonly Extract<RawExpression, { nodeType: "Call" }>["keywords"][number][],
): readonly Keyword[] {
  const seen = new Set<string>();
  return raws.map((raw): Keyword => {
    const arg = raw.arg === undefined ? null : reader.text.nameOf(raw.arg);
    if (arg !== null && seen.has(arg)) refuse(reader, raw, `keyword argument repeated: ${arg}`);
    if (arg !== null) seen.add(arg);
    return { kind: "keyword", arg, value: adaptExpression(reader, raw.value), span: reader.text.spanOf(raw) };
  });
}

/** Parameters of a `def` or `lambda`; py-ast gives them no place: `owner` is the span of the whole. */
export function adaptArguments(reader: Reader, raw: RawArguments, owner: Span): Arguments {
  const one = (arg: RawArguments["args"][number]): Argument => ({
    kind: "arg",
    arg: identifier(reader, arg.arg),
    annotation: arg.annotation === undefined ? null : starredOr(reader, arg.annotation),
    span: reader.text.spanOf(arg),
  });
  return {
    kind: "arguments",
    posonlyargs: raw.posonlyargs.map(one),
    args: raw.args.map(one),
    vararg: raw.vararg === undefined ? null : one(raw.vararg),
    kwonlyargs: raw.kwonlyargs.map(one),
    kw_defaults: raw.kw_defaults.map((value) => (value ? adaptExpression(reader, value) : null)),
    kwarg: raw.kwarg === undefined ? null : one(raw.kwarg),
    defaults: raw.defaults.map((value) => adaptExpression(reader, value)),
    span: owner,
  };
}

function adaptComprehension(reader: Reader, raw: RawComprehension): Comprehension {
  if (raw.is_async && !reader.asyncAllowed) {
    refuse(reader, raw.target, "asynchronous comprehension outside of an asynchronous function");
  }
  const target = adaptTarget(reader, raw.target);
  const iter = adaptExpression(reader, raw.iter);
  const ifs = raw.ifs.map((condition) => adaptExpression(reader, condition));
  const last = ifs.at(-1) ?? iter;
  const span = { ...target.span, endLine: last.span.endLine, endColumn: last.span.endColumn };
  return { kind: "comprehension", target, iter, ifs, span };
}

/** What stands in the brackets of a subscript: here alone slices and `x[*a]` may. */
function adaptSlice(reader: Reader, raw: RawExpression): Expression {
  const optional = (child: RawExpression | undefined): Expression | null =>
    child === undefined ? null : adaptExpression(reader, child);
  const span = reader.text.spanOf(raw);
  if (raw.nodeType === "Slice") {
    const [lower, upper, step] = [optional(raw.lower), optional(raw.upper), optional(raw.step)];
    return { kind: "Slice", lower, upper, step, span };
  }
  if (raw.nodeType === "Starred") return { kind: "Tuple", elts: [starredOr(reader, raw)], ctx: "Load", span };
  if (raw.nodeType !== "Tuple") return adaptExpression(reader, raw);
  const elts = raw.elts.map((element) =>
    element.nodeType === "Slice" ? adaptSlice(reader, element) : starredOr(reader, element),
  );
  return { kind: "Tuple", elts, ctx: "Load", span };
}

function adaptConstant(
  reader: Reader,
  raw: Extract<RawExpression, { nodeType: "Constant" }>,
  span: Span,
): Expression {
  const token = reader.text.literalAt(raw);
  if (token?.type === "number") return { kind: "Constant", value: token.value, span };
  if (token?.type === "string") return adaptString(reader, token, span);
  if (raw.value === null) return { kind: "Constant", value: { type: "None" }, span };
  if (typeof raw.value === "boolean")
    return { kind: "Constant", value: { type: "bool", value: raw.value }, span };
  // py-ast gives `...` as a string; a real string would have been found as a token.
  if (raw.value === "...") return { kind: "Constant", value: { type: "Ellipsis" }, span };
  return refuse(reader, raw, "invalid syntax");
}

function adaptString(reader: Reader, token: StringToken, span: Span): Expression {
  const { literals } = token;
  if (literals.some((literal) => literal.kind === "fstring")) {
    const parts = literals.flatMap((literal): readonly FormatPart[] => {
      if (literal.kind === "fstring") return literal.parts;
      if (literal.kind === "bytes") return [];
      return [{ kind: "text", value: literal.value, start: literal.start, end: literal.end }];
    });
    return adaptFormat(reader, parts, span);
  }
  if (literals[0]?.kind === "bytes") {
    const bytes = literals.flatMap((literal) => (literal.kind === "bytes" ? [...literal.value] : []));
    return { kind: "Constant", value: { type: "bytes", value: Uint8Array.from(bytes) }, span };
  }
  const value = literals.map((literal) => (literal.kind === "str" ? literal.value : "")).join("");
  return { kind: "Constant", value: { type: "str", value }, span };
}

/** A JoinedStr as CPython builds it: neighbouring texts become one, empty ones vanish. */
function adaptFormat(reader: Reader, parts: readonly FormatPart[], span: Span): JoinedStr {
  const values: JoinedStr["values"][number][] = [];
  let pending = "";
  let from = 0;
  let until = 0;
  const flush = (): void => {
    if (pending === "") return;
    const place = spanBetween(reader.text.source, from, until);
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
    values.push(adaptField(reader, part));
  }
  flush();
  return { kind: "JoinedStr", values, span };
}

function adaptField(reader: Reader, field: FormatField): FormattedValue {
  const { source } = reader.text;
  const value = adaptFieldValue(reader, field);
  const span = spanBetween(source, field.start, field.end);
  const format_spec = field.spec === null ? null : adaptFormat(reader, field.spec, span);
  return { kind: "FormattedValue", value, conversion: field.conversion, format_spec, span };
}

function adaptFieldValue(reader: Reader, field: FormatField): Expression {
  const { source } = reader.text;
  const [only, next] = field.tokens;
  // Most fields are one name: these need no grammar.
  if (only?.type === "name" && next === undefined) {
    const span = spanBetween(source, only.start, only.end);
    return { kind: "Name", id: identifier(reader, only.text), ctx: "Load", span };
  }
  checkGrammarGaps(field.tokens, "expression");
  const text = new CanonicalText(source, field.tokens, "expression");
  const [statement, second] = text.parse().body;
  if (statement === undefined || second !== undefined || statement.nodeType !== "Expr") {
    return syntaxError("f-string: invalid syntax", field.start, field.end);
  }
  return adaptExpression({ ...reader, text }, statement.value);
}

/** The name that a raw node must be. */
export function asName(reader: Reader, raw: RawExpression): Name {
  const node = adaptExpression(reader, raw);
  return node.kind === "Name" ? node : refuse(reader, raw, "invalid syntax");
}

function unaryOperator(op: Extract<RawExpression, { nodeType: "UnaryOp" }>["op"]): UnaryOperator {
  return op.nodeType;
}

function binaryOperator(op: Extract<RawExpression, { nodeType: "BinOp" }>["op"]): BinaryOperator {
  return op.nodeType;
}

/** A generator expression without parentheses may be the only argument. */
export function checkGeneratorArguments(
  reader: Reader,
  args: readonly RawExpression[],
  keywords: number,
): void {
  const { text } = reader;
  const [first] = args;
  if (
    first?.nodeType === "GeneratorExp" &&
    isText(text.tokens[text.indexAt(text.offsetsOf(first).end) - 2], ",")
  ) {
    refuse(reader, first, "Generator expression must be parenthesized");
  }
  if (args.length + keywords < 2) return;
  for (const arg of args) {
    if (arg.nodeType !== "GeneratorExp") continue;
    const { start, end } = text.offsetsOf(arg);
    let depth = 0;
    let index = text.indexAt(start);
    do {
      if (isText(text.tokens[index], "(", "[", "{")) depth += 1;
      else if (isText(text.tokens[index], ")", "]", "}")) depth -= 1;
      index += 1;
    } while (depth > 0 && index < text.tokens.length);
    if (text.tokens[index - 1]?.end !== end)
      refuse(reader, arg, "Generator expression must be parenthesized");
  }
}
