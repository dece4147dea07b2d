import type { Argument, Arguments, Expression } from "../ast.ts";
import { parseExpression, parseOperators } from "./expression.ts";
import { unexpected } from "./messages.ts";
import type { Parser } from "./parser.ts";
import { precedence } from "./token.ts";

/**
 * The parameters of a function or lambda, up to what ends them.
 *
 * @param close `)` for a function, whose parameters may have annotations; `:` for a lambda
 */
export function parseParameters(p: Parser, close: ")" | ":"): Arguments {
  const first = p.token;
  let posonlyargs: readonly Argument[] = [];
  let args: Argument[] = [];
  const defaults: Expression[] = [];
  const kwonlyargs: Argument[] = [];
  const kw_defaults: (Expression | null)[] = [];
  let vararg: Argument | null = null;
  let kwarg: Argument | null = null;
  let slash = false;
  let star = false;
  while (!p.is(close)) {
    const { token } = p;
    if (kwarg !== null) p.refuseToken(token, "arguments cannot follow var-keyword argument");
    if (token.type === "/") {
      if (slash) p.refuseToken(token, "/ may appear only once");
      if (star) p.refuseToken(token, "/ must be ahead of *");
      if (args.length === 0) p.refuseToken(token, "at least one argument must precede /");
      p.advance();
      slash = true;
      posonlyargs = args;
      args = [];
    } else if (token.type === "*") {
      if (star) p.refuseToken(token, "* argument may appear only once");
      p.advance();
      star = true;
      if (p.is("name")) {
        vararg = parseParameter(p, close, true);
        if (p.is("=")) {
          p.refuseToken(p.token, "var-positional argument cannot have default value");
        }
      } else if (!p.is(",") || p.peek().type !== "name") {
        if (p.is(close) || p.is(",")) {
          p.refuseToken(token, "named arguments must follow bare *");
        }
        unexpected(p);
      }
    } else if (token.type === "**") {
      p.advance();
      kwarg = parseParameter(p, close, false);
      if (p.is("=")) p.refuseToken(p.token, "var-keyword argument cannot have default value");
    } else if (token.type === "(") {
      const what = close === ")" ? "Function" : "Lambda expression";
      p.refuseToken(token, `${what} parameters cannot be parenthesized`);
    } else {
      const parameter = parseParameter(p, close, false);
      const value = p.accept("=") ? parseExpression(p) : null;
      if (star) {
        kwonlyargs.push(parameter);
        kw_defaults.push(value);
      } else {
        args.push(parameter);
        if (value !== null) defaults.push(value);
        else if (defaults.length > 0) {
          p.refuse(parameter.span, "non-default argument follows default argument");
        }
      }
    }
    if (!p.accept(",")) break;
  }
  const { line, column, endLine, endColumn } = first;
  const span = p.token === first ? { line, column, endLine, endColumn } : p.span(first);
  return { kind: "arguments", posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults, span };
}

function parseParameter(p: Parser, close: ")" | ":", starredAnnotation: boolean): Argument {
  const first = p.token;
  const arg = p.expectIdentifier();
  let annotation: Expression | null = null;
  if (close === ")" && p.accept(":")) {
    const start = p.token;
    if (starredAnnotation && p.accept("*")) {
      const value = parseOperators(p, precedence.bitOr);
      annotation = { kind: "Starred", value, ctx: "Load", span: p.span(start) };
    } else annotation = parseExpression(p);
  }
  return { kind: "arg", arg, annotation, span: p.span(first) };
}
