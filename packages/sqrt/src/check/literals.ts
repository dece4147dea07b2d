import { RE2JSException } from "re2js";
import type { Bounds, Domain, RegexLiteral, ToolId, WildcardLiteral } from "../ast.ts";
import { compareInstants, parseInstant } from "../datetime.ts";
import { instantOf } from "../element.ts";
import { compileRegex } from "../pattern.ts";
import type { Range } from "../source.ts";
import { type ExpressionNode, isDomain } from "../walk.ts";
import type { RepetitionAllowance } from "./expansion.ts";
import type { Findings } from "./findings.ts";

/** Reports literals that mean nothing: invalid regexes and datetimes, ranges that hold nothing. */
export function checkLiteral(
  node: ExpressionNode | ToolId,
  findings: Findings,
  allowance: RepetitionAllowance,
): void {
  if (node.kind === "regex" || node.kind === "wildcard") checkRegex(node, findings, allowance);
  else if (node.kind === "datetime") checkDatetime(node.text, node, findings);
  else if (isDomain(node)) checkDomain(node, findings);
}

/** Matching takes time in proportion to the pattern, too. */
const PATTERN_LENGTH_MAX = 4000;

function checkRegex(
  node: RegexLiteral | WildcardLiteral,
  findings: Findings,
  allowance: RepetitionAllowance,
): void {
  const { pattern } = node;
  if (pattern.length > PATTERN_LENGTH_MAX) {
    findings.report(
      "invalid-regex",
      node,
      `A regular expression has ${PATTERN_LENGTH_MAX} characters at most.`,
      "Split it into several elements of the set.",
    );
    return;
  }
  if (node.kind === "regex" && !allowance.take(pattern)) {
    findings.report(
      "invalid-regex",
      node,
      "The counted repetitions of the policy's regular expressions add up to too much.",
      'Use smaller counts, or ask for the length apart: `str matching r"..." length ..1000`.',
    );
    return;
  }
  try {
    if (node.kind === "regex") compileRegex(pattern);
  } catch (cause) {
    const reason =
      cause instanceof RE2JSException
        ? cause.message.replace(/^error parsing regexp: /, "")
        : "it is too large";
    findings.report(
      "invalid-regex",
      node,
      `This regular expression cannot be compiled: ${reason}.`,
      'The syntax is RE2\'s: no lookaround, no backreferences. In `r"..."` write `\\.` for a dot.',
    );
  }
}

function checkDatetime(text: string, range: Range, findings: Findings): void {
  if (parseInstant(text) !== undefined) return;
  findings.report(
    "invalid-datetime",
    range,
    `\`${text}\` is not a date or datetime in ISO 8601.`,
    "For example `2025-01-31` or `2025-01-31T12:00:00Z`.",
  );
}

function checkDomain(domain: Domain, findings: Findings): void {
  switch (domain.kind) {
    case "bool-domain":
      return;
    case "int-domain":
    case "float-domain":
      checkNumberRange(domain.range, findings, domain.kind === "int-domain");
      return;
    case "str-domain":
      if (domain.length !== undefined) checkNumberRange(domain.length, findings, true);
      return;
    case "datetime-domain": {
      const { low, high } = domain.range;
      let isValid = true;
      for (const end of new Set([low, high])) {
        if (end === undefined || instantOf(end) !== undefined) continue;
        isValid = false;
        if (end.kind === "number") {
          findings.report("invalid-datetime", end, "Epoch seconds are a finite number.");
        } else checkDatetime(end.kind === "string" ? end.value : end.text, end, findings);
      }
      if (isValid) {
        checkRange(domain.range, findings, (a, b) => {
          const [from, to] = [instantOf(a), instantOf(b)];
          return from === undefined || to === undefined ? 0 : compareInstants(from, to);
        });
      }
    }
  }
}

function checkNumberRange(
  range: Bounds<{ readonly value: number | bigint }>,
  findings: Findings,
  isIntegral: boolean,
): void {
  const isEmpty = checkRange(range, findings, ({ value: a }, { value: b }) => (a < b ? -1 : a > b ? 1 : 0));
  if (isEmpty || !isIntegral || range.low === undefined || range.high === undefined) return;
  if (
    firstInteger(range.low.value, range.operator?.startsWith("<") === true) <=
    lastInteger(range.high.value, range.operator?.endsWith("<") === true)
  ) {
    return;
  }
  findings.report("invalid-range", range, "No integer lies in this range.", RANGE_HELP);
}

const RANGE_HELP = "The smaller end comes first; `<..`, `..<` and `<..<` leave out an end.";

function firstInteger(low: number | bigint, isOpen: boolean): number | bigint {
  if (typeof low === "bigint") return isOpen ? low + 1n : low;
  return isOpen && Number.isInteger(low) ? low + 1 : Math.ceil(low);
}

function lastInteger(high: number | bigint, isOpen: boolean): number | bigint {
  if (typeof high === "bigint") return isOpen ? high - 1n : high;
  return isOpen && Number.isInteger(high) ? high - 1 : Math.floor(high);
}

function checkRange<T>(range: Bounds<T>, findings: Findings, compare: (a: T, b: T) => number): boolean {
  const { low, high, operator } = range;
  if (low === undefined || high === undefined || operator === undefined) return false;
  const order = compare(low, high);
  if (order < 0 || (order === 0 && operator === "..")) return false;
  findings.report("invalid-range", range, "This range holds nothing.", RANGE_HELP);
  return true;
}
