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
    checkNumber(v, constraints, Number(value), input, path);
  else if (value instanceof PyFloat) checkNumber(v, constraints, value.v, input, path);
  else if (typeof value === "string") checkText(v, constraints, value, input, path);
  else if (value instanceof PyList || value instanceof PyTuple)
    checkLength(v, constraints, value instanceof PyList ? "List" : "Tuple", value.items.length, input, path);
  else if (value instanceof PyDict) checkLength(v, constraints, "Dictionary", value.size, input, path);
  else if (value instanceof PySet) checkLength(v, constraints, "Set", value.map.size, input, path);
  return v.problems.length === before;
}

type Path = readonly (string | number)[];

function checkNumber(v: Validation, limits: Constraints, number: number, input: Value, path: Path): void {
  const { ge, gt, le, lt, multipleOf } = limits;
  if (gt !== undefined && !(number > gt))
    v.fail(path, "greater_than", `Input should be greater than ${gt}`, input);
  else if (ge !== undefined && !(number >= ge))
    v.fail(path, "greater_than_equal", `Input should be greater than or equal to ${ge}`, input);
  else if (lt !== undefined && !(number < lt))
    v.fail(path, "less_than", `Input should be less than ${lt}`, input);
  else if (le !== undefined && !(number <= le))
    v.fail(path, "less_than_equal", `Input should be less than or equal to ${le}`, input);
  else if (multipleOf !== undefined && !Number.isInteger(number / multipleOf))
    v.fail(path, "multiple_of", `Input should be a multiple of ${multipleOf}`, input);
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function checkText(v: Validation, limits: Constraints, text: string, input: Value, path: Path): void {
  const length = codePointLength(text);
  const { minLength, maxLength, pattern } = limits;
  if (maxLength !== undefined && length > maxLength)
    v.fail(path, "string_too_long", `String should have at most ${plural(maxLength, "character")}`, input);
  else if (minLength !== undefined && length < minLength)
    v.fail(path, "string_too_short", `String should have at least ${plural(minLength, "character")}`, input);
  else if (pattern !== undefined) {
    const found = findMatches(compileRegex(pattern), regexSubject(text, v.run.chargeBytes)).next();
    if (found.done)
      v.fail(path, "string_pattern_mismatch", `String should match pattern '${pattern}'`, input);
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
    );
  else if (maxLength !== undefined && length > maxLength)
    v.fail(
      path,
      "too_long",
      `${what} should have at most ${plural(maxLength, "item")} after validation, not ${length}`,
      input,
    );
}
