/**
 * How builtins are declared: by a Python signature and a function on values. The signature gives keyword arguments,
 * defaults and errors; the function never sees labels unless it asks to.
 */
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type Invoke, PyBuiltin } from "../value/callable.ts";
import { type PyClass, PyInstance } from "../value/class.ts";
import { classOf, objectClass } from "../value/classes.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
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
  /** How CPython's own function reads its arguments, where the errors differ for the same parameters. */
  readonly style: "" | "tuple" | "class" | "python" | "nameless";
  /** The module that errors name before the function's own name. */
  readonly module: string;
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

const styles: Readonly<Record<string, Signature["style"]>> = {
  "~": "tuple",
  "^": "class",
  "@": "python",
  "?": "nameless",
};

/**
 * Reads `module.name(a, /, b, *, key=None)`. A `~` before it stands for `PyArg_ParseTuple`, a `^` for a class that
 * counts its arguments itself, a `@` for a function that CPython has in Python, a `?` for one that its errors do not name.
 */
function parseSignature(written: string): Signature {
  const style = styles[written.charAt(0)] ?? "";
  const text = style === "" ? written : written.slice(1);
  const open = text.indexOf("(");
  const whole = text.slice(0, open);
  const dot = whole.lastIndexOf(".");
  const name = whole.slice(dot + 1);
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
    style,
    module: whole.slice(0, dot + 1),
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
  const full = (receiver?: Value) =>
    signature.style === "nameless" ? name : `${signature.module}${qualified(name, receiver)}`;
  const given = values.length - (names?.length ?? 0);
  const receiver = skip === 1 ? values[0] : undefined;
  if (names !== null && names.length > 0 && signature.style !== "python") {
    if (!parameters.some((parameter, at) => at >= skip && parameter.keyword)) {
      run.label = joinAll(run, labels);
      throw raise(run, "TypeError", `${full(receiver)}() takes no keyword arguments`);
    }
    const most = parameters.length - skip;
    if (values.length - skip > most && signature.style === "")
      throw raise(
        run,
        "TypeError",
        `${name}() takes at most ${most} ${given === skip ? "keyword " : ""}argument${most === 1 ? "" : "s"} (${values.length - skip} given)`,
      );
  }
  if (given > signature.positional) throw wrongCount(run, signature, skip, given, receiver);
  if (names !== null) {
    const bound: (Value | undefined)[] = values.slice(0, given);
    const boundLabels = labels.slice(0, given);
    for (let i = 0; i < names.length; i++) {
      const index = parameters.findIndex((parameter) => parameter.keyword && parameter.name === names[i]);
      if (index < 0) {
        run.label = joinAll(run, labels);
        if (signature.style === "python")
          throw raise(
            run,
            "TypeError",
            `${qualified(name, receiver)}() got an unexpected keyword argument '${names[i]}'`,
          );
        throw parameters.some((parameter, at) => at >= skip && parameter.keyword)
          ? raise(
              run,
              "TypeError",
              `'${names[i]}' is an invalid keyword argument for ${signature.style === "nameless" ? "this function" : `${name === "sorted" ? "sort" : name}()`}`,
            )
          : raise(run, "TypeError", `${full(receiver)}() takes no keyword arguments`);
      }
      if (bound[index] !== undefined && signature.style === "python")
        throw raise(
          run,
          "TypeError",
          `${qualified(name, receiver)}() got multiple values for argument '${names[i]}'`,
        );
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
      if (value === undefined) throw wrongCount(run, signature, skip, given, receiver, bound);
      values.push(value);
      labels.push(boundLabels[i] ?? 0);
    }
    return;
  }
  for (let i = values.length; i < parameters.length; i++) {
    const fallback = parameters[i]?.fallback;
    if (fallback === undefined) throw wrongCount(run, signature, skip, given, receiver);
    values.push(fallback);
    labels.push(0);
  }
}

/** A method's name with that of the class that has it. */
function qualified(name: string, receiver: Value | undefined): string {
  if (receiver === undefined) return name;
  const owner = classOf(receiver).mro.find((cls) => cls.attributes.has(name));
  if (owner === undefined) return name;
  const own = owner.attributes.get("__qualname__");
  return `${typeof own === "string" ? own : owner.name}.${name}`;
}

