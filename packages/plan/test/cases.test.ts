import { expect, test } from "vitest";
import { hasCPython } from "../fuzz/oracle.ts";
import { cases, recordedOutcomes, runOnCPython } from "./cpython-cases.ts";
import { runCase } from "./run-case.ts";

/** Every program in `cases/` runs here and on CPython 3.11: same output, same answer, same exception, same calls. */
const recorded = recordedOutcomes();

test("the stored outcomes are CPython's", () => {
  expect(Array.from(recorded.keys())).toEqual(cases.map(({ name }) => name));
  if (hasCPython()) expect(runOnCPython()).toEqual(recorded);
}, 60_000);

test.each(cases)("$name", async ({ name, source }) => {
  expect(await runCase(source)).toEqual(recorded.get(name));
});
