import { expect, test } from "vitest";
import { checkPlan } from "../src/index.ts";
import { difference, observeBoth } from "./observe.ts";
import { randomProgram } from "./random-program.ts";
import { secretsOf, situationOf } from "./situation.ts";

const programs = Number(process.env.NONINTERFERENCE_RUNS ?? 1000);

test("programs that differ only in their secrets look the same to an unlabelled observer", async () => {
  let completed = 0;
  for (let seed = 0; seed < programs; seed++) {
    const source = randomProgram(seed);
    // A random program may be none of the plan language: a walrus in a comprehension's iterable.
    if (!checkPlan(source, { tools: "any", variables: ["s0", "s1"] }).ok) continue;
    const situation = situationOf(seed);
    const [left, right] = await observeBoth(source, secretsOf(seed, situation), situation);
    if (left.failure === "" && right.failure === "") completed++;
    expect(difference(left, right), `seed ${seed}:\n${source}`).toBeNull();
  }
  expect(completed).toBeGreaterThan(programs * 0.8);
}, 300_000);
