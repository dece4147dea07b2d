/**
 * Random programs on this interpreter and on CPython 3.11.
 *
 *     node packages/plan/fuzz/cpython.ts --programs 100000 [--seed N] [--show 20] [--threads N]
 *
 * Prints what differed, shrunk, and how many programs were the same, refused before they ran, or over a limit. Ends
 * with 1 when a program differed.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { judge, shrink } from "./compare.ts";
import { CPython, hasCPython } from "./oracle.ts";
import {
  type Block,
  moduleProgram,
  operationProgram,
  render,
  scenarioProgram,
  statementProgram,
} from "./programs.ts";
import { Random } from "./random.ts";
import { compareOnThreads } from "./threads.ts";

export interface Tally {
  readonly programs: number;
  readonly same: number;
  readonly limited: number;
  readonly refused: ReadonlyMap<string, number>;
  readonly differences: readonly string[];
}

const kinds = [operationProgram, statementProgram, moduleProgram, scenarioProgram];

/** The program of a seed: the kinds of programs take turns. */
export function programOf(seed: number): readonly Block[] {
  const write = kinds[seed % kinds.length] ?? operationProgram;
  return write(new Random(seed));
}

/** Compares `programs` programs from `seed` on; stops shrinking after `show` differences. */
export async function compareMany(programs: number, seed: number, show: number): Promise<Tally> {
  const python = new CPython();
  let same = 0;
  let limited = 0;
  const refused = new Map<string, number>();
  const differences: string[] = [];
  try {
    for (let done = 0; done < programs; done += 200) {
      const seeds = Array.from({ length: Math.min(200, programs - done) }, (_, i) => seed + done + i);
      const trees = seeds.map(programOf);
      const verdicts = await judge(python, trees.map(render));
      for (const [i, verdict] of verdicts.entries()) {
        if (verdict.kind === "same") same += 1;
        else if (verdict.kind === "limited") limited += 1;
        else if (verdict.kind === "refused")
          refused.set(verdict.message, (refused.get(verdict.message) ?? 0) + 1);
        else {
          const tree = trees[i];
          if (tree === undefined || differences.length >= show) {
            differences.push(`seed ${seeds[i]}`);
            continue;
          }
          const source = await shrink(python, tree);
          const [again] = await judge(python, [source]);
          const [here, there] = again?.kind === "different" ? [again.here, again.there] : ["", ""];
          const shown = source.slice(source.indexOf("print(type(v), repr(v))\n") + 24);
          differences.push(`seed ${seeds[i]}\n${shown}--- here\n${here}\n--- CPython\n${there}`);
        }
      }
    }
  } finally {
    python.close();
  }
  return { programs, same, limited, refused, differences };
}

if (import.meta.main) {
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
  const tally = await compareOnThreads(
    Number(values.programs),
    Number(values.seed),
    Number(values.show),
    Number(values.threads),
    ({ differences }) => {
      for (const difference of differences) console.log(`${difference}\n`);
    },
  );
  for (const [message, count] of tally.refused) console.log(`refused ${count} times: ${message}`);
  const refused = Array.from(tally.refused.values()).reduce((sum, count) => sum + count, 0);
  console.log(
    `${tally.programs} programs: ${tally.same} the same, ${tally.differences.length} different, ` +
      `${refused} refused, ${tally.limited} over a limit`,
  );
  process.exitCode = tally.differences.length > 0 ? 1 : 0;
}
