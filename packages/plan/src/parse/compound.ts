import type { Expression, Statement, WithItem } from "../ast.ts";
import { parseArguments } from "./arguments.ts";
import { parseBlock, parseIndented } from "./block.ts";
import { checkCases } from "./cases.ts";
import { parseElement, parseExpression, parseLoopTargets, parseNamed, parseValue } from "./expression.ts";
import { expectColon, unexpected } from "./messages.ts";
import { parseParameters } from "./parameters.ts";
import type { Parser, Surroundings } from "./parser.ts";
import { parsePatterns } from "./pattern.ts";
import { asWholeTarget } from "./target.ts";
import type { Token } from "./token.ts";
import { parseTry } from "./try.ts";

const noStatements: readonly Statement[] = [];
const inFunction: Surroundings = { inFunction: true, inLoop: false, blocks: 0 };
const inClass: Surroundings = { inFunction: false, inLoop: false, blocks: 0 };

/** CPython's limit on loops, `try` and `with` inside each other. */
const nestedBlocksMax = 20;

/** What is around the blocks of a statement that counts as one of {@link nestedBlocksMax}. */
export function deeper(p: Parser, first: Token): Surroundings {
  const { inFunction, inLoop, blocks } = p.surroundings;
  if (blocks === nestedBlocksMax) {
    const { line, column, endLine, endColumn } = first;
    p.problem({ line, column, endLine, endColumn }, "too many statically nested blocks");
  }
  return { inFunction, inLoop, blocks: blocks + 1 };
}

/** Reads the statement with a block that comes next; null when what comes is none. */
export function parseCompound(p: Parser): Statement | null {
  const first = p.token;
  switch (first.type) {
    case "if":
      return parseIf(p);
    case "for":
      return parseFor(p, first);
    case "while": {
      p.advance();
      const test = parseNamed(p);
      expectColon(p);
      const body = parseLoopBody(p, first, "'while' statement");
      const orelse = parseElse(p);
      return { kind: "While", test, body, orelse, span: p.span(first) };
    }
    case "try":
      return parseTry(p);
    case "with":
      return parseWith(p, first);
    case "def":
      return parseFunction(p, first, [], false);
    case "class":
      return parseClass(p, []);
    case "@":
      return parseDecorated(p);
    case "async":
      return parseAsync(p, []);
    case "name":
      return first.text === "match" && isMatch(p) ? parseMatch(p) : null;
    default:
      return null;
  }
}

/** An `if` or `elif` with what follows it. */
function parseIf(p: Parser): Statement {
  const first = p.advance();
  const test = parseNamed(p);
  expectColon(p);
  const body = parseBlock(p, first, `'${first.type}' statement`);
  let orelse = noStatements;
  if (p.is("elif")) {
    p.enter();
    orelse = [parseIf(p)];
    p.leave();
  } else orelse = parseElse(p);
  return { kind: "If", test, body, orelse, span: p.span(first) };
}

/** The `else` block, if there is one. */
export function parseElse(p: Parser): readonly Statement[] {
  const first = p.token;
  if (!p.accept("else")) return noStatements;
  expectColon(p, true);
  return parseBlock(p, first, "'else' statement");
}

function parseFor(p: Parser, first: Token): Statement {
  const keyword = p.expect("for");
  const target = asWholeTarget(p, parseLoopTargets(p));
  p.expect("in");
  const iter = parseValue(p);
  expectColon(p);
  const body = parseLoopBody(p, keyword, "'for' statement");
  const orelse = parseElse(p);
  return { kind: "For", target, iter, body, orelse, span: p.span(first) };
}

function parseLoopBody(p: Parser, opener: Token, title: string): readonly Statement[] {
  const { surroundings } = p;
  p.surroundings = { ...deeper(p, opener), inLoop: true };
  const body = parseBlock(p, opener, title);
  p.surroundings = surroundings;
  return body;
}

function parseAsync(p: Parser, decorators: readonly Expression[]): Statement {
  const first = p.advance();
  const { type } = p.token;
  if (type === "def") return parseFunction(p, first, decorators, true);
  if (decorators.length > 0 || (type !== "for" && type !== "with")) return unexpected(p);
  if (!p.asyncAllowed) p.refuseToken(first, `'async ${type}' outside async function`);
  return type === "for" ? parseFor(p, first) : parseWith(p, first);
}

// ---------------------------------------------------------------------------------------------- functions and classes

function parseDecorated(p: Parser): Statement {
  const decorators: Expression[] = [];
  while (p.accept("@")) {
    decorators.push(parseNamed(p));
    if (!p.is("newline")) unexpected(p);
    p.advanceLayout();
  }
  const first = p.token;
  if (first.type === "def") return parseFunction(p, first, decorators, false);
  if (first.type === "class") return parseClass(p, decorators);
  if (first.type === "async") return parseAsync(p, decorators);
  return unexpected(p);
}

