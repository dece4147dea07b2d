/** What every class has from `object`, for `super().__setattr__(...)` and the like in a method. */
import { own, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { deleteStored, storeAttribute } from "../evaluate/attribute.ts";
import { PyBuiltin } from "../value/callable.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import { deepLabel } from "../value/deep.ts";
import { notImplemented } from "../value/scalar.ts";
import { inheritedStrOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";

const methods: readonly PyBuiltin[] = [
  own(
    "__setattr__(self, name, value, /)",
    (run, [reference = 0, nameLabel = 0, label = 0], self, name, value) => {
      if (!(self instanceof PyInstance) || typeof name !== "string")
        throw raise(run, "AttributeError", `'${typeName(self)}' object has no attribute '${String(name)}'`);
      storeAttribute(run, self, name, value, run.join(label, run.join(reference, nameLabel)));
      run.label = run.planLabel;
      return null;
    },
    1,
  ),
  ownMethod("__delattr__(self, name, /)", (run, _labels, self, name) => {
    deleteStored(run, self, typeof name === "string" ? name : "");
    run.label = run.planLabel;
    return null;
  }),
  ownMethod("__eq__(self, value, /)", (_run, _labels, self, other) =>
    self === other ? true : notImplemented,
  ),
  ownMethod("__ne__(self, value, /)", (_run, _labels, self, other) =>
    self === other ? false : notImplemented,
  ),
  ownMethod("__hash__(self, /)", (run, _labels, self) =>
    String(typeof self === "object" && self !== null ? run.identity(self) : self),
  ),
  ownMethod("__str__(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return inheritedStrOf(run, self);
  }),
  ownMethod("__format__(self, format_spec, /)", (run, _labels, self, spec) => {
    run.label = run.join(run.label, run.join(deepLabel(run, self), deepLabel(run, spec)));
    if (spec !== "")
      throw raise(run, "TypeError", `unsupported format string passed to ${typeName(self)}.__format__`);
    return strOf(run, self);
  }),
  new PyBuiltin(
    "__init_subclass__",
    variadic("__init_subclass__", (run, values, _labels, names) => {
      if (names !== null && names.length > 0)
        throw raise(
          run,
          "TypeError",
          `${values[0] instanceof PyClass ? values[0].name : "type"}.__init_subclass__() takes no keyword arguments`,
        );
      run.label = run.planLabel;
      return null;
    }).invoke,
    "class",
  ),
];

/** By name; classes of the plan do not have them as attributes, so that what a plan defines is told from them. */
export const objectMethods: ReadonlyMap<string, Value> = new Map(
  methods.map((method) => [method.name, method]),
);
