import type { Label } from "../metadata.ts";
import { deepLabel } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { typeTitle } from "./type-title.ts";
import { type Path, type Problem, Validation, validateType } from "./validation.ts";

/** The member that fits best: the one of whose fields the value gives most, else the one nearest to the value. */
export function validateUnion(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (value === null && args.includes(null)) return null;
  const others = args.filter((one) => one !== null);
  if (others.length === 1) return validateType(v, others[0] ?? null, value, label, path);
  // Which of the members it becomes hangs on all that is inside it.
  v.label = run.join(v.label, deepLabel(run, value));
  let best: { readonly result: Value; readonly trial: Validation } | undefined;
  const problems: Problem[] = [];
  for (const one of others) {
    const trial = new Validation(run, v.strict);
    trial.config = v.config;
    trial.fromJson = v.fromJson;
    trial.forced = v.forced;
    trial.fromAttributes = v.fromAttributes;
    const result = validateType(trial, one, value, label, [...path, typeTitle(run, one)]);
    v.label = run.join(v.label, trial.label);
    problems.push(...trial.problems);
    if (result === undefined || trial.problems.length > 0) continue;
    if (best === undefined || isBetter(trial, best.trial)) best = { result, trial };
    if (trial.exactness === 2 && trial.fieldsGiven === null) break;
  }
  if (best === undefined) {
    v.problems.push(...problems);
    return undefined;
  }
  if (best.trial.exactness < v.exactness) v.exactness = best.trial.exactness;
  if (best.trial.fieldsGiven !== null) v.fieldsGiven = (v.fieldsGiven ?? 0) + best.trial.fieldsGiven;
  return best.result;
}

function isBetter(one: Validation, other: Validation): boolean {
  if (one.fieldsGiven !== null && other.fieldsGiven !== null && one.fieldsGiven !== other.fieldsGiven)
    return one.fieldsGiven > other.fieldsGiven;
  return one.exactness > other.exactness;
}
