/** `collections.ChainMap`: several dicts seen as one; what is stored goes into the first. */
import { absent, classMethod, defineMethods, joinAll, ownMethod, variadic } from "../builtins/define.ts";
import { raise, raiseWith } from "../errors.ts";
import { getAttribute } from "../evaluate/attribute.ts";
import { callProtocol } from "../evaluate/call.ts";
import { iterate } from "../evaluate/iterate.ts";
import { deleteItem, getItem, setItem } from "../evaluate/subscript.ts";
import { attempt } from "../evaluate/try.ts";
import type { Label } from "../metadata.ts";
import { wrongReceiver } from "../modules/arguments.ts";
import type { Run } from "../run.ts";
import { PyInstance, PyProperty, rawOf } from "../value/class.ts";
import { builtinClass, dictClass, exceptionClass, objectClass } from "../value/classes.ts";
import { PyDict, PyList } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { notImplemented } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { fillDict, updateFrom } from "./dict.ts";

export const chainMapClass = builtinClass("ChainMap", objectClass, "collections");

class PyChainMap extends PyInstance {
  constructor(maps: PyList) {
    super(chainMapClass);
    this.set("maps", maps, 0);
  }
}

function mapsOf(run: Run, value: Value): PyDict[] {
  if (!(value instanceof PyChainMap)) throw wrongReceiver(run, chainMapClass, value);
  const maps = value.attributes.get("maps");
  if (!(maps instanceof PyList)) throw raise(run, "TypeError", "the maps of a ChainMap are a list");
  run.label = run.join(run.label, run.join(value.labelOf("maps"), maps.shape));
  return maps.items.map((item, i) => {
    run.label = run.join(run.label, maps.labelAt(i));
    const dict = rawOf(item);
    if (dict instanceof PyDict) return dict;
    throw raise(run, "TypeError", "the maps of a ChainMap are dicts");
  });
}

/** All maps as one dict, the first winning; keys in the order in which a ChainMap gives them. */
function merged(run: Run, value: Value): PyDict {
  const all = new PyDict(0, run.label);
  for (const map of mapsOf(run, value).reverse()) updateFrom(run, all, map, run.label);
  return all;
}

function chain(run: Run, maps: readonly Value[], labels: readonly Label[]): PyChainMap {
  run.chargeCells(maps.length);
  return new PyChainMap(new PyList([...maps], 0, 0, [...labels]));
}

chainMapClass.construct = (run, _cls, values, labels, names) => {
  if (names !== null) throw raise(run, "TypeError", "ChainMap() takes no keyword arguments");
  run.label = run.planLabel;
  return values.length === 0 ? chain(run, [new PyDict()], [0]) : chain(run, values, labels);
};

/** The first map: what is stored and deleted. */
function first(run: Run, value: Value): PyDict {
  const [map] = mapsOf(run, value);
  if (map === undefined) throw raise(run, "IndexError", "list index out of range");
  return map;
}

function missing(run: Run, key: Value) {
  return raiseWith(run, "KeyError", `Key not found in the first mapping: ${reprOf(run, key)}`);
}

const viaMerged = (name: string) =>
  ownMethod(`${name}(self, /)`, (run, _labels, self) => {
    const all = merged(run, self);
    const { label } = run;
    const result = callProtocol(run, getAttribute(run, all, name), [], []);
    run.label = run.join(run.label, label);
    return result;
  });

