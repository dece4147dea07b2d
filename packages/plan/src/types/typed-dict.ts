import { builtinClass, objectClass } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { fillDict } from "./dict.ts";

/** `class T(TypedDict)` makes plain dicts. */
export const typedDictClass = builtinClass("TypedDict", objectClass, "typing");
typedDictClass.attributes.set("__extendable__", true);
typedDictClass.construct = (run, cls, values, labels, names) => {
  const dict = new PyDict();
  fillDict(run, dict, cls.name, values, labels, names);
  run.label = run.planLabel;
  return dict;
};
