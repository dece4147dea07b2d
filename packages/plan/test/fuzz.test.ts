import { expect, test } from "vitest";
import { compareMany } from "../fuzz/cpython.ts";
import { hasCPython } from "../fuzz/oracle.ts";

/** `node packages/plan/fuzz/cpython.ts --programs 100000` looks further. */
const programs = hasCPython() ? 1_000 : 0;

test(`${programs} random programs do here what they do on CPython`, async () => {
  const { differences, same } = await compareMany(programs, 1, 3);
  expect(differences).toEqual([]);
  expect(same).toBeGreaterThanOrEqual(programs * 0.95);
});
