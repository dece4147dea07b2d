import type { Statement } from "../ast.ts";
import { unexpected } from "./messages.ts";
import type { Parser } from "./parser.ts";
import { syntaxError } from "./source.ts";
import { parseSimpleStatements, parseStatement } from "./statement.ts";
import type { Token } from "./token.ts";

/** Reads all statements of a program. */
export function parseModuleBody(p: Parser): readonly Statement[] {
  const body: Statement[] = [];
  while (!p.is("end")) parseStatement(p, body);
  return body;
}

/**
 * The statements behind a colon, on its line or indented.
 *
 * @param opener the token that begins the statement of the block
 * @param title how CPython names that statement
 */
export function parseBlock(p: Parser, opener: Token, title: string): readonly Statement[] {
  if (p.is("newline")) return parseIndented(p, opener, title, parseStatement);
  const body: Statement[] = [];
  parseSimpleStatements(p, body);
  return body;
}

/** What stands indented behind a colon, on lines of its own. Throws CPython's refusal when it is not indented. */
export function parseIndented<Item>(
  p: Parser,
  opener: Token,
  title: string,
  parseItem: (p: Parser, into: Item[]) => void,
): readonly Item[] {
  if (!p.is("newline")) unexpected(p);
  p.advanceLayout();
  if (!p.is("indent")) refuseUnindented(p, opener, title);
  p.advanceLayout();
  p.enter();
  const items: Item[] = [];
  do parseItem(p, items);
  while (!p.is("dedent"));
  p.advanceLayout();
  p.leave();
  return items;
}

/** Points at the line that should have been indented, or at the opening one when there is none. */
function refuseUnindented(p: Parser, opener: Token, title: string): never {
  const { tokens } = p;
  let from = p.at;
  while (tokens[from]?.type === "dedent") from += 1;
  if (tokens[from]?.type === "end") from = tokens.indexOf(opener);
  let to = from;
  while (to + 1 < tokens.length && tokens[to + 1]?.type !== "newline") to += 1;
  return syntaxError(
    `expected an indented block after ${title} on line ${opener.line}`,
    tokens[from]?.start ?? 0,
    tokens[to]?.end ?? 0,
    "indent the lines of the block, or write `pass`",
  );
}
