/** Lets classes of the plan extend the types of `collections`. */
import type { PyClass, PyInstance } from "../value/class.ts";
import { PyDict } from "../value/container.ts";
import { counterClass, fillCounter } from "./counter.ts";
import { dequeClass, emptyDeque, fillDeque } from "./deque.ts";
import { makeExtendable } from "./extended-builtin.ts";
import { defaultdictClass, dictOf, fillDefault, fillOrdered, orderedDictClass } from "./special-dicts.ts";

const owned = (cls: PyClass) => (owner: PyInstance) => {
  const dict = new PyDict(0, 0, false, cls);
  dict.owner = owner;
  return dict;
};

makeExtendable(counterClass, owned(counterClass), fillCounter);
makeExtendable(defaultdictClass, owned(defaultdictClass), (run, self, values, labels, names) =>
  fillDefault(run, dictOf(run, defaultdictClass, self), values, labels, names),
);
makeExtendable(orderedDictClass, owned(orderedDictClass), (run, self, values, labels, names) =>
  fillOrdered(run, dictOf(run, orderedDictClass, self), values, labels, names),
);
makeExtendable(
  dequeClass,
  (instance) => {
    const deque = emptyDeque();
    deque.owner = instance;
    return deque;
  },
  fillDeque,
);
