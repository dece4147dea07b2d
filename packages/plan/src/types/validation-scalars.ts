/** Texts, numbers, truth values and UUIDs, as pydantic takes them. */
import { Raised } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import { compareDecimal, decimalOfInt, decimalToFloat, decimalToInt } from "../python/decimal/index.ts";
import { PythonError } from "../python/error.ts";
import { parseFloatText } from "../python/float.ts";
import { intOf } from "../python/integer.ts";
import { parseInteger } from "../python/integer-text.ts";
import { uuidProblem } from "../python/uuid-problem.ts";
import { PyInstance, rawOf } from "../value/class.ts";
import { PyBytes, PyFloat } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { checkConstraints } from "./constraint-check.ts";
import { decimalClass, PyDecimal } from "./decimal.ts";
import { uuidClass } from "./uuid.ts";
import type { Path, Validation } from "./validation.ts";

export function validateText(v: Validation, given: Value, path: Path): Value | undefined {
  const { config } = v;
  const number = typeof given === "number" || typeof given === "bigint" || given instanceof PyFloat;
  const raw = rawOf(config.numbersToText && number ? reprOf(v.run, given) : given);
  const value = raw instanceof PyBytes && !v.strict ? textOf(raw) : raw;
  if (typeof given !== "string") v.converted();
  if (value === undefined)
    return v.fail(
      path,
      "string_unicode",
      "Input should be a valid string, unable to parse raw data as a unicode string",
      given,
    );
  if (typeof value !== "string") return v.fail(path, "string_type", "Input should be a valid string", given);
  let text = config.stripWhitespace ? value.trim() : value;
  if (config.textCase !== null) text = config.textCase === "lower" ? text.toLowerCase() : text.toUpperCase();
  const { minLength, maxLength } = config;
  if (minLength !== undefined || maxLength !== undefined) {
    const limits = {
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
    };
    if (!checkConstraints(v, limits, text, given, path)) return undefined;
  }
  return text;
}

export function validateDecimal(v: Validation, value: Value, path: Path): Value | undefined {
  const { run } = v;
  const made = decimalFrom(v, value);
  if (made instanceof PyDecimal)
    return made.decimal.form === "finite"
      ? made
      : v.fail(path, "finite_number", "Input should be a finite number", value);
  return made === "wrong type"
    ? v.fail(
        path,
        v.strict ? "is_instance_of" : "decimal_type",
        v.strict
          ? "Input should be an instance of Decimal"
          : "Decimal input should be an integer, float, string or Decimal object",
        value,
        v.strict ? { class: "Decimal" } : {},
      )
    : v.fail(path, "decimal_parsing", "Input should be a valid decimal", value);

  function decimalFrom(
    { strict, fromJson }: Validation,
    given: Value,
  ): PyDecimal | "wrong type" | "no number" {
    if (given instanceof PyDecimal) return given;
    v.converted();
    const number = typeof given === "number" || typeof given === "bigint" || given instanceof PyFloat;
    if ((typeof given !== "string" && !number) || (strict && !fromJson)) return "wrong type";
    try {
      const result = call(
        run,
        decimalClass,
        [typeof given === "string" ? given.trim() : reprOf(run, given)],
        [0],
        null,
      );
      return result instanceof PyDecimal ? result : "no number";
    } catch (thrown) {
      if (!(thrown instanceof PythonError || thrown instanceof Raised)) throw thrown;
      return "no number";
    }
  }
}

export function validateUuid(v: Validation, value: Value, label: Label, path: Path): Value | undefined {
  if (value instanceof PyInstance && value.cls === uuidClass) return value;
  if (typeof value !== "string")
    return v.fail(path, "uuid_type", "UUID input should be a string, bytes or UUID object", value);
  const error = uuidProblem(value);
  v.converted();
  if (error === null) return call(v.run, uuidClass, [value], [label], null);
  return v.fail(path, "uuid_parsing", `Input should be a valid UUID, ${error}`, value, { error });
}

export function validateInt(v: Validation, value: Value, path: Path): Value | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  v.converted();
  if (!v.strict) {
    if (typeof value === "boolean") return Number(value);
    if (value instanceof PyDecimal) {
      const whole = decimalToInt(value.decimal);
      if (compareDecimal(value.decimal, decimalOfInt(whole)) === 0) return whole;
    }
    if (value instanceof PyFloat && !Number.isFinite(value.v))
      return v.fail(path, "finite_number", "Input should be a finite number", value);
    if (value instanceof PyFloat || value instanceof PyDecimal) {
      if (value instanceof PyFloat && Number.isInteger(value.v)) {
        if (Math.abs(value.v) < 2 ** 63) return intOf(BigInt(value.v));
        return v.fail(path, "int_parsing_size", tooLarge, value);
      }
      return v.fail(
        path,
        "int_from_float",
        "Input should be a valid integer, got a number with a fractional part",
        value,
      );
    }
    const written = textOf(value);
    if (written !== undefined) {
      const text = written.trim().replace(/\.0+$/, "");
      if (/^[+-]?\d+(_\d+)*$/.test(text))
        return text.length > 4_300
          ? v.fail(path, "int_parsing_size", tooLarge, value)
          : parseInteger(text, 10, v.run.chargeBytes);
      return v.fail(
        path,
        "int_parsing",
        "Input should be a valid integer, unable to parse string as an integer",
        value,
      );
    }
  }
  return v.fail(path, "int_type", "Input should be a valid integer", value);
}

const tooLarge = "Unable to parse input string as an integer, exceeded maximum size";

/** The text of a str, or of bytes that are UTF-8. */
function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (!(value instanceof PyBytes)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(value.bytes);
  } catch {
    return undefined;
  }
}

export function validateFloat(v: Validation, value: Value, path: Path): Value | undefined {
  if (value instanceof PyFloat) return value;
  if (typeof value === "number" || typeof value === "bigint") {
    if (v.exactness === 2) v.exactness = 1;
    return new PyFloat(Number(value));
  }
  v.converted();
  if (!v.strict) {
    if (typeof value === "boolean") return new PyFloat(Number(value));
    if (value instanceof PyDecimal) return new PyFloat(decimalToFloat(value.decimal));
    const written = textOf(value);
    if (written !== undefined) {
      try {
        return new PyFloat(parseFloatText(written));
      } catch (thrown) {
        if (!(thrown instanceof PythonError)) throw thrown;
        return v.fail(
          path,
          "float_parsing",
          "Input should be a valid number, unable to parse string as a number",
          value,
        );
      }
    }
  }
  return v.fail(path, "float_type", "Input should be a valid number", value);
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...["true", "t", "yes", "y", "on", "1"].map((word) => [word, true] as const),
  ...["false", "f", "no", "n", "off", "0"].map((word) => [word, false] as const),
]);

export function validateBool(v: Validation, value: Value, path: Path): Value | undefined {
  if (typeof value === "boolean") return value;
  v.converted();
  if (!v.strict) {
    const number =
      value instanceof PyFloat ? value.v : value instanceof PyDecimal ? decimalToFloat(value.decimal) : value;
    if (number === 0 || number === 1) return number === 1;
    const written = textOf(value);
    const word = written === undefined ? undefined : truths.get(written.toLowerCase());
    if (word !== undefined) return word;
    if (written !== undefined || typeof value === "number")
      return v.fail(
        path,
        "bool_parsing",
        "Input should be a valid boolean, unable to interpret input",
        value,
      );
  }
  return v.fail(path, "bool_type", "Input should be a valid boolean", value);
}
