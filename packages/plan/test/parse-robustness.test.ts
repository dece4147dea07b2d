import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPlan } from "../src/check/check-plan.ts";
import { formatDiagnostic } from "../src/diagnostics.ts";
import { corpus } from "./corpus.ts";
import { mutations } from "./mutate.ts";

function isSound(source: string): void {
  const checked = checkPlan(source, { tools: [], variables: [] });
  if (checked.ok) return;
  expect(checked.diagnostics.length).toBeGreaterThan(0);
  const lines = source.replace(/^\u{feff}/u, "").split(/\r\n?|\n/);
  for (const diagnostic of checked.diagnostics) {
    const { line, column, endLine, endColumn } = diagnostic.span;
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual(Array.from(lines[line - 1] ?? "").length + 1);
    expect(endLine > line || (endLine === line && endColumn >= column)).toBe(true);
    expect(formatDiagnostic(diagnostic)).toContain("^");
  }
}

test("any text is answered with a program or with diagnostics that lie in it", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), isSound), { numRuns: 500 });
});

test("any mixture of pieces of Python is", () => {
  const pieces =
    'if else:for in not lambda yield ( ) [ ] { } f" " \' """ {x !r :> } = == := , ; \n \n\t \\ # é 😀 1 1.5e 0x b" @'
      .split(" ")
      .concat([" ", "\n", "\n    ", "\r\n", "\f", "\u{feff}"]);
  const programs = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((chosen) => chosen.join(""));
  fc.assert(fc.property(programs, isSound), { numRuns: 2000 });
});

test("any mutated program is", () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      for (const source of mutations(corpus, 5, seed)) isSound(source);
    }),
    { numRuns: 300 },
  );
});

const n = 20_000;
const towers: readonly (readonly [string, string])[] = [
  ["brackets", "(".repeat(n)],
  ["closed brackets", "[".repeat(n) + "]".repeat(n)],
  ["minus signs", `x = ${"-".repeat(n)}1`],
  ["nots", `x = ${"not ".repeat(n)}1`],
  ["sums", `x = ${"1+".repeat(n)}1`],
  ["powers", `x = ${"1**".repeat(n)}1`],
  ["attributes", `x = a${".b".repeat(n)}`],
  ["calls", `x = f${"()".repeat(n)}`],
  ["subscripts", `x = f${"[0]".repeat(n)}`],
  ["lambdas", `x = ${"lambda:".repeat(n)}1`],
  ["conditionals", `x = ${"1 if a else ".repeat(n / 2)}1`],
  ["elifs", `if a: pass\n${"elif b: pass\n".repeat(n / 2)}`],
  ["f-strings", 'f"{'.repeat(n)],
  ["awaits", `${"await ".repeat(n)}x`],
  ["decorators", "@".repeat(n)],
  ["blocks", Array.from({ length: 500 }, (_, level) => `${" ".repeat(level)}if a:`).join("\n")],
  ["stars", `x = [${"*".repeat(n)}a]`],
  ["patterns", `match a:\n  case ${"(".repeat(n)}b: pass`],
  ["alternatives in groups", `match a:\n  case ${"[".repeat(90)}b${"]".repeat(90)} as c as d: pass`],
  ["assignment expressions", `x = ${"(a := ".repeat(n)}1`],
  ["f-strings in f-strings", `x = ${'f"{'.repeat(120)}a${'}"'.repeat(120)}`],
  ["closed brackets in sums", `x = ${`${"(".repeat(90)}a${")".repeat(90)}+`.repeat(300)}1`],
  [
    "else-ifs in blocks",
    Array.from(
      { length: 90 },
      (_, level) =>
        `${" ".repeat(level)}if a: pass\n${`${" ".repeat(level)}elif b: pass\n`.repeat(4)}${" ".repeat(level)}else:\n`,
    ).join(""),
  ],
  ["one long line", `x = [${"1, ".repeat(350_000)}]`],
  ["a long text", "a = 1\n".repeat(50_000)],
];

test.each(towers)("a tower of %s is refused, not climbed", (_, source) => {
  const checked = checkPlan(source, { tools: "any", variables: ["a", "b", "f", "x"] });
  expect(checked.ok).toBe(false);
});

const broad: readonly (readonly [string, string])[] = [
  ["operands", `x = ${"a and ".repeat(n)}a`],
  ["elements", `x = [${"1,".repeat(n)}]`],
  ["targets", `${"a = ".repeat(n)}1`],
  ["statements", "a = 1; ".repeat(n)],
  ["strings", `x = ${'"a" '.repeat(n)}`],
  ["strings on lines of their own", `x = (${'"a"\n'.repeat(n)})`],
  ["fields", `x = f"${"{a}".repeat(n)}"`],
  ["decorated", `${"@a\n".repeat(n)}def f(): pass`],
  ["uses of match", `match = 1\n${"match(a)\n".repeat(n)}`],
  ["items of with", `with (${"a, ".repeat(n)}): pass`],
  ["alternatives", `match a:\n  case ${"1 | ".repeat(n)}2: pass`],
  ["entries", `x = {${"1: 2, ".repeat(n)}}`],
  ["comparisons", `x = ${"a < ".repeat(n)}1`],
  ["slices", `x = a[${"1:2, ".repeat(n)}]`],
  ["nested brackets", `${"[".repeat(90)}${"]".repeat(90)}`],
];

test.each(broad)("many %s side by side are read", (_, source) => {
  expect(checkPlan(source, { tools: [], variables: ["a"] }).ok).toBe(true);
});
