/** Whether values keep what `Field(...)` says of them, and pydantic's words for what they break. */
import { codePointLength } from "../python/code-points.ts";
import {
  type Decimal,
  decimalOfText,
  decimalToFloat,
  moduloDecimal,
  normalizeExactly,
} from "../python/decimal/index.ts";
import { moduloFloat } from "../python/float.ts";
import { moduloInt } from "../python/integer.ts";
import { compileRegex, findMatches, regexSubject } from "../python/regex.ts";
import { microsecondsOf } from "../python/timedelta.ts";
import { PyInstance } from "../value/class.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { PyBytes, PyFloat } from "../value/scalar.ts";
import { strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import type { Constraints } from "./constraints.ts";
import { PyDateTime } from "./datetime.ts";
import { PyDecimal } from "./decimal.ts";
import { plainForm } from "./plain-form.ts";
import { PyTimeDelta } from "./timedelta.ts";
import type { Validation } from "./validation.ts";

type Path = readonly (string | number)[];

/**
 * A value that keeps a field's constraints, as they change it (`strip_whitespace`); undefined with what it breaks noted.
 * None keeps all.
 */
export function constrain(
  v: Validation,
  constraints: Constraints,
  value: Value,
  input: Value,
  path: Path,
): Value | undefined {
  if (typeof value !== "string")
    return checkConstraints(v, constraints, value, input, path) ? value : undefined;
  const text = constraints.stripWhitespace ? value.trim() : value;
  if (!checkConstraints(v, constraints, text, input, path)) return undefined;
  if (constraints.textCase === undefined) return text;
  return constraints.textCase === "lower" ? text.toLowerCase() : text.toUpperCase();
}

/** Whether a value keeps a field's constraints; what it breaks is noted. None keeps all. */
export function checkConstraints(
  v: Validation,
  constraints: Constraints,
  value: Value,
  input: Value,
  path: Path,
): boolean {
  const before = v.problems.length;
  if (typeof value === "string") checkText(v, constraints, value, input, path);
  else if (value instanceof PyBytes) checkBytes(v, constraints, value.bytes.length, input, path);
  else if (value instanceof PyList || value instanceof PyTuple)
    checkLength(v, constraints, value instanceof PyList ? "List" : "Tuple", value.items.length, input, path);
  else if (value instanceof PyDict) checkLength(v, constraints, "Dictionary", value.size, input, path);
  else if (value instanceof PySet)
    checkLength(v, constraints, value.frozen ? "Frozenset" : "Set", value.map.size, input, path);
  else if (typeof value === "number" || typeof value === "bigint" || value instanceof PyFloat)
    checkNumber(v, constraints, value, input, path);
  else if (value instanceof PyDecimal) checkDecimal(v, constraints, value, input, path);
  else if (value instanceof PyInstance && value.cls.builtin) checkBounds(v, constraints, value, input, path);
  return v.problems.length === before;
}

function checkNumber(v: Validation, limits: Constraints, value: Value, input: Value, path: Path): void {
  if (limits.finite && value instanceof PyFloat && !Number.isFinite(value.v)) {
    v.fail(path, "finite_number", "Input should be a finite number", input);
    return;
  }
  const { multipleOf } = limits;
  if (multipleOf !== undefined && !isMultiple(value, multipleOf))
    fail(v, "multiple_of", multipleOf, value, input, path);
  else checkBounds(v, limits, value, input, path);
}

function isMultiple(value: Value, step: Value): boolean {
  if (isInt(value) && isInt(step)) return BigInt(moduloInt(value, step)) === 0n;
  const number = value instanceof PyFloat ? value.v : Number(value);
  const size = step instanceof PyFloat ? step.v : Number(step);
  // As pydantic has it: a billionth of the number may be missing.
  const rest = Math.abs(moduloFloat(number, size));
  const near = Math.abs(number) / 1e9;
  return rest <= near || Math.abs(rest - size) <= near;
}

function isInt(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

const bounds: readonly (readonly ["le" | "lt" | "ge" | "gt", OrderOperator])[] = [
  ["le", "<="],
  ["lt", "<"],
  ["ge", ">="],
  ["gt", ">"],
];

function checkBounds(v: Validation, limits: Constraints, value: Value, input: Value, path: Path): void {
  for (const [name, operator] of bounds) {
    const limit = limits[name];
    if (limit === undefined || compareOrder(v.run, operator, value, limit)) continue;
    fail(v, name, limit, value, input, path);
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

function fail(
  v: Validation,
  name: keyof typeof wordings,
  limit: Value,
  value: Value,
  input: Value,
  path: Path,
): void {
  const [type, words] = wordings[name];
  let shown = limit;
  let text: string;
  if (value instanceof PyFloat) {
    const number = limit instanceof PyFloat ? limit.v : Number(limit);
    shown = new PyFloat(number);
    text = plainNumber(number);
  } else if (value instanceof PyDecimal) {
    const made = limit instanceof PyDecimal ? limit : decimalOf(v, limit);
    shown = made;
    text = strOf(v.run, made);
  } else if (value instanceof PyTimeDelta && limit instanceof PyTimeDelta) {
    text = durationWords(microsecondsOf(limit.delta));
    shown = text;
  } else if (limit instanceof PyInstance) {
    text = strOf(v.run, plainForm(v.run, limit) ?? limit);
    if (limit instanceof PyDateTime) text = text.replace(/\+00:00$/, "Z");
    shown = text;
  } else text = strOf(v.run, limit);
  v.fail(path, type, `Input should be ${words} ${text}`, input, { [name]: shown });
}

/** A float without an exponent. */
function plainNumber(value: number): string {
  const text = String(value);
  const found = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (found === null) return text;
  const [, sign = "", whole = "", fraction = "", power = "0"] = found;
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  return `${sign}${digits.slice(0, point).padEnd(point, "0")}${digits.length > point ? `.${digits.slice(point)}` : ""}`;
}

/** `2 days and 1 hour`. */
function durationWords(total: bigint): string {
  const day = 86_400_000_000n;
  const days = total >= 0n ? total / day : -((-total + day - 1n) / day);
  const rest = total - days * day;
  const seconds = rest / 1_000_000n;
  const parts = [
    [days, "day"],
    [seconds / 3600n, "hour"],
    [(seconds / 60n) % 60n, "minute"],
    [seconds % 60n, "second"],
    [rest % 1_000_000n, "microsecond"],
  ] as const;
  const words = parts
    .filter(([amount]) => amount !== 0n)
    .map(([amount, word]) => `${amount} ${word}${amount === 1n ? "" : "s"}`);
  return words.length === 0 ? "0 seconds" : words.join(" and ");
}

function checkDecimal(v: Validation, limits: Constraints, value: PyDecimal, input: Value, path: Path): void {
  const { maxDigits, decimalPlaces, multipleOf } = limits;
  const plain = digitsOf(value.decimal);
  const normal = digitsOf(normalizeExactly(value.decimal));
  const exceeds = (limit: number | undefined, count: (digits: typeof plain) => number): limit is number =>
    limit !== undefined && count(plain) > limit && count(normal) > limit;
  if (exceeds(maxDigits, ({ digits }) => digits)) {
    const words = `Decimal input should have no more than ${plural(maxDigits, "digit")} in total`;
    v.fail(path, "decimal_max_digits", words, input, { max_digits: maxDigits });
  } else if (exceeds(decimalPlaces, ({ places }) => places)) {
    const words = `Decimal input should have no more than ${plural(decimalPlaces, "decimal place")}`;
    v.fail(path, "decimal_max_places", words, input, { decimal_places: decimalPlaces });
  } else if (
    maxDigits !== undefined &&
    decimalPlaces !== undefined &&
    exceeds(Math.max(0, maxDigits - decimalPlaces), ({ digits, places }) => digits - places)
  ) {
    const whole = Math.max(0, maxDigits - decimalPlaces);
    const words = `Decimal input should have no more than ${plural(whole, "digit")} before the decimal point`;
    v.fail(path, "decimal_whole_digits", words, input, { whole_digits: whole });
  } else if (
    multipleOf !== undefined &&
    decimalToFloat(moduloDecimal(value.decimal, decimalOf(v, multipleOf).decimal)) !== 0
  )
    fail(v, "multiple_of", multipleOf, value, input, path);
  else checkBounds(v, withDecimals(v, limits), value, input, path);
}

/** The bounds as decimals, as they are compared. */
function withDecimals(v: Validation, limits: Constraints): Constraints {
  return Object.fromEntries(
    bounds.flatMap(([name]) => {
      const limit = limits[name];
      return limit === undefined ? [] : [[name, decimalOf(v, limit)]];
    }),
  );
}

function decimalOf({ run }: Validation, value: Value): PyDecimal {
  if (value instanceof PyDecimal) return value;
  return new PyDecimal(decimalOfText(strOf(run, value), undefined, run.chargeBytes));
}

function digitsOf({ coefficient, exponent }: Decimal): { digits: number; places: number } {
  const count = String(coefficient).length;
  if (exponent >= 0) return { digits: coefficient === 0n ? 1 : count + exponent, places: 0 };
  return { digits: Math.max(count, -exponent), places: -exponent };
}

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

function checkBytes(v: Validation, limits: Constraints, length: number, input: Value, path: Path): void {
  const { minLength, maxLength } = limits;
  if (maxLength !== undefined && length > maxLength)
    v.fail(path, "bytes_too_long", `Data should have at most ${plural(maxLength, "byte")}`, input, {
      max_length: maxLength,
    });
  else if (minLength !== undefined && length < minLength)
    v.fail(path, "bytes_too_short", `Data should have at least ${plural(minLength, "byte")}`, input, {
      min_length: minLength,
    });
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
  else if (maxLength !== undefined && length > maxLength) {
    // A set is not counted to its end.
    const counted = what !== "Set" && what !== "Frozenset";
    v.fail(
      path,
      "too_long",
      `${what} should have at most ${plural(maxLength, "item")} after validation, not ${counted ? length : "more"}`,
      input,
      { field_type: what, max_length: maxLength, actual_length: counted ? length : null },
    );
  }
}