defineMethods(chainMapClass, [
  ownMethod("__getitem__(self, key, /)", (run, _labels, self, key) => {
    run.label = run.join(run.label, deepLabel(run, key));
    const hash = hashKey(run, key);
    for (const map of mapsOf(run, self)) {
      run.label = run.join(run.label, map.shape);
      const value = map.map.get(hash);
      if (value === undefined) continue;
      run.label = run.join(run.label, map.labelOf(hash));
      return value;
    }
    throw raiseWith(run, "KeyError", key);
  }),
  ownMethod("get(self, key, default=None, /)", (run, labels, self, key, fallback) => {
    run.label = run.join(run.join(labels[0] ?? 0, labels[1] ?? 0), deepLabel(run, key));
    const hash = hashKey(run, key);
    for (const map of mapsOf(run, self)) {
      run.label = run.join(run.label, map.shape);
      const value = map.map.get(hash);
      if (value === undefined) continue;
      run.label = run.join(run.label, map.labelOf(hash));
      return value;
    }
    run.label = run.join(run.label, labels[2] ?? 0);
    return fallback;
  }),
  ownMethod("__contains__(self, key, /)", (run, _labels, self, key) => {
    run.label = run.join(run.label, deepLabel(run, key));
    const hash = hashKey(run, key);
    let found = false;
    for (const map of mapsOf(run, self)) {
      run.label = run.join(run.label, map.shape);
      found ||= map.map.has(hash);
    }
    return found;
  }),
  ownMethod("__len__(self, /)", (run, _labels, self) => {
    const all = merged(run, self);
    run.label = run.join(run.label, all.shape);
    return all.size;
  }),
  ownMethod("__iter__(self, /)", (run, _labels, self) => iterate(run, merged(run, self))),
  ownMethod(
    "__setitem__(self, key, value, /)",
    (run, [label = 0, keyLabel = 0, valueLabel = 0], self, key, value) => {
      run.label = run.join(label, keyLabel);
      setItem(run, first(run, self), key, value, valueLabel);
      run.label = run.planLabel;
      return null;
    },
  ),
  ownMethod("__delitem__(self, key, /)", (run, _labels, self, key) => {
    const map = first(run, self);
    run.label = run.join(run.label, run.join(map.shape, deepLabel(run, key)));
    if (!map.map.has(hashKey(run, key))) throw missing(run, key);
    deleteItem(run, map, key);
    run.label = run.planLabel;
    return null;
  }),
  ownMethod("pop(self, key, default=?, /)", (run, labels, self, key, fallback) => {
    const map = first(run, self);
    run.label = run.join(joinAll(run, labels), run.join(map.shape, deepLabel(run, key)));
    const hash = hashKey(run, key);
    const value = map.map.get(hash);
    if (value === undefined) {
      if (fallback === absent) throw missing(run, key);
      return fallback;
    }
    const label = run.join(run.label, map.labelOf(hash));
    deleteItem(run, map, key);
    run.label = label;
    return value;
  }),
  ownMethod("new_child(self, m=None)", (run, labels, self, map) => {
    const label = joinAll(run, labels);
    const maps = mapsOf(run, self);
    const all = [map === null ? new PyDict() : map, ...maps];
    const each = run.join(run.label, label);
    const made = chain(
      run,
      all,
      all.map(() => each),
    );
    run.label = run.join(label, run.planLabel);
    return made;
  }),
  viaMerged("keys"),
  viaMerged("values"),
  viaMerged("items"),
  ownMethod("__repr__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return `ChainMap(${mapsOf(run, self)
      .map((map) => reprOf(run, map))
      .join(", ")})`;
  }),
  ownMethod("__eq__(self, other, /)", (run, _labels, self, other) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, other)));
    const theirs = other instanceof PyChainMap ? merged(run, other) : rawOf(other);
    return theirs instanceof PyDict ? equals(run, merged(run, self), theirs) : notImplemented;
  }),
  ownMethod("__or__(self, other, /)", (run, _labels, self, other) => {
    const theirs = other instanceof PyChainMap ? merged(run, other) : rawOf(other);
    if (!(theirs instanceof PyDict)) return notImplemented;
    const [head, ...rest] = mapsOf(run, self);
    const { label } = run;
    const changed = new PyDict(0, label);
    if (head !== undefined) updateFrom(run, changed, head, label);
    updateFrom(run, changed, theirs, label);
    run.label = label;
    return chain(
      run,
      [changed, ...rest],
      [changed, ...rest].map(() => label),
    );
  }),
]);
/** A method of the first map, whose labels are its own. */
function ofFirst(run: Run, self: Value, name: string, values: readonly Value[] = []): Value {
  const map = first(run, self);
  const { label } = run;
  const result = callProtocol(
    run,
    getAttribute(run, map, name),
    [...values],
    values.map(() => label),
  );
  run.label = run.join(run.label, label);
  return result;
}

defineMethods(chainMapClass, [
  ownMethod("popitem(self)", (run, _labels, self) => {
    const map = first(run, self);
    run.label = run.join(run.label, map.shape);
    if (map.size === 0) throw raiseWith(run, "KeyError", "No keys found in the first mapping.");
    return ofFirst(run, self, "popitem");
  }),
  ownMethod("clear(self)", (run, _labels, self) => ofFirst(run, self, "clear")),
  ownMethod("copy(self)", (run, [label = 0], self) => {
    const [, ...rest] = mapsOf(run, self);
    const each = run.label;
    run.label = label;
    const copied = ofFirst(run, self, "copy");
    const made = chain(run, [copied, ...rest], [run.label, ...rest.map(() => each)]);
    run.label = run.join(label, run.planLabel);
    return made;
  }),
  ownMethod("setdefault(self, key, default=None)", (run, labels, self, key, fallback) => {
    run.label = joinAll(run, labels);
    const found = attempt(
      run,
      () => getItem(run, self, key),
      (raised) => raised.exception.cls.isSubclassOf(exceptionClass("KeyError")),
      self,
    );
    if (found !== undefined) return found;
    const label = run.join(run.label, labels[2] ?? 0);
    setItem(run, self, key, fallback, label);
    run.label = label;
    return fallback;
  }),
  variadic("update", (run, values, labels, names) => {
    const [self = null, ...given] = values;
    const positional = given.length - (names?.length ?? 0);
    if (positional > 1)
      throw raise(
        run,
        "TypeError",
        `MutableMapping.update() takes from 1 to 2 positional arguments but ${positional + 1} were given`,
      );
    fillDict(run, first(run, self), "update", given, labels.slice(1), names);
    run.label = run.planLabel;
    return null;
  }),
  classMethod(
    ownMethod("fromkeys(cls, iterable, value=None)", (run, labels, _cls, iterable, value) => {
      run.label = joinAll(run, labels);
      const made = callProtocol(
        run,
        getAttribute(run, dictClass, "fromkeys"),
        [iterable, value],
        [labels[1] ?? 0, labels[2] ?? 0],
      );
      return chain(run, [made], [run.label]);
    }),
  ),
  ownMethod("__ior__(self, other, /)", (run, labels, self, other) => {
    const label = joinAll(run, labels);
    const theirs = other instanceof PyChainMap ? merged(run, other) : other;
    fillDict(run, first(run, self), "update", [theirs], [run.join(run.label, label)], null);
    run.label = labels[0] ?? 0;
    return self;
  }),
  ownMethod("__ror__(self, other, /)", (run, _labels, self, other) => {
    const theirs = rawOf(other);
    if (!(theirs instanceof PyDict)) return notImplemented;
    const { label } = run;
    const all = new PyDict(0, label);
    updateFrom(run, all, theirs, label);
    updateFrom(run, all, merged(run, self), run.label);
    run.label = run.join(label, run.label);
    return chain(run, [all], [run.label]);
  }),
]);
chainMapClass.attributes.set("__hash__", null);
chainMapClass.attributes.set("__reversed__", null);
chainMapClass.attributes.set(
  "parents",
  new PyProperty(
    ownMethod("parents(self)", (run, [label = 0], self) => {
      const rest = mapsOf(run, self).slice(1);
      const each = run.label;
      run.label = run.join(label, each);
      return chain(
        run,
        rest.length === 0 ? [new PyDict()] : rest,
        rest.length === 0 ? [0] : rest.map(() => each),
      );
    }),
  ),
);
