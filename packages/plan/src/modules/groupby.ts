import { callProtocol } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { steppingIterator } from "../types/stepping-iterator.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { sameOrEqual } from "../value/equality.ts";
import type { Advance } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";

const grouperClass = builtinClass("_grouper", objectClass, "itertools");

/**
 * `itertools.groupby`: pairs of a key and an iterator over the elements with that key. Both go on in the same source,
 * so that all keys compared so far, and the labels under which either was advanced, are in whatever comes next.
 */
export function groupAdvance(
  next: Advance,
  keyFunction: Value,
  functionLabel: Label,
  inside: readonly Value[],
): Advance {
  let value: Value | undefined;
  let valueLabel: Label = 0;
  let key: Value = null;
  let keyLabel: Label = 0;
  let seen: Label = 0;
  let group = 0;
  let started = false;
  let groupKey: Value = null;

  const pull = (run: Run): void => {
    run.step();
    value = next(run);
    valueLabel = run.label;
    seen = run.join(seen, run.pc);
    if (value === undefined) {
      seen = run.join(seen, run.label);
      return;
    }
    key = keyFunction === null ? value : callProtocol(run, keyFunction, [value], [valueLabel]);
    keyLabel = run.join(run.label, run.join(functionLabel, valueLabel));
    seen = run.join(seen, run.join(keyLabel, deepLabel(run, key)));
  };

  const inGroup = (run: Run): boolean => {
    run.label = seen;
    const same = sameOrEqual(run, groupKey, key);
    seen = run.join(seen, run.label);
    return same;
  };

  return (run) => {
    seen = run.join(seen, run.pc);
    if (!started) {
      started = true;
      pull(run);
    } else while (value !== undefined && inGroup(run)) pull(run);
    run.label = seen;
    if (value === undefined) return undefined;
    const mine = ++group;
    groupKey = key;
    const elements = steppingIterator(
      grouperClass,
      0,
      (inner) => {
        inner.label = seen;
        if (group !== mine || value === undefined || !inGroup(inner)) return undefined;
        const item = value;
        const itemLabel = inner.join(valueLabel, seen);
        pull(inner);
        inner.label = itemLabel;
        return item;
      },
      inside,
    );
    return new PyTuple([key, elements], 0, [keyLabel, 0]);
  };
}
