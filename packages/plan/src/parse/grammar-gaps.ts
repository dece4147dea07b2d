import { beginsCompound, isText, type LogicalLine, logicalLines } from "./layout.ts";
import { endsValue } from "./messages.ts";
import { syntaxError } from "./source.ts";
import type { Token } from "./token.ts";

const assignments: readonly string[] = "= += -= *= /= //= %= **= >>= <<= &= |= ^= @=".split(" ");

/** What cannot begin the operand of `await`. */
const noPrimary: readonly string[] = ["await", "not", "lambda", "+", "-", "~", "*", "**"];

/** The tokens that a rule begins with: most tokens are none of them. */
const looked: ReadonlySet<string> = new Set(
  "( [ { ) ] } , ; : := / - + ~ ** not lambda else await yield async".split(" "),
);

/** Tokens that open something which nests without brackets: each may stand so often inside each other. */
const nestingMax = 200;

/**
 * Refuses, by the tokens around them, the programs that py-ast takes and CPython does not: each rule stands for a
 * difference that a comparison of the two on mutated programs has shown. Also caps what nests without brackets.
 *
 * @param form 'program', or 'expression' for the tokens of an f-string's field, which stand in brackets
 */
export function checkGrammarGaps(tokens: readonly Token[], form: "program" | "expression"): void {
  if (form === "expression") {
    checkRange(tokens, { from: 0, to: tokens.length }, 1);
    return;
  }
  for (const line of logicalLines(tokens)) checkRange(tokens, line, 0);
}

function checkRange(tokens: readonly Token[], line: LogicalLine, outerDepth: number): void {
  const brackets: number[] = [];
  const nesting: number[] = [0];
  let lambdas = 0;
  let statement = line.from;
  let opensBlock = isBlockHeader(tokens, line.from);
  for (let index = line.from; index < line.to; index += 1) {
    const token = tokens[index];
    if (token === undefined || !("text" in token) || !looked.has(token.text)) continue;
    const depth = brackets.length + outerDepth;
    countNesting(token, nesting);
    if (isText(token, "(", "[", "{")) brackets.push(index);
    else if (isText(token, ")", "]", "}")) brackets.pop();
    else if (isText(token, "lambda") && depth === 0) lambdas += 1;
    else if (isText(token, ":") && depth === 0) {
      if (lambdas > 0) lambdas -= 1;
      else if (opensBlock) {
        opensBlock = false;
        statement = index + 1;
        if (beginsCompound(tokens[statement])) refuseAt(tokens, statement);
      }
    } else if (isText(token, ";") && depth === 0) {
      if (index === statement || beginsCompound(tokens[index + 1])) refuseAt(tokens, index + 1);
      statement = index + 1;
    } else if (isText(token, "yield")) checkYield(tokens, index, brackets, statement, depth);
    else if (isText(token, "await") && isText(tokens[index + 1], ...noPrimary)) refuseAt(tokens, index + 1);
    else if (isText(token, "/") && isText(tokens[index - 1], "(", "lambda")) refuseAt(tokens, index);
    else if (isText(token, "async") && !isText(tokens[index + 1], "for", "def", "with"))
      refuseAt(tokens, index);
    else if (isText(token, ":=") && isText(tokens[index - 1], ")") && isText(tokens[index - 3], "(")) {
      refuseTarget(tokens, index);
    } else if (isText(token, ":=") && isText(tokens[index - 2], ":=", ...(depth > 0 ? ["="] : []))) {
      refuseAt(tokens, index, "put the assignment expression in parentheses");
    } else if (isText(token, ":=") && depth === 0 && !takesNamedExpression(tokens, line.from)) {
      refuseAt(tokens, index, "put the assignment expression in parentheses");
    }
  }
  checkImport(tokens, line);
}

/**
 * INVARIANT: what py-ast and everything behind it recurse over is bounded before py-ast sees it: brackets by the
 * tokenizer; unary operators, powers, lambdas and conditionals here; chains of binary operators and attributes behind
 * the parser, by the depth of the tree.
 */
function countNesting(token: Token, nesting: number[]): void {
  const top = nesting.length - 1;
  if (isText(token, "(", "[", "{")) nesting.push(nesting[top] ?? 0);
  else if (isText(token, ")", "]", "}")) {
    if (top > 0) nesting.pop();
  } else if (isText(token, ",", ";")) nesting[top] = nesting[top - 1] ?? 0;
  else if (isText(token, "not", "-", "+", "~", "**", "lambda", "else", "await", ":=")) {
    nesting[top] = (nesting[top] ?? 0) + 1;
  }
  if ((nesting.at(-1) ?? 0) > nestingMax) {
    syntaxError(
      "too many operators in one expression",
      token.start,
      token.end,
      "split the expression into steps",
    );
  }
}

function isBlockHeader(tokens: readonly Token[], start: number): boolean {
  return (
    beginsCompound(tokens[start]) ||
    (isText(tokens[start], "match", "case") && !isText(tokens[start + 1], "=", ".", ":", ",", ")"))
  );
}

function refuseAt(tokens: readonly Token[], index: number, help?: string): never {
  const token = tokens[index] ?? tokens[index - 1];
  return syntaxError("invalid syntax", token?.start ?? 0, token?.end ?? 0, help);
}

/** `yield` may stand at the start of a statement, behind an assignment, or alone in parentheses that are no call's. */
function checkYield(
  tokens: readonly Token[],
  index: number,
  brackets: readonly number[],
  statement: number,
  depth: number,
): void {
  const before = tokens[index - 1];
  const open = brackets.at(-1);
  const alone = open === index - 1 && isText(tokens[open], "(") && !endsValue(tokens[open - 1]);
  const allowed =
    depth === 0
      ? index === statement || isText(before, ...assignments)
      : open === undefined
        ? index === 0
        : alone;
  if (!allowed || isText(tokens[index + 1], ",")) {
    refuseAt(tokens, index, "put the yield expression in parentheses");
  }
}

/** `(a) := 1`: the parentheses are too many. */
function refuseTarget(tokens: readonly Token[], index: number): void {
  const name = tokens[index - 2];
  if (name?.type !== "name" || endsValue(tokens[index - 4])) return;
  syntaxError(
    "cannot use assignment expressions with name",
    name.start,
    name.end,
    "leave the parentheses away",
  );
}

function takesNamedExpression(tokens: readonly Token[], start: number): boolean {
  return isText(tokens[start], "if", "elif", "while", "@", "match", "case");
}

/** `from` wants a module; `from a import b,` wants parentheses around the names. */
function checkImport(tokens: readonly Token[], line: LogicalLine): void {
  const last = tokens[line.to - 1];
  if (isText(tokens[line.from], "from") && isText(tokens[line.from + 1], "import"))
    refuseAt(tokens, line.from + 1);
  if (isText(tokens[line.from], "from") && isText(last, ",")) {
    const message = "trailing comma not allowed without surrounding parentheses";
    syntaxError(message, last?.start ?? 0, last?.end ?? 0);
  }
}
