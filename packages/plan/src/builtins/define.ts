/**
 * How builtins are declared: by a Python signature and a function on values. The signature gives keyword arguments,
 * defaults and errors; the function never sees labels unless it asks to.
 */
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type Invoke, PyBuiltin } from "../value/callable.ts";
import type { PyClass } from "../value/class.ts";
import { deepLabel } from "../value/deep.ts";
import { PyFloat, PySingleton } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";

/** Stands for an argument that was not given, where the signature says `=?`. */
export const absent = new PySingleton("Ellipsis");

interface Parameter {
  readonly name: string;
  readonly positional: boolean;
  readonly keyword: boolean;
  /** undefined: required. */
  readonly fallback: Value | undefined;
}

interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly positional: number;
  readonly required: number;
}

function literal(text: string): Value {
  switch (text) {
    case "None":
      return null;
    case "True":
      return true;
    case "False":
      return false;
    case "?":
      return absent;
  }
  if (/^-?\d+$/.test(text)) return Number(text);
  if (/^-?\d+\.\d+$/.test(text)) return new PyFloat(Number(text));
  return text.slice(1, -1).replaceAll("\\n", "\n");
}

/** Reads `name(a, /, b, *, key=None)`. */
function parseSignature(text: string): Signature {
  const open = text.indexOf("(");
  const name = text.slice(0, open);
  const parts = text
    .slice(open + 1, -1)
    .split(/,\s(?=[\w*/])/)
    .filter((part) => part !== "");
  const slash = parts.indexOf("/");
  const star = parts.indexOf("*");
  const parameters: Parameter[] = [];
  parts.forEach((part, index) => {
    if (part === "/" || part === "*") return;
    const [parameter = "", ...rest] = part.split("=");
    parameters.push({
      name: parameter,
      positional: star < 0 || index < star,
      keyword: index > slash,
      fallback: rest.length === 0 ? undefined : literal(rest.join("=")),
    });
  });
  return {
    name,
    parameters,
    positional: parameters.filter((parameter) => parameter.positional).length,
    required: parameters.filter((parameter) => parameter.fallback === undefined).length,
  };
}

/** The name in error messages: methods show only their own. */
function bind(
  run: Run,
  signature: Signature,
  skip: number,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): void {
  const { parameters, name } = signature;
  const given = values.length - (names?.length ?? 0);
  if (given > signature.positional) throw wrongCount(run, signature, skip, given);
  if (names !== null) {
    const bound: (Value | undefined)[] = values.slice(0, given);
    const boundLabels = labels.slice(0, given);
    for (let i = 0; i < names.length; i++) {
      const index = parameters.findIndex((parameter) => parameter.keyword && parameter.name === names[i]);
      if (index < 0) {
        run.label = joinAll(run, labels);
        throw parameters.some((parameter) => parameter.keyword)
          ? raise(run, "TypeError", `'${names[i]}' is an invalid keyword argument for ${name}()`)
          : raise(run, "TypeError", `${name}() takes no keyword arguments`);
      }
      if (bound[index] !== undefined)
        throw raise(
          run,
          "TypeError",
          `argument for ${name}() given by name ('${names[i]}') and position (${index + 1 - skip})`,
        );
      bound[index] = values[given + i];
      boundLabels[index] = labels[given + i] ?? 0;
    }
    values.length = 0;
    labels.length = 0;
    for (let i = 0; i < parameters.length; i++) {
      const value = bound[i] ?? (bound[i] === null ? null : parameters[i]?.fallback);
      if (value === undefined) throw wrongCount(run, signature, skip, given);
      values.push(value);
      labels.push(boundLabels[i] ?? 0);
    }
    return;
  }
  for (let i = values.length; i < parameters.length; i++) {
    const fallback = parameters[i]?.fallback;
    if (fallback === undefined) throw wrongCount(run, signature, skip, given);
    values.push(fallback);
    labels.push(0);
  }
}

