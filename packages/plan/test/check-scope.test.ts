import { expect, test } from "vitest";
import { parseProgram } from "../src/parse/parse-program.ts";
import { analyseScopes } from "../src/scope/analyse.ts";
import type { Scope, ScopeTable, SymbolUse } from "../src/scope/scope.ts";
import { corpus } from "./corpus.ts";
import { askSymbolTables, hasOracle } from "./cpython.ts";
import { randomFrom } from "./mutate.ts";
import { scopeProgram } from "./scope-program.ts";

function scopesOf(source: string): ScopeTable {
  const parsed = parseProgram(source);
  if (!parsed.ok) throw new Error(parsed.diagnostics[0]?.message);
  return analyseScopes(parsed.module);
}

/** A scope in the form that `symbol_tables.py` gives, with Python's spelling of JSON. */
function tableOf(scope: Scope): string {
  const symbols = [...scope.symbols.values()]
    .filter(({ name }) => scope.kind !== "module" && (name !== "__class__" || scope.kind !== "class"))
    .map(({ name, residence }) => `[${JSON.stringify(name)}, "${residence}"]`)
    .toSorted();
  const children = scope.children.map(tableOf).toSorted();
  return `["${scope.name}", [${symbols.join(", ")}], [${children.join(", ")}]]`;
}

test("names live where CPython's symbol table has them", { timeout: 120_000 }, () => {
  if (!hasOracle()) {
    console.log("no python3 3.11 on this machine: nothing is compared");
    return;
  }
  const random = randomFrom(7);
  // Private names: scopes bear the mangled name here, the written one in CPython.
  const ascii = corpus.filter((source) => !/[^\n-~\t]|__x/.test(source));
  const sources = [...ascii, ...Array.from({ length: 4000 }, () => scopeProgram(random))];
  let compared = 0;
  for (const [index, expected] of askSymbolTables(sources).entries()) {
    if (expected === "null") continue;
    const source = sources[index] ?? "";
    expect(tableOf(scopesOf(source).module), source).toBe(expected);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(500);
});

/** The names of a scope by where they live. */
function residences(scope: Scope | undefined, residence: SymbolUse["residence"]): readonly string[] {
  return [...(scope?.symbols.values() ?? [])]
    .filter((symbol) => symbol.residence === residence)
    .map(({ name }) => name);
}

test("names are cells and free names by the functions that share them", () => {
  const table = scopesOf(
    [
      "def outer(a, *rest, key, **more):",
      "    b = a",
      "    def inner():",
      "        nonlocal b",
      "        b = key",
      "        return (lambda: b)",
      "    return [x for x in rest if x > a], inner",
    ].join("\n"),
  );
  const byName = new Map(table.all.map((scope) => [scope.name, scope]));
  expect(residences(byName.get("outer"), "cell")).toEqual(["a", "key", "b"]);
  expect(residences(byName.get("outer"), "local")).toEqual(["rest", "more", "inner"]);
  expect(residences(byName.get("inner"), "free")).toEqual(["b", "key"]);
  expect(residences(byName.get("<lambda>"), "free")).toEqual(["b"]);
  expect(residences(byName.get("<listcomp>"), "local")).toEqual([".0", "x"]);
  expect(residences(byName.get("<listcomp>"), "free")).toEqual(["a"]);
});

test("super() reaches the class through a cell", () => {
  const table = scopesOf(
    "class A(B):\n    def f(self):\n        super().f()\n        return [super for x in y]\n",
  );
  const byName = new Map(table.all.map((scope) => [scope.name, scope]));
  expect(residences(byName.get("A"), "cell")).toEqual(["__class__"]);
  expect(residences(byName.get("f"), "free")).toEqual(["__class__"]);
});
