import { PyModule } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";

const modules = new Map<string, PyModule>();

/** Adds a module: what `import name` gives. */
export function defineModule(name: string, members: Readonly<Record<string, Value>>): PyModule {
  const module = new PyModule(name, new Map(Object.entries(members)));
  modules.set(name, module);
  return module;
}

/** The module of a dotted name. */
export function findModule(name: string): PyModule | undefined {
  return modules.get(name);
}
