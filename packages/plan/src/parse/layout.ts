import { positionAt, type Source, syntaxError } from "./source.ts";
import type { Token } from "./token.ts";

/** Keywords that begin a statement with a block. */
const compound: ReadonlySet<string> = new Set(
  "if elif else for while try except finally with def class async".split(" "),
);

/** Whether a token has this text; strings and numbers have none. */
export function isText(token: Token | undefined, ...texts: readonly string[]): boolean {
  return token !== undefined && "text" in token && texts.includes(token.text);
}

/** One logical line: its tokens from `from` up to (without) the newline at `to`. */
export interface LogicalLine {
  readonly from: number;
  readonly to: number;
}

/** The logical lines of a program, without their layout tokens. */
export function logicalLines(tokens: readonly Token[]): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let from = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === "indent" || token.type === "dedent") from = index + 1;
    else if (token.type === "newline") {
      lines.push({ from, to: index });
      from = index + 1;
    }
  }
  return lines;
}

/** How CPython names the statement that a line opens a block for, or undefined when it opens none. */
function blockName(tokens: readonly Token[], line: LogicalLine): string | undefined {
  if (!isText(tokens[line.to - 1], ":")) return undefined;
  const first = tokens[line.from];
  const second = tokens[line.from + 1];
  if (first === undefined) return undefined;
  const head = isText(first, "async") ? second : first;
  if (head === undefined || !("text" in head)) return undefined;
  if (head.text === "def") return "function definition";
  if (head.text === "class") return "class definition";
  if (head.type === "keyword" && compound.has(head.text)) return `'${head.text}' statement`;
  if (head.type === "name" && (head.text === "match" || head.text === "case"))
    return `'${head.text}' statement`;
  return undefined;
}

/**
 * Checks that blocks are indented where, and only where, the grammar wants it, with CPython's messages.
 */
export function checkLayout(source: Source, tokens: readonly Token[]): void {
  let opener: LogicalLine | undefined;
  for (const line of logicalLines(tokens)) {
    const indented = tokens[line.from - 1]?.type === "indent";
    const first = tokens[line.from];
    const last = tokens[line.to - 1];
    if (first === undefined || last === undefined) continue;
    const name = opener === undefined ? undefined : blockName(tokens, opener);
    // A header that lacks its colon is for the grammar to report.
    const header = opener !== undefined && beginsCompound(tokens[opener.from]);
    if (indented && !header && !isText(tokens[(opener?.to ?? 0) - 1], ":")) {
      syntaxError("unexpected indent", first.start, last.end);
    }
    if (!indented && opener !== undefined && name !== undefined)
      reportMissing(source, tokens, opener, name, line);
    opener = line;
  }
  const name = opener === undefined ? undefined : blockName(tokens, opener);
  if (opener !== undefined && name !== undefined) reportMissing(source, tokens, opener, name, opener);
}

function reportMissing(
  source: Source,
  tokens: readonly Token[],
  opener: LogicalLine,
  name: string,
  at: LogicalLine,
): never {
  const line = positionAt(source, tokens[opener.from]?.start ?? 0).line;
  const first = tokens[at.from];
  const last = tokens[at.to - 1];
  return syntaxError(
    `expected an indented block after ${name} on line ${line}`,
    first?.start ?? 0,
    last?.end ?? 0,
    "indent the lines of the block, or write `pass`",
  );
}

/** Whether the token begins a compound statement, which may not stand behind `;` or on the line of another. */
export function beginsCompound(token: Token | undefined): boolean {
  return (token?.type === "keyword" && compound.has(token.text)) || isText(token, "@");
}

/** Whether a token is an end of line or a change of indentation. */
export function isLayout(token: Token | undefined): boolean {
  return token?.type === "newline" || token?.type === "indent" || token?.type === "dedent";
}
