/** `decimal.Decimal` as a value, in the default context. */
import { absent, deep, deepMethod, defineMethods, staticMethod } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { integerArgument, textArgument, tupleOf, wrongReceiver } from "../modules/arguments.ts";
import type { Decimal, Rounding } from "../python/decimal.ts";
import * as pure from "../python/decimal.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, objectClass, tupleClass, typeName } from "../value/classes.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { notImplemented, PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { readOnly, refuseAttributes } from "./immutable.ts";
import { qualifiedClass } from "./qualified-class.ts";

export const decimalClass = qualifiedClass("Decimal", objectClass, "decimal");

export class PyDecimal extends PyInstance {
  readonly decimal: Decimal;
  constructor(decimal: Decimal) {
    super(decimalClass);
    this.decimal = decimal;
  }
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

const made = (decimal: Decimal): PyDecimal => new PyDecimal(decimal);

/** `Decimal((sign, digits, exponent))`. */
function ofParts(run: Run, parts: readonly Value[]): Decimal {
  const [sign, digits, exponent] = parts;
  if (parts.length !== 3) throw raise(run, "ValueError", "argument must be a sequence of length 3");
  if (sign !== 0 && sign !== 1)
    throw raise(run, "ValueError", "sign must be an integer with the value 0 or 1");
  if (!(digits instanceof PyTuple || digits instanceof PyList))
    throw raise(run, "ValueError", "coefficient must be a tuple of digits");
  if (exponent === "F") return pure.infinity(sign === 1);
  const form = exponent === "n" ? "NaN" : exponent === "N" ? "sNaN" : undefined;
  if (typeof exponent !== "number" && form === undefined)
    throw raise(run, "ValueError", "string argument in the third position must be 'F', 'n' or 'N'");
  if (digits.items.length > run.limits.digits) run.exceeded("digits");
  const coefficient = digits.items.map((digit) => {
    if (typeof digit === "number" && digit >= 0 && digit <= 9) return String(digit);
    throw raise(run, "ValueError", "coefficient must be a tuple of digits");
  });
  return pure.decimalOfText(
    `${sign === 1 ? "-" : ""}${form === undefined ? `${coefficient.join("") || "0"}E${exponent}` : form + coefficient.join("")}`,
    run.chargeBytes,
  );
}

decimalClass.construct = construction(
  'Decimal(value="0", context=None)',
  (run, value = "0", context = null) => {
    if (context !== null) throw new Unsupported("Decimal takes no context in a plan", run.at);
    if (typeof value === "string") {
      if (value.length > 1_000 && value.length > run.limits.digits) run.exceeded("digits");
      return made(pure.decimalOfText(value, run.chargeBytes));
    }
    if (typeof value === "number" || typeof value === "bigint") return made(pure.decimalOfInt(value));
    if (typeof value === "boolean") return made(pure.decimalOfInt(Number(value)));
    if (value instanceof PyFloat) return made(pure.decimalOfFloat(value.v));
    if (value instanceof PyDecimal) return value;
    if (value instanceof PyTuple || value instanceof PyList) return made(ofParts(run, value.items));
    throw raise(run, "TypeError", `conversion from ${typeName(value)} to Decimal is not supported`);
  },
);

function decimalOf(run: Run, value: Value = null): Decimal {
  if (value instanceof PyDecimal) return value.decimal;
  throw wrongReceiver(run, decimalClass, value);
}

/** The other operand of an operator: a Decimal or an int. */
function operand(value: Value = null): Decimal | undefined {
  if (value instanceof PyDecimal) return value.decimal;
  if (typeof value === "number" || typeof value === "bigint") return pure.decimalOfInt(value);
  return typeof value === "boolean" ? pure.decimalOfInt(Number(value)) : undefined;
}

/** An argument that must be a Decimal or an int; TypeError. */
function argument(run: Run, value: Value): Decimal {
  const found = operand(value);
  if (found === undefined)
    throw raise(run, "TypeError", `conversion from ${typeName(value)} to Decimal is not supported`);
  return found;
}

function roundingOf(run: Run, value: Value): Rounding | undefined {
  if (value === null) return undefined;
  const found = roundings.find((one) => one === value);
  if (found === undefined)
    throw raise(
      run,
      "TypeError",
      "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]",
    );
  return found;
}

/** Exponents that are far apart make long coefficients before the result is rounded. */
function chargeDistance(run: Run, a: Decimal, b: Decimal): void {
  const distance = Math.abs(a.exponent - b.exponent);
  if (distance > 1_000) run.work(Math.min(distance, 1e12) * 4);
}

/** An operator and its reflected form. */
function operators(name: string, body: (run: Run, a: Decimal, b: Decimal) => Value): PyBuiltin[] {
  return [
    deepMethod(`__${name}__(self, other)`, (run, self, other) => {
      const b = operand(other);
      if (b === undefined) return notImplemented;
      chargeDistance(run, decimalOf(run, self), b);
      return body(run, decimalOf(run, self), b);
    }),
    deepMethod(`__r${name}__(self, other)`, (run, self, other) => {
      const a = operand(other);
      if (a === undefined) return notImplemented;
      chargeDistance(run, a, decimalOf(run, self));
      return body(run, a, decimalOf(run, self));
    }),
  ];
}

/** What is compared: floats too, by their exact value. */
const comparable = (value: Value = null): Decimal | undefined =>
  value instanceof PyFloat ? pure.decimalOfFloat(value.v) : operand(value);

function ordered(name: string, holds: (sign: number) => boolean): PyBuiltin {
  return deepMethod(`${name}(self, other)`, (run, self, other) => {
    const b = comparable(other);
    if (b === undefined) return notImplemented;
    const sign = pure.compareDecimal(decimalOf(run, self), b);
    if (sign === undefined) {
      if (name === "__eq__" && decimalOf(run, self).form !== "snan" && b.form !== "snan") return false;
      throw raise(run, "InvalidOperation", "[<class 'decimal.InvalidOperation'>]");
    }
    return holds(sign);
  });
}

function unary(name: string, body: (value: Decimal) => Decimal): PyBuiltin {
  return deepMethod(`${name}(self)`, (run, self) => made(body(decimalOf(run, self))));
}

function test(name: string, body: (value: Decimal) => boolean): PyBuiltin {
  return deepMethod(`${name}(self)`, (run, self) => body(decimalOf(run, self)));
}

function toInt(name: string, rounding: Rounding): PyBuiltin {
  return deepMethod(`${name}(self)`, (run, self) =>
    pure.decimalToInt(decimalOf(run, self), rounding, run.chargeInteger),
  );
}

function integral(name: string): PyBuiltin {
  return deepMethod(`${name}(self, rounding=None, context=None)`, (run, self, rounding = null) =>
    made(pure.integralDecimal(decimalOf(run, self), roundingOf(run, rounding))),
  );
}

/** `max` and `min` of two. */
function choice(name: string, sign: 1 | -1): PyBuiltin {
  return deepMethod(`${name}(self, other)`, (run, self, other = null) => {
    const [a, b] = [decimalOf(run, self), argument(run, other)];
    return made(pure.chooseDecimal(a, b, sign));
  });
}

const tupleFields = ["sign", "digits", "exponent"];
const decimalTupleClass = builtinClass("DecimalTuple", tupleClass, "decimal");
decimalTupleClass.tupleFields = tupleFields;
for (const [index, name] of tupleFields.entries())
  readOnly(decimalTupleClass, name, (_run, self) =>
    self instanceof PyTuple ? (self.items[index] ?? null) : null,
  );

const isZero = (value: Decimal): boolean => value.form === "finite" && value.coefficient === 0n;

defineMethods(decimalClass, [
  ...operators("add", (_run, a, b) => made(pure.addDecimal(a, b))),
  ...operators("sub", (_run, a, b) => made(pure.subtractDecimal(a, b))),
  ...operators("mul", (_run, a, b) => made(pure.multiplyDecimal(a, b))),
  ...operators("truediv", (_run, a, b) => made(pure.divideDecimal(a, b))),
  ...operators("floordiv", (_run, a, b) => made(pure.floorDivideDecimal(a, b))),
  ...operators("mod", (_run, a, b) => made(pure.moduloDecimal(a, b))),
  ...operators("divmod", (run, a, b) => {
    if (isZero(b) && a.form === "finite" && !isZero(a))
      throw raise(
        run,
        "InvalidOperation",
        "[<class 'decimal.InvalidOperation'>, <class 'decimal.DivisionByZero'>]",
      );
    return tupleOf(run, [made(pure.floorDivideDecimal(a, b)), made(pure.moduloDecimal(a, b))]);
  }),
  ...operators("pow", (_run, a, b) => made(pure.powerDecimal(a, b))),
  unary("__neg__", pure.negateDecimal),
  unary("__pos__", pure.plusDecimal),
  unary("__abs__", pure.absDecimal),
  test("__bool__", (value) => !isZero(value)),
  ordered("__eq__", (sign) => sign === 0),
  ordered("__lt__", (sign) => sign < 0),
  ordered("__le__", (sign) => sign <= 0),
  ordered("__gt__", (sign) => sign > 0),
  ordered("__ge__", (sign) => sign >= 0),
  // An int or a float of the same value is the same key.
  deepMethod("__equal_key__(self)", (run, self) => {
    const value = decimalOf(run, self);
    if (value.form === "infinite")
      return new PyFloat(value.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY);
    if (value.form !== "finite" || value.exponent > 400) return notImplemented;
    const float = pure.decimalToFloat(value);
    if (Number.isFinite(float) && pure.compareDecimal(pure.decimalOfFloat(float), value) === 0)
      return new PyFloat(float);
    const whole = pure.normalizeExactly(value);
    return whole.exponent >= 0 ? pure.decimalToInt(whole, "ROUND_DOWN", run.chargeInteger) : notImplemented;
  }),
  deepMethod("__hash__(self)", (run, self) => {
    const value = decimalOf(run, self);
    if (value.form === "snan") throw raise(run, "TypeError", "Cannot hash a signaling NaN value");
    if (value.form === "nan") return `NaN ${self instanceof PyInstance ? run.identity(self) : 0}`;
    return isZero(value) ? "0" : pure.decimalText(pure.normalizeExactly(value));
  }),
  deepMethod("__str__(self)", (run, self) => pure.decimalText(decimalOf(run, self))),
  deepMethod("__repr__(self)", (run, self) => pure.decimalRepr(decimalOf(run, self))),
  deepMethod("__format__(self, spec)", (run, self, spec = "") =>
    pure.formatDecimal(
      decimalOf(run, self),
      textArgument(run, spec, "format argument must be str, not {type}"),
      run.chargeBytes,
    ),
  ),
  deepMethod("__plain_form__(self)", (run, self) => pure.decimalText(decimalOf(run, self))),
  toInt("__int__", "ROUND_DOWN"),
  toInt("__trunc__", "ROUND_DOWN"),
  toInt("__floor__", "ROUND_FLOOR"),
  toInt("__ceil__", "ROUND_CEILING"),
  deepMethod("__float__(self)", (run, self) => new PyFloat(pure.decimalToFloat(decimalOf(run, self)))),
  deepMethod("__round__(self, ndigits=?)", (run, self, digits = absent) => {
    const value = decimalOf(run, self);
    if (digits === absent) return pure.decimalToInt(value, "ROUND_HALF_EVEN", run.chargeInteger);
    return made(pure.roundDecimal(value, integerArgument(run, digits)));
  }),
  deepMethod("quantize(self, exp, rounding=None, context=None)", (run, self, exp = null, rounding = null) => {
    const mode = roundingOf(run, rounding);
    return made(pure.quantizeDecimal(decimalOf(run, self), argument(run, exp), mode));
  }),
  integral("to_integral_value"),
  integral("to_integral_exact"),
  integral("to_integral"),
  unary("normalize", pure.normalizeDecimal),
  unary("sqrt", pure.sqrtDecimal),
  unary("conjugate", (value) => value),
  unary("copy_abs", (value) => ({ ...value, negative: false })),
  unary("copy_negate", (value) => ({ ...value, negative: !value.negative })),
  test("is_finite", (value) => value.form === "finite"),
  test("is_infinite", (value) => value.form === "infinite"),
  test("is_nan", (value) => value.form === "nan" || value.form === "snan"),
  test("is_signed", (value) => value.negative),
  test("is_zero", isZero),
  choice("max", 1),
  choice("min", -1),
  deepMethod("compare(self, other)", (run, self, other = null) => {
    const [a, b] = [decimalOf(run, self), argument(run, other)];
    const quiet = pure.nanOf(a, b);
    if (quiet !== undefined) return made(quiet);
    const sign = pure.compareDecimal(a, b);
    return made(sign === undefined ? pure.decimalOfFloat(Number.NaN) : pure.decimalOfInt(sign));
  }),
  deepMethod("adjusted(self)", (run, self) => {
    const { form, coefficient, exponent } = decimalOf(run, self);
    return form === "finite" ? exponent + coefficient.toString().length - 1 : 0;
  }),
  deepMethod("as_tuple(self)", (run, self) => {
    const { sign, digits, exponent } = pure.decimalTuple(decimalOf(run, self));
    return new PyTuple([sign, tupleOf(run, digits), exponent], run.label, null, decimalTupleClass);
  }),
  staticMethod(
    deep("from_float(f)", (run, f = null) => {
      if (f instanceof PyFloat) return made(pure.decimalOfFloat(f.v));
      const int = operand(f);
      if (int === undefined) throw raise(run, "TypeError", "argument must be int or float");
      return made(int);
    }),
  ),
]);
refuseAttributes(decimalClass);
