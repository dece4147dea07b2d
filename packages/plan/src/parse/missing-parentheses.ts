import { isLayout, isText, logicalLines } from "./layout.ts";
import { endsValue } from "./messages.ts";
import type { Token } from "./token.ts";

/**
 * The ranges of tokens (indexes of first and last) that py-ast reads with parentheses only: sequences behind `match`
 * and `case` (`match a, b:`, `case x, *rest:`), sequences that end in a comma, stars in subscripts, `with ():`.
 */
export function missingParentheses(tokens: readonly Token[]): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  const blocks: ("match" | "other")[] = [];
  let lineStart = 0;
  found.push(...trailingCommas(tokens), ...starredSubscripts(tokens));
  for (const [index, token] of tokens.entries()) {
    if (token.type === "indent") {
      blocks.push(isMatchHeader(tokens, headerStart(tokens, index)) ? "match" : "other");
      lineStart = index + 1;
    } else if (token.type === "dedent") {
      blocks.pop();
      lineStart = index + 1;
    } else if (token.type === "newline") lineStart = index + 1;
    else if (index === lineStart && token.type === "name") {
      const header =
        (token.text === "match" && isMatchHeader(tokens, index)) ||
        (token.text === "case" && blocks.at(-1) === "match");
      const range = header ? bareSequence(tokens, index + 1, token.text === "case") : undefined;
      if (range !== undefined) found.push(range);
    }
  }
  return found;
}

/** Index of the first token of the logical line before the indent at `index`. */
function headerStart(tokens: readonly Token[], index: number): number {
  let at = index - 1;
  while (at > 0 && !isLayout(tokens[at - 1])) at -= 1;
  return at;
}

function isMatchHeader(tokens: readonly Token[], start: number): boolean {
  const first = tokens[start];
  if (first?.type !== "name" || first.text !== "match") return false;
  let end = start;
  while (end < tokens.length && tokens[end]?.type !== "newline") end += 1;
  const colon = tokens[end - 1];
  const inside = tokens[end + 2];
  return (
    end - 1 > start + 1 &&
    colon?.type === "operator" &&
    colon.text === ":" &&
    tokens[end + 1]?.type === "indent" &&
    inside?.type === "name" &&
    inside.text === "case"
  );
}

/** The tokens from `start` to the `:` (or `if`) of a header, when a comma stands among them outside brackets. */
function bareSequence(
  tokens: readonly Token[],
  start: number,
  guarded: boolean,
): readonly [number, number] | undefined {
  let depth = 0;
  let comma = false;
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.type === "newline") return undefined;
    if (token.type === "keyword" && token.text === "if" && guarded && depth === 0) {
      return comma && index > start ? [start, index - 1] : undefined;
    }
    if (token.type !== "operator") continue;
    if ("([{".includes(token.text)) depth += 1;
    else if (")]}".includes(token.text)) depth -= 1;
    else if (depth > 0) continue;
    else if (token.text === ",") comma = true;
    else if (token.text === ":" && (guarded || tokens[index + 1]?.type === "newline")) {
      return comma && index > start ? [start, index - 1] : undefined;
    }
  }
  return undefined;
}

const brackets = "( [ { ) ] }".split(" ");
/** What {@link trailingCommas} looks at: most tokens are none of these. */
const ofSequences: ReadonlySet<string> = new Set([
  ...brackets,
  ..."; : return yield in , = += -= *= /= //= %= **= >>= <<= &= |= ^= @=".split(" "),
]);
/** What {@link starredSubscripts} looks at. */
const ofSubscripts: ReadonlySet<string> = new Set([...brackets, "*", ","]);

/**
 * The sequences that end in a comma before `;` or before the `:` of a `for` (`a = b,; c`, `for x in *y,:`): py-ast
 * wants an element behind the comma.
 */
function trailingCommas(tokens: readonly Token[]): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const line of logicalLines(tokens)) {
    const loop = isText(tokens[line.from], "for", "async");
    let depth = 0;
    let start = line.from;
    for (let index = line.from; index < line.to; index += 1) {
      const token = tokens[index];
      if (token === undefined || !("text" in token) || !ofSequences.has(token.text)) continue;
      if (isText(token, "(", "[", "{")) depth += 1;
      else if (isText(token, ")", "]", "}")) depth -= 1;
      if (depth > 0) continue;
      if (
        isText(token, ";", ":", "return", "yield") ||
        isAssignment(token) ||
        (loop && isText(token, "in"))
      ) {
        start = index + 1;
      }
      const next = tokens[index + 1];
      if (depth === 0 && index === line.from + 2 && isText(tokens[index - 2], "with") && isText(token, ")")) {
        // `with ():` enters an empty tuple; py-ast takes the parentheses for those of an empty list of items.
        if (isText(tokens[index - 1], "(")) found.push([index - 1, index]);
      }
      if (isText(token, ",") && index > start && (isText(next, ";") || (loop && isText(next, ":")))) {
        found.push([start, index]);
      }
    }
  }
  return found;
}

function isAssignment(token: Token | undefined): boolean {
  return token?.type === "operator" && /^(?:[-+*/%&|^@]|\*\*|\/\/|<<|>>)?=$/.test(token.text);
}

/** The comma that may end the targets of `del`: it changes nothing, and py-ast refuses it. */
export function isDelComma(tokens: readonly Token[], index: number, statement: number): boolean {
  const next = tokens[index + 1];
  return (
    isText(tokens[statement], "del") &&
    index > statement + 1 &&
    isText(tokens[index], ",") &&
    (next?.type === "newline" || isText(next, ";"))
  );
}

/** What stands behind a star in a subscript (`x[*a or b]`): there py-ast takes a narrower expression than Python. */
function starredSubscripts(tokens: readonly Token[]): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  const open: { readonly subscript: boolean; star: number | null }[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || !("text" in token) || !ofSubscripts.has(token.text)) continue;
    const top = open.at(-1);
    if (isText(token, "*") && top?.subscript && isText(tokens[index - 1], "[", ",")) top.star = index + 1;
    else if (isText(token, ",", ")", "]", "}") && top !== undefined) {
      if (top.star !== null && index > top.star) found.push([top.star, index - 1]);
      top.star = null;
    }
    if (isText(token, "(", "[", "{")) {
      const soft = isText(tokens[index - 1], "match", "case") && (index < 2 || isLayout(tokens[index - 2]));
      open.push({ subscript: isText(token, "[") && endsValue(tokens[index - 1]) && !soft, star: null });
    } else if (isText(token, ")", "]", "}")) open.pop();
  }
  return found;
}