/** CPython words the error by how the function reads its arguments: by position alone, by keyword, as a tuple. */
function wrongCount(
  run: Run,
  signature: Signature,
  skip: number,
  given: number,
  receiver: Value | undefined,
  bound: readonly (Value | undefined)[] = [],
) {
  const { name, parameters, style } = signature;
  const least = signature.required - skip;
  const most = signature.positional - skip;
  const count = given - skip;
  const arguments_ = (n: number) => `${n} argument${n === 1 ? "" : "s"}`;
  const wrong = (text: string) => raise(run, "TypeError", text);
  if (style === "python") return wrong(pythonCount(signature, qualified(name, receiver), given, bound));
  const shown = style === "nameless" ? "function" : `${name}()`;
  const keywords = parameters.length - skip > most || parameters.some((one, i) => i >= skip && one.keyword);
  if (keywords && style !== "class") {
    if (count > parameters.length - skip)
      return wrong(`${shown} takes at most ${arguments_(parameters.length - skip)} (${count} given)`);
    if (count > most)
      return wrong(
        most === 0
          ? `${shown} takes no positional arguments`
          : `${shown} takes at most ${most} positional argument${most === 1 ? "" : "s"} (${count} given)`,
      );
    const missing = parameters.findIndex(
      (one, i) => i >= given && bound[i] === undefined && one.fallback === undefined,
    );
    const own = parameters.filter((one, i) => i >= skip && !one.keyword && one.fallback === undefined).length;
    if (parameters[missing]?.keyword === false)
      return wrong(
        `${shown} takes at least ${own} positional argument${own === 1 ? "" : "s"} (${count} given)`,
      );
    return wrong(
      `${shown} missing required argument '${parameters[missing]?.name}'${name === "enumerate" ? "" : ` (pos ${missing + 1 - skip})`}`,
    );
  }
  if (most === 0)
    return wrong(`${signature.module}${qualified(name, receiver)}() takes no arguments (${count} given)`);
  if (style === "nameless") return wrong(`${shown} takes exactly ${arguments_(most)} (${count} given)`);
  if (style === "tuple")
    return wrong(
      count < least
        ? `${name}() takes at least ${arguments_(least)} (${count} given)`
        : `${name}() takes at most ${arguments_(most)} (${count} given)`,
    );
  if (least === most && most === 1 && style === "")
    return wrong(
      `${signature.module}${qualified(name, receiver)}() takes exactly one argument (${count} given)`,
    );
  if (least === most || (style === "class" && keywords))
    return wrong(`${name} expected ${arguments_(most)}, got ${count}`);
  if (count < least) return wrong(`${name} expected at least ${arguments_(least)}, got ${count}`);
  return wrong(`${name} expected at most ${arguments_(most)}, got ${count}`);
}

