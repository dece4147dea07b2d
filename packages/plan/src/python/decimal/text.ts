/** Decimal numbers as text, read and written. */
import { type Charge, uncharged } from "../charge.ts";
import { asciiNumberText } from "../integer-text.ts";
import { type DecimalContext, perform } from "./context.ts";
import { type Decimal, exponentMax, finite, infinity, isNan } from "./number.ts";

const literal = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i;
const special = /^([+-]?)(?:(inf(?:inity)?)|(s?nan)(\d*))$/i;

/** `Decimal(text)`: exact, whatever the precision; signals ConversionSyntax. */
export function decimalOfText(text: string, context?: DecimalContext, charge: Charge = uncharged): Decimal {
  charge(text.length + 160);
  const found = readText(asciiNumberText(text).trim().replaceAll("_", ""));
  return found ?? perform(context, (work) => work.invalid("ConversionSyntax"));
}

/** What `Context.create_decimal` reads: neither blanks nor underscores. */
export function readText(plain: string): Decimal | undefined {
  const parts = literal.exec(plain);
  if (parts !== null) {
    const [, sign, whole = "", after, lone, power = "0"] = parts;
    const fraction = after ?? lone ?? "";
    const exponent = Number(power) - fraction.length;
    const coefficient = BigInt(`${whole}${fraction}`);
    if (!Number.isSafeInteger(exponent) || Math.abs(exponent) > exponentMax) return undefined;
    return finite(sign === "-", coefficient, exponent);
  }
  const named = special.exec(plain);
  if (named === null) return undefined;
  const negative = named[1] === "-";
  if (named[2] !== undefined) return infinity(negative);
  return {
    kind: "decimal",
    negative,
    form: named[3]?.toLowerCase() === "snan" ? "snan" : "nan",
    coefficient: BigInt(named[4] === "" ? 0 : (named[4] ?? 0)),
    exponent: 0,
  };
}

/** The text; `engineering`: with exponents that are multiples of three. */
export function decimalText(value: Decimal, capital = "E", engineering = false): string {
  const sign = value.negative ? "-" : "";
  if (value.form === "infinite") return `${sign}Infinity`;
  if (isNan(value))
    return `${sign}${value.form === "snan" ? "sNaN" : "NaN"}${value.coefficient === 0n ? "" : value.coefficient}`;
  let digits = value.coefficient.toString();
  const left = value.exponent + digits.length;
  let point = left;
  if (!(value.exponent <= 0 && left > -6)) {
    if (!engineering) point = 1;
    else if (value.coefficient === 0n) point = ((((left + 1) % 3) + 3) % 3) - 1;
    else point = ((((left - 1) % 3) + 3) % 3) + 1;
  }
  let text: string;
  if (point <= 0) text = `0.${"0".repeat(-point)}${digits}`;
  else if (point >= digits.length) {
    digits += "0".repeat(point - digits.length);
    text = digits;
  } else text = `${digits.slice(0, point)}.${digits.slice(point)}`;
  const power = left - point;
  return `${sign}${text}${power === 0 ? "" : `${capital}${power < 0 ? "-" : "+"}${Math.abs(power)}`}`;
}

export const decimalRepr = (value: Decimal, capital = "E"): string =>
  `Decimal('${decimalText(value, capital)}')`;
