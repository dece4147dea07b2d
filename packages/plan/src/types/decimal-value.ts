/** `decimal.Decimal` as a value, and what counts as one among arguments. */
import { raise } from "../errors.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import { type Decimal, decimalOfInt, type Rounding } from "../python/decimal/index.ts";
import { integerWork } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { objectClass, typeName } from "../value/classes.ts";
import type { Value } from "../value/value.ts";
import { qualifiedClass } from "./qualified-class.ts";

export const decimalClass = qualifiedClass("Decimal", objectClass, "decimal");

export class PyDecimal extends PyInstance {
  readonly decimal: Decimal;
  constructor(decimal: Decimal) {
    super(decimalClass);
    this.decimal = decimal;
  }
}

export const made = (decimal: Decimal): PyDecimal => new PyDecimal(decimal);

export function decimalOf(run: Run, value: Value = null): Decimal {
  if (value instanceof PyDecimal) {
    run.work(4 + integerWork(value.decimal.coefficient));
    return value.decimal;
  }
  throw wrongReceiver(run, decimalClass, value);
}

/** The other operand of an operator: a Decimal or an int. */
export function operand(value: Value = null): Decimal | undefined {
  if (value instanceof PyDecimal) return value.decimal;
  if (typeof value === "number" || typeof value === "bigint") return decimalOfInt(value);
  return typeof value === "boolean" ? decimalOfInt(Number(value)) : undefined;
}

/** An argument that must be a Decimal or an int; TypeError. */
export function decimalArgument(run: Run, value: Value = null): Decimal {
  const found = operand(value);
  if (found === undefined)
    throw raise(run, "TypeError", `conversion from ${typeName(value)} to Decimal is not supported`);
  return found;
}

export const roundings: readonly Rounding[] = [
  "ROUND_CEILING",
  "ROUND_DOWN",
  "ROUND_FLOOR",
  "ROUND_HALF_DOWN",
  "ROUND_HALF_EVEN",
  "ROUND_HALF_UP",
  "ROUND_UP",
  "ROUND_05UP",
];

/** A rounding by its name; TypeError. */
export function roundingArgument(run: Run, value: Value): Rounding {
  const found = roundings.find((one) => one === value);
  if (found === undefined)
    throw raise(
      run,
      "TypeError",
      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
    );
  return found;
}
