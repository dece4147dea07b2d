import { indexOf } from "../evaluate/slice.ts";
import { getItem } from "../evaluate/subscript.ts";
import { attempt } from "../evaluate/try.ts";
import { floatToInt } from "../python/float.ts";
import { intToFloat } from "../python/integer.ts";
import { percentFormat } from "../python/percent-format.ts";
import { asciiOfRepr } from "../python/repr.ts";
import type { Run } from "../run.ts";
import { PyInstance } from "../value/class.ts";
import { exceptionClass, typeName } from "../value/classes.ts";
import { PyDict, PyList, PyTuple } from "../value/container.ts";
import { PyBytes, PyFloat, PyRange } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { toFloat, toInt } from "./number.ts";

/** `template % value`. The caller has joined everything inside into `run.label`. */
export function formatPercent(run: Run, template: string, value: Value): Value {
  const items = value instanceof PyTuple ? value.items : [value];
  const isMapping =
    value instanceof PyDict ||
    value instanceof PyList ||
    value instanceof PyBytes ||
    value instanceof PyRange ||
    (value instanceof PyInstance && value.cls.lookup("__getitem__") !== undefined);
  let next = 0;
  // Pieces are charged as they come: one value may be written many times.
  const text = run.growingText();
  return percentFormat<Value>(
    template,
    {
      next: () => items[next++],
      isMapping,
      byKey: (key) => getItem(run, value, key),
      unused: () => next < items.length && !isMapping,
      str: (item) => strOf(run, item),
      repr: (item) => reprOf(run, item),
      ascii: (item) => asciiOfRepr(reprOf(run, item)),
      typeName,
      integer: (item, exact) => {
        if (item instanceof PyFloat) return exact ? undefined : floatToInt(item.v);
        if (!(item instanceof PyInstance)) return indexOf(run, item);
        // A TypeError of the methods asked is one about the format.
        return attempt(
          run,
          () => (!exact && item.cls.lookup("__int__") !== undefined ? toInt(run, item) : indexOf(run, item)),
          (raised) => raised.exception.cls.isSubclassOf(exceptionClass("TypeError")),
          item,
        );
      },
      real: (item) => {
        if (item instanceof PyFloat) return item.v;
        if (item instanceof PyInstance && item.cls.lookup("__float__") !== undefined)
          return toFloat(run, item);
        const int = indexOf(run, item);
        return int === undefined ? undefined : intToFloat(int);
      },
      text: (item) => (typeof item === "string" ? item : undefined),
    },
    (length) => {
      run.step();
      text(length);
    },
  );
}
