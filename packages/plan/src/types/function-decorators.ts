/** `functools`: `wraps`, `total_ordering`, `singledispatch`. */
import { defineMethods, joinAll, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { call, callProtocol } from "../evaluate/call.ts";
import { under } from "../evaluate/choice.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyFunction } from "../value/callable.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, classOf, objectClass, typeName } from "../value/classes.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { notImplemented } from "../value/scalar.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";

/** Names and docstrings of functions are out of a plan's reach, so that there is nothing to copy. */
const wraps = own("wraps(wrapped, assigned=None, updated=None)", (run, labels) => {
  const outer = joinAll(run, labels);
  run.label = run.join(run.planLabel, outer);
  return own("update_wrapper(wrapper, /)", (inner, [label = 0], wrapper) => {
    inner.label = inner.join(label, outer);
    return wrapper;
  });
});

const updateWrapper = own(
  "update_wrapper(wrapper, wrapped, assigned=None, updated=None)",
  (run, labels, wrapper) => {
    run.label = joinAll(run, labels);
    return wrapper;
  },
);

type Order = "__lt__" | "__le__" | "__gt__" | "__ge__";

/** What each order is by another: `not` the other way round, with or without equality. */
const derived: Readonly<
  Record<Order, Readonly<Partial<Record<Order, readonly [negated: boolean, equal: "" | "or" | "and not"]>>>>
> = {
  __lt__: { __gt__: [true, "and not"], __le__: [false, "or"], __ge__: [true, ""] },
  __le__: { __ge__: [true, "or"], __lt__: [false, "and not"], __gt__: [true, ""] },
  __gt__: { __lt__: [true, "and not"], __ge__: [false, "or"], __le__: [true, ""] },
  __ge__: { __le__: [true, "or"], __gt__: [false, "and not"], __lt__: [true, ""] },
};
const orders: readonly Order[] = ["__lt__", "__le__", "__gt__", "__ge__"];

const totalOrdering = own("total_ordering(cls, /)", (run, [label = 0], cls) => {
  if (!(cls instanceof PyClass) || cls.builtin)
    throw raise(run, "TypeError", "total_ordering decorates a class");
  const root = orders.find((name) => cls.lookup(name) !== undefined);
  if (root === undefined)
    throw raise(run, "ValueError", "must define at least one ordering operation: < > <= >=");
  for (const name of orders) {
    const rule = derived[root][name];
    if (rule === undefined || cls.lookup(name) !== undefined) continue;
    const [negated, equal] = rule;
    cls.attributes.set(
      name,
      ownMethod(`${name}(self, other, /)`, (inner, _labels, self, other) => {
        inner.label = inner.join(inner.label, inner.join(deepLabel(inner, self), deepLabel(inner, other)));
        const before = inner.label;
        const found = classOf(self).lookup(root) ?? null;
        const result = callProtocol(inner, found, [self, other], [before, before]);
        inner.label = inner.join(inner.label, before);
        if (result === notImplemented) return result;
        const truth = isTrue(inner, result) !== negated;
        if (equal === "") return truth;
        const same = equals(inner, self, other);
        inner.label = inner.join(inner.label, before);
        return equal === "or" ? truth || same : truth && !same;
      }),
    );
  }
  run.label = label;
  return cls;
});

const dispatchClass = builtinClass("singledispatch", objectClass, "functools");

class Dispatcher extends PyInstance {
  readonly byClass = new Map<PyClass, { readonly fn: Value; readonly label: Label }>();
  constructor(fn: Value, label: Label) {
    super(dispatchClass);
    this.byClass.set(objectClass, { fn, label });
    this.shape = label;
  }
  override inside(): Iterable<Value> {
    return Array.from(this.byClass.values(), (one) => one.fn);
  }
}

function dispatcherOf(run: Run, value: Value): Dispatcher {
  if (value instanceof Dispatcher) return value;
  throw raise(run, "TypeError", "a singledispatch function is needed");
}

defineMethods(dispatchClass, [
  ownMethod("register(self, cls, func=None, /)", (run, [, given = 0, givenFn = 0], self, first, second) => {
    const dispatcher = dispatcherOf(run, self);
    let [cls, fn, label, fnLabel] = [first, second, given, givenFn];
    if (first instanceof PyFunction && second === null) {
      const type = first.code.firstType();
      [cls, fn, label, fnLabel] = [type ?? null, first, run.join(run.label, given), given];
    }
    if (!(cls instanceof PyClass))
      throw new Unsupported(
        "register(function) takes a function whose first parameter has a class as its type; write @name.register(type)",
        run.at,
      );
    const add = (inner: Run, one: Value, oneLabel: Label): Value => {
      const joined = inner.join(inner.join(oneLabel, label), inner.pc);
      dispatcher.byClass.set(cls, { fn: one, label: joined });
      dispatcher.shape = inner.join(dispatcher.shape, joined);
      inner.label = joined;
      return one;
    };
    if (fn !== null) return add(run, fn, fnLabel);
    run.label = run.join(run.planLabel, label);
    return own("register(func, /)", (inner, [oneLabel = 0], one) => add(inner, one, oneLabel));
  }),
  variadic("__call__", (run, values, labels, names) => {
    const [self = null, ...rest] = values;
    const dispatcher = dispatcherOf(run, self);
    if (rest.length - (names?.length ?? 0) === 0)
      throw raise(run, "TypeError", "function requires at least 1 positional argument");
    const [first = null] = rest;
    const found = classOf(first)
      .mro.map((cls) => dispatcher.byClass.get(cls))
      .find((one) => one !== undefined);
    if (found === undefined) throw raise(run, "TypeError", `no function for '${typeName(first)}'`);
    const label = run.join(run.join(labels[0] ?? 0, labels[1] ?? 0), run.join(dispatcher.shape, found.label));
    run.label = label;
    const result = under(run, label, values, () => call(run, found.fn, rest, labels.slice(1), names));
    run.label = run.join(run.label, label);
    return result;
  }),
]);

export const functionDecorators = {
  singledispatch: own("singledispatch(func, /)", (run, [label = 0], fn) => {
    run.label = run.join(run.planLabel, label);
    return new Dispatcher(fn, label);
  }),
  total_ordering: totalOrdering,
  update_wrapper: updateWrapper,
  wraps,
};
