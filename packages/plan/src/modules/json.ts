/** `json`: `loads` and `dumps` carry everything inside their arguments; what `loads` makes has one label throughout. */
import { deep } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { offsetOfIndex } from "../python/code-points.ts";
import { decodeBytes } from "../python/encoding.ts";
import { valueError } from "../python/error.ts";
import { type JsonShape, jsonDecodeError, jsonKey, readJson, writeJson } from "../python/json-text.ts";
import type { Run } from "../run.ts";
import { raisedBy } from "../types/exception-attributes.ts";
import { PyInstance, rawOf } from "../value/class.ts";
import { classOf, defineModuleException, floatClass, intClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { textKey } from "../value/json-values.ts";
import { compareOrder } from "../value/order.ts";
import { PyBytes, PyFloat } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { sizeArgument, textArgument } from "./arguments.ts";
import { defineModule } from "./registry.ts";

const decodeError = defineModuleException("json.decoder", "JSONDecodeError", "ValueError");
raisedBy(decodeError, "@__init__(self, msg, doc, pos)", (run, message = null, document = null, at = null) => {
  const msg = textArgument(run, message, "msg must be str, not {type}");
  const doc = textArgument(run, document, "doc must be str, not {type}");
  run.chargeBytes(doc.length);
  return jsonDecodeError(msg, doc, offsetOfIndex(doc, sizeArgument(run, at)));
});

/** What `loads` is given to make values with; None where its own are wanted. */
interface Hooks {
  readonly object: Value;
  readonly pairs: Value;
  readonly int: Value;
  readonly float: Value;
  readonly constant: Value;
  readonly strict: boolean;
}

/** The encoding of a JSON text, from its mark or from where its first characters have zeros. */
function encodingOf(bytes: Uint8Array): string {
  const [a, b, c, d] = bytes;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    return "utf-32";
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return "utf-16";
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8-sig";
  if (bytes.length >= 4) {
    if (a === 0) return b === 0 ? "utf-32-be" : "utf-16-be";
    if (b === 0) return c === 0 && d === 0 ? "utf-32-le" : "utf-16-le";
  } else if (bytes.length === 2) {
    if (a === 0) return "utf-16-be";
    if (b === 0) return "utf-16-le";
  }
  return "utf-8";
}

function documentOf(run: Run, value: Value): string {
  if (typeof value === "string") return value;
  if (value instanceof PyBytes)
    return decodeBytes(value.bytes, encodingOf(value.bytes), "strict", run.chargeBytes);
  throw raise(run, "TypeError", `the JSON object must be str, bytes or bytearray, not ${typeName(value)}`);
}

function load(run: Run, text: string, hooks: Hooks): Value {
  const { label } = run;
  const hooked = (hook: Value, value: Value): Value => {
    const result = callProtocol(run, hook, [value], [label]);
    run.label = run.join(run.label, label);
    return result;
  };
  return readJson<Value>(
    text,
    {
      nil: () => null,
      boolean: (value) => value,
      integer: (value, written) => (hooks.int === null ? value : hooked(hooks.int, written)),
      real: (value, written) => {
        const hook = Number.isFinite(Number(written)) || /\d/.test(written) ? hooks.float : hooks.constant;
        return hook === null ? new PyFloat(value) : hooked(hook, written);
      },
      text: (value) => value,
      array: (items) => {
        run.chargeCells(items.length);
        return new PyList(items, run.label, run.label);
      },
      object: (entries, pairs) => {
        run.chargeCells(entries.size);
        if (hooks.pairs !== null) {
          const items = pairs.map(([key, value]) => new PyTuple([key, value], run.label));
          return hooked(hooks.pairs, new PyList(items, run.label, run.label));
        }
        const dict = new PyDict(run.label, run.label);
        for (const [key, value] of entries) dict.set(textKey(key), key, value, run.label);
        return hooks.object === null ? dict : hooked(hooks.object, dict);
      },
    },
    { charge: run.chargeBytes, strict: hooks.strict },
  );
}

/** The name of a type without its module. */
function shortName(value: Value): string {
  const name = classOf(value).lookup("__name__");
  return typeof name === "string" ? name : typeName(value);
}

interface DumpOptions {
  readonly skipKeys: boolean;
  readonly allowNan: boolean;
  readonly sortKeys: boolean;
  readonly fallback: Value;
}

/** An instance of a class that extends a builtin type, or an Enum member that is one too, counts as what it holds. */
function primitiveOf(value: Value): Value {
  if (!(value instanceof PyInstance)) return value;
  return value.raw instanceof PySet ? value : rawOf(value);
}

function keyOf(run: Run, given: Value, options: DumpOptions): string | undefined {
  const key = primitiveOf(given);
  if (typeof key === "string") return key;
  if (typeof key === "number" || typeof key === "bigint") return jsonKey({ kind: "integer", value: key });
  if (typeof key === "boolean") return jsonKey({ kind: "boolean", value: key });
  if (key === null) return jsonKey({ kind: "nil" });
  if (key instanceof PyFloat) return jsonKey({ kind: "real", value: key.v }, options.allowNan);
  if (options.skipKeys) return undefined;
  throw raise(run, "TypeError", `keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

/** Writes one value; keeps track of the containers that it is in. */
class Dump {
  private readonly run: Run;
  private readonly options: DumpOptions;
  private readonly open = new Set<object>();
  constructor(run: Run, options: DumpOptions) {
    this.run = run;
    this.options = options;
  }

  readonly shape = (given: Value): JsonShape<Value> => {
    const { run } = this;
    const value = primitiveOf(given);
    switch (typeof value) {
      case "string":
        return { kind: "text", value };
      case "boolean":
        return { kind: "boolean", value };
      case "number":
      case "bigint":
        return { kind: "integer", value };
    }
    if (value === null) return { kind: "nil" };
    run.step();
    if (value instanceof PyFloat) return { kind: "real", value: value.v };
    if (value instanceof PyList || value instanceof PyTuple)
      return { kind: "array", items: this.inside(value, value.items) };
    if (value instanceof PyDict) return { kind: "object", entries: this.inside(value, this.entries(value)) };
    if (this.options.fallback === null)
      throw raise(run, "TypeError", `Object of type ${shortName(value)} is not JSON serializable`);
    if (this.open.has(value)) throw valueError("Circular reference detected");
    const { label } = run;
    const replaced = callProtocol(run, this.options.fallback, [value], [label]);
    run.label = run.join(run.label, label);
    this.open.add(value);
    const shape = this.shape(replaced);
    this.open.delete(value);
    return shape;
  };

  private *inside<T>(container: object, items: Iterable<T>): Generator<T> {
    if (this.open.has(container)) throw valueError("Circular reference detected");
    this.open.add(container);
    yield* items;
    this.open.delete(container);
  }

  private *entries(dict: PyDict): Generator<readonly [string, Value]> {
    const { run } = this;
    const entries = Array.from(dict.entries(), ([key, value]) => ({ key, value }));
    if (this.options.sortKeys) {
      run.work(entries.length * Math.ceil(Math.log2(entries.length + 1)));
      entries.sort((a, b) =>
        compareOrder(run, "<", a.key, b.key) ? -1 : compareOrder(run, "<", b.key, a.key) ? 1 : 0,
      );
    }
    for (const { key, value } of entries) {
      const text = keyOf(run, key, this.options);
      if (text !== undefined) yield [text, value];
    }
  }
}

function indentOf(run: Run, value: Value): string | undefined {
  if (value === null) return undefined;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    // It is repeated for each level: the deepest line must not exceed what a string can be.
    const width = typeof value === "string" ? value.length : Math.max(0, Number(value));
    if (width * 1000 > run.limits.string) run.exceeded("string");
    return typeof value === "string" ? value : " ".repeat(width);
  }
  throw raise(run, "TypeError", `can't multiply sequence by non-int of type '${typeName(value)}'`);
}

function separatorsOf(run: Run, value: Value): readonly [string, string] | undefined {
  if (value === null) return undefined;
  if (!(value instanceof PyTuple || value instanceof PyList))
    throw raise(run, "TypeError", `cannot unpack non-iterable ${typeName(value)} object`);
  const [item, key] = value.items;
  if (value.items.length > 2) throw raise(run, "ValueError", "too many values to unpack (expected 2)");
  if (item === undefined || key === undefined)
    throw raise(run, "ValueError", `not enough values to unpack (expected 2, got ${value.items.length})`);
  if (typeof item !== "string" || typeof key !== "string")
    throw raise(run, "TypeError", "separators must be strings");
  return [item, key];
}

const loads = deep(
  "@loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, strict=True)",
  (run, s = null, cls = null, object = null, float = null, int = null, constant = null, ...rest) => {
    const [pairs = null, strict = true] = rest;
    if (cls !== null) throw new Unsupported("json.loads takes no cls in a plan: use object_hook", run.at);
    return load(run, documentOf(run, s), {
      object,
      pairs,
      int: int === intClass ? null : int,
      float: float === floatClass ? null : float,
      constant,
      strict: isTrue(run, strict),
    });
  },
);

const dumps = deep(
  "@dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False)",
  (run, value = null, ...rest) => {
    const [
      skip = false,
      ascii = true,
      ,
      nan = true,
      cls = null,
      indent = null,
      separators = null,
      fallback = null,
      sort = false,
    ] = rest;
    if (cls !== null) throw new Unsupported("json.dumps takes no cls in a plan: use default=", run.at);
    const options: DumpOptions = {
      skipKeys: isTrue(run, skip),
      allowNan: isTrue(run, nan),
      sortKeys: isTrue(run, sort),
      fallback,
    };
    const dump = new Dump(run, options);
    const between = separatorsOf(run, separators);
    const text = writeJson<Value>(value, dump.shape, {
      ensureAscii: isTrue(run, ascii),
      allowNan: options.allowNan,
      indent: indentOf(run, indent),
      ...(between === undefined ? {} : { itemSeparator: between[0], keySeparator: between[1] }),
      charge: run.growingText(),
      work: (steps) => run.work(steps),
    });
    run.chargeText(text.length);
    return text;
  },
);

defineModule("json", { JSONDecodeError: decodeError, dumps, loads });
