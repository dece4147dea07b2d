import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { checkPlan } from "../src/check/check-plan.ts";
import { parseProgram } from "../src/parse/parse-program.ts";
import { corpus } from "./corpus.ts";
import { askCPython, dumpTree, hasOracle } from "./cpython.ts";
import { mutations, randomFrom } from "./mutate.ts";
import { scopeProgram } from "./scope-program.ts";

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

/** Python files of the machine's standard library, chosen by chance but the same each time. */
function standardLibrary(count: number): readonly string[] {
  const found = spawnSync("python3", ["-c", "import os; print(os.path.dirname(os.__file__))"], {
    encoding: "utf8",
  });
  const directory = found.stdout.trim();
  const files = readdirSync(directory, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".py") && !file.includes("site-packages"))
    .toSorted();
  const random = randomFrom(311);
  return Array.from({ length: count }, () => files[random(files.length)] ?? "")
    .map((file) => readFileSync(join(directory, file), "utf8"))
    .filter(({ length }) => length < 100_000);
}

test("the trees of files of the standard library are those of CPython", { timeout: patience }, () => {
  if (!oracle) return;
  const sources = standardLibrary(150);
  let compared = 0;
  for (const [index, judgement] of askCPython(sources).entries()) {
    const parsed = parseProgram(sources[index] ?? "");
    if (!parsed.ok) {
      if (judgement.ok)
        expect(parsed.diagnostics[0]?.code, parsed.diagnostics[0]?.message).toBe("unsupported");
      continue;
    }
    expect(judgement.ok).toBe(true);
    if (judgement.ok) expect(dumpTree(parsed.module.body)).toEqual(judgement.body);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(100);
});

test("pieces of the standard library, changed a little, have CPython's tree or refusal", {
  timeout: patience,
}, () => {
  if (!oracle) return;
  const pieces = standardLibrary(60)
    .flatMap((source) => source.split(/\n(?=\S)/))
    .filter(({ length }) => length < 600);
  const sources = mutations(pieces, 3000, 1966);
  const disagreements: string[] = [];
  for (const [index, judgement] of askCPython(sources).entries()) {
    const source = sources[index] ?? "";
    const parsed = parseProgram(source);
    if (parsed.ok && judgement.ok) {
      if (!isDeepStrictEqual(dumpTree(parsed.module.body), judgement.body)) {
        disagreements.push(`another tree: ${source}`);
      }
    } else if (parsed.ok && !judgement.ok && judgement.stage === "parse") {
      disagreements.push(`accepted: ${source} -- ${judgement.message}`);
    } else if (!parsed.ok && judgement.ok) {
      const [found] = parsed.diagnostics;
      // f-strings are those of Python 3.12.
      if (found?.code === "unsupported" || found?.message.startsWith("f-string")) continue;
      disagreements.push(`refused: ${source} -- ${found?.message}`);
    }
  }
  expect(disagreements).toEqual([]);
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
  expect(wordedAlike / refused).toBeGreaterThan(0.85);
});

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
