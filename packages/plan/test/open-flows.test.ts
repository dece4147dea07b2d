import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { difference, observe } from "./observe.ts";

const programs = readFileSync(new URL("open-flows.py", import.meta.url), "utf8")
  .split(/^# === /m)
  .slice(1)
  .map((part) => ({ title: part.slice(0, part.indexOf("\n")), source: part.slice(part.indexOf("\n")) }));

test.each(programs)("open, closing it moves it to implicit-flows.py: $title", async ({ source }) => {
  const [none, one, two] = await Promise.all([0, 1, 2].map((s) => observe(source, { s })));
  if (none === undefined || one === undefined || two === undefined) throw new Error("three runs");
  const differences = [difference(none, one), difference(one, two), difference(none, two)];
  expect(differences.some((found) => found !== null)).toBe(true);
});
