import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyClass } from "../value/class.ts";
import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";

/**
 * An iterator of a module: each step is charged, and what it gives carries `label` and the labels under which it was
 * advanced so far (security.md F3). `advance` leaves the element's own label in `run.label`.
 */
export function steppingIterator(
  cls: PyClass,
  label: Label,
  advance: (run: Run) => Value | undefined,
): PyIterator {
  const iterator: PyIterator = new PyIterator(cls, (run) => {
    run.step();
    iterator.position = run.join(iterator.position, run.pc);
    const value = advance(run);
    run.label = run.join(run.join(run.label, label), iterator.position);
    return value;
  });
  return iterator;
}
