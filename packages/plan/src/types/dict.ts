/** `dict` and its methods. Keys are the shape; each value has its own label. */
import { absent, classMethod, defineMethods, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise, raiseWith } from "../errors.ts";
import { call, callProtocol } from "../evaluate/call.ts";
import { collect, collectSequence, iterate } from "../evaluate/iterate.ts";
import { getItem } from "../evaluate/subscript.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { dictClass, plainName, typeName } from "../value/classes.ts";
import { PyDict, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { hashKey } from "../value/hash.ts";
import type { Value } from "../value/value.ts";
import { viewOf } from "./dict-view.ts";

export function dictOf(run: Run, value: Value, name: string): PyDict {
  if (value instanceof PyDict) return value;
  throw raise(
    run,
    "TypeError",
    `descriptor '${name}' for 'dict' objects doesn't apply to a '${typeName(value)}' object`,
  );
}

/** Stores under a key: the value's label in the slot, the key's in the shape. */
export function storeItem(
  run: Run,
  dict: PyDict,
  key: Value,
  keyLabel: Label,
  value: Value,
  label: Label,
): void {
  run.label = run.join(run.join(keyLabel, deepLabel(run, key)), run.pc);
  const hash = hashKey(run, key);
  const inside = run.label;
  if (!dict.map.has(hash)) run.chargeEntries(1, dict.size + 1);
  dict.set(hash, key, value, run.join(label, run.pc));
  dict.shape = run.join(dict.shape, inside);
}

/** What `dict(x)` and `update(x)` take: a mapping, or pairs. */
export function updateFrom(run: Run, dict: PyDict, source: Value, label: Label): void {
  if (source instanceof PyDict) {
    const reference = run.join(run.join(label, source.shape), run.pc);
    run.chargeEntries(source.size, dict.size + source.size);
    dict.shape = run.join(dict.shape, reference);
    for (const [hash, value] of source.map)
      dict.set(hash, source.keyOf(hash), value, run.join(source.labelOf(hash), run.join(label, run.pc)));
    return;
  }
  run.label = label;
  if (source instanceof PyInstance && source.cls.lookup("keys") !== undefined) {
    const keys = collect(run, callProtocol(run, source.cls.lookup("keys") ?? null, [source], [label]));
    keys.items.forEach((key, i) => {
      run.label = keys.labels[i] ?? 0;
      const value = getItem(run, source, key);
      storeItem(run, dict, key, keys.labels[i] ?? 0, value, run.label);
    });
    return;
  }
  const iterator = iterate(run, source);
  let count = 0;
  for (let pair = iterator.advance(run); pair !== undefined; pair = iterator.advance(run)) {
    run.step();
    const { label: pairLabel } = run;
    const { items, labels } = collectSequence(
      run,
      pair,
      `cannot convert dictionary update sequence element #${count} to a sequence`,
    );
    if (items.length !== 2)
      throw raise(
        run,
        "ValueError",
        `dictionary update sequence element #${count} has length ${items.length}; 2 is required`,
      );
    storeItem(
      run,
      dict,
      items[0] ?? null,
      run.join(labels[0] ?? 0, pairLabel),
      items[1] ?? null,
      run.join(labels[1] ?? 0, pairLabel),
    );
    count++;
  }
  dict.shape = run.join(dict.shape, run.join(run.label, label));
}

/** Fills a new dict from positional and keyword arguments. */
export function fillDict(
  run: Run,
  dict: PyDict,
  name: string,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): void {
  const positional = values.length - (names?.length ?? 0);
  if (positional > 1) throw raise(run, "TypeError", `${name} expected at most 1 argument, got ${positional}`);
  if (positional === 1) updateFrom(run, dict, values[0] ?? null, labels[0] ?? 0);
  names?.forEach((key, i) => {
    storeItem(run, dict, key, 0, values[positional + i] ?? null, labels[positional + i] ?? 0);
  });
}

dictClass.construct = (run, _cls, values, labels, names) => {
  const dict = new PyDict();
  fillDict(run, dict, "dict", values, labels, names);
  run.label = run.planLabel;
  return dict;
};

function none(run: Run): null {
  run.label = run.planLabel;
  return null;
}

/** The copy of a dict of a class of the plan that extends one of `collections`: of the same class. */
function copyOfOwner(run: Run, dict: PyDict, owner: PyInstance, label: Label): Value {
  const plain = new PyDict(0, dict.shape);
  run.chargeCells(dict.size);
  for (const [hash, value] of dict.map) plain.set(hash, dict.keyOf(hash), value, dict.labelOf(hash));
  run.label = label;
  const values = plainName(dict.cls ?? dictClass) === "defaultdict" ? [dict.factory, plain] : [plain];
  return call(
    run,
    owner.cls,
    values,
    values.map(() => label),
    null,
  );
}

defineMethods(dictClass, [
  ownMethod("keys(self, /)", (run, [label = 0], self) =>
    viewOf(run, dictOf(run, self, "keys"), "keys", label),
  ),
  ownMethod("values(self, /)", (run, [label = 0], self) =>
    viewOf(run, dictOf(run, self, "values"), "values", label),
  ),
  ownMethod("items(self, /)", (run, [label = 0], self) =>
    viewOf(run, dictOf(run, self, "items"), "items", label),
  ),
  ownMethod(
    "get(self, key, default=None, /)",
    (run, [label = 0, keyLabel = 0, fallbackLabel = 0], self, key, fallback) => {
      const dict = dictOf(run, self, "get");
      run.label = run.join(run.join(label, keyLabel), run.join(dict.shape, deepLabel(run, key)));
      const hash = hashKey(run, key);
      const value = dict.map.get(hash);
      run.label = run.join(run.label, value === undefined ? fallbackLabel : dict.labelOf(hash));
      return value === undefined ? fallback : value;
    },
  ),
  ownMethod(
    "pop(self, key, default=?, /)",
    (run, [label = 0, keyLabel = 0, fallbackLabel = 0], self, key, fallback) => {
      const dict = dictOf(run, self, "pop");
      run.label = run.join(keyLabel, run.join(dict.shape, deepLabel(run, key)));
      const hash = hashKey(run, key);
      const reference = run.label;
      run.label = run.join(label, reference);
      const value = dict.map.get(hash);
      if (value === undefined && fallback === absent) throw raiseWith(run, "KeyError", key);
      run.label = run.join(run.label, value === undefined ? fallbackLabel : dict.labelOf(hash));
      dict.delete(hash);
      dict.shape = run.join(run.join(dict.shape, reference), run.pc);
      return value === undefined ? fallback : value;
    },
  ),
  ownMethod("popitem(self, /)", (run, [label = 0], self) => {
    const dict = dictOf(run, self, "popitem");
    run.label = run.join(label, dict.shape);
    const last = dict.lastKey();
    if (last === undefined) throw raiseWith(run, "KeyError", "popitem(): dictionary is empty");
    const pair = new PyTuple([dict.keyOf(last), dict.map.get(last) ?? null], 0, [0, dict.labelOf(last)]);
    dict.delete(last);
    dict.shape = run.join(dict.shape, run.pc);
    return pair;
  }),
  ownMethod(
    "setdefault(self, key, default=None, /)",
    (run, [label = 0, keyLabel = 0, valueLabel = 0], self, key, fallback) => {
      const dict = dictOf(run, self, "setdefault");
      run.label = run.join(keyLabel, deepLabel(run, key));
      const hash = hashKey(run, key);
      // Whether the key is there from now on hangs on the key in any case.
      dict.shape = run.join(dict.shape, run.join(run.label, run.pc));
      if (!dict.map.has(hash)) storeItem(run, dict, key, keyLabel, fallback, run.join(valueLabel, keyLabel));
      run.label = run.join(run.join(label, keyLabel), run.join(dict.shape, dict.labelOf(hash)));
      return dict.map.get(hash) ?? null;
    },
  ),
  variadic("update", (run, values, labels, names) => {
    const [self = null, ...rest] = values;
    const dict = dictOf(run, self, "update");
    fillDict(run, dict, "update", rest, labels.slice(1), names);
    return none(run);
  }),
  ownMethod("clear(self, /)", (run, _labels, self) => {
    const dict = dictOf(run, self, "clear");
    dict.clear();
    dict.shape = run.join(dict.shape, run.pc);
    return none(run);
  }),
  ownMethod("copy(self, /)", (run, [label = 0], self) => {
    const dict = dictOf(run, self, "copy");
    if (dict.owner !== null && dict.cls !== null) return copyOfOwner(run, dict, dict.owner, label);
    run.chargeEntries(dict.size);
    const copy = new PyDict(0, dict.shape, dict.record, dict.cls);
    copy.factory = dict.factory;
    for (const [hash, value] of dict.map) copy.set(hash, dict.keyOf(hash), value, dict.labelOf(hash));
    run.label = label;
    return copy;
  }),
  classMethod(
    own(
      "fromkeys(cls, iterable, value=None, /)",
      (run, [clsLabel = 0, label = 0, valueLabel = 0], cls, iterable, value) => {
        run.label = label;
        const keys = collect(run, iterable);
        const dict = new PyDict(0, clsLabel, false, cls instanceof PyClass && cls !== dictClass ? cls : null);
        keys.items.forEach((key, i) => {
          storeItem(run, dict, key, keys.labels[i] ?? 0, value, valueLabel);
        });
        dict.shape = run.join(dict.shape, keys.end);
        run.label = run.planLabel;
        return dict;
      },
      1,
    ),
  ),
]);
