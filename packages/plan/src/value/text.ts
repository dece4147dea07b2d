import { sortKeyed } from "../builtins/ordering.ts";
import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { attempt } from "../evaluate/try.ts";
import type { Label } from "../metadata.ts";
import { codecErrorText } from "../python/encoding.ts";
import { reprFloat } from "../python/float.ts";
import { intToString } from "../python/integer-text.ts";
import { isPlainText, reprBytes, reprString } from "../python/repr.ts";
import type { Run } from "../run.ts";
import { systemErrorText } from "../types/exception-attributes.ts";
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "./callable.ts";
import { PyClass, PyException, PyInstance } from "./class.ts";
import { classOf, exceptionClass, plainName, typeName } from "./classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "./container.ts";
import { PyIterator, PyModule } from "./iterator.ts";
import { PyBytes, PyFloat, PyRange, PySingleton, PySlice } from "./scalar.ts";
import type { Value } from "./value.ts";

/** `str(value)`. Charged by size; the caller joins the labels inside. */
export function strOf(run: Run, value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof PyInstance) {
    const method = value.cls.lookup("__str__");
    if (method !== undefined) return textFrom(run, method, value, "__str__");
    if (value instanceof PyException) return exceptionText(run, value);
    const shown = value.cls.lookup("__repr__");
    if (shown !== undefined) return textFrom(run, shown, value, "__str__");
  }
  if (value instanceof PyTuple) {
    const method = value.cls?.lookup("__str__");
    if (method instanceof PyFunction) return textFrom(run, method, value, "__str__");
  }
  return reprOf(run, value);
}

/** `object.__str__(value)` and `BaseException.__str__(value)`: what `super().__str__()` gives, without the class's own `__str__`. */
export function inheritedStrOf(run: Run, value: Value): string {
  if (value instanceof PyException) return exceptionText(run, value);
  return value instanceof PyInstance ? reprOf(run, value) : strOf(run, value);
}

function exceptionText(run: Run, value: PyException): string {
  const { items } = value.args;
  if (items.length === 5 && value.cls.mro.some((cls) => cls.builtin && /^Unicode.+Error$/.test(cls.name))) {
    const [codec = null, coded = null, from = null, to = null, reason = null] = items;
    const text = typeof coded === "string" || coded instanceof PyBytes;
    if (typeof codec === "string" && typeof reason === "string" && text)
      return codecErrorText(
        codec,
        coded instanceof PyBytes ? coded.bytes : coded,
        Number(from),
        Number(to),
        reason,
      );
  }
  if (value.attributes.has("strerror") && value.cls.isSubclassOf(exceptionClass("OSError"))) {
    const text = systemErrorText(
      value,
      (one) => strOf(run, one),
      (one) => reprOf(run, one),
    );
    if (text !== undefined) return text;
  }
  if (items.length === 0 && value.cls.isSubclassOf(exceptionClass("SyntaxError"))) return "None";
  if (items.length === 0) return "";
  if (items.length > 1) return reprOf(run, value.args);
  const [only = null] = items;
  return value.cls.mro.some((cls) => cls.builtin && cls.name === "KeyError")
    ? reprOf(run, only)
    : strOf(run, only);
}

/** `repr(value)`. */
export function reprOf(run: Run, value: Value): string {
  const text = new ReprWriter(run).write(value);
  run.chargeText(text.length);
  return text;
}

function textFrom(run: Run, method: Value, value: Value, name: string): string {
  const label = run.label;
  const result = callProtocol(run, method, [value], [label]);
  run.label = run.join(run.label, label);
  if (typeof result !== "string")
    throw raise(run, "TypeError", `${name} returned non-string (type ${typeName(result)})`);
  return result;
}

class ReprWriter {
  private readonly run: Run;
  private readonly open = new Set<object>();
  constructor(run: Run) {
    this.run = run;
  }

  write(value: Value): string {
    switch (typeof value) {
      case "string":
        this.run.chargeText(value.length);
        if (value.length > 256 && !isPlainText(value)) this.run.work(value.length * 3);
        return reprString(value);
      case "number":
        return String(value);
      case "bigint":
        return intToString(value);
      case "boolean":
        return value ? "True" : "False";
    }
    if (value === null) return "None";
    if (value instanceof PyFloat) return reprFloat(value.v);
    if (value instanceof PyInstance) return this.instance(value);
    if (value instanceof PyList) return this.nested(value, "[...]", () => `[${this.list(value.items)}]`);
    if (value instanceof PyDict) return this.nested(value, "{...}", () => this.dict(value));
    if (value instanceof PyTuple) return this.nested(value, "(...)", () => this.tuple(value));
    if (value instanceof PySet) return this.set(value);
    if (value instanceof PyBytes) {
      this.run.read(value.bytes, 2);
      return reprBytes(value.bytes);
    }
    if (value instanceof PyRange)
      return value.step === 1
        ? `range(${value.start}, ${value.stop})`
        : `range(${value.start}, ${value.stop}, ${value.step})`;
    if (value instanceof PySlice)
      return `slice(${this.write(value.start)}, ${this.write(value.stop)}, ${this.write(value.step)})`;
    if (value instanceof PySingleton) return value.singleton;
    if (value instanceof PyClass && value.kind === "enum" && value.members !== null)
      return `<${value.mro.some(({ builtin, name }) => builtin && name === "Flag") ? "flag" : "enum"} '${value.name}'>`;
    if (value instanceof PyClass)
      return `<class '${value.module === "builtins" ? "" : `${value.module}.`}${value.qualifiedName}'>`;
    if (value instanceof PyFunction) return `<function ${value.code.qualifiedName}>`;
    if (value instanceof PyBuiltin) return `<built-in function ${value.name}>`;
    if (value instanceof PyTool) return `<function ${value.name}>`;
    if (value instanceof PyMethod) return this.method(value);
    if (value instanceof PyModule) return `<module '${value.name}'>`;
    const { name, module } = classOf(value);
    if (value instanceof PyIterator && value.shown !== null)
      return `${name.slice(name.lastIndexOf(".") + 1)}(${this.list(value.shown())})`;
    const title = value instanceof PyIterator && value.title !== null ? ` ${value.title}` : "";
    return `<${module === "builtins" ? "" : `${module}.`}${name} object${title}>`;
  }