/** How a function written in Python words a wrong number of arguments. */
function pythonCount(
  { parameters, positional }: Signature,
  name: string,
  given: number,
  bound: readonly (Value | undefined)[],
): string {
  if (given > positional) {
    const least = parameters.filter((one) => one.positional && one.fallback === undefined).length;
    const range = least === positional ? `${positional}` : `from ${least} to ${positional}`;
    return `${name}() takes ${range} positional argument${positional === 1 ? "" : "s"} but ${given} ${given === 1 ? "was" : "were"} given`;
  }
  const missing = parameters.filter(
    (one, i) => one.positional && i >= given && bound[i] === undefined && one.fallback === undefined,
  );
  const names = missing.map((one) => `'${one.name}'`);
  const listed =
    names.length < 3 ? names.join(" and ") : `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
  return `${name}() missing ${names.length} required positional argument${names.length === 1 ? "" : "s"}: ${listed}`;
}

function keywordsOf({ parameters }: Signature, skip: number): readonly string[] {
  return parameters.slice(skip).flatMap((one) => (one.keyword ? [one.name] : []));
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

/** What a builtin gives may be new: a date, a match, an iterator. What is in it is charged where it is put in. */
function charged(run: Run, result: Value): Value {
  if (typeof result === "object" && result !== null) run.allocate(bytesOfResult);
  return result;
}
const bytesOfResult = 500;

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
    const result = charged(run, body(run, ...values));
    run.label = run.join(run.label, label);
    return result;
  };
  return new PyBuiltin(signature.name, invoke, "method", [], keywordsOf(signature, skip));
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
    return charged(run, body(run, labels, ...values));
  };
  return new PyBuiltin(signature.name, invoke, "method", [], keywordsOf(signature, skip));
}

/** A builtin with arguments of any number and name. `body` leaves the result's label in `run.label`. */
export function variadic(name: string, body: Invoke): PyBuiltin {
  return new PyBuiltin(name, (run, values, labels, names) => {
    run.label = joinAll(run, labels);
    return charged(run, body(run, values, labels, names));
  });
}

/** Methods that change what they are called on. */
const changing: ReadonlySet<string> = new Set([
  "add",
  "append",
  "appendleft",
  "clear",
  "difference_update",
  "discard",
  "extend",
  "extendleft",
  "insert",
  "intersection_update",
  "move_to_end",
  "pop",
  "popitem",
  "popleft",
  "remove",
  "reverse",
  "rotate",
  "setdefault",
  "sort",
  "subtract",
  "symmetric_difference_update",
  "update",
]);

/** What was changed through a reference carries the reference's label, as where an item or an attribute is stored. */
function changed(method: PyBuiltin): PyBuiltin {
  const invoke: Invoke = (run, values, labels, names) => {
    const [receiver] = values;
    const [reference = 0] = labels;
    const result = method.invoke(run, values, labels, names);
    if (
      reference !== 0 &&
      (receiver instanceof PyList ||
        receiver instanceof PyDict ||
        receiver instanceof PySet ||
        receiver instanceof PyInstance)
    )
      receiver.shape = run.join(receiver.shape, reference);
    return result;
  };
  return new PyBuiltin(method.name, invoke, method.binding, method.inside, method.keywords);
}

/** Adds methods to a builtin class. The first parameter of each is the receiver, written `self`. */
export function defineMethods(cls: PyClass, methods: readonly PyBuiltin[]): void {
  for (const given of methods) {
    const method = changing.has(given.name) ? changed(given) : given;
    cls.attributes.set(method.name, method.binding === "method" ? descriptor(cls, method) : method);
  }
}

/** The method, which refuses receivers of other classes: `str.lower(5)`. */
function descriptor(cls: PyClass, method: PyBuiltin): PyBuiltin {
  const { name, invoke } = method;
  return new PyBuiltin(name, (run, values, labels, names) => {
    const [self] = values;
    if (self === undefined || values.length === (names?.length ?? 0))
      throw raise(run, "TypeError", `unbound method ${cls.name}.${name}() needs an argument`);
    const own = classOf(self);
    if (own !== cls && !own.isSubclassOf(cls)) {
      run.label = joinAll(run, labels);
      throw raise(
        run,
        "TypeError",
        `descriptor '${name}' for '${cls.name}' objects doesn't apply to a '${own.name}' object`,
      );
    }
    if (cls !== objectClass) unwrap(cls, name, values);
    return invoke(run, values, labels, names);
  });
}

const scalars: ReadonlySet<string> = new Set(["bytes", "float", "int", "str"]);

/** A receiver that extends the builtin type gives the value that it holds, and so do what a scalar's methods take. */
function unwrap(cls: PyClass, name: string, values: Value[]): void {
  // What `format` is given is shown as what it is, and a mapping has its `__missing__`.
  const whole = name === "format" || name === "format_map" || name === "translate";
  const count = scalars.has(cls.name) && !whole ? values.length : 1;
  for (let i = 0; i < count; i++) {
    const value = values[i];
    if (!(value instanceof PyInstance) || value.raw === undefined) continue;
    if (i > 0 || classOf(value.raw).isSubclassOf(cls)) values[i] = value.raw;
  }
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

/** A method that gets the class it is called on as its first argument. */
export function classMethod(builtin: PyBuiltin): PyBuiltin {
  return new PyBuiltin(builtin.name, builtin.invoke, "class", [], builtin.keywords);
}

/** A method called on the class: `dict.fromkeys`. Its function gets no receiver. */
export function staticMethod(builtin: PyBuiltin): PyBuiltin {
  return new PyBuiltin(builtin.name, builtin.invoke, "static", [], builtin.keywords);
}
