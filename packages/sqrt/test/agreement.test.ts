import fc from "fast-check";
import { test } from "vitest";
import { agreement } from "../fuzz/agreement.ts";

test("the compiled evaluator agrees with the specification", () => {
  fc.assert(agreement, { numRuns: 500 });
});
