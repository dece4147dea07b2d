/**
 * Random programs with implicit flows tracked, each run with two pairs of secrets: two labels, somebody who may see none or one
 * of them, strict or custom mode, tools that answer in the middle, runs that go on or are made again.
 *
 *     node packages/plan/fuzz/noninterference.ts [programs = 100000] [seed] [findings]
 *
 * Prints, shortened, programs that show different calls, values or labels for them, and ends with 1. A finding's seed runs
 * it alone: `... 1 SEED`. About 60 programs a second on a core of its own. With 0 findings it stops at the first as it is.
 */
import { difference, observeBoth, RefusedProgram } from "../test/observe.ts";
import { randomProgram, shortened } from "../test/random-program.ts";
import { secretsOf, situationOf } from "../test/situation.ts";

const [programs = "100000", start = String(Date.now() % 1_000_000_000), most = "1"] = process.argv.slice(2);

let completed = 0;
let refused = 0;
let found = 0;
let ran = 0;
for (let seed = Number(start); ran < Number(programs) && found < Math.max(1, Number(most)); seed++) {
  ran++;
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
  found++;
  if (most === "0") continue;
  const short = await shortened(source, async (shorter) => (await differs(shorter)) !== null);
  process.stdout.write(
    `--- seed ${seed}, secrets ${JSON.stringify(secrets)}, ${JSON.stringify(situation)}\n${short}\n${await differs(short)}\n`,
  );
}
process.stdout.write(
  `${ran} programs from seed ${start}, ${completed} ran to their end, ${refused} refused, ${found} told a secret\n`,
);
if (found > 0) process.exitCode = 1;
