import { codePointLength } from "../python/code-points.ts";
import { compileRegex, findMatches, regexSubject } from "../python/regex.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";
import type { Validation } from "./validation.ts";

/** Whether a value keeps a field's constraints; what it breaks is noted. None keeps all. */
export function checkConstraints(
  v: Validation,
  constraints: Constraints,
  value: Value,
  input: Value,
  path: readonly (string | number)[],
): boolean {
  const before = v.problems.length;
  if (typeof value === "number" || typeof value === "bigint")
    checkNumber(v, constraints, Number(value), input, path, false);
  else if (value instanceof PyFloat) checkNumber(v, constraints, value.v, input, path, true);
  else if (typeof value === "string") checkText(v, constraints, value, input, path);
  else if (value instanceof PyList || value instanceof PyTuple)
    checkLength(v, constraints, value instanceof PyList ? "List" : "Tuple", value.items.length, input, path);
  else if (value instanceof PyDict) checkLength(v, constraints, "Dictionary", value.size, input, path);
  else if (value instanceof PySet) checkLength(v, constraints, "Set", value.map.size, input, path);
  return v.problems.length === before;
}

type Path = readonly (string | number)[];

function checkNumber(
  v: Validation,
  limits: Constraints,
  number: number,
  input: Value,
  path: Path,
  real: boolean,
): void {
  const checks: readonly (readonly [keyof typeof wordings, number | undefined, boolean])[] = [
    [
      "multiple_of",
      limits.multipleOf,
      limits.multipleOf !== undefined && Number.isInteger(number / limits.multipleOf),
    ],
    ["le", limits.le, limits.le !== undefined && number <= limits.le],
    ["lt", limits.lt, limits.lt !== undefined && number < limits.lt],
    ["ge", limits.ge, limits.ge !== undefined && number >= limits.ge],
    ["gt", limits.gt, limits.gt !== undefined && number > limits.gt],
  ];
  for (const [name, limit, holds] of checks) {
    if (limit === undefined || holds) continue;
    const [type, words] = wordings[name];
    const shown = real || !Number.isInteger(limit) ? new PyFloat(limit) : limit;
    v.fail(path, type, `Input should be ${words} ${limit}`, input, { [name]: shown });
    return;
  }
}

const wordings = {
  multiple_of: ["multiple_of", "a multiple of"],
  le: ["less_than_equal", "less than or equal to"],
  lt: ["less_than", "less than"],
  ge: ["greater_than_equal", "greater than or equal to"],
  gt: ["greater_than", "greater than"],
} as const;

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function checkText(v: Validation, limits: Constraints, text: string, input: Value, path: Path): void {
  const length = codePointLength(text);
  const { minLength, maxLength, pattern } = limits;
  if (maxLength !== undefined && length > maxLength)
    v.fail(path, "string_too_long", `String should have at most ${plural(maxLength, "character")}`, input, {
      max_length: maxLength,
    });
  else if (minLength !== undefined && length < minLength)
    v.fail(path, "string_too_short", `String should have at least ${plural(minLength, "character")}`, input, {
      min_length: minLength,
    });
  else if (pattern !== undefined) {
    const found = findMatches(compileRegex(pattern), regexSubject(text, v.run.chargeBytes)).next();
    if (found.done)
      v.fail(path, "string_pattern_mismatch", `String should match pattern '${pattern}'`, input, { pattern });
  }
}

function checkLength(
  v: Validation,
  limits: Constraints,
  what: string,
  length: number,
  input: Value,
  path: Path,
): void {
  const { minLength, maxLength } = limits;
  if (minLength !== undefined && length < minLength)
    v.fail(
      path,
      "too_short",
      `${what} should have at least ${plural(minLength, "item")} after validation, not ${length}`,
      input,
      { field_type: what, min_length: minLength, actual_length: length },
    );
  else if (maxLength !== undefined && length > maxLength)
    v.fail(
      path,
      "too_long",
      `${what} should have at most ${plural(maxLength, "item")} after validation, not ${length}`,
      input,
      { field_type: what, max_length: maxLength, actual_length: length },
    );
}
