import type { Alias, BinaryOperator, Expression, Statement } from "../ast.ts";
import { parseCompound } from "./compound.ts";
import {
  asValue,
  parseExpression,
  parseStarExpressions,
  parseYield,
  parseYieldOrValue,
} from "./expression.ts";
import { startsExpression, unexpected } from "./messages.ts";
import type { Parser } from "./parser.ts";
import { asTarget, asWholeTarget, expressionName } from "./target.ts";
import type { Token, TokenType } from "./token.ts";

const augmentations: ReadonlyMap<TokenType, BinaryOperator> = new Map<TokenType, BinaryOperator>([
  ["+=", "Add"],
  ["-=", "Sub"],
  ["*=", "Mult"],
  ["@=", "MatMult"],
  ["/=", "Div"],
  ["%=", "Mod"],
  ["**=", "Pow"],
  ["<<=", "LShift"],
  [">>=", "RShift"],
  ["|=", "BitOr"],
  ["^=", "BitXor"],
  ["&=", "BitAnd"],
  ["//=", "FloorDiv"],
]);

/** Reads the statement, or the line of simple statements, that comes next. */
export function parseStatement(p: Parser, into: Statement[]): void {
  const compound = parseCompound(p);
  if (compound === null) parseSimpleStatements(p, into);
  else into.push(compound);
}

/** Reads simple statements with `;` between them, up to the end of their line. */
export function parseSimpleStatements(p: Parser, into: Statement[]): void {
  do {
    into.push(parseSimple(p));
  } while (p.accept(";") && !p.is("newline"));
  if (!p.is("newline")) unexpected(p);
  p.advanceLayout();
}

function parseSimple(p: Parser): Statement {
  const first = p.token;
  switch (first.type) {
    case "return": {
      p.advance();
      const value = startsValue(p) ? asValue(p, parseStarExpressions(p)) : null;
      const span = p.span(first);
      if (!p.surroundings.inFunction) {
        const help =
          "assign the answer to final_return_value; to stop early, put the rest into an else branch";
        p.problem(span, "'return' outside function", help);
      }
      return { kind: "Return", value, span };
    }
    case "import": {
      p.advance();
      const names = parseAliases(p, true);
      p.remarks.declarations = true;
      return { kind: "Import", names, span: p.span(first) };
    }
    case "from":
      return parseImportFrom(p);
    case "raise": {
      p.advance();
      const exc = startsExpression.has(p.token.type) ? parseExpression(p) : null;
      const cause = exc !== null && p.accept("from") ? parseExpression(p) : null;
      return { kind: "Raise", exc, cause, span: p.span(first) };
    }
    case "del":
      return parseDelete(p);
    case "assert": {
      p.advance();
      const test = parseExpression(p);
      const msg = p.accept(",") ? parseExpression(p) : null;
      return { kind: "Assert", test, msg, span: p.span(first) };
    }
    case "global":
    case "nonlocal": {
      p.advance();
      const names = [p.expectIdentifier()];
      while (p.accept(",")) names.push(p.expectIdentifier());
      const kind = first.type === "global" ? "Global" : "Nonlocal";
      return { kind, names, span: p.span(first) };
    }
    case "pass":
      p.advance();
      return { kind: "Pass", span: p.span(first) };
    case "break": {
      p.advance();
      const span = p.span(first);
      if (!p.surroundings.inLoop) p.problem(span, "'break' outside loop");
      return { kind: "Break", span };
    }
    case "continue": {
      p.advance();
      const span = p.span(first);
      if (!p.surroundings.inLoop) p.problem(span, "'continue' not properly in loop");
      return { kind: "Continue", span };
    }
    default:
      return parseExpressionStatement(p, first);
  }
}

function startsValue(p: Parser): boolean {
  return p.is("*") || startsExpression.has(p.token.type);
}

/** An expression alone, or an assignment to it. */
function parseExpressionStatement(p: Parser, first: Token): Statement {
  const isYield = first.type === "yield";
  const value = isYield ? parseYield(p) : parseStarExpressions(p);
  switch (p.token.type) {
    case "=":
      return parseAssignment(p, first, value, isYield);
    case ":":
      if (!isYield) return parseAnnotated(p, first, value);
      break;
    default: {
      const op = augmentations.get(p.token.type);
      if (op !== undefined && !isYield) return parseAugmented(p, first, value, op);
    }
  }
  if (value.kind === "Name" && value.id === "type" && p.is("name")) refuseTypeStatement(p, first);
  return { kind: "Expr", value: asValue(p, value), span: p.span(first) };
}

