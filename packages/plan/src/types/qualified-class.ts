import type { PyClass } from "../value/class.ts";
import { builtinClass } from "../value/classes.ts";

/** A builtin class that error messages show with its module, as they show CPython's types written in C. */
export function qualifiedClass(name: string, base: PyClass, module: string): PyClass {
  const cls = builtinClass(`${module}.${name}`, base);
  cls.attributes.set("__name__", name);
  cls.attributes.set("__qualname__", name);
  cls.attributes.set("__module__", module);
  return cls;
}
