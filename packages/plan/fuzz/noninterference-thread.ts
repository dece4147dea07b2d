/** A thread that runs ranges of seeds with two choices of secrets each. */
import { parentPort } from "node:worker_threads";
import { observeMany } from "./observe-many.ts";
import type { Share } from "./threads.ts";

const port = parentPort;
port?.on("message", (share: Share) => {
  void observeMany(share).then((tally) => port.postMessage(tally));
});