  private method({ self, callee }: PyMethod): string {
    if (callee instanceof PyBuiltin) return `<built-in method ${callee.name} of ${typeName(self)} object>`;
    const name = callee instanceof PyFunction ? callee.code.qualifiedName : "?";
    return `<bound method ${name} of ${this.write(self)}>`;
  }

  private nested(value: object, cycle: string, write: () => string): string {
    if (this.open.has(value)) return cycle;
    this.open.add(value);
    const text = write();
    this.open.delete(value);
    return text;
  }

  private list(items: readonly Value[]): string {
    this.run.work(items.length);
    return items.map((item) => this.write(item)).join(", ");
  }

  private tuple(value: PyTuple): string {
    const method = value.cls?.lookup("__repr__");
    if (method instanceof PyFunction) return textFrom(this.run, method, value, "__repr__");
    const names = value.cls?.tupleFields;
    if (names) {
      return `${value.cls?.name}(${names.map((name, i) => `${name}=${this.write(value.items[i] ?? null)}`).join(", ")})`;
    }
    return value.items.length === 1 ? `(${this.list(value.items)},)` : `(${this.list(value.items)})`;
  }

  private dict(value: PyDict): string {
    this.run.work(value.size);
    const parts: string[] = [];
    for (const [key, item] of value.entries()) parts.push(`${this.write(key)}: ${this.write(item)}`);
    const text = `{${parts.join(", ")}}`;
    if (value.cls === null) return text;
    const kind = plainName(value.cls);
    const name = value.owner === null ? kind : value.owner.cls.name;
    switch (kind) {
      case "Counter":
        return value.size === 0 ? `${name}()` : `${name}(${this.counter(value)})`;
      case "defaultdict":
        return `${name}(${value.factory === null ? "None" : this.write(value.factory)}, ${text})`;
      case "OrderedDict": {
        const pairs = Array.from(
          value.entries(),
          ([key, item]) => `(${this.write(key)}, ${this.write(item)})`,
        );
        return value.size === 0 ? `${name}()` : `${name}([${pairs.join(", ")}])`;
      }
      default:
        return text;
    }
  }

  /** A Counter shows the most common first. */
  private counter(value: PyDict): string {
    const entries = this.byCount(value);
    return `{${entries.map(([key, count]) => `${this.write(key)}: ${this.write(count)}`).join(", ")}}`;
  }

  /** Counts that have no order leave the entries as they are. */
  private byCount(value: PyDict): (readonly [Value, Value, Label])[] {
    const entries = Array.from(value.entries());
    if (entries.every(([, count]) => typeof count === "number"))
      return entries.sort((a, b) => Number(b[1]) - Number(a[1]));
    const { run } = this;
    const sorted = attempt(
      run,
      () =>
        sortKeyed(
          run,
          entries.map(([, count], at) => ({ value: at, label: 0, key: count })),
          true,
          run.label,
        ).map((entry) => Number(entry.value)),
      (raised) => raised.exception.cls.isSubclassOf(exceptionClass("TypeError")),
      value,
    );
    if (sorted === undefined) return entries;
    return sorted.flatMap((at) => {
      const entry = entries[at];
      return entry === undefined ? [] : [entry];
    });
  }

  private set(value: PySet): string {
    this.run.work(value.map.size);
    const text = this.list(Array.from(value.map.values()));
    if (value.frozen) return value.map.size === 0 ? "frozenset()" : `frozenset({${text}})`;
    return value.map.size === 0 ? "set()" : `{${text}}`;
  }

  private instance(value: PyInstance): string {
    const method = value.cls.lookup("__repr__");
    if (method !== undefined)
      return this.nested(value, "...", () => textFrom(this.run, method, value, "__repr__"));
    if (value instanceof PyException) {
      const { items } = value.args;
      return `${value.cls.name}(${this.list(items)})`;
    }
    return `<${value.cls.module === "builtins" ? "" : `${value.cls.module}.`}${value.cls.qualifiedName} object>`;
  }
}
