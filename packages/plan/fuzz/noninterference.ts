/**
 * Random programs with implicit flows tracked, each run with two pairs of secrets.
 *
 *     node packages/plan/fuzz/noninterference.ts [programs] [seed] [findings]
 *
 * Prints, shortened, programs that show different calls, unlabelled values or labels for them, and ends with 1. A
 * finding's seed runs it alone: `... 1 SEED`. About 60 programs a second on a core of its own.
 */
import { difference, observeBoth, RefusedProgram } from "../test/observe.ts";
import { randomProgram, secretsOf, shortened } from "../test/random-program.ts";

const [programs = "1000", start = String(Date.now() % 1_000_000_000), most = "1"] = process.argv.slice(2);

let completed = 0;
let refused = 0;
let found = 0;
let ran = 0;
for (let seed = Number(start); ran < Number(programs) && found < Number(most); seed++) {
  ran++;
  const source = randomProgram(seed);
  const secrets = secretsOf(seed);
  const differs = async (program: string, counted = false): Promise<string | null> => {
    try {
      const [left, right] = await observeBoth(program, ...secrets);
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
  const short = await shortened(source, async (shorter) => (await differs(shorter)) !== null);
  process.stdout.write(
    `--- seed ${seed}, secrets ${JSON.stringify(secrets)}\n${short}\n${await differs(short)}\n`,
  );
}
process.stdout.write(
  `${ran} programs from seed ${start}, ${completed} ran to their end, ${refused} refused, ${found} told a secret\n`,
);
if (found > 0) process.exitCode = 1;
