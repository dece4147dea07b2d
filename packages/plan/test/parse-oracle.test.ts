import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkPlan } from "../src/check/check-plan.ts";
import { parseProgram } from "../src/parse/parse-program.ts";
import { corpus } from "./corpus.ts";
import { askCPython, dumpTree, hasOracle } from "./cpython.ts";
import { mutations, randomFrom } from "./mutate.ts";

const oracle = hasOracle();
if (!oracle) console.log("no python3 3.11 on this machine: the comparisons with CPython compare nothing");

const patience = 120_000;

/** Whether the check finds something that CPython refuses too. */
function syntaxErrors(source: string): readonly string[] {
  const checked = checkPlan(source, { tools: "any", variables: [] });
  if (checked.ok) return [];
  return checked.diagnostics.flatMap(({ code, message }) => (code === "syntax_error" ? [message] : []));
}

test("the tree of every snippet is that of CPython, places included", { timeout: patience }, () => {
  if (!oracle) return;
  const judgements = askCPython(corpus);
  for (const [index, source] of corpus.entries()) {
    const parsed = parseProgram(source);
    expect(parsed, source).toMatchObject({ ok: true });
    // Some snippets are whole only as parts of a program (`nonlocal` of nothing): the tree is there all the same.
    const judgement = judgements[index];
    if (parsed.ok && judgement?.ok) expect(dumpTree(parsed.module.body), source).toEqual(judgement.body);
  }
});

test("the trees of files of the standard library are those of CPython", { timeout: patience }, () => {
  if (!oracle) return;
  const found = spawnSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], {
    encoding: "utf8",
  });
  const directory = found.stdout.trim();
  const packages = [".", "json", "collections", "email", "html", "http", "logging", "urllib"];
  const files = packages.flatMap((name) =>
    readdirSync(join(directory, name))
      .filter((file) => file.endsWith(".py"))
      .map((file) => join(directory, name, file)),
  );
  const random = randomFrom(311);
  const sample = Array.from({ length: 40 }, () => files[random(files.length)] ?? "").filter(Boolean);
  const sources = sample.map((file) => readFileSync(file, "utf8")).filter(({ length }) => length < 100_000);
  let compared = 0;
  for (const [index, judgement] of askCPython(sources).entries()) {
    const parsed = parseProgram(sources[index] ?? "");
    if (!parsed.ok) {
      expect(parsed.diagnostics[0]?.code, parsed.diagnostics[0]?.message).toBe("unsupported");
      continue;
    }
    expect(judgement.ok).toBe(true);
    if (judgement.ok) expect(dumpTree(parsed.module.body)).toEqual(judgement.body);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(20);
});

test("what is wrong in a small way is refused exactly when CPython refuses it", { timeout: patience }, () => {
  if (!oracle) return;
  const sources = mutations(corpus, 4000, 20_251_121);
  const judgements = askCPython(sources);
  const disagreements: string[] = [];
  let refused = 0;
  let wordedAlike = 0;
  for (const [index, source] of sources.entries()) {
    const judgement = judgements[index];
    const messages = syntaxErrors(source);
    if (judgement === undefined) continue;
    if (!judgement.ok) {
      refused += 1;
      if (messages.includes(judgement.message)) wordedAlike += 1;
      const checked = checkPlan(source, { tools: "any", variables: [] });
      if (checked.ok) disagreements.push(`accepted: ${source} -- ${judgement.message}`);
    } else if (messages.length > 0 && !/f-string/.test(messages.join())) {
      disagreements.push(`refused: ${source} -- ${messages.join("; ")}`);
    }
  }
  expect(disagreements).toEqual([]);
  expect(refused).toBeGreaterThan(1000);
  // How often the words are CPython's own: a floor, so that it does not get worse unseen.
  expect(wordedAlike / refused).toBeGreaterThan(0.75);
});

/** Programs about names: every statement that binds, in every kind of scope. */
function scopeProgram(random: (n: number) => number): string {
  const pick = (...from: readonly string[]): string => from[random(from.length)] ?? "";
  const name = (): string => pick("a", "b", "c");
  const expression = (depth: number): string => {
    const inner = (): string => (depth > 0 ? expression(depth - 1) : name());
    switch (random(8)) {
      case 0:
        return `[${name()} for ${name()} in ${name()}]`;
      case 1:
        return `[(${name()} := 1) for ${name()} in ${inner()} if ${inner()}]`;
      case 2:
        return `(lambda ${name()}: ${inner()})`;
      case 3:
        return `(yield ${name()})`;
      case 4:
        return `(${name()} := ${inner()})`;
      case 5:
        return `{${name()}: 1 for ${name()} in a for ${name()} in b}`;
      default:
        return name();
    }
  };
  const statement = (depth: number, indent: string): string => {
    const nested = depth > 0 ? block(depth - 1, `${indent} `) : "";
    switch (random(depth > 0 ? 12 : 7)) {
      case 0:
        return `${indent}${name()} = ${expression(1)}`;
      case 1:
        return `${indent}global ${name()}`;
      case 2:
        return `${indent}nonlocal ${name()}`;
      case 3:
        return `${indent}${expression(2)}`;
      case 4:
        return `${indent}${name()}: int${pick("", " = 1")}`;
      case 5:
        return `${indent}${pick("break", "continue", "del a", "import json as a", "return a", "return")}`;
      case 6:
        return `${indent}from re import match as ${name()}`;
      case 7:
      case 8:
        return `${indent}def ${name()}(${pick("", "a", "a, b", "a, a", "*b", "c=a")}):\n${nested}`;
      case 9:
        return `${indent}class ${name()}:\n${nested}`;
      case 10:
        return `${indent}for ${name()} in a:\n${nested}`;
      default:
        return `${indent}try:\n${nested}\n${indent}except X as ${name()}:\n${indent} pass`;
    }
  };
  const block = (depth: number, indent: string): string =>
    Array.from({ length: 1 + random(3) }, () => statement(depth, indent)).join("\n");
  return `${block(3, "")}\n`;
}

test("scopes and placement are judged as by CPython", { timeout: patience }, () => {
  if (!oracle) return;
  const random = randomFrom(42);
  const sources = Array.from({ length: 2500 }, () => scopeProgram(random));
  const disagreements: string[] = [];
  for (const [index, judgement] of askCPython(sources).entries()) {
    const source = sources[index] ?? "";
    const messages = syntaxErrors(source);
    if (judgement.ok !== (messages.length === 0)) {
      disagreements.push(
        `${source}\n${messages.join("; ")}\n${judgement.ok ? "accepted" : judgement.message}`,
      );
    }
  }
  expect(disagreements).toEqual([]);
});
