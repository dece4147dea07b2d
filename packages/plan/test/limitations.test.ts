import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { CPython, hasCPython } from "../fuzz/oracle.ts";
import { runCase } from "./run-case.ts";

/** Each page of `docs/limitations/` has a program, what it prints here, and what CPython 3.11 prints. */
const folder = fileURLToPath(new URL("../../../docs/limitations/", import.meta.url));
const pages = readdirSync(folder)
  .filter((name) => name.endsWith(".md"))
  .map((name) => {
    const blocks = Array.from(
      readFileSync(folder + name, "utf8").matchAll(/```(?:python|text)\n([\s\S]*?)\n?```/g),
      ([, block = ""]) => block,
    );
    const [program = "", here = "", there = ""] = blocks;
    return { name, program: `${program}\n`, here, there };
  });

test.each(pages)("$name", async ({ program, here, there }) => {
  const { out, error } = await runCase(program);
  // A page may end in the error that ends the run.
  expect(error === null ? out.trimEnd() : `${out}${error.join(": ")}`).toBe(here);
  expect(here).not.toBe(there);
  if (!hasCPython()) return;
  const python = new CPython();
  try {
    const [outcome] = await python.run([program]);
    expect(outcome?.out.trimEnd()).toBe(there);
  } finally {
    python.close();
  }
});
