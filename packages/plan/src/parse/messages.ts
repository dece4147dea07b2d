import type { Parser } from "./parser.ts";
import { syntaxError } from "./source.ts";
import type { Token, TokenType } from "./token.ts";

/** What an expression may begin with, but for stars and `yield`. */
export const startsExpression: ReadonlySet<TokenType> = new Set<TokenType>([
  ...(["name", "number", "string", "None", "True", "False", "...", "(", "[", "{"] as const),
  ...(["-", "+", "~", "not", "lambda", "await"] as const),
]);

/** Throws the refusal of the next token, worded as CPython words it where the tokens around it tell. */
export function unexpected(p: Parser): never {
  const { token, tokens, at } = p;
  const before = tokens[at - 1];
  const first = tokens[lineStart(tokens, at)];
  const { start, end } = token;
  if (before?.type === "name" && (before.text === "print" || before.text === "exec") && startsValue(token)) {
    syntaxError(
      `Missing parentheses in call to '${before.text}'. Did you mean ${before.text}(...)?`,
      start,
      end,
    );
  }
  const inBrackets = bracketsOpen(tokens, at) || token.type === "end";
  const isCondition = first?.type === "if" || first?.type === "elif" || first?.type === "while";
  if (token.type === "=" && (inBrackets || isCondition)) {
    syntaxError("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", start, end);
  }
  if (inBrackets && endsValue(before) && startsValue(token)) {
    syntaxError("invalid syntax. Perhaps you forgot a comma?", start, end);
  }
  if (token.type === "indent" || token.type === "dedent") {
    const next = tokens.slice(at).find(({ type }) => type !== "indent" && type !== "dedent") ?? token;
    return syntaxError(
      token.type === "indent" ? "unexpected indent" : "invalid syntax",
      next.start,
      next.end,
    );
  }
  if (token.type === ":=")
    syntaxError("invalid syntax", start, end, "put the assignment expression in parentheses");
  if (token.type === "yield")
    syntaxError("invalid syntax", start, end, "put the yield expression in parentheses");
  return syntaxError("invalid syntax", start, end);
}

/** Takes the colon that opens a block. */
export function expectColon(p: Parser, always = false): void {
  const { token } = p;
  if (token.type === ":") p.advance();
  else if (always || token.type === "newline") syntaxError("expected ':'", token.start, token.end);
  else unexpected(p);
}

/** Index of the first token of the line that a token is in. */
function lineStart(tokens: readonly Token[], index: number): number {
  let at = index;
  while (at > 0 && !isLayout(tokens[at - 1])) at -= 1;
  return at;
}

/** Whether a bracket that stands before a token in its line is still open there. */
function bracketsOpen(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (let at = lineStart(tokens, index); at < index; at += 1) {
    const type = tokens[at]?.type;
    if (type === "(" || type === "[" || type === "{") depth += 1;
    else if (type === ")" || type === "]" || type === "}") depth -= 1;
  }
  return depth > 0;
}

function startsValue(token: Token): boolean {
  switch (token.type) {
    case "name":
    case "number":
    case "string":
    case "None":
    case "True":
    case "False":
      return true;
    default:
      return false;
  }
}

function endsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (
    startsValue(token) ||
    token.type === ")" ||
    token.type === "]" ||
    token.type === "}" ||
    token.type === "..."
  );
}

/** Whether a token is an end of line or a change of indentation. */
function isLayout(token: Token | undefined): boolean {
  return token?.type === "newline" || token?.type === "indent" || token?.type === "dedent";
}