function parseFunction(
  p: Parser,
  first: Token,
  decorator_list: readonly Expression[],
  isAsync: boolean,
): Statement {
  const keyword = p.expect("def");
  const name = p.expectIdentifier();
  if (p.is("[")) refuseTypeParameters(p, first);
  if (!p.is("(")) p.refuseToken(p.token, "expected '('");
  p.advance();
  const args = parseParameters(p, ")");
  p.expect(")");
  const returns = p.accept("->") ? parseExpression(p) : null;
  expectColon(p, true);
  const { asyncAllowed, surroundings } = p;
  p.asyncAllowed = isAsync;
  p.surroundings = inFunction;
  const body = parseBlock(p, keyword, "function definition");
  p.asyncAllowed = asyncAllowed;
  p.surroundings = surroundings;
  return { kind: "FunctionDef", name, args, body, decorator_list, returns, span: p.span(first) };
}

function parseClass(p: Parser, decorator_list: readonly Expression[]): Statement {
  const first = p.advance();
  const written = p.token.text;
  const name = p.expectIdentifier();
  if (p.is("[")) refuseTypeParameters(p, first);
  const { args, keywords } = p.is("(") ? parseArguments(p, false) : { args: [], keywords: [] };
  expectColon(p);
  if (keywords.length > 0) p.remarks.declarations = true;
  const { asyncAllowed, privateClass, surroundings } = p;
  p.asyncAllowed = false;
  p.surroundings = inClass;
  p.privateClass = written;
  const body = parseBlock(p, first, "class definition");
  p.asyncAllowed = asyncAllowed;
  p.privateClass = privateClass;
  p.surroundings = surroundings;
  return { kind: "ClassDef", name, bases: args, keywords, body, decorator_list, span: p.span(first) };
}

function refuseTypeParameters(p: Parser, first: Token): never {
  const help = "leave the [...] behind the name away";
  return p.lacking(first, "the plan language has no type parameters", help);
}

// --------------------------------------------------------------------------------------------------------------- with

function parseWith(p: Parser, first: Token): Statement {
  const keyword = p.expect("with");
  const items: WithItem[] = [];
  if (p.is("(") && parenthesesHoldItems(p)) {
    p.advance();
    do items.push(parseItem(p));
    while (p.accept(",") && !p.is(")"));
    p.expect(")");
  } else {
    do items.push(parseItem(p));
    while (p.accept(","));
  }
  expectColon(p);
  const { surroundings } = p;
  p.surroundings = deeper(p, keyword);
  const body = parseBlock(p, keyword, "'with' statement");
  p.surroundings = surroundings;
  return { kind: "With", items, body, span: p.span(first) };
}

function parseItem(p: Parser): WithItem {
  const context_expr = parseExpression(p);
  let optional_vars: Expression | null = null;
  if (p.accept("as")) {
    const target = p.is("*") ? unexpected(p) : parseExpression(p);
    optional_vars = asWholeTarget(p, target);
  }
  return { kind: "withitem", context_expr, optional_vars, span: context_expr.span };
}

/** Whether the parentheses behind `with` are those around its items rather than those of an expression. */
function parenthesesHoldItems(p: Parser): boolean {
  let depth = 0;
  let lambdas = 0;
  for (let at = p.at; ; at += 1) {
    const token = p.tokens[at];
    switch (token?.type) {
      case "(":
      case "[":
      case "{":
        depth += 1;
        break;
      case ")":
      case "]":
      case "}":
        depth -= 1;
        if (depth === 0) return at > p.at + 1 && p.tokens[at + 1]?.type === ":";
        break;
      case "lambda":
        lambdas += 1;
        break;
      case ":=":
      case "yield":
      case "for":
        // An assignment expression, `yield` or a generator expression: no item may be one.
        if (depth === 1) return false;
        break;
      case "*": {
        const before = p.tokens[at - 1]?.type;
        if (depth === 1 && lambdas === 0 && (before === "(" || before === ",")) return false;
        break;
      }
      case "newline":
      case "end":
      case undefined:
        return false;
    }
  }
}

// -------------------------------------------------------------------------------------------------------------- match

/** Whether `match` begins a statement here rather than being a name: then its line ends in a colon. */
function isMatch(p: Parser): boolean {
  switch (p.peek().type) {
    case "=":
    case ".":
    case ",":
    case ":":
    case ")":
    case ";":
    case "newline":
      return false;
    default:
  }
  let at = p.at;
  while (p.tokens[at]?.type !== "newline" && p.tokens[at]?.type !== "end") at += 1;
  return p.tokens[at - 1]?.type === ":";
}

function parseMatch(p: Parser): Statement {
  const first = p.advance();
  const start = p.token;
  const only = parseElement(p);
  let subject = only;
  if (p.is(",")) {
    const elts = [only];
    while (p.accept(",") && !p.is(":")) elts.push(parseElement(p));
    subject = { kind: "Tuple", elts, ctx: "Load", span: p.span(start) };
  } else if (only.kind === "Starred") unexpected(p);
  expectColon(p);
  const cases = parseIndented(p, first, "'match' statement", parseCase);
  checkCases(p, cases);
  return { kind: "Match", subject, cases, span: p.span(first) };
}

type MatchCase = Extract<Statement, { kind: "Match" }>["cases"][number];

function parseCase(p: Parser, into: MatchCase[]): void {
  const first = p.token;
  if (first.type !== "name" || first.text !== "case") unexpected(p);
  p.advance();
  const start = p.token;
  const pattern = parsePatterns(p);
  const guard = p.accept("if") ? parseNamed(p) : null;
  expectColon(p);
  const body = parseBlock(p, first, "'case' statement");
  into.push({ kind: "match_case", pattern, guard, body, span: p.span(start) });
}
