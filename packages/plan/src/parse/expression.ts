import type {
  BinaryOperator,
  BooleanOperator,
  ComparisonOperator,
  Expression,
  Starred,
  UnaryOperator,
} from "../ast.ts";
import { parseArguments, parseSlices } from "./arguments.ts";
import { parseAtom } from "./atom.ts";
import { startsExpression, unexpected } from "./messages.ts";
import { parseParameters } from "./parameters.ts";
import type { Parser } from "./parser.ts";
import { expressionName } from "./target.ts";
import { precedence, type TokenType } from "./token.ts";

const binaryOperators: ReadonlyMap<TokenType, BinaryOperator> = new Map<TokenType, BinaryOperator>([
  ["+", "Add"],
  ["-", "Sub"],
  ["*", "Mult"],
  ["@", "MatMult"],
  ["/", "Div"],
  ["%", "Mod"],
  ["<<", "LShift"],
  [">>", "RShift"],
  ["|", "BitOr"],
  ["^", "BitXor"],
  ["&", "BitAnd"],
  ["//", "FloorDiv"],
]);

const comparisonOperators: ReadonlyMap<TokenType, ComparisonOperator> = new Map<
  TokenType,
  ComparisonOperator
>([
  ["==", "Eq"],
  ["!=", "NotEq"],
  ["<", "Lt"],
  ["<=", "LtE"],
  [">", "Gt"],
  [">=", "GtE"],
  ["is", "Is"],
  ["in", "In"],
  ["not", "NotIn"],
]);

/** `expression`: a conditional, a lambda, or operators and operands. */
export function parseExpression(p: Parser): Expression {
  const first = p.token;
  if (first.type === "lambda") return parseLambda(p);
  p.enter();
  let result = parseOperators(p, precedence.or);
  if (p.is("if")) {
    p.advance();
    const test = parseOperators(p, precedence.or);
    if (!p.is("else") && !p.is(":")) {
      p.refuse(p.span(first), "expected 'else' after 'if' expression");
    }
    p.expect("else");
    const orelse = parseExpression(p);
    result = { kind: "IfExp", test, body: result, orelse, span: p.span(first) };
  }
  p.leave();
  return result;
}

function parseLambda(p: Parser): Expression {
  const first = p.advance();
  p.enter();
  const args = parseParameters(p, ":");
  if (!p.is(":")) p.refuseToken(p.token, "expected ':'");
  p.advance();
  const { asyncAllowed } = p;
  p.asyncAllowed = false;
  const body = parseExpression(p);
  p.asyncAllowed = asyncAllowed;
  p.leave();
  return { kind: "Lambda", args, body, span: p.span(first) };
}

/** `named_expression`: an expression, or `name := expression`. */
export function parseNamed(p: Parser): Expression {
  const first = p.token;
  if (first.type === "name" && p.peek().type === ":=") {
    const id = p.expectIdentifier();
    const span = p.span(first);
    const target = { kind: "Name", id, ctx: "Store", span } as const;
    if (id === "__debug__") p.problem(span, "cannot assign to __debug__");
    p.advance();
    const value = parseExpression(p);
    if (p.is(":=")) unexpected(p);
    return { kind: "NamedExpr", target, value, span: p.span(first) };
  }
  const expression = parseExpression(p);
  if (p.is(":=")) {
    const help = expression.kind === "Name" ? "leave the parentheses away" : undefined;
    const message = `cannot use assignment expressions with ${expressionName(expression)}`;
    return p.refuse(expression.span, message, help);
  }
  return expression;
}

/** `star_named_expression`: an element of a display. */
export function parseElement(p: Parser): Expression {
  return p.is("*") ? parseStarred(p) : parseNamed(p);
}

function parseStarred(p: Parser): Starred {
  const first = p.advance();
  const value = parseOperators(p, precedence.bitOr);
  return { kind: "Starred", value, ctx: "Load", span: p.span(first) };
}

/** `star_expressions`: an expression, a starred one, or a tuple of them without parentheses. */
export function parseStarExpressions(p: Parser): Expression {
  const first = p.token;
  const only = parseStarExpression(p);
  if (!p.is(",")) return only;
  const elts = [only];
  while (p.accept(",") && (p.is("*") || startsExpression.has(p.token.type))) {
    elts.push(parseStarExpression(p));
  }
  return { kind: "Tuple", elts, ctx: "Load", span: p.span(first) };
}

function parseStarExpression(p: Parser): Expression {
  return p.is("*") ? parseStarred(p) : parseExpression(p);
}

/** `star_expressions` where a value is wanted: not one starred expression alone. */
export function parseValue(p: Parser): Expression {
  return asValue(p, parseStarExpressions(p));
}

/** Refuses a starred expression that stands alone where a value is wanted. */
export function asValue(p: Parser, node: Expression): Expression {
  if (node.kind === "Starred") p.refuse(node.span, "can't use starred expression here");
  return node;
}

