/** Records what CPython 3.11 does with every case: `node packages/plan/test/record-cases.ts`. */
import { writeFileSync } from "node:fs";
import { runOnCPython, storedOutcomes } from "./cpython-cases.ts";

const outcomes = runOnCPython();
writeFileSync(storedOutcomes, `${JSON.stringify(Object.fromEntries(outcomes), null, 1)}\n`);
console.log(`${outcomes.size} outcomes recorded`);
