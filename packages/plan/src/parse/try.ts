import type { ExceptHandler, Statement } from "../ast.ts";
import { parseBlock } from "./block.ts";
import { deeper, parseElse } from "./compound.ts";
import { parseExpression } from "./expression.ts";
import { expectColon } from "./messages.ts";
import type { Parser } from "./parser.ts";
import type { Token } from "./token.ts";

/** A `try` statement with its handlers. */
export function parseTry(p: Parser): Statement {
  const first = p.advance();
  expectColon(p, true);
  const { surroundings } = p;
  p.surroundings = deeper(p, first);
  const body = parseBlock(p, first, "'try' statement");
  const handlers: ExceptHandler[] = [];
  while (p.is("except")) {
    const before = handlers.at(-1);
    if (before?.type === null) p.refuse(before.span, "default 'except:' must be last");
    handlers.push(parseHandler(p, first));
  }
  const orelse = handlers.length > 0 ? parseElse(p) : [];
  let finalbody: readonly Statement[] = [];
  const keyword = p.token;
  if (p.accept("finally")) {
    expectColon(p, true);
    finalbody = parseBlock(p, keyword, "'finally' statement");
  } else if (handlers.length === 0) p.refuse(p.span(first), "expected 'except' or 'finally' block");
  p.surroundings = surroundings;
  return { kind: "Try", body, handlers, orelse, finalbody, span: p.span(first) };
}

function parseHandler(p: Parser, statement: Token): ExceptHandler {
  const first = p.advance();
  if (p.is("*")) {
    p.lacking(statement, "the plan language has no except*", "write a plain except clause");
  }
  if (p.is(":") || p.is("newline")) {
    expectColon(p);
    const body = parseBlock(p, first, "'except' statement");
    return { kind: "ExceptHandler", type: null, name: null, body, span: p.span(first) };
  }
  const type = parseExpression(p);
  if (p.is(",")) p.refuse(type.span, "multiple exception types must be parenthesized");
  const name = p.accept("as") ? p.expectIdentifier() : null;
  expectColon(p);
  const body = parseBlock(p, first, "'except' statement");
  return { kind: "ExceptHandler", type, name, body, span: p.span(first) };
}
