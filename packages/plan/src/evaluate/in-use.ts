/**
 * What expressions and calls that have not ended still have in their hands: receivers, arguments, variables of the
 * functions around. An exception leaves undone what they would have done with it, whether a name has it still or not.
 */
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { raiseReachable } from "../value/deep.ts";
import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";
import { type Evaluate, Frame } from "./code.ts";

/** An iterator that is gone through, the variables of a running function, operands. */
export type InUse = PyIterator | Frame | readonly Value[];

/**
 * Notes what is in use inside a `try`. Gives what {@link letGo} takes back; an exception needs none, for the `try` that
 * takes it lets all of them go.
 */
export function hold(run: Run, what: InUse): number {
  if (run.tries === 0 || !run.implicitFlows) return -1;
  return run.iterating.push(what) - 1;
}

export function letGo(run: Run, held: number): void {
  if (held >= 0) run.iterating.length = held;
}

/** The same where a generator may have been resumed meanwhile elsewhere, with other things in use around it. */
export function release(run: Run, what: InUse): void {
  const held = run.iterating.lastIndexOf(what);
  if (held >= 0) run.iterating.length = held;
}

/** Raises all that is reachable from what is in use. */
export function raiseInUse(run: Run, all: readonly InUse[], label: Label): void {
  const seen = new Set<object>();
  const reach = (value: Value | undefined) => {
    if (typeof value === "object" && value !== null) raiseReachable(run, value, label, seen);
  };
  for (const one of all) {
    if (one instanceof PyIterator) reach(one);
    else if (one instanceof Frame) {
      one.slots.forEach(reach);
      for (const cell of one.cells) reach(cell.value);
    } else one.forEach(reach);
  }
}

/** Two operands, the first of them in use while the second is evaluated. */
export function holding(run: Run, first: Evaluate, second: Evaluate): readonly [Evaluate, Evaluate] {
  if (!run.implicitFlows) return [first, second];
  return [
    (frame) => {
      const value = first(frame);
      hold(run, [value]);
      return value;
    },
    (frame) => {
      const value = second(frame);
      if (run.tries > 0) run.iterating.pop();
      return value;
    },
  ];
}
