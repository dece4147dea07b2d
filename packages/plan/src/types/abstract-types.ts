/** `isinstance(x, Iterable)` and its like: which classes count as the abstract types that `typing` names. */
import type { Run } from "../run.ts";
import type { PyClass } from "../value/class.ts";
import {
  builtinFunctionClass,
  bytesClass,
  dictClass,
  frozensetClass,
  functionClass,
  generatorClass,
  listClass,
  methodClass,
  rangeClass,
  setClass,
  strClass,
  tupleClass,
  typeClass,
} from "../value/classes.ts";
import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";
import { dequeClass } from "./deque.ts";
import { viewClasses } from "./dict-view.ts";

/** The builtin classes that count, their subclasses too. Made when first asked for: the classes are all there by then. */
function makeMembers(): Readonly<Record<string, readonly PyClass[]>> {
  const { keys, items, values } = viewClasses;
  const mutableSequences = [listClass, dequeClass];
  const sequences = [...mutableSequences, tupleClass, strClass, rangeClass, bytesClass];
  const sets = [setClass, frozensetClass, keys, items];
  const collections = [...sequences, ...sets, dictClass, values];
  return {
    Collection: collections,
    Container: collections,
    Sized: collections,
    Iterable: collections,
    Iterator: [],
    Generator: [generatorClass],
    Reversible: [...sequences, dictClass, keys, items, values],
    Sequence: sequences,
    MutableSequence: mutableSequences,
    Mapping: [dictClass],
    MutableMapping: [dictClass],
    AbstractSet: sets,
    MutableSet: [setClass],
    Callable: [functionClass, builtinFunctionClass, methodClass, typeClass],
    Hashable: [],
  };
}

let members: Readonly<Record<string, readonly PyClass[]>> | null = null;

/** The methods that make any class count. */
const structural: Readonly<Record<string, readonly string[]>> = {
  Collection: ["__len__", "__iter__", "__contains__"],
  Container: ["__contains__"],
  Sized: ["__len__"],
  Iterable: ["__iter__"],
  Iterator: ["__iter__", "__next__"],
  Reversible: ["__reversed__", "__iter__"],
  Callable: ["__call__"],
};

/** Whether a class counts as an abstract type; undefined when there is none of that name. */
export function countsAs(run: Run, cls: PyClass, name: string, object?: Value): boolean | undefined {
  members ??= makeMembers();
  const builtin = members[name];
  if (builtin === undefined) return undefined;
  if (object instanceof PyIterator && (name === "Iterator" || name === "Iterable")) return true;
  if (name === "Hashable") {
    run.label = run.join(run.label, cls.labelOf("__hash__", run));
    return cls.lookup("__hash__") !== null;
  }
  if (builtin.some((one) => cls.isSubclassOf(one))) return true;
  const methods = structural[name];
  if (methods === undefined) return false;
  for (const method of methods) {
    run.label = run.join(run.label, cls.labelOf(method, run));
    if ((cls.lookup(method) ?? null) === null) return false;
  }
  return true;
}
