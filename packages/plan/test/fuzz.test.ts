import { expect, test } from "vitest";
import { compareMany } from "../fuzz/compare-many.ts";
import { hasCPython } from "../fuzz/oracle.ts";

/** `npm run fuzz:plan` looks further. */
const programs = hasCPython() ? 10_000 : 0;

test(`${programs} random programs do here what they do on CPython`, { timeout: 600_000 }, async () => {
  const { differences, same } = await compareMany(programs, 1, 3);
  expect(differences).toEqual([]);
  expect(same).toBeGreaterThanOrEqual(programs * 0.95);
});
