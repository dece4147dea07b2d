/** The exceptions of `decimal`. */
import type { Signal } from "../python/decimal/index.ts";
import { signals } from "../python/decimal/index.ts";
import type { PyClass } from "../value/class.ts";
import { defineModuleException } from "../value/classes.ts";

const define = (name: string, ...bases: readonly string[]): PyClass =>
  defineModuleException("decimal", name, bases);

export const decimalException = define("DecimalException", "ArithmeticError");

const classes: Readonly<Record<Signal, PyClass>> = (() => {
  const Clamped = define("Clamped", "DecimalException");
  const InvalidOperation = define("InvalidOperation", "DecimalException");
  const DivisionByZero = define("DivisionByZero", "DecimalException", "ZeroDivisionError");
  const Inexact = define("Inexact", "DecimalException");
  const Rounded = define("Rounded", "DecimalException");
  const Subnormal = define("Subnormal", "DecimalException");
  const Overflow = define("Overflow", "Inexact", "Rounded");
  const Underflow = define("Underflow", "Inexact", "Rounded", "Subnormal");
  const FloatOperation = define("FloatOperation", "DecimalException", "TypeError");
  return {
    Clamped,
    InvalidOperation,
    DivisionByZero,
    Inexact,
    Rounded,
    Subnormal,
    Overflow,
    Underflow,
    FloatOperation,
  };
})();

define("ConversionSyntax", "InvalidOperation");
define("DivisionImpossible", "InvalidOperation");
define("DivisionUndefined", "InvalidOperation", "ZeroDivisionError");
define("InvalidContext", "InvalidOperation");

export const signalClass = (signal: Signal): PyClass => classes[signal];

/** The signal that a class stands for. */
export function signalOf(value: unknown): Signal | undefined {
  return signals.find((signal) => classes[signal] === value);
}
