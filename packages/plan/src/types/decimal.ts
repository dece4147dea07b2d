/** The methods of `decimal.Decimal`, and how one is made. */
import { absent, deep, deepMethod, defineMethods, staticMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { maximumIndex } from "../evaluate/slice.ts";
import { integerArgument, sizeArgument, textArgument, tupleOf } from "../modules/arguments.ts";
import type { Decimal, DecimalContext, Rounding } from "../python/decimal/index.ts";
import * as pure from "../python/decimal/index.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyInstance } from "../value/class.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { notImplemented, PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { construction } from "./construction.ts";
import { contextClass, contextFor, contextOf, currentContext } from "./decimal-context.ts";
import { contextOperations, decimalOperations, dividedBoth, raised } from "./decimal-operations.ts";
import {
  decimalArgument,
  decimalClass,
  decimalOf,
  made,
  operand,
  PyDecimal,
  roundingArgument,
} from "./decimal-value.ts";
import { readOnly, refuseAttributes } from "./immutable.ts";
import { makeNamedTuple } from "./named-tuple.ts";

export { decimalClass, PyDecimal, roundings } from "./decimal-value.ts";

/** `Decimal((sign, digits, exponent))`. */
function ofParts(run: Run, parts: readonly Value[], context: DecimalContext): Decimal {
  const [sign, digits, exponent] = parts;
  if (parts.length !== 3) throw raise(run, "ValueError", "argument must be a sequence of length 3");
  const negative = partOf(run, sign, "sign must be an integer with the value 0 or 1", 1) === 1;
  const special = typeof exponent === "string" ? exponent : undefined;
  if (special !== undefined && !/^[FnN]$/.test(special))
    throw raise(run, "ValueError", "string argument in the third position must be 'F', 'n' or 'N'");
  const power = special === undefined ? exponentOf(run, exponent) : 0;
  if (!(digits instanceof PyTuple || digits instanceof PyList))
    throw raise(run, "ValueError", "coefficient must be a tuple of digits");
  if (digits.items.length > run.limits.digits) run.exceeded("digits");
  const coefficient = digits.items.map((digit) =>
    partOf(run, digit, "coefficient must be a tuple of digits", 9),
  );
  if (special === "F") return pure.infinity(negative);
  const written = coefficient.join("");
  const form = special === "n" ? "NaN" : "sNaN";
  return pure.decimalOfText(
    `${negative ? "-" : ""}${special === undefined ? `${written || "0"}E${power}` : form + written}`,
    context,
    run.chargeBytes,
  );
}

/** The sign or a digit: an int up to `most`. */
function partOf(run: Run, value: Value | undefined, wrong: string, most: number): number {
  if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean")
    throw raise(run, "ValueError", wrong);
  const int = Number(value);
  if (typeof value === "bigint" && (value > maximumIndex || value < -maximumIndex - 1n))
    throw raise(run, "OverflowError", "Python int too large to convert to C long");
  if (int < 0 || int > most) throw raise(run, "ValueError", wrong);
  return int;
}

function exponentOf(run: Run, value: Value | undefined): number {
  if (typeof value !== "number" && typeof value !== "bigint" && typeof value !== "boolean")
    throw raise(run, "ValueError", "exponent must be an integer");
  return sizeArgument(run, value);
}

/** What makes a Decimal, exactly; `read`: how text is read. */
function converted(
  run: Run,
  value: Value,
  context: DecimalContext,
  read: (text: string) => Decimal,
): Decimal {
  if (typeof value === "string") {
    if (value.length > 1_000 && value.length > run.limits.digits) run.exceeded("digits");
    return read(value);
  }
  if (value instanceof PyFloat) {
    context.settle(new Set(["FloatOperation"] as const));
    return pure.decimalOfFloat(value.v);
  }
  if (value instanceof PyTuple || value instanceof PyList) return ofParts(run, value.items, context);
  return decimalArgument(run, value);
}

decimalClass.construct = construction(
  '?Decimal(value="0", context=None)',
  (run, value = "0", given = null) => {
    const context = contextFor(run, given);
    if (value instanceof PyDecimal) return value;
    return made(converted(run, value, context, (text) => pure.decimalOfText(text, context, run.chargeBytes)));
  },
);

/** An operator and its reflected form. */
function operators(
  name: string,
  body: (run: Run, a: Decimal, b: Decimal, context: DecimalContext) => Value,
): PyBuiltin[] {
  const calculated = (run: Run, a: Decimal, b: Decimal): Value =>
    body(run, a, b, currentContext(run).context);
  return [
    deepMethod(`__${name}__(self, other)`, (run, self, other) => {
      const b = operand(other);
      return b === undefined ? notImplemented : calculated(run, decimalOf(run, self), b);
    }),
    deepMethod(`__r${name}__(self, other)`, (run, self, other) => {
      const a = operand(other);
      return a === undefined ? notImplemented : calculated(run, a, decimalOf(run, self));
    }),
  ];
}

const simple = (name: string, body: pure.Binary): PyBuiltin[] =>
  operators(name, (_run, a, b, context) => made(body(a, b, context)));

function ordered(name: string, holds: (sign: number) => boolean): PyBuiltin {
  return deepMethod(`${name}(self, other)`, (run, self, other) => {
    // Floats too, by their exact value.
    const real = other instanceof PyFloat;
    const b = real ? pure.decimalOfFloat(other.v) : operand(other);
    if (b === undefined) return notImplemented;
    const { context } = currentContext(run);
    if (real && name === "__eq__") context.setFlag("FloatOperation", true);
    else if (real) context.settle(new Set(["FloatOperation"] as const));
    const a = decimalOf(run, self);
    const sign = pure.compareDecimal(a, b);
    if (sign !== undefined) return holds(sign);
    if (name !== "__eq__" || a.form === "snan" || b.form === "snan")
      context.settle(new Set(["InvalidOperation"] as const));
    return false;
  });
}

const unary = (name: string, body: pure.Unary): PyBuiltin =>
  deepMethod(`${name}(self)`, (run, self) => made(body(decimalOf(run, self), currentContext(run).context)));

const toInt = (name: string, rounding: Rounding): PyBuiltin =>
  deepMethod(`${name}(self)`, (run, self) =>
    pure.decimalToInt(decimalOf(run, self), rounding, run.chargeInteger),
  );

const rounded = (run: Run, given: Value): Rounding | undefined =>
  given === null ? undefined : roundingArgument(run, given);

const integral = (name: string): PyBuiltin =>
  deepMethod(`?${name}(self, rounding=None, context=None)`, (run, self, rounding = null, given = null) => {
    const context = contextFor(run, given);
    const exact = name === "to_integral_exact";
    return made(pure.integralDecimal(decimalOf(run, self), rounded(run, rounding), context, exact));
  });

export const decimalTupleClass = makeNamedTuple(
  "DecimalTuple",
  ["sign", "digits", "exponent"],
  new Map(),
  "decimal",
);

/** The letter in exponents. */
const capital = (run: Run): string => (currentContext(run).context.settings.capitals ? "E" : "e");

defineMethods(decimalClass, [
  ...simple("add", pure.addDecimal),
  ...simple("sub", pure.subtractDecimal),
  ...simple("mul", pure.multiplyDecimal),
  ...simple("truediv", pure.divideDecimal),
  ...simple("floordiv", pure.floorDivideDecimal),
  ...simple("mod", pure.moduloDecimal),
  ...operators("divmod", dividedBoth),
  deepMethod("__pow__(self, other, modulo=None)", (run, self, other, modulo = null) => {
    const b = operand(other);
    if (b === undefined || (modulo !== null && operand(modulo) === undefined)) return notImplemented;
    return raised(run, decimalOf(run, self), b, modulo, currentContext(run).context);
  }),
  deepMethod("__rpow__(self, other, modulo=None)", (run, self, other) => {
    const a = operand(other);
    if (a === undefined) return notImplemented;
    return raised(run, a, decimalOf(run, self), null, currentContext(run).context);
  }),
  unary("__neg__", pure.negateDecimal),
  unary("__pos__", pure.plusDecimal),
  unary("__abs__", pure.absDecimal),
  deepMethod("__bool__(self)", (run, self) => !pure.isZero(decimalOf(run, self))),
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
    return pure.isZero(value) ? "0" : pure.decimalText(pure.normalizeExactly(value));
  }),
  deepMethod("__str__(self)", (run, self) => pure.decimalText(decimalOf(run, self), capital(run))),
  deepMethod("__repr__(self)", (run, self) => pure.decimalRepr(decimalOf(run, self), capital(run))),
  deepMethod("__format__(self, spec)", (run, self, spec = "") =>
    pure.formatDecimal(
      decimalOf(run, self),
      textArgument(run, spec, "format argument must be str, not {type}"),
      currentContext(run).context.settings,
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
    return made(pure.roundDecimal(value, integerArgument(run, digits), currentContext(run).context));
  }),
  deepMethod(
    "?quantize(self, exp, rounding=None, context=None)",
    (run, self, exp = null, rounding = null, given = null) => {
      const context = contextFor(run, given);
      const mode = rounded(run, rounding);
      return made(pure.quantizeDecimal(decimalOf(run, self), decimalArgument(run, exp), mode, context));
    },
  ),
  integral("to_integral_value"),
  integral("to_integral_exact"),
  integral("to_integral"),
  ...decimalOperations(),
  deepMethod("conjugate(self)", (_run, self = null) => self),
  deepMethod("radix(self)", () => made(pure.decimalOfInt(10))),
  deepMethod("adjusted(self)", (run, self) => {
    const value = decimalOf(run, self);
    return value.form === "finite" && !pure.isZero(value) ? pure.adjusted(value) : zeroAdjusted(value);
  }),
  deepMethod("as_integer_ratio(self)", (run, self) =>
    tupleOf(run, pure.decimalRatio(decimalOf(run, self), run.chargeInteger)),
  ),
  deepMethod("as_tuple(self)", (run, self) => {
    const { sign, digits, exponent } = pure.decimalTuple(decimalOf(run, self));
    return new PyTuple([sign, tupleOf(run, digits), exponent], run.label, null, decimalTupleClass);
  }),
  staticMethod(
    deep("from_float(f)", (run, f = null) => {
      if (f instanceof PyFloat) return made(pure.decimalOfFloat(f.v));
      const int = operand(f);
      if (int === undefined || f instanceof PyDecimal)
        throw raise(run, "TypeError", "argument must be int or float");
      return made(int);
    }),
  ),
]);

