/**
 * Random programs on this interpreter and on CPython 3.11.
 *
 *     node packages/plan/fuzz/cpython.ts --programs 100000 [--seed N] [--show 20] [--threads N]
 *
 * Prints what differed, shrunk, and how many programs were the same, different as docs/limitations/ says, refused before
 * they ran, or over a limit. Ends with 1 when a program differed otherwise.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Tally } from "./compare-many.ts";
import { hasCPython } from "./oracle.ts";
import { onThreads, progress, shares } from "./threads.ts";

const { values } = parseArgs({
  options: {
    programs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "20" },
    threads: { type: "string", default: String(availableParallelism()) },
  },
});
if (!hasCPython()) {
  console.error("python3 of version 3.11 is needed");
  process.exit(2);
}
const programs = Number(values.programs);
const seed = Number(values.seed);
const programsAtOnce = 1_000;

let ran = 0;
let same = 0;
let different = 0;
let limited = 0;
let documented = 0;
let refused = 0;
const refusals = new Map<string, number>();
const tell = progress(programs, 10_000);
const next = shares(programs, seed, programsAtOnce, () => Number(values.show) - different);
await onThreads<Tally>(
  new URL("./cpython-thread.ts", import.meta.url),
  Number(values.threads),
  next,
  (tally) => {
    ran += tally.programs;
    same += tally.same;
    limited += tally.limited;
    documented += tally.documented;
    different += tally.differences.length;
    for (const [message, count] of tally.refused) {
      refused += count;
      refusals.set(message, (refusals.get(message) ?? 0) + count);
    }
    for (const difference of tally.differences) console.log(`${difference}\n`);
    tell(ran, `${different} different`);
  },
);
for (const [message, count] of refusals) console.log(`refused ${count} times: ${message}`);
console.log(
  `${ran} programs: ${same} the same, ${different} different, ${documented} different as documented, ` +
    `${refused} refused, ${limited} over a limit`,
);
if (different > 0) process.exitCode = 1;
