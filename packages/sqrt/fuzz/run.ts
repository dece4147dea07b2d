import fc from "fast-check";
import { agreement } from "./agreement.ts";

/**
 * Compares the compiled evaluator with the specification on random policies and calls.
 * Usage: node packages/sqrt/fuzz/run.ts [cases = 100000] [seed]
 */
const [, , cases = "100000", seed] = process.argv;
const started = performance.now();
fc.assert(agreement, {
  numRuns: Number(cases),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
  endOnFailure: false,
});
const seconds = (performance.now() - started) / 1000;
console.log(`${cases} policies, up to 4 calls each: no difference (${seconds.toFixed(1)} s)`);