/** Of a zero the exponent, of all else 0. */
const zeroAdjusted = (value: Decimal): number => (value.form === "finite" ? value.exponent : 0);

readOnly(decimalClass, "real", (_run, self) => self);
readOnly(decimalClass, "imag", () => made(pure.decimalOfInt(0)));
refuseAttributes(decimalClass);

defineMethods(contextClass, [
  ...contextOperations(),
  deepMethod('create_decimal(self, num="0", /)', (run, self, value = "0") => {
    const { context } = contextOf(run, self);
    const found = converted(run, value, context, (text) => {
      run.chargeBytes(text.length);
      return pure.readText(text) ?? pure.perform(context, (work) => work.invalid("ConversionSyntax"));
    });
    return made(fitted(context, found));
  }),
  deepMethod("create_decimal_from_float(self, f, /)", (run, self, f = null) => {
    const { context } = contextOf(run, self);
    const exact = f instanceof PyFloat ? pure.decimalOfFloat(f.v) : operand(f);
    if (exact === undefined || f instanceof PyDecimal)
      throw raise(run, "TypeError", "argument must be int or float");
    return made(fitted(context, exact));
  }),
]);

/** Rounded to a context. */
function fitted(context: DecimalContext, value: Decimal): Decimal {
  return pure.perform(context, (work) => {
    const room = work.precision - (work.clamp ? 1 : 0);
    if (pure.isNan(value) && pure.digitCount(value.coefficient) > room)
      return work.invalid("ConversionSyntax");
    return work.fit(value);
  });
}
