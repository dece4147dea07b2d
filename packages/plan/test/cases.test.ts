import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { runCase } from "./run-case.ts";

/** Every program in `cases/` runs here and on CPython 3.11: same output, same answer, same exception, same calls. */
const folder = fileURLToPath(new URL("../cases/", import.meta.url));
const names = readdirSync(folder)
  .filter((name) => name.endsWith(".py"))
  .sort();
const sources = names.map((name) => readFileSync(folder + name, "utf8"));

function pythonVersion(): string {
  const found = spawnSync("python3", ["--version"], { encoding: "utf8" });
  return found.status === 0 ? found.stdout.trim() : "";
}

interface Outcome {
  readonly out: string;
  readonly final: string | null;
  readonly error: readonly [string, string] | null;
  readonly calls: string;
}

function onCPython(): readonly Outcome[] | null {
  const version = pythonVersion();
  if (!version.startsWith("Python 3.11")) {
    console.log(`cases: CPython 3.11 is not here (${version || "no python3"}): its side is left out`);
    return null;
  }
  const script = fileURLToPath(new URL("./run_cases.py", import.meta.url));
  const printed = execFileSync("python3", ["-W", "ignore", script], {
    input: JSON.stringify(sources),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONHASHSEED: "0" },
  });
  return JSON.parse(printed);
}

const expected = onCPython();

test.each(names.map((name, i) => [name, i] as const))("%s", async (_name, i) => {
  const outcome = await runCase(sources[i] ?? "");
  const wanted = expected?.[i];
  if (wanted === undefined) {
    expect(outcome.error?.[0] ?? "").not.toBe("plan_syntax_error");
    return;
  }
  expect(outcome.out).toBe(wanted.out);
  expect({ final: outcome.final, error: outcome.error, calls: outcome.calls }).toEqual({
    final: wanted.final,
    error: wanted.error,
    calls: wanted.calls,
  });
});
