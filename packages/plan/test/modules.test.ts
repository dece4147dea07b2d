import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import "../src/builtins/table.ts";
import { modules } from "../src/check/modules.ts";
import { findModule } from "../src/modules/registry.ts";
import { runCase } from "./run-case.ts";

/** Programs over the modules, run here and on CPython 3.11: same output, same answer, same exception. */
const folder = fileURLToPath(new URL("../cases/modules/", import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".py"))
  .sort();
const sources = names.map((name) => readFileSync(folder + name, "utf8"));

interface Outcome {
  readonly out: string;
  readonly final: string | null;
  readonly error: readonly [string, string] | null;
}

function onCPython(): readonly Outcome[] | null {
  const version = spawnSync("python3", ["--version"], { encoding: "utf8" });
  if (version.status !== 0 || !version.stdout.startsWith("Python 3.11")) {
    console.log("cases of modules: CPython 3.11 is not here: its side is left out");
    return null;
  }
  const script = fileURLToPath(new URL("./run_cases.py", import.meta.url));
  const printed = execFileSync("python3", [script], {
    input: JSON.stringify(sources),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONHASHSEED: "0", TZ: "UTC" },
  });
  return JSON.parse(printed);
}

const expected = onCPython();

test.each(names.map((name, i) => [name, i] as const))("module case %s", async (_name, i) => {
  const outcome = await runCase(sources[i] ?? "");
  const wanted = expected?.[i];
  if (wanted === undefined) {
    expect(outcome.error?.[0] ?? "").not.toBe("plan_syntax_error");
    return;
  }
  expect(outcome.out.split("\n")).toEqual(wanted.out.split("\n"));
  expect({ final: outcome.final, error: outcome.error }).toEqual({
    final: wanted.final,
    error: wanted.error,
  });
});

test("the check and the modules offer the same names", () => {
  for (const [name, offered] of modules) {
    const module = findModule(name);
    expect([name, module === undefined]).toEqual([name, false]);
    expect([name, ...Array.from(module?.members.keys() ?? []).sort()]).toEqual([
      name,
      ...Array.from(offered).sort(),
    ]);
  }
});
