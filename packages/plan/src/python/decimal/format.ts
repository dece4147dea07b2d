/** `format(value, spec)` of a decimal, with the rounding and the letter case of its context. */
import { type Charge, uncharged } from "../charge.ts";
import { PythonError, valueError } from "../error.ts";
import { grouped, parseFormatSpec } from "../format-spec.ts";
import { type ContextSettings, defaultSettings } from "./context.ts";
import { type Decimal, digitCount, finite, isZero, powerOfTen } from "./number.ts";
import { type Rounding, roundCoefficient } from "./rounding.ts";
import { decimalText } from "./text.ts";

/** `format(value, spec)`; ValueError. */
export function formatDecimal(
  value: Decimal,
  spec: string,
  { rounding, capitals }: Pick<ContextSettings, "rounding" | "capitals"> = defaultSettings,
  charge: Charge = uncharged,
): string {
  let parsed: ReturnType<typeof parseFormatSpec>;
  try {
    parsed = parseFormatSpec(spec, "decimal.Decimal");
  } catch (error) {
    if (error instanceof PythonError) throw valueError("invalid format string");
    throw error;
  }
  const { type } = parsed;
  if (
    !["", "e", "E", "f", "F", "g", "G", "n", "%"].includes(type) ||
    parsed.grouping === "_" ||
    parsed.alternate
  )
    throw valueError("invalid format string");
  if (parsed.precision !== undefined) charge(parsed.precision);
  let shown: Decimal =
    type === "%" && value.form === "finite"
      ? finite(value.negative, value.coefficient, value.exponent + 2)
      : value;
  let text: string;
  if (shown.form !== "finite") text = decimalText({ ...shown, negative: false }) + (type === "%" ? "%" : "");
  else {
    const lower = type.toLowerCase();
    if ((lower === "f" || type === "%") && shown.exponent > 0) charge(shown.exponent);
    if (parsed.precision !== undefined) {
      const wanted = parsed.precision;
      if (lower === "f" || type === "%") shown = placed(shown, -wanted, rounding);
      else {
        const digits = lower === "e" ? wanted + 1 : Math.max(1, wanted);
        if (digitCount(shown.coefficient) > digits) shown = significant(shown, digits, rounding);
        if (lower === "e" && digitCount(shown.coefficient) < digits && !isZero(shown)) {
          const add = digits - digitCount(shown.coefficient);
          shown = finite(shown.negative, shown.coefficient * powerOfTen(add), shown.exponent - add);
        }
        if (lower === "e" && isZero(shown)) shown = finite(shown.negative, 0n, shown.exponent);
      }
    } else if ((lower === "f" || type === "%") && shown.exponent > 0) shown = placed(shown, 0, rounding);
    text = written(shown, type === "" && !capitals ? "g" : type, parsed.precision);
    if (type === "%") text += "%";
  }
  const negative =
    value.negative && !(parsed.noNegativeZero && shown.coefficient === 0n && shown.form === "finite");
  const sign = negative ? "-" : parsed.sign === "+" || parsed.sign === " " ? parsed.sign : "";
  const digits = /^[0-9]*/.exec(text)?.[0] ?? "";
  const rest = text.slice(digits.length);
  const zeroFill = parsed.fill === "0" && parsed.align === "=";
  let body = digits;
  if (parsed.grouping === "," && digits !== "") {
    const room = parsed.width - sign.length - rest.length;
    charge(Math.max(room, digits.length) * 2);
    body = grouped(digits, ",", 3, zeroFill ? room : 0);
  }
  const missing = Math.max(0, parsed.width - sign.length - body.length - rest.length);
  charge(missing);
  // Zeros would make a NaN or an infinity look like a number.
  const unfilled = zeroFill && shown.form !== "finite";
  const align = parsed.align === "" || unfilled ? ">" : parsed.align;
  const fill = unfilled ? " " : parsed.fill;
  if (align === "<") return sign + body + rest + fill.repeat(missing);
  if (align === ">") return fill.repeat(missing) + sign + body + rest;
  if (align === "=") return sign + fill.repeat(missing) + body + rest;
  const left = Math.floor(missing / 2);
  return fill.repeat(left) + sign + body + rest + fill.repeat(missing - left);
}

function placed(value: Decimal, exponent: number, rounding: Rounding): Decimal {
  if (exponent <= value.exponent)
    return finite(value.negative, value.coefficient * powerOfTen(value.exponent - exponent), exponent);
  return finite(
    value.negative,
    roundCoefficient(value.coefficient, exponent - value.exponent, value.negative, rounding),
    exponent,
  );
}

function significant(value: Decimal, digits: number, rounding: Rounding): Decimal {
  const drop = digitCount(value.coefficient) - digits;
  const rounded = placed(value, value.exponent + drop, rounding);
  return digitCount(rounded.coefficient) > digits
    ? finite(value.negative, rounded.coefficient / 10n, rounded.exponent + 1)
    : rounded;
}

/** |value| in one of the notations; '' is that of str. */
function written(value: Decimal, type: string, wanted: number | undefined): string {
  const lower = type.toLowerCase();
  const digits = value.coefficient.toString();
  const capital = type === "e" || type === "g" || type === "n" ? "e" : "E";
  if (lower === "f" || type === "%") {
    if (value.exponent >= 0) return digits + "0".repeat(value.coefficient === 0n ? 0 : value.exponent);
    const padded = digits.padStart(1 - value.exponent, "0");
    return `${padded.slice(0, value.exponent)}.${padded.slice(value.exponent)}`;
  }
  if (lower === "e") {
    const power =
      isZero(value) && wanted !== undefined ? value.exponent + wanted : value.exponent + digits.length - 1;
    const all = isZero(value) && wanted !== undefined ? "0".repeat(wanted + 1) : digits;
    const fraction = all.length > 1 ? `.${all.slice(1)}` : "";
    return `${all.charAt(0)}${fraction}${capital}${power < 0 ? "-" : "+"}${Math.abs(power)}`;
  }
  return decimalText({ ...value, negative: false }, capital);
}
