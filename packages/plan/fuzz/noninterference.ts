/**
 * Random programs with implicit flows tracked, each run with two pairs of secrets.
 *
 *     node packages/plan/fuzz/noninterference.ts [programs] [seed]
 *
 * Prints the smallest program that shows different calls, unlabelled values or labels for them, and ends with 1.
 */
import fc from "fast-check";
import { difference, observe } from "../test/observe.ts";
import { randomProgram } from "../test/random-program.ts";

const [programs = "1000", seed] = process.argv.slice(2);
const secret = fc.integer({ min: 0, max: 4 });
let completed = 0;
const outcome = await fc.check(
  fc.asyncProperty(randomProgram, secret, secret, secret, secret, async (source, a, b, c, d) => {
    const left = await observe(source, { s0: a, s1: b });
    const right = await observe(source, { s0: c, s1: d });
    if (left.failure === "" && right.failure === "") completed++;
    const shown = difference(left, right);
    if (shown !== null) throw new Error(shown);
  }),
  { numRuns: Number(programs), ...(seed === undefined ? {} : { seed: Number(seed) }) },
);
process.stdout.write(`${outcome.numRuns} programs (seed ${outcome.seed}), ${completed} ran to their end\n`);
if (outcome.failed) {
  const [source, ...secrets] = outcome.counterexample ?? [""];
  process.stdout.write(`${source}\nsecrets: ${secrets.join(", ")}\n${String(outcome.errorInstance)}\n`);
  process.exitCode = 1;
}
