import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkPlan, runPlan } from "../src/index.ts";
import { settings } from "./run-case.ts";

/**
 * Every public name of CPython's modules and builtins, and every public attribute of values of each type, is there or
 * refused by name: none of them is ever an AttributeError or a NameError that CPython would not raise.
 * The names are CPython's own (record-names.py).
 */
interface Names {
  readonly setup: string;
  readonly builtins: readonly string[];
  readonly modules: Readonly<Record<string, readonly string[]>>;
  readonly values: Readonly<Record<string, readonly string[]>>;
}
const recorded: Names = JSON.parse(readFileSync(new URL("./cpython-names.json", import.meta.url), "utf8"));

/** How a program ends: `runs`, refused when `checked` or when `run`, or what else it was. */
async function ending(source: string, name: string): Promise<string> {
  const checked = checkPlan(source, { tools: [], variables: [] });
  if (!checked.ok) {
    const [first] = checked.diagnostics;
    const refused =
      first?.code === "unsupported" && first.message.includes(name) && (first.help ?? "") !== "";
    return refused ? "checked" : `${first?.code}: ${first?.message}`;
  }
  const progress = await runPlan(checked.program, settings({ tools: [] }), {
    observe: () => 0,
    print: () => {},
  });
  if (progress.kind !== "failed") return "runs";
  const { code, message, exceptionType } = progress.error;
  if (code === "plan_syntax_error" && message.includes(`'${name}'`)) return "run";
  return `${exceptionType ?? code}: ${message}`;
}

test("builtins are there, or refused when the plan is checked", async () => {
  const wrong: string[] = [];
  for (const name of recorded.builtins) {
    const end = await ending(`value = ${name}\n`, name);
    // That `super` is called is known to what is checked.
    if (end !== "runs" && end !== (name === "super" ? "run" : "checked")) wrong.push(`${name}: ${end}`);
  }
  expect(recorded.builtins.length).toBeGreaterThan(140);
  expect(wrong).toEqual([]);
});

test.each(Object.entries(recorded.modules))(
  "%s: names are there, or refused when the plan is checked",
  async (module, all) => {
    const wrong: string[] = [];
    for (const name of all)
      for (const source of [
        `import ${module}\nvalue = ${module}.${name}\n`,
        `from ${module} import ${name}\n`,
      ]) {
        const end = await ending(source, name);
        if (end !== "runs" && end !== "checked") wrong.push(`${name}: ${end}`);
      }
    expect(wrong).toEqual([]);
  },
);

test.each(Object.entries(recorded.values))(
  "%s: attributes are there, or refused",
  async (value, all) => {
    const wrong: string[] = [];
    const start = `${recorded.setup}\nvalue = ${value}\n`;
    for (const name of all) {
      const plain = await ending(`${start}value.${name}\n`, name);
      if (!["runs", "checked", "run"].includes(plain)) wrong.push(`${name}: ${plain}`);
      if (plain !== "run") continue;
      // No default takes the place of what the plan's type lacks.
      const asked = await ending(`${start}getattr(value, "${name}", None)\n`, name);
      if (asked !== "run") wrong.push(`getattr ${name}: ${asked}`);
    }
    expect(wrong).toEqual([]);
  },
  30_000,
);
