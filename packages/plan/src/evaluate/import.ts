import type { Import, ImportFrom } from "../ast.ts";
import { raise } from "../errors.ts";
import { findModule } from "../modules/registry.ts";
import { type Execute, normal } from "./code.ts";
import type { Context } from "./context.ts";
import { storeName } from "./name.ts";

/** `import a.b as c`. Which modules there are is the check's business; here they are found. */
export function compileImport(c: Context, node: Import): Execute {
  const { run } = c;
  const parts = node.names.map((alias) => {
    const name = alias.asname === null ? (alias.name.split(".")[0] ?? alias.name) : alias.name;
    return {
      module: findModule(name),
      name: alias.name,
      store: storeName(c, alias.asname ?? name),
      span: alias.span,
    };
  });
  return (frame) => {
    run.step();
    for (const part of parts) {
      run.at = part.span;
      run.label = run.planLabel;
      if (part.module === undefined)
        throw raise(run, "ModuleNotFoundError", `No module named '${part.name}'`);
      part.store(frame, part.module, run.planLabel);
    }
    return normal;
  };
}

/** `from a import b as c`. */
export function compileImportFrom(c: Context, node: ImportFrom): Execute {
  const { run } = c;
  const name = node.module ?? "";
  const module = findModule(name);
  const parts = node.names.map((alias) => ({
    name: alias.name,
    store: storeName(c, alias.asname ?? alias.name),
    span: alias.span,
  }));
  return (frame) => {
    run.step();
    run.label = run.planLabel;
    run.at = node.span;
    if (name === "__future__") return normal;
    if (module === undefined) throw raise(run, "ModuleNotFoundError", `No module named '${name}'`);
    for (const part of parts) {
      const value = module.members.get(part.name);
      run.at = part.span;
      if (value === undefined)
        throw raise(run, "ImportError", `cannot import name '${part.name}' from '${name}'`);
      part.store(frame, value, run.planLabel);
    }
    return normal;
  };
}
