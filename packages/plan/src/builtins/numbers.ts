import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { binaryOperation } from "../evaluate/operators.ts";
import { indexOf } from "../evaluate/slice.ts";
import { codePointLength } from "../python/code-points.ts";
import { roundFloat, roundFloatToInt } from "../python/float.ts";
import { absInt, bitLength, powerModulo, roundInt } from "../python/integer.ts";
import { intToBase } from "../python/integer-text.ts";
import type { Run } from "../run.ts";
import { PyInstance, rawOf } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { notImplemented, PyBytes, PyFloat } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Int, Value } from "../value/value.ts";
import { deep } from "./define.ts";

/** The int that a value is; TypeError. */
export function integerOf(run: Run, value: Value): Int {
  const int = indexOf(run, value);
  if (int === undefined)
    throw raise(run, "TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
  return int;
}

function throughDunder(run: Run, value: Value, name: string, others: Value[] = []): Value | undefined {
  if (!(value instanceof PyInstance)) return undefined;
  const method = value.cls.lookup(name);
  if (method === undefined) return undefined;
  const { label } = run;
  return callProtocol(run, method, [value, ...others], [label, ...others.map(() => label)]);
}

function roundValue(run: Run, value: Value, digits: Value): Value {
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "bigint") {
    const int = typeof value === "boolean" ? Number(value) : value;
    return digits === null ? int : roundInt(int, integerOf(run, digits));
  }
  if (value instanceof PyFloat)
    return digits === null
      ? roundFloatToInt(value.v)
      : new PyFloat(roundFloat(value.v, integerOf(run, digits)));
  const method = value instanceof PyInstance ? value.cls.lookup("__round__") : undefined;
  if (method === undefined && rawOf(value) !== value) return roundValue(run, rawOf(value), digits);
  const result = throughDunder(run, value, "__round__", digits === null ? [] : [digits]);
  if (result === undefined)
    throw raise(run, "TypeError", `type ${typeName(value)} doesn't define __round__ method`);
  return result;
}

/** The same for a method with a second operand: NotImplemented when there is none. */
function binaryDunder(run: Run, value: Value, name: string, others: Value[]): Value {
  const result = throughDunder(run, value, name, others);
  return result === undefined ? notImplemented : result;
}

/** `bin`, `oct`, `hex`: the digits of an int behind a prefix. */
const digitsIn = (name: string, base: 2 | 8 | 16) =>
  deep(`${name}(number, /)`, (run, number) => {
    const int = integerOf(run, number);
    run.chargeText(Math.ceil(bitLength(int) / Math.log2(base)) + 3);
    return intToBase(int, base);
  });

export const numberBuiltins = [
  digitsIn("bin", 2),
  digitsIn("oct", 8),
  digitsIn("hex", 16),
  deep("abs(x, /)", (run, x) => {
    if (typeof x === "boolean") return Number(x);
    if (typeof x === "number" || typeof x === "bigint") return absInt(x);
    if (x instanceof PyFloat) return new PyFloat(Math.abs(x.v));
    if (x instanceof PyInstance && x.raw instanceof PyFloat) return new PyFloat(Math.abs(x.raw.v));
    const special = throughDunder(run, x, "__abs__");
    const raw = rawOf(x);
    const result =
      special === undefined && raw !== x && typeof raw !== "string" && typeof raw !== "object"
        ? absInt(integerOf(run, raw))
        : special;
    if (result === undefined) throw raise(run, "TypeError", `bad operand type for abs(): '${typeName(x)}'`);
    return result;
  }),
  deep("divmod(x, y, /)", (run, left, right) => {
    const special = binaryDunder(run, left, "__divmod__", [right]);
    if (special !== notImplemented) return special;
    const reflected = binaryDunder(run, right, "__rdivmod__", [left]);
    if (reflected !== notImplemented) return reflected;
    const [x, y] = [rawOf(left), rawOf(right)];
    const numeric = (value: Value) =>
      value instanceof PyFloat ||
      typeof value === "number" ||
      typeof value === "bigint" ||
      typeof value === "boolean";
    if (!numeric(x) || !numeric(y))
      throw raise(
        run,
        "TypeError",
        `unsupported operand type(s) for divmod(): '${typeName(x)}' and '${typeName(y)}'`,
      );
    if ((x instanceof PyFloat || y instanceof PyFloat) && !isTrue(run, y))
      throw raise(run, "ZeroDivisionError", "float divmod()");
    if (x instanceof PyFloat || y instanceof PyFloat) run.work(8);
    const quotient = binaryOperation(run, "FloorDiv", x, y);
    return new PyTuple([quotient, binaryOperation(run, "Mod", x, y)]);
  }),
  deep("pow(base, exp, mod=None)", (run, base, exponent, modulus) => {
    if (modulus === null) return binaryOperation(run, "Pow", base, exponent);
    // With three arguments Python asks the base alone, never `__rpow__`.
    const special = binaryDunder(run, base, "__pow__", [exponent, modulus]);
    if (special !== notImplemented) return special;
    const all = [base, exponent, modulus];
    const isInteger = (value: Value) =>
      typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";
    if (all.some((value) => value instanceof PyFloat))
      throw raise(run, "TypeError", "pow() 3rd argument not allowed unless all arguments are integers");
    if (all.some((value) => !isInteger(rawOf(value))))
      throw raise(
        run,
        "TypeError",
        `unsupported operand type(s) for ** or pow(): ${all.map((value) => `'${typeName(value)}'`).join(", ")}`,
      );
    return powerModulo(integerOf(run, base), integerOf(run, exponent), integerOf(run, modulus));
  }),
  deep("round(number, ndigits=None)", roundValue),
  deep("chr(i, /)", (run, i) => {
    const code = Number(integerOf(run, i));
    if (code < -0x80000000 || code > 0x7fffffff)
      throw raise(run, "OverflowError", "Python int too large to convert to C int");
    if (code < 0 || code > 0x10ffff) throw raise(run, "ValueError", "chr() arg not in range(0x110000)");
    return String.fromCodePoint(code);
  }),
  deep("ord(c, /)", (run, c) => {
    if (c instanceof PyBytes) {
      const [byte] = c.bytes;
      if (byte !== undefined && c.bytes.length === 1) return byte;
      throw raise(
        run,
        "TypeError",
        `ord() expected a character, but string of length ${c.bytes.length} found`,
      );
    }
    if (typeof c !== "string")
      throw raise(run, "TypeError", `ord() expected string of length 1, but ${typeName(c)} found`);
    const length = codePointLength(c);
    if (length !== 1)
      throw raise(run, "TypeError", `ord() expected a character, but string of length ${length} found`);
    return c.codePointAt(0) ?? 0;
  }),
];
