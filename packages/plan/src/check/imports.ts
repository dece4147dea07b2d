import type { Import, ImportFrom, Span } from "../ast.ts";
import { closestName } from "./closest.ts";
import type { Findings } from "./findings.ts";
import { moduleAdvice, modules, nameAdvice } from "./modules.ts";

/** Packages whose modules stand in {@link modules} by their dotted names. */
function modulesIn(packageName: string): readonly string[] {
  const prefix = `${packageName}.`;
  return [...modules.keys()]
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
}

function refuseModule(name: string, span: Span, findings: Findings): void {
  const close = closestName(name, modules.keys());
  const help =
    moduleAdvice.get(name) ??
    moduleAdvice.get(name.split(".")[0] ?? "") ??
    (close === undefined
      ? `these modules can be imported: ${[...modules.keys()].join(", ")}`
      : `did you mean ${close}?`);
  findings.lacking(`the plan language has no module '${name}'`, span, help);
}

/** `import a, b.c as d` */
export function checkImport(node: Import, findings: Findings): void {
  for (const alias of node.names) {
    if (!modules.has(alias.name)) refuseModule(alias.name, alias.span, findings);
  }
}

/** `from a import b as c` */
export function checkImportFrom(node: ImportFrom, findings: Findings): void {
  if (node.level > 0 || node.module === null) {
    findings.lacking("the plan language has no relative imports", node.span, "name the module");
    return;
  }
  const offered = modules.get(node.module) ?? new Set(modulesIn(node.module));
  if (offered.size === 0 || node.module === "__future__") {
    refuseModule(node.module, node.span, findings);
    return;
  }
  for (const alias of node.names) {
    if (alias.name === "*") {
      findings.lacking(
        "the plan language has no `import *`",
        alias.span,
        `name what the plan uses of ${node.module}`,
      );
    } else if (!offered.has(alias.name)) {
      const close = closestName(alias.name, offered);
      findings.lacking(
        `cannot import name '${alias.name}' from '${node.module}'`,
        alias.span,
        nameAdvice.get(`${node.module}.${alias.name}`) ??
          (close === undefined ? `it offers: ${[...offered].join(", ")}` : `did you mean ${close}?`),
      );
    }
  }
}
