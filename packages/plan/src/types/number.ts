/** `int`, `float`, `bool`. */
import { absent, deep, deepMethod, defineMethods, staticMethod } from "../builtins/define.ts";
import { integerOf } from "../builtins/numbers.ts";
import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { indexOf } from "../evaluate/slice.ts";
import { unitsOf } from "../python/bytes.ts";
import { PythonError } from "../python/error.ts";
import { floatAsIntegerRatio, floatFromHex, floatHex, floatToInt, parseFloatText } from "../python/float.ts";
import { bitCount, bitLength, integerWork, intToFloat } from "../python/integer.ts";
import { intFromBytes, intToBytes, nonStringWithBase, parseInteger } from "../python/integer-text.ts";
import type { Run } from "../run.ts";
import { PyInstance, PyProperty, rawOf } from "../value/class.ts";
import { boolClass, floatClass, intClass, typeName } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { PyBytes, PyFloat } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Int, Value } from "../value/value.ts";
import { bytesOfIterable } from "./bytes.ts";

function throughDunder(run: Run, value: Value, names: readonly string[]): Value | undefined {
  if (!(value instanceof PyInstance)) return undefined;
  for (const name of names) {
    const method = value.cls.lookup(name);
    if (method !== undefined) {
      const { label } = run;
      return callProtocol(run, method, [value], [label]);
    }
  }
  return undefined;
}

