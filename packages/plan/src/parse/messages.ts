import { isText, type LogicalLine, logicalLines } from "./layout.ts";
import type { Token } from "./token.ts";

export interface Wording {
  readonly message: string;
  readonly help?: string;
}

/** py-ast's wordings that CPython 3.11 words otherwise. */
const rewordings: ReadonlyMap<string, string> = new Map([
  [
    "parameter without a default follows parameter with a default",
    "non-default argument follows default argument",
  ],
  ["Expected '(' after function name", "expected '('"],
  ["Expected 'else' in conditional expression", "expected 'else' after 'if' expression"],
  ["cannot assign to Lambda", "cannot assign to lambda"],
  ["cannot assign to BoolOp", "cannot assign to expression"],
  ["cannot assign to IfExp", "cannot assign to conditional expression"],
  ["cannot assign to Dict", "cannot assign to dict literal"],
  ["cannot assign to Set", "cannot assign to set display"],
  ["cannot assign to ListComp", "cannot assign to list comprehension"],
  ["cannot assign to SetComp", "cannot assign to set comprehension"],
  ["cannot assign to DictComp", "cannot assign to dict comprehension"],
  ["cannot assign to GeneratorExp", "cannot assign to generator expression"],
  ["cannot assign to Yield", "cannot assign to yield expression"],
  ["cannot assign to Await", "cannot assign to await expression"],
  ["cannot assign to NamedExpr", "cannot assign to named expression"],
]);

const alwaysColon = /^Expected ':' after (?:function header|else|try|finally)/;

/**
 * Words a complaint of py-ast as CPython does, as far as the tokens around its place tell.
 * @param offset where py-ast stopped
 */
export function wordingOf(complaint: string, tokens: readonly Token[], offset: number): Wording {
  const found = tokens.findIndex((token) => token.start >= offset);
  const index = found === -1 ? tokens.length : found;
  const current = tokens[index];
  const before = tokens[index - 1];
  const line = logicalLines(tokens).find(({ from, to }) => from <= index && index <= to);
  const first = line === undefined ? undefined : tokens[line.from];
  if (isStatementCall(tokens, line, index)) {
    const name = isText(first, "exec") ? "exec" : "print";
    return { message: `Missing parentheses in call to '${name}'. Did you mean ${name}(...)?` };
  }
  const known = rewordings.get(complaint);
  if (known !== undefined) return { message: known };
  const inBrackets = depthAt(tokens, line?.from ?? 0, index) > 0;
  if (isText(current, "=") && (inBrackets || isText(first, "if", "elif", "while"))) {
    return { message: "invalid syntax. Maybe you meant '==' or ':=' instead of '='?" };
  }
  if (
    alwaysColon.test(complaint) ||
    (/^Expected ':'/.test(complaint) && (current?.type ?? "newline") === "newline")
  ) {
    return { message: "expected ':'" };
  }
  if (inBrackets && endsValue(before) && startsValue(current)) {
    return { message: "invalid syntax. Perhaps you forgot a comma?" };
  }
  if (/^[A-Z]/.test(complaint)) return { message: "invalid syntax" };
  return { message: complaint };
}

/** `print x` */
function isStatementCall(tokens: readonly Token[], line: LogicalLine | undefined, index: number): boolean {
  if (line === undefined || index !== line.from + 1) return false;
  return isText(tokens[line.from], "print", "exec") && startsValue(tokens[index]);
}

function depthAt(tokens: readonly Token[], from: number, to: number): number {
  let depth = 0;
  for (const token of tokens.slice(from, to)) {
    if (isText(token, "(", "[", "{")) depth += 1;
    else if (isText(token, ")", "]", "}")) depth -= 1;
  }
  return depth;
}

function startsValue(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return (
    token.type === "name" ||
    token.type === "number" ||
    token.type === "string" ||
    isText(token, "None", "True", "False")
  );
}

/** Whether a token ends a value, so that an opening bracket behind it is a call or a subscript. */
export function endsValue(token: Token | undefined): boolean {
  return startsValue(token) || isText(token, ")", "]", "}", "...");
}
