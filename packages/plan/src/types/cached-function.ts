/** `functools.lru_cache` and `functools.cache`: a function that keeps what it gave. */
import { absent, defineMethods, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { call, isCallable } from "../evaluate/call.ts";
import { under } from "../evaluate/choice.ts";
import { indexOf } from "../evaluate/slice.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { builtinClass, classOf, objectClass } from "../value/classes.ts";
import { type HashKey, PyDict, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { hashKey } from "../value/hash.ts";
import { textKey } from "../value/json-values.ts";
import { KeyEnds } from "../value/key-ends.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { makeNamedTuple } from "./named-tuple.ts";

const cachedClass = builtinClass("_lru_cache_wrapper", objectClass, "functools");

interface Kept {
  readonly value: Value;
  readonly label: Label;
}

class CachedFunction extends PyInstance {
  readonly fn: Value;
  readonly most: number | null;
  readonly typed: boolean;
  readonly kept = new Map<HashKey, Kept>();
  readonly ends = new KeyEnds(this.kept);
  hits = 0;
  misses = 0;
  constructor(fn: Value, label: Label, most: number | null, typed: boolean) {
    super(cachedClass);
    this.fn = fn;
    this.most = most;
    this.typed = typed;
    this.shape = label;
  }
  override get binds(): boolean {
    return true;
  }
  override inside(): Iterable<Value> {
    return [this.fn, ...Array.from(this.kept.values(), (one) => one.value), ...this.attributes.values()];
  }
}

function cachedOf(run: Run, value: Value): CachedFunction {
  if (value instanceof CachedFunction) return value;
  throw raise(run, "TypeError", "a cached function is needed");
}

/** What stands for the arguments of a call: a lone int or str for itself, so that it is not equal to a float or a bool. */
function keyOf(run: Run, typed: boolean, values: readonly Value[], names: readonly string[] | null): HashKey {
  const [only] = values;
  if (values.length === 1 && names === null && !typed && /^(?:number|bigint|string)$/.test(typeof only))
    return hashKey(run, new PyTuple([null, only ?? null]));
  const parts: Value[] = [values.length - (names?.length ?? 0), ...values, ...(names ?? [])];
  if (typed) parts.push(...values.map((value) => classOf(value)));
  return hashKey(run, new PyTuple(parts));
}

const infoClass = makeNamedTuple(
  "CacheInfo",
  ["hits", "misses", "maxsize", "currsize"],
  new Map(),
  "functools",
);

defineMethods(cachedClass, [
  variadic("__call__", (run, values, labels, names) => {
    const [self = null, ...rest] = values;
    const cached = cachedOf(run, self);
    const [selfLabel = 0, ...restLabels] = labels;
    let label = run.join(selfLabel, run.pc);
    rest.forEach((value, i) => {
      label = run.join(label, run.join(restLabels[i] ?? 0, deepLabel(run, value)));
    });
    run.label = label;
    const key = keyOf(run, cached.typed, rest, names);
    // INVARIANT: whether there is a kept value, and which are thrown out, hangs on all calls before.
    cached.shape = run.join(cached.shape, label);
    const reference = cached.shape;
    const known = cached.kept.get(key);
    if (known !== undefined) {
      cached.hits++;
      cached.ends.deleted(key);
      cached.kept.delete(key);
      cached.kept.set(key, known);
      run.label = run.join(known.label, reference);
      return known.value;
    }
    run.label = reference;
    cached.misses++;
    const value = under(run, reference, [cached.fn, ...rest], () =>
      call(run, cached.fn, rest, restLabels, names),
    );
    const valueLabel = run.join(run.label, reference);
    if (cached.most !== 0 && !cached.kept.has(key)) {
      run.chargeCells(1, cached.kept.size + 1);
      cached.kept.set(key, { value, label: valueLabel });
      const oldest = cached.most !== null && cached.kept.size > cached.most ? cached.ends.first() : undefined;
      if (oldest !== undefined) {
        cached.ends.deleted(oldest);
        cached.kept.delete(oldest);
      }
    }
    run.label = valueLabel;
    return value;
  }),
  ownMethod("cache_info(self, /)", (run, _labels, self) => {
    const cached = cachedOf(run, self);
    run.label = run.join(run.label, cached.shape);
    return new PyTuple(
      [cached.hits, cached.misses, cached.most, cached.kept.size],
      run.label,
      null,
      infoClass,
    );
  }),
  ownMethod("cache_parameters(self, /)", (run, _labels, self) => {
    const cached = cachedOf(run, self);
    run.label = run.join(run.label, cached.shape);
    const dict = new PyDict(0, run.label);
    dict.set(textKey("maxsize"), "maxsize", cached.most, run.label);
    dict.set(textKey("typed"), "typed", cached.typed, run.label);
    return dict;
  }),
  ownMethod("cache_clear(self, /)", (run, _labels, self) => {
    const cached = cachedOf(run, self);
    cached.shape = run.join(cached.shape, run.pc);
    cached.ends.cleared();
    cached.kept.clear();
    cached.hits = 0;
    cached.misses = 0;
    run.label = run.planLabel;
    return null;
  }),
]);

function wrap(run: Run, fn: Value, label: Label, most: number | null, typed: boolean): Value {
  run.label = run.join(run.planLabel, label);
  return new CachedFunction(fn, label, most, typed);
}

export const cacheDecorators = {
  cache: own("cache(user_function, /)", (run, [label = 0], fn) => wrap(run, fn, label, null, false)),
  lru_cache: own("lru_cache(maxsize=128, typed=False)", (run, [label = 0, typedLabel = 0], most, typed) => {
    const each = isTrue(run, typed);
    let outer = run.join(run.join(label, typedLabel), run.label);
    if (isCallable(most)) return wrap(run, most, outer, 128, each);
    const size = most === null || most === absent ? null : indexOf(run, most);
    if (size === undefined)
      throw raise(run, "TypeError", "Expected first argument to be an integer, a callable, or None");
    outer = run.join(outer, run.label);
    run.label = run.join(run.planLabel, outer);
    return own("decorating_function(user_function, /)", (inner, [fnLabel = 0], fn) =>
      wrap(inner, fn, inner.join(fnLabel, outer), size === null ? null : Math.max(0, Number(size)), each),
    );
  }),
};