function wrongCount(run: Run, signature: Signature, skip: number, given: number) {
  const { name } = signature;
  const least = signature.required - skip;
  const most = signature.positional - skip;
  const count = given - skip;
  const arguments_ = (n: number) => `${n} argument${n === 1 ? "" : "s"}`;
  if (most === 0) return raise(run, "TypeError", `${name}() takes no arguments (${count} given)`);
  if (least === most && most === 1)
    return raise(run, "TypeError", `${name}() takes exactly one argument (${count} given)`);
  if (least === most) return raise(run, "TypeError", `${name} expected ${arguments_(most)}, got ${count}`);
  if (count < least)
    return raise(run, "TypeError", `${name} expected at least ${arguments_(least)}, got ${count}`);
  return raise(run, "TypeError", `${name} expected at most ${arguments_(most)}, got ${count}`);
}

export function joinAll(run: Run, labels: readonly Label[]): Label {
  let label = 0;
  for (const one of labels) label = run.join(label, one);
  return label;
}

/** The join of the labels of arguments and of all inside them. */
export function deepJoin(run: Run, values: readonly Value[], labels: readonly Label[]): Label {
  let label = 0;
  for (let i = 0; i < values.length; i++) {
    label = run.join(label, labels[i] ?? 0);
    const value = values[i];
    if (typeof value === "object" && value !== null) label = run.join(label, deepLabel(run, value));
  }
  return label;
}

/**
 * A builtin whose result carries everything inside its arguments (security.md M3): the default. `run.label` holds that
 * join before `body` runs, so that what it raises carries it too; what `body` adds to it (callbacks) stays joined.
 */
export function deep(text: string, body: (run: Run, ...values: Value[]) => Value, skip = 0): PyBuiltin {
  const signature = parseSignature(text);
  const count = signature.parameters.length;
  const invoke: Invoke = (run, values, labels, names) => {
    const label = deepJoin(run, values, labels);
    run.label = label;
    if (names !== null || values.length !== count || signature.positional !== count)
      bind(run, signature, skip, values, labels, names);
    const result = body(run, ...values);
    run.label = run.join(run.label, label);
    return result;
  };
  return new PyBuiltin(signature.name, invoke);
}

/** A builtin that takes care of labels itself: it must leave the result's in `run.label`. */
export function own(
  text: string,
  body: (run: Run, labels: readonly Label[], ...values: Value[]) => Value,
  skip = 0,
): PyBuiltin {
  const signature = parseSignature(text);
  const count = signature.parameters.length;
  const invoke: Invoke = (run, values, labels, names) => {
    run.label = joinAll(run, labels);
    if (names !== null || values.length !== count || signature.positional !== count)
      bind(run, signature, skip, values, labels, names);
    return body(run, labels, ...values);
  };
  return new PyBuiltin(signature.name, invoke);
}

/** A builtin with arguments of any number and name. `body` leaves the result's label in `run.label`. */
export function variadic(name: string, body: Invoke): PyBuiltin {
  return new PyBuiltin(name, (run, values, labels, names) => {
    run.label = joinAll(run, labels);
    return body(run, values, labels, names);
  });
}

/** Adds methods to a builtin class. The first parameter of each is the receiver, written `self`. */
export function defineMethods(cls: PyClass, methods: readonly PyBuiltin[]): void {
  for (const method of methods) cls.attributes.set(method.name, method);
}

/** As `deep`, for a method: the receiver does not count in error messages. */
export function deepMethod(text: string, body: (run: Run, ...values: Value[]) => Value): PyBuiltin {
  return deep(text, body, 1);
}

/** As `own`, for a method. */
export function ownMethod(
  text: string,
  body: (run: Run, labels: readonly Label[], ...values: Value[]) => Value,
): PyBuiltin {
  return own(text, body, 1);
}

/** A method called on the class: `dict.fromkeys`. Its function gets no receiver. */
export function staticMethod(builtin: PyBuiltin): PyBuiltin {
  return new PyBuiltin(builtin.name, builtin.invoke, "static");
}
