/** A thread that compares ranges of seeds with a CPython of its own. */
import { parentPort } from "node:worker_threads";
import { compareMany } from "./compare-many.ts";
import type { Share } from "./threads.ts";

const port = parentPort;
port?.on("message", (share: Share) => {
  void compareMany(share.programs, share.seed, share.show).then((tally) => port.postMessage(tally));
});
