/** A long run of random programs on several threads: each takes the next share of the work when it is done with one. */
import { Worker } from "node:worker_threads";

/** A range of seeds, and how many of its findings are to be shortened and shown. */
export interface Share {
  readonly programs: number;
  readonly seed: number;
  readonly show: number;
}

/** A share that takes longer hangs: the slowest take some ten seconds. */
const longest = 600_000;

/**
 * Hands shares to `threads` threads that run the module `thread`: it answers each share that it is sent with one message.
 * `next` gives the next share, or `undefined` when no work is left; `done` takes the answers as they come. A thread that does not
 * answer within ten minutes is an error that names the seeds.
 */
export async function onThreads<Answer>(
  thread: URL,
  threads: number,
  next: () => Share | undefined,
  done: (answer: Answer) => void,
): Promise<void> {
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(thread);
      for (let share = next(); share !== undefined; share = next()) done(await answer<Answer>(worker, share));
      await worker.terminate();
    }),
  );
}

/** What is left of a run: the next share of at most `most` programs each time, `undefined` behind the last. */
export function shares(programs: number, seed: number, most: number, show: () => number) {
  let started = 0;
  return (): Share | undefined => {
    if (started >= programs) return undefined;
    const share = {
      programs: Math.min(most, programs - started),
      seed: seed + started,
      show: Math.max(0, show()),
    };
    started += share.programs;
    return share;
  };
}

/** Tells on stderr how far a run is, each time it has come `every` programs further. */
export function progress(programs: number, every: number): (ran: number, findings: string) => void {
  let told = 0;
  return (ran, findings) => {
    if (ran - told < every || ran === programs) return;
    told = ran - (ran % every);
    process.stderr.write(`${ran} of ${programs} programs, ${findings}\n`);
  };
}

function answer<Answer>(worker: Worker, share: Share): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { programs, seed } = share;
    const hung = setTimeout(() => {
      reject(new Error(`one of the programs of seeds ${seed} to ${seed + programs - 1} hangs`));
    }, longest);
    const failed = (error: unknown): void => reject(error);
    worker.once("error", failed);
    worker.once("message", (message: Answer) => {
      clearTimeout(hung);
      worker.off("error", failed);
      resolve(message);
    });
    worker.postMessage(share);
  });
}
