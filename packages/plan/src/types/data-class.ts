/** `@dataclass`. */
import { own } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import type { PyBuiltin } from "../value/callable.ts";
import { PyClass } from "../value/class.ts";
import { PyTuple } from "../value/container.ts";
import { comparesApart } from "../value/hash.ts";
import type { Value } from "../value/value.ts";
import { checkDefaults, collectFields, isInitVar, optionsOf } from "./data-class-field.ts";
import { makeEqual, makeFrozen, makeHash, makeInit, makeOrders, makeRepr } from "./data-class-methods.ts";
import { noFields } from "./model-fields.ts";

interface Options {
  readonly init: boolean;
  readonly repr: boolean;
  readonly eq: boolean;
  readonly order: boolean;
  readonly frozen: boolean;
  readonly keywordOnly: boolean;
  readonly slots: boolean;
  readonly unsafeHash: boolean;
  readonly matchArgs: boolean;
}

function makeDataClass(run: Run, cls: Value, options: Options): Value {
  if (!(cls instanceof PyClass) || cls.builtin)
    throw raise(run, "TypeError", "dataclass() should be called on a class");
  const collected = collectFields(run, cls, options.keywordOnly);
  const bases = cls.mro.slice(1).filter((base) => base.kind === "dataclass" && base.fields !== null);
  if (bases.length > 0 && bases.some((base) => base.fields?.frozen) !== options.frozen)
    throw raise(
      run,
      "TypeError",
      options.frozen
        ? "cannot inherit frozen dataclass from a non-frozen one"
        : "cannot inherit non-frozen dataclass from a frozen one",
    );
  if (options.order && !options.eq) throw raise(run, "ValueError", "eq must be true if order is true");
  const fields = collected.filter((field) => !isInitVar(field));
  const givenHash = cls.attributes.get("__hash__");
  const ownHash = givenHash !== undefined && !(givenHash === null && cls.attributes.has("__eq__"));
  cls.fields = { ...noFields, all: collected, frozen: options.frozen, extra: "forbid" };
  cls.kind = cls.kind === "exception" ? "exception" : "dataclass";
  const add = (method: PyBuiltin) => {
    if (!cls.attributes.has(method.name)) cls.attributes.set(method.name, method);
  };
  /** A method that the class must not have already. */
  const addOnly = (method: PyBuiltin, advice = "") => {
    if (cls.attributes.has(method.name))
      throw raise(
        run,
        "TypeError",
        `Cannot overwrite attribute ${method.name} in class ${cls.name}${advice}`,
      );
    cls.attributes.set(method.name, method);
  };
  if (options.init) {
    checkDefaults(run, fields);
    add(makeInit(cls, collected));
  }
  if (options.repr) add(makeRepr(fields));
  if (cls.attributes.has("__eq__") || fields.some((field) => (field.hash ?? field.compare) !== field.compare))
    cls.attributes.set(comparesApart, true);
  if (options.eq) add(makeEqual(fields));
  if (options.order)
    for (const method of makeOrders(fields)) addOnly(method, ". Consider using functools.total_ordering");
  if (options.frozen) for (const method of makeFrozen(cls, fields, options.slots)) addOnly(method);
  const hash = makeHash(fields);
  if (options.unsafeHash) {
    if (ownHash) throw raise(run, "TypeError", `Cannot overwrite attribute __hash__ in class ${cls.name}`);
    cls.attributes.set("__hash__", hash);
  } else if (options.eq && !ownHash) cls.attributes.set("__hash__", options.frozen ? hash : null);
  if (options.matchArgs && !cls.attributes.has("__match_args__"))
    cls.attributes.set(
      "__match_args__",
      new PyTuple(collected.filter((field) => field.init && !field.keywordOnly).map((field) => field.name)),
    );
  if (options.slots) {
    cls.slots = new Set(fields.map((field) => field.name));
    for (const field of fields) cls.attributes.delete(field.name);
  }
  return cls;
}

/** `@dataclass` and `@dataclass(...)`. */
export const dataclassDecorator = own(
  "@dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False)",
  (run, labels, cls, init, repr, eq, order, unsafeHash, frozen, matchArgs, keywordOnly, slots) => {
    const given = [init, repr, eq, order, frozen, keywordOnly, slots, unsafeHash, matchArgs];
    const { flags, label: decided } = optionsOf(run, given, labels);
    const [a = true, b = true, c = true, d = false, e = false, f = false] = flags;
    const options: Options = {
      init: a,
      repr: b,
      eq: c,
      order: d,
      frozen: e,
      keywordOnly: f,
      slots: flags[6] ?? false,
      unsafeHash: flags[7] ?? false,
      matchArgs: flags[8] ?? true,
    };
    run.label = decided;
    if (cls !== null) return makeDataClass(run, cls, options);
    return own("wrap(cls, /)", (inner, _inner, wrapped) => {
      inner.label = inner.join(inner.label, decided);
      return makeDataClass(inner, wrapped, options);
    });
  },
);
