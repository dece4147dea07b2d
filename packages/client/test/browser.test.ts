import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** Every module that a module imports for more than its types, itself included; packages of others by name. */
function importsOf(module: URL, seen = new Map<string, URL | undefined>()): Map<string, URL | undefined> {
  if (seen.has(module.href)) return seen;
  seen.set(module.href, module);
  const source = readFileSync(module, "utf8");
  for (const [, clause = "", from = ""] of source.matchAll(/^(?:import|export)\s+([^;]*?)from "([^"]+)"/gm)) {
    if (clause.startsWith("type ")) continue;
    if (from.startsWith(".")) importsOf(new URL(from, module), seen);
    else if (from.startsWith("@sequrity/")) importsOf(new URL(import.meta.resolve(from)), seen);
    else seen.set(from, undefined);
  }
  return seen;
}

test("the SDK runs in browsers: no module of Node, no compiler of schemas", () => {
  const reached = importsOf(new URL("../src/index.ts", import.meta.url));
  const foreign = [...reached].filter(([, module]) => module === undefined).map(([name]) => name);
  expect(foreign.sort()).toEqual(["openai", "typebox"]);
  expect([...reached.keys()].filter((href) => href.includes("/wire/src/headers/check.ts"))).toHaveLength(1);
});
