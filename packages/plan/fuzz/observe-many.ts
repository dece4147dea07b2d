/** Random programs, each run with two choices of secrets and looked at by somebody who may see none or one of their labels. */
import { difference, observeBoth, RefusedProgram } from "../test/observe.ts";
import { randomProgram, shortened } from "../test/random-program.ts";
import { secretsOf, situationOf } from "../test/situation.ts";
import type { Share } from "./threads.ts";

/** What a range of seeds showed. */
export interface Observations {
  readonly ran: number;
  /** Those that ran to their end with both secrets. */
  readonly completed: number;
  readonly refused: number;
  /** One text for each program that told a secret: its seed alone, or the shortened program with what differs. */
  readonly told: readonly string[];
}

/** Runs the programs of a range of seeds; shortens the first `show` that tell a secret. */
export async function observeMany({ programs, seed: start, show }: Share): Promise<Observations> {
  let completed = 0;
  let refused = 0;
  const told: string[] = [];
  for (let seed = start; seed < start + programs; seed++) {
    const source = randomProgram(seed);
    const situation = situationOf(seed);
    const secrets = secretsOf(seed, situation);
    const differs = async (program: string, counted = false): Promise<string | null> => {
      try {
        const [left, right] = await observeBoth(program, secrets, situation);
        if (counted && left.failure === "" && right.failure === "") completed++;
        return difference(left, right);
      } catch (thrown) {
        if (!(thrown instanceof RefusedProgram)) throw thrown;
        if (counted) refused++;
        return null;
      }
    };
    if ((await differs(source, true)) === null) continue;
    if (told.length >= show) {
      told.push(`--- seed ${seed}`);
      continue;
    }
    const short = await shortened(source, async (shorter) => (await differs(shorter)) !== null);
    told.push(
      `--- seed ${seed}, secrets ${JSON.stringify(secrets)}, ${JSON.stringify(situation)}\n${short}\n${await differs(short)}`,
    );
  }
  return { ran: programs, completed, refused, told };
}