function parseAssignment(p: Parser, first: Token, value: Expression, startsWithYield: boolean): Statement {
  const targets: Expression[] = [];
  let right = value;
  let isYield = startsWithYield;
  while (p.accept("=")) {
    if (isYield) p.refuse(right.span, "assignment to yield expression not possible");
    targets.push(asWholeTarget(p, right));
    isYield = p.is("yield");
    right = isYield ? parseYield(p) : parseStarExpressions(p);
  }
  return { kind: "Assign", targets, value: asValue(p, right), span: p.span(first) };
}

function parseAnnotated(p: Parser, first: Token, value: Expression): Statement {
  if (value.kind === "Tuple" || value.kind === "List") {
    p.refuse(value.span, `only single target (not ${expressionName(value)}) can be annotated`);
  }
  const target =
    value.kind === "Starred" ? value : isAnnotatable(value) ? asTarget(p, value, "Store") : value;
  if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") {
    return p.refuse(value.span, "illegal target for annotation");
  }
  p.advance();
  const annotation = parseExpression(p);
  const given = p.accept("=") ? parseYieldOrValue(p) : null;
  // Not simple when it stands in parentheses.
  const simple =
    target.kind === "Name" && target.span.line === first.line && target.span.column === first.column;
  return { kind: "AnnAssign", target, annotation, value: given, simple, span: p.span(first) };
}

function isAnnotatable(value: Expression): boolean {
  return value.kind === "Name" || value.kind === "Attribute" || value.kind === "Subscript";
}

function parseAugmented(p: Parser, first: Token, value: Expression, op: BinaryOperator): Statement {
  const target = isAnnotatable(value) ? asTarget(p, value, "Store") : value;
  if (target.kind !== "Name" && target.kind !== "Attribute" && target.kind !== "Subscript") {
    const kind = expressionName(target);
    return p.refuse(value.span, `'${kind}' is an illegal expression for augmented assignment`);
  }
  p.advance();
  return { kind: "AugAssign", target, op, value: parseYieldOrValue(p), span: p.span(first) };
}

/** `type X = …` and `type X[T] = …`: a statement of later Pythons. */
function refuseTypeStatement(p: Parser, first: Token): void {
  const behind = p.peek().type;
  if (behind !== "=" && behind !== "[") return;
  p.lacking(first, "the plan language has no type statement", "assign the type to a name");
}

function parseDelete(p: Parser): Statement {
  const first = p.advance();
  const targets: Expression[] = [];
  do {
    const { token } = p;
    if (token.type === "*") p.refuseToken(token, "cannot delete starred");
    targets.push(asTarget(p, parseExpression(p), "Del"));
  } while (p.accept(",") && !p.is("newline") && !p.is(";"));
  return { kind: "Delete", targets, span: p.span(first) };
}

// ------------------------------------------------------------------------------------------------------------ imports

function parseImportFrom(p: Parser): Statement {
  const first = p.advance();
  let level = 0;
  for (; p.is(".") || p.is("..."); p.advance()) level += p.is(".") ? 1 : 3;
  const module = level > 0 && p.is("import") ? null : parseDottedName(p);
  p.expect("import");
  p.remarks.declarations = true;
  const { token } = p;
  let names: readonly Alias[];
  if (token.type === "*") {
    p.advance();
    names = [{ kind: "alias", name: "*", asname: null, span: p.span(token) }];
  } else if (p.accept("(")) {
    names = parseAliases(p, false);
    p.expect(")");
  } else names = parseAliases(p, false);
  return { kind: "ImportFrom", module, names, level, span: p.span(first) };
}

/** Names to import; in parentheses a comma may stand behind the last one. */
function parseAliases(p: Parser, dotted: boolean): readonly Alias[] {
  const inParentheses = p.last.type === "(";
  const names: Alias[] = [];
  do {
    const first = p.token;
    if (names.length > 0 && first.type === ")" && inParentheses) break;
    if (names.length > 0 && first.type === "newline" && !dotted) {
      p.refuseToken(p.last, "trailing comma not allowed without surrounding parentheses");
    }
    const name = dotted ? parseDottedName(p) : p.expect("name").text;
    const asname = p.accept("as") ? p.expectIdentifier() : null;
    names.push({ kind: "alias", name, asname, span: p.span(first) });
  } while (p.accept(","));
  return names;
}

function parseDottedName(p: Parser): string {
  let name = p.expect("name").text;
  while (p.accept(".")) name += `.${p.expect("name").text}`;
  return name;
}
