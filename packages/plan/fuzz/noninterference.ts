/**
 * Random programs with implicit flows tracked, each run with two choices of secrets: two labels, somebody who may see none or one
 * of them, strict or custom mode, tools that answer in the middle, runs that go on or are made again.
 *
 *     node packages/plan/fuzz/noninterference.ts --programs 100000 [--seed N] [--show 20] [--threads N] [--first]
 *
 * Prints, shortened, programs that show different calls, values or labels for them, and ends with 1. A finding's seed runs
 * it alone: `--programs 1 --seed N`. About 100 programs a second on a core of its own. `--first` ends at the first finding.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Observations } from "./observe-many.ts";
import { onThreads, progress, shares } from "./threads.ts";

const { values } = parseArgs({
  options: {
    programs: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "20" },
    threads: { type: "string", default: String(availableParallelism()) },
    first: { type: "boolean", default: false },
  },
});
const programs = Number(values.programs);
const seed = Number(values.seed);
const programsAtOnce = values.first ? 50 : 500;

let ran = 0;
let completed = 0;
let refused = 0;
let told = 0;
const tell = progress(programs, 10_000);
const share = shares(programs, seed, programsAtOnce, () => Number(values.show) - told);
const next = () => (values.first && told > 0 ? undefined : share());
await onThreads<Observations>(
  new URL("./noninterference-thread.ts", import.meta.url),
  Number(values.threads),
  next,
  (observations) => {
    ran += observations.ran;
    completed += observations.completed;
    refused += observations.refused;
    told += observations.told.length;
    for (const text of observations.told) process.stdout.write(`${text}\n`);
    tell(ran, `${told} told a secret`);
  },
);
process.stdout.write(
  `${ran} programs from seed ${seed}, ${completed} ran to their end, ${refused} refused, ${told} told a secret\n`,
);
if (told > 0) process.exitCode = 1;
