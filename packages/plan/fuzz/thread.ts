/** A thread that compares ranges of seeds, with a CPython of its own. */
import { parentPort } from "node:worker_threads";
import { compareMany } from "./cpython.ts";

/** What a thread is told to compare. */
export interface Share {
  readonly programs: number;
  readonly seed: number;
  readonly show: number;
}

const port = parentPort;
port?.on("message", (share: Share) => {
  void compareMany(share.programs, share.seed, share.show).then((tally) => port.postMessage(tally));
});
