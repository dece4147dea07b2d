import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyClass } from "../value/class.ts";
import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";

/**
 * An iterator of a module: each step is charged, and what it gives carries `label`. `advance` leaves the element's own
 * label in `run.label`. `inside` is what it goes through: an arm not taken that mentions the iterator might have
 * advanced those (security.md F1).
 */
export function steppingIterator(
  cls: PyClass,
  label: Label,
  advance: (run: Run) => Value | undefined,
  inside: readonly Value[],
): PyIterator {
  return new PyIterator(cls, (run) => {
    run.step();
    const value = advance(run);
    run.label = run.join(run.label, label);
    return value;
  }).through(inside);
}
