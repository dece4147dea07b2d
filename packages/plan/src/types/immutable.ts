/** Instances of module types that cannot change: plans set no attributes on them, and runs may share them. */
import { deepMethod, ownMethod } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { type PyClass, type PyInstance, PyProperty } from "../value/class.ts";
import type { Value } from "../value/value.ts";

/** Makes a class's instances refuse new attributes, as those of C types do. */
export function refuseAttributes(cls: PyClass): void {
  cls.attributes.set(
    "__setattr__",
    ownMethod("__setattr__(self, name, value)", (run, _labels, _self, name = null) => {
      throw raise(run, "AttributeError", `'${cls.name}' object has no attribute '${String(name)}'`);
    }),
  );
}

/**
 * An immutable instance that modules or classes hold, so that all runs see it.
 * INVARIANT: no run can leave labels on it; what a run would raise on it (an arm not taken that mentions it) changes
 * nothing, because nothing in it can change.
 */
export function sharedInstance<T extends PyInstance>(instance: T): T {
  Object.defineProperty(instance, "shape", { get: () => 0, set: () => {} });
  Object.defineProperty(instance, "labels", { get: () => null, set: () => {} });
  return instance;
}

/** A read-only attribute that is computed from the instance. */
export function readOnly(cls: PyClass, name: string, body: (run: Run, self: Value) => Value): void {
  cls.attributes.set(
    name,
    new PyProperty(deepMethod(`${name}(self)`, (run, self = null) => body(run, self))),
  );
}
