import fc from "fast-check";
import { expect, test } from "vitest";
import { difference, observe } from "./observe.ts";
import { randomProgram } from "./random-program.ts";

const secret = fc.integer({ min: 0, max: 4 });

test("programs that differ only in their secrets look the same to an unlabelled observer", async () => {
  let completed = 0;
  await fc.assert(
    fc.asyncProperty(randomProgram, secret, secret, secret, secret, async (source, a, b, c, d) => {
      const left = await observe(source, { s0: a, s1: b });
      const right = await observe(source, { s0: c, s1: d });
      if (left.failure === "" && right.failure === "") completed++;
      expect(difference(left, right)).toBeNull();
    }),
    { numRuns: Number(process.env.NONINTERFERENCE_RUNS ?? 60) },
  );
  expect(completed).toBeGreaterThan(10);
}, 120_000);
