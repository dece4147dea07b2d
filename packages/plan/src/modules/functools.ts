/** `functools`: reduce, partial, cmp_to_key. Callbacks run under the labels of what they are given. */
import { absent, defineMethods, own, ownMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { iterate } from "../evaluate/iterate.ts";
import { attempt } from "../evaluate/try.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { cacheDecorators } from "../types/cached-function.ts";
import { functionDecorators } from "../types/function-decorators.ts";
import { partialClass } from "../types/partial.ts";
import { PyBuiltin } from "../value/callable.ts";
import { PyInstance, PyProperty } from "../value/class.ts";
import { builtinClass, exceptionClass, objectClass } from "../value/classes.ts";
import { sameOrEqual } from "../value/equality.ts";
import { compareOrder, type OrderOperator } from "../value/order.ts";
import { PyFloat } from "../value/scalar.ts";
import type { Value } from "../value/value.ts";
import { wrongReceiver } from "./arguments.ts";
import { source } from "./itertools.ts";
import { defineModule } from "./registry.ts";

function isIterable(value: Value): boolean {
  if (value instanceof PyInstance)
    return value.cls.lookup("__iter__") !== undefined || value.cls.lookup("__getitem__") !== undefined;
  return (
    typeof value === "string" || (typeof value === "object" && value !== null && !(value instanceof PyFloat))
  );
}

const reduce = own(
  "_functools.reduce(function, iterable, initial=?, /)",
  (run, [fnLabel = 0, label = 0, initialLabel = 0], fn = null, iterable = null, initial = absent) => {
    run.label = label;
    if (!isIterable(iterable)) throw raise(run, "TypeError", "reduce() arg 2 must support iteration");
    const iterator = attempt(
      run,
      () => iterate(run, iterable),
      (raised) => raised.exception.cls.isSubclassOf(exceptionClass("TypeError")),
      iterable,
    );
    if (iterator === undefined) throw raise(run, "TypeError", "reduce() arg 2 must support iteration");
    const next = source(run, iterator, label);
    let total: Value | undefined = initial === absent ? next(run) : initial;
    let totalLabel = initial === absent ? run.label : initialLabel;
    if (total === undefined)
      throw raise(run, "TypeError", "reduce() of empty iterable with no initial value");
    for (let item = next(run); item !== undefined; item = next(run)) {
      run.step();
      const itemLabel = run.label;
      run.label = fnLabel;
      total = callProtocol(run, fn, [total, item], [totalLabel, itemLabel], fnLabel);
      totalLabel = run.join(run.label, fnLabel);
    }
    run.label = run.join(totalLabel, run.label);
    return total;
  },
);

const keyClass = builtinClass("KeyWrapper", objectClass, "functools");

/** What `cmp_to_key(f)(x)` gives: it compares by `f`. */
class PyKey extends PyInstance {
  readonly compare: Value;
  readonly object: Value;
  constructor(compare: Value, compareLabel: Label, object: Value, label: Label) {
    super(keyClass);
    this.compare = compare;
    this.object = object;
    this.set("obj", object, label);
    this.set(" compare", compare, compareLabel);
  }
}

/** What `f` gives for two keys; its label in `run.label`. */
function compared(run: Run, a: Value, b: Value): Value {
  if (!(a instanceof PyKey)) throw wrongReceiver(run, keyClass, a);
  if (!(b instanceof PyKey)) throw raise(run, "TypeError", "other argument must be K instance");
  const { label } = run;
  const result = callProtocol(
    run,
    a.compare,
    [a.object, b.object],
    [a.labelOf("obj"), b.labelOf("obj")],
    run.join(label, a.labelOf(" compare")),
  );
  run.label = run.join(run.join(run.label, label), a.labelOf(" compare"));
  return result;
}

function ordered(name: string, operator: OrderOperator) {
  return ownMethod(`${name}(self, other)`, (run, _labels, self = null, other = null) =>
    compareOrder(run, operator, compared(run, self, other), 0),
  );
}

defineMethods(keyClass, [
  ordered("__lt__", "<"),
  ordered("__le__", "<="),
  ordered("__gt__", ">"),
  ordered("__ge__", ">="),
  ownMethod("__eq__(self, other)", (run, _labels, self = null, other = null) =>
    sameOrEqual(run, compared(run, self, other), 0),
  ),
]);

const cmpToKey = own("cmp_to_key(mycmp)", (run, [compareLabel = 0], compare = null) => {
  run.label = run.planLabel;
  const made = own("K(obj)", (inner, [label = 0], object = null) => {
    inner.label = inner.planLabel;
    return new PyKey(compare, compareLabel, object, label);
  });
  return new PyBuiltin(made.name, made.invoke, "method", [compare]);
});

const cachedProperty = own("cached_property(func, /)", (run, [label = 0], fn) => {
  run.label = run.join(run.planLabel, label);
  return new PyProperty(fn, null, "cached");
});

defineModule("functools", {
  ...cacheDecorators,
  ...functionDecorators,
  cached_property: cachedProperty,
  cmp_to_key: cmpToKey,
  partial: partialClass,
  reduce,
});
