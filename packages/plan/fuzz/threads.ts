/** Random programs on several threads: each takes the next range of seeds when it is done with one. */
import { Worker } from "node:worker_threads";
import type { Tally } from "./cpython.ts";
import type { Share } from "./thread.ts";

const programsAtOnce = 1_000;

/** Compares as `compareMany` does, on `threads` threads; tells of each range when it is done. */
export async function compareOnThreads(
  programs: number,
  seed: number,
  show: number,
  threads: number,
  done: (tally: Tally) => void,
): Promise<Tally> {
  let next = 0;
  let same = 0;
  let limited = 0;
  const refused = new Map<string, number>();
  const differences: string[] = [];
  const take = (): Share | undefined => {
    if (next >= programs) return undefined;
    const share = {
      programs: Math.min(programsAtOnce, programs - next),
      seed: seed + next,
      show: Math.max(0, show - differences.length),
    };
    next += share.programs;
    return share;
  };
  const add = (tally: Tally) => {
    same += tally.same;
    limited += tally.limited;
    differences.push(...tally.differences);
    for (const [message, count] of tally.refused) refused.set(message, (refused.get(message) ?? 0) + count);
    done(tally);
  };
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL("./thread.ts", import.meta.url));
      for (let share = take(); share !== undefined; share = take()) add(await answer(worker, share));
      await worker.terminate();
    }),
  );
  return { programs, same, limited, refused, differences };
}

function answer(worker: Worker, share: Share): Promise<Tally> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("message", (tally: Tally) => {
      worker.off("error", reject);
      resolve(tally);
    });
    worker.postMessage(share);
  });
}