/** `int(value)`. */
export function toInt(run: Run, value: Value): Int {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string") return integerOfText(run, value, 10);
  if (value instanceof PyFloat) return floatToInt(value.v);
  if (value instanceof PyBytes) return bytesToInt(run, value, 10);
  const raw = rawOf(value);
  const made = throughDunder(run, value, ["__int__"]);
  if (typeof made === "number" || typeof made === "bigint") return made;
  if (typeof made === "boolean") return Number(made);
  if (made !== undefined) throw raise(run, "TypeError", `__int__ returned non-int (type ${typeName(made)})`);
  if (raw instanceof PyFloat) return toInt(run, raw);
  if (typeof raw === "string") {
    try {
      return toInt(run, raw);
    } catch (thrown) {
      if (!(thrown instanceof PythonError) || !thrown.message.startsWith("invalid literal")) throw thrown;
      throw raise(run, "ValueError", `invalid literal for int() with base 10: ${reprOf(run, value)}`);
    }
  }
  const index = indexOf(run, value);
  if (index !== undefined) return index;
  const truncated = throughDunder(run, value, ["__trunc__"]);
  if (truncated !== undefined) return integerOf(run, truncated);
  throw raise(
    run,
    "TypeError",
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

function bytesToInt(run: Run, value: PyBytes, radix: Int): Int {
  try {
    return integerOfText(run, unitsOf(value.bytes), radix);
  } catch (thrown) {
    if (!(thrown instanceof PythonError) || !thrown.message.startsWith("invalid literal")) throw thrown;
    throw raise(run, "ValueError", `invalid literal for int() with base ${radix}: ${reprOf(run, value)}`);
  }
}

/** `float(value)`. */
export function toFloat(run: Run, value: Value): number {
  if (value instanceof PyFloat) return value.v;
  if (typeof value === "number" || typeof value === "bigint") return intToFloat(value);
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string") {
    run.read(value, 1);
    run.readWide(value, 6);
    return parseFloatText(value);
  }
  if (value instanceof PyBytes) {
    try {
      return parseFloatText(unitsOf(value.bytes));
    } catch {
      throw raise(run, "ValueError", `could not convert string to float: ${reprOf(run, value)}`);
    }
  }
  const made = throughDunder(run, value, ["__float__"]);
  if (made instanceof PyFloat) return made.v;
  if (made !== undefined)
    throw raise(run, "TypeError", `${typeName(value)}.__float__ returned non-float (type ${typeName(made)})`);
  const raw = rawOf(value);
  if (raw !== value && (typeof raw === "string" || raw instanceof PyFloat)) return toFloat(run, raw);
  const index = indexOf(run, value);
  if (index !== undefined) return intToFloat(index);
  throw raise(
    run,
    "TypeError",
    `float() argument must be a string or a real number, not '${typeName(value)}'`,
  );
}

/** CPython has no limit for bases that are powers of two; the run's own holds there too. */
function integerOfText(run: Run, text: string, base: Int): Int {
  run.read(text, 1);
  run.readWide(text, 8);
  const value = parseInteger(text, base, run.chargeBytes);
  if (typeof value === "bigint") run.chargeInteger(bitLength(value) / 8);
  return value;
}

const makeInt = deep("int(x=?, base=?)", (run, given, base) => {
  if (given === absent && base !== absent) throw raise(run, "TypeError", "int() missing string argument");
  const value = given === absent ? 0 : given;
  if (base === absent) return toInt(run, value);
  const radix = integerOf(run, base);
  if (radix !== 0 && (radix < 2 || radix > 36))
    throw raise(run, "ValueError", "int() base must be >= 2 and <= 36, or 0");
  if (value instanceof PyBytes) return bytesToInt(run, value, radix);
  if (typeof value !== "string") return nonStringWithBase();
  return integerOfText(run, value, radix);
});
intClass.construct = (run, _cls, values, labels, names) => makeInt.invoke(run, values, labels, names);

const makeFloat = deep("float(x=0, /)", (run, value) => new PyFloat(toFloat(run, value)));
floatClass.construct = (run, _cls, values, labels, names) => makeFloat.invoke(run, values, labels, names);

const makeBool = deep("bool(x=False, /)", (run, value) => isTrue(run, value));
boolClass.construct = (run, _cls, values, labels, names) => makeBool.invoke(run, values, labels, names);

function intOf(value: Value): Int {
  if (typeof value === "number" || typeof value === "bigint") return value;
  return typeof value === "boolean" ? Number(value) : 0;
}

function floatOf(value: Value): number {
  return value instanceof PyFloat ? value.v : 0;
}

defineMethods(intClass, [
  deepMethod("bit_length(self, /)", (run, self) => {
    run.work(integerWork(intOf(self)));
    return bitLength(intOf(self));
  }),
  deepMethod("bit_count(self, /)", (run, self) => {
    run.work(integerWork(intOf(self)) * 4);
    return bitCount(intOf(self));
  }),
  deepMethod("conjugate(self, /)", (_run, self) => intOf(self)),
  deepMethod("as_integer_ratio(self, /)", (_run, self) => new PyTuple([intOf(self), 1])),
  deepMethod(
    "to_bytes(self, length=1, byteorder='big', *, signed=False)",
    (run, self, length, order, signed) =>
      new PyBytes(
        intToBytes(intOf(self), Number(integerOf(run, length)), String(order), isTrue(run, signed), (size) =>
          run.chargeText(size),
        ),
      ),
  ),
  staticMethod(
    deep("from_bytes(bytes, byteorder='big', *, signed=False)", (run, bytes, order, signed) => {
      const source = bytes instanceof PyBytes ? bytes : bytesOfIterable(run, bytes);
      run.chargeInteger(source.bytes.length);
      return intFromBytes(source.bytes, String(order), isTrue(run, signed));
    }),
  ),
]);
for (const [name, read] of [
  ["real", (value: Value) => intOf(value)],
  ["imag", () => 0],
  ["numerator", (value: Value) => intOf(value)],
  ["denominator", () => 1],
] as const)
  intClass.attributes.set(name, new PyProperty(deep(`${name}(self, /)`, (_run, self) => read(self))));

defineMethods(floatClass, [
  deepMethod("is_integer(self, /)", (_run, self) => Number.isInteger(floatOf(self))),
  deepMethod("as_integer_ratio(self, /)", (run, self) => {
    run.work(32);
    return new PyTuple(floatAsIntegerRatio(floatOf(self)));
  }),
  deepMethod("conjugate(self, /)", (_run, self) => self),
  deepMethod("hex(self, /)", (_run, self) => floatHex(floatOf(self))),
  staticMethod(
    deep("fromhex(string, /)", (run, text) => new PyFloat(floatFromHex(String(text), run.chargeBytes))),
  ),
]);
floatClass.attributes.set("real", new PyProperty(deep("real(self, /)", (_run, self) => self)));
floatClass.attributes.set("imag", new PyProperty(deep("imag(self, /)", () => new PyFloat(0))));
