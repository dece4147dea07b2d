import type { Run } from "../run.ts";
import type { Observation } from "../suspend.ts";
import type { JsonValue } from "../value/json.ts";

/** Asks the world outside; the answer's label (producer `__environment`) joins the label register. */
export function observe(run: Run, request: Observation): JsonValue {
  const answer = run.world.observe(request);
  run.label = run.join(run.join(run.label, run.world.environmentLabel), run.planLabel);
  return answer;
}
