import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The programs in `cases/`, and what CPython 3.11 does with each. */
const folder = fileURLToPath(new URL("../cases/", import.meta.url));

/** Where CPython's outcomes are stored, for machines that have none. */
export const storedOutcomes = `${folder}expected.json`;

export interface Outcome {
  readonly out: string;
  readonly final: string | null;
  readonly error: readonly [string, string] | null;
  readonly calls: string;
}

/** The name and the source of each case, by name. */
export const cases: readonly { readonly name: string; readonly source: string }[] = readdirSync(folder, {
  recursive: true,
  encoding: "utf8",
})
  .filter((name) => name.endsWith(".py"))
  .map((name) => name.replaceAll("\\", "/"))
  .sort()
  .map((name) => ({ name, source: readFileSync(folder + name, "utf8") }));

/** What the python3 of this machine does with every case. */
export function runOnCPython(): ReadonlyMap<string, Outcome> {
  const script = fileURLToPath(new URL("./run_cases.py", import.meta.url));
  const printed = execFileSync("python3", ["-W", "ignore", script], {
    input: JSON.stringify(cases.map(({ source }) => source)),
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, PYTHONHASHSEED: "0" },
  });
  const outcomes: readonly Outcome[] = JSON.parse(printed);
  return new Map(cases.flatMap(({ name }, i) => (outcomes[i] === undefined ? [] : [[name, outcomes[i]]])));
}

/** What CPython did when the outcomes were recorded. */
export function recordedOutcomes(): ReadonlyMap<string, Outcome> {
  const stored: Readonly<Record<string, Outcome>> = JSON.parse(readFileSync(storedOutcomes, "utf8"));
  return new Map(Object.entries(stored));
}
