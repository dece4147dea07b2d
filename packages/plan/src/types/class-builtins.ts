/** `type`, `object`, `property`, `staticmethod`, `classmethod`. */
import { defineMethods, joinAll, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { PyClass, PyProperty } from "../value/class.ts";
import {
  classmethodClass,
  classOf,
  objectClass,
  propertyClass,
  staticmethodClass,
  typeClass,
} from "../value/classes.ts";
import { PyList } from "../value/container.ts";
import { readOnly } from "./immutable.ts";

typeClass.construct = (run, _cls, values, labels) => {
  if (values.length !== 1)
    throw new Unsupported("type() with three arguments; write a class statement", run.at);
  run.label = labels[0] ?? 0;
  return classOf(values[0] ?? null);
};

defineMethods(typeClass, [
  ownMethod("mro(self, /)", (run, _labels, self) => {
    const classes = self instanceof PyClass ? self.mro : [];
    run.chargeCells(classes.length);
    return new PyList(Array.from(classes), run.label, run.label);
  }),
]);

defineMethods(objectClass, [
  variadic("__init__", (run, values) => {
    if (values.length > 1)
      throw raise(
        run,
        "TypeError",
        "object.__init__() takes exactly one argument (the instance to initialize)",
      );
    run.label = run.planLabel;
    return null;
  }),
]);

const makeProperty = own(
  "property(fget=None, fset=None, fdel=None, doc=None)",
  (run, labels, getter, setter, deleter) => {
    // Which function was wrapped stays told by the wrapper.
    run.label = run.join(run.planLabel, joinAll(run, labels));
    return new PyProperty(getter, setter, "property", deleter);
  },
);
for (const [name, part] of [
  ["fget", (one: PyProperty) => one.getter],
  ["fset", (one: PyProperty) => one.setter],
  ["fdel", (one: PyProperty) => one.deleter],
] as const)
  readOnly(propertyClass, name, (_run, self) => (self instanceof PyProperty ? part(self) : null));
propertyClass.construct = (run, _cls, values, labels, names) =>
  makeProperty.invoke(run, values, labels, names);
defineMethods(propertyClass, [
  ownMethod("setter(self, fset, /)", (run, _labels, self, setter) => {
    if (!(self instanceof PyProperty)) throw raise(run, "TypeError", "setter needs a property");
    return new PyProperty(self.getter, setter, "property", self.deleter);
  }),
  ownMethod("getter(self, fget, /)", (run, _labels, self, getter) => {
    if (!(self instanceof PyProperty)) throw raise(run, "TypeError", "getter needs a property");
    return new PyProperty(getter, self.setter, "property", self.deleter);
  }),
  ownMethod("deleter(self, fdel, /)", (run, _labels, self, deleter) => {
    if (!(self instanceof PyProperty)) throw raise(run, "TypeError", "deleter needs a property");
    return new PyProperty(self.getter, self.setter, "property", deleter);
  }),
]);

for (const [cls, form] of [
  [staticmethodClass, "static"],
  [classmethodClass, "class"],
] as const) {
  const make = own(`${cls.name}(function, /)`, (run, [label = 0], fn) => {
    run.label = run.join(run.planLabel, label);
    return new PyProperty(fn, null, form);
  });
  cls.construct = (run, _cls, values, labels, names) => make.invoke(run, values, labels, names);
}
