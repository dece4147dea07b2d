/** Single arguments of module functions, checked as CPython checks them, and the values they give back. */
import { type Raised, raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { collect } from "../evaluate/iterate.ts";
import { indexOf, maximumIndex } from "../evaluate/slice.ts";
import { intToFloat } from "../python/integer.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { PyFloat } from "../value/scalar.ts";
import type { Int, Value } from "../value/value.ts";

/** A float from anything that is a real number; TypeError. */
export function realArgument(run: Run, value: Value): number {
  if (value instanceof PyFloat) return value.v;
  if (value instanceof PyInstance) {
    const method = value.cls.lookup("__float__");
    if (method !== undefined) {
      const { label } = run;
      const result = callProtocol(run, method, [value], [label]);
      run.label = run.join(run.label, label);
      if (result instanceof PyFloat) return result.v;
      throw raise(
        run,
        "TypeError",
        `${typeName(value)}.__float__ returned non-float (type ${typeName(result)})`,
      );
    }
  }
  const int = indexOf(run, value);
  if (int === undefined) throw raise(run, "TypeError", `must be real number, not ${typeName(value)}`);
  return intToFloat(int);
}

/** An int from anything that counts as one; TypeError. */
export function integerArgument(run: Run, value: Value): Int {
  const int = indexOf(run, value);
  if (int === undefined)
    throw raise(run, "TypeError", `'${typeName(value)}' object cannot be interpreted as an integer`);
  return int;
}

/** An int that a C `int` could hold; OverflowError. */
export function machineIntArgument(run: Run, value: Value): number {
  const int = integerArgument(run, value);
  if (int > maximumIndex || int < -maximumIndex - 1n)
    throw raise(run, "OverflowError", "Python int too large to convert to C long");
  if (int > 0x7fffffff) throw raise(run, "OverflowError", "signed integer is greater than maximum");
  if (int < -0x80000000) throw raise(run, "OverflowError", "signed integer is less than minimum");
  return Number(int);
}

/** The same where the function was generated for CPython, which words all errors alike. */
export function intArgument(run: Run, value: Value): number {
  const int = integerArgument(run, value);
  if (int > 0x7fffffff || int < -0x80000000)
    throw raise(run, "OverflowError", "Python int too large to convert to C int");
  return Number(int);
}

/** An int that a C `ssize_t` could hold, as a number; OverflowError. */
export function sizeArgument(run: Run, value: Value): number {
  const int = integerArgument(run, value);
  if (int > maximumIndex || int < -maximumIndex - 1n)
    throw raise(run, "OverflowError", "Python int too large to convert to C ssize_t");
  return Number(int);
}

/** A str; TypeError (or `error`) with `wanted`, in which `{type}` stands for the type given. */
export function textArgument(run: Run, value: Value, wanted: string, error = "TypeError"): string {
  if (typeof value === "string") return value;
  throw raise(run, error, wanted.replace("{type}", typeName(value)));
}

/** The text that `fromisoformat` reads. */
export function isoArgument(run: Run, value: Value): string {
  const text = textArgument(run, value, "fromisoformat: argument must be str");
  run.read(text, 4);
  return text;
}

/** A list whose elements and shape all carry the label register. */
export function listOf(run: Run, items: Value[]): PyList {
  run.chargeCells(items.length);
  return new PyList(items, run.label, run.label);
}

/** A tuple whose elements all carry the label register. */
export function tupleOf(run: Run, items: readonly Value[]): PyTuple {
  run.chargeCells(items.length);
  return new PyTuple(items, run.label);
}

/** For a method that was called on something that is no instance of its class. */
export function wrongReceiver(run: Run, cls: PyClass, value: Value): Raised {
  return raise(
    run,
    "TypeError",
    `descriptor requires a '${cls.name}' object but received a '${typeName(value)}'`,
  );
}

/** All elements of an iterable; everything that they carry, inside too, joins the label register. */
export function gather(run: Run, iterable: Value): Value[] {
  const { label } = run;
  const all = collect(run, iterable);
  let joined = run.join(label, all.end);
  all.items.forEach((item, i) => {
    joined = run.join(joined, run.join(all.labels[i] ?? 0, deepLabel(run, item)));
  });
  run.label = joined;
  return all.items;
}