/** What may stand behind an `=`: `yield` too. */
export function parseYieldOrValue(p: Parser): Expression {
  return p.is("yield") ? parseYield(p) : parseValue(p);
}

/** `yield_expr` */
export function parseYield(p: Parser): Expression {
  const first = p.advance();
  if (p.accept("from")) {
    const value = parseExpression(p);
    return { kind: "YieldFrom", value, span: p.span(first) };
  }
  const given = p.is("*") || startsExpression.has(p.token.type);
  const value = given ? parseValue(p) : null;
  return { kind: "Yield", value, span: p.span(first) };
}

/** The targets of a `for`: they end before its `in`. */
export function parseLoopTargets(p: Parser): Expression {
  const first = p.token;
  const only = parseLoopTarget(p);
  if (!p.is(",")) return only;
  const elts = [only];
  while (p.accept(",") && (p.is("*") || startsExpression.has(p.token.type))) {
    elts.push(parseLoopTarget(p));
  }
  return { kind: "Tuple", elts, ctx: "Load", span: p.span(first) };
}

function parseLoopTarget(p: Parser): Expression {
  return p.is("*") ? parseStarred(p) : parseOperators(p, precedence.bitOr);
}

/** Operands with the operators between them that bind at least as tightly as `loosest`. */
export function parseOperators(p: Parser, loosest: number): Expression {
  const first = p.token;
  let left: Expression;
  if (first.type === "not" && loosest <= precedence.not) {
    p.advance();
    p.enter();
    const operand = parseOperators(p, precedence.not);
    p.leave();
    left = { kind: "UnaryOp", op: "Not", operand, span: p.span(first) };
  } else left = parseUnary(p);
  for (;;) {
    const binding = p.token.precedence;
    if (binding < loosest || binding === precedence.none || binding >= precedence.power) return left;
    if (binding >= precedence.bitOr) {
      const op = binaryOperators.get(p.advance().type);
      if (op === undefined) return unexpected(p);
      const right = parseOperators(p, binding + 1);
      left = { kind: "BinOp", left, op, right, span: p.span(first) };
    } else if (binding === precedence.comparison) {
      const ops: ComparisonOperator[] = [];
      const comparators: Expression[] = [];
      while (p.token.precedence === precedence.comparison) {
        ops.push(takeComparison(p));
        comparators.push(parseOperators(p, precedence.bitOr));
      }
      left = { kind: "Compare", left, ops, comparators, span: p.span(first) };
    } else {
      const { type } = p.token;
      const op: BooleanOperator = type === "or" ? "Or" : "And";
      const values = [left];
      while (p.accept(type)) values.push(parseOperators(p, binding + 1));
      left = { kind: "BoolOp", op, values, span: p.span(first) };
    }
  }
}

function takeComparison(p: Parser): ComparisonOperator {
  const { type } = p.advance();
  if (type === "is" && p.accept("not")) return "IsNot";
  if (type === "not") p.expect("in");
  return comparisonOperators.get(type) ?? unexpected(p);
}

/** `factor`: signs in front of an operand, and powers, which bind tighter than the sign before and looser than one behind. */
function parseUnary(p: Parser): Expression {
  const first = p.token;
  const sign: UnaryOperator | null =
    first.type === "-" ? "USub" : first.type === "+" ? "UAdd" : first.type === "~" ? "Invert" : null;
  if (sign !== null) {
    p.advance();
    p.enter();
    const operand = parseUnary(p);
    p.leave();
    return { kind: "UnaryOp", op: sign, operand, span: p.span(first) };
  }
  const base = first.type === "await" ? parseAwait(p) : parsePrimary(p);
  if (!p.is("**")) return base;
  p.advance();
  p.enter();
  const right = parseUnary(p);
  p.leave();
  return { kind: "BinOp", left: base, op: "Pow", right, span: p.span(first) };
}

/** A tool call waits by itself: `await tool()` is `tool()`. */
function parseAwait(p: Parser): Expression {
  const first = p.advance();
  const value = parsePrimary(p);
  if (!p.asyncAllowed) p.refuse(p.span(first), "'await' outside async function");
  p.remarks.awaited.add(value);
  return value;
}

/** An atom with the attributes, calls and subscripts behind it. */
export function parsePrimary(p: Parser): Expression {
  const first = p.token;
  let value = parseAtom(p);
  while (p.token.precedence === precedence.trailer) {
    const { type } = p.token;
    if (type === ".") {
      p.advance();
      const attr = p.expectIdentifier();
      value = { kind: "Attribute", value, attr, ctx: "Load", span: p.span(first) };
    } else if (type === "(") {
      const { args, keywords } = parseArguments(p, true);
      value = { kind: "Call", func: value, args, keywords, span: p.span(first) };
    } else {
      const slice = parseSlices(p);
      value = { kind: "Subscript", value, slice, ctx: "Load", span: p.span(first) };
    }
  }
  return value;
}
