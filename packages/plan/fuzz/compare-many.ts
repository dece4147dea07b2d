/** Random programs of a range of seeds on this interpreter and on CPython 3.11. */
import { judge, shrink } from "./compare.ts";
import { CPython } from "./oracle.ts";
import {
  type Block,
  moduleProgram,
  operationProgram,
  render,
  scenarioProgram,
  statementProgram,
} from "./programs.ts";
import { Random } from "./random.ts";

export interface Tally {
  readonly programs: number;
  readonly same: number;
  readonly limited: number;
  /** Different as docs/limitations/ says. */
  readonly documented: number;
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
  let documented = 0;
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
        else if (verdict.kind === "documented") documented += 1;
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
  return { programs, same, limited, documented, refused, differences };
}
