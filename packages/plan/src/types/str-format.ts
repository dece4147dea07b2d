import { deepJoin } from "../builtins/define.ts";
import { raise, raiseWith, Unsupported } from "../errors.ts";
import { getAttribute } from "../evaluate/attribute.ts";
import { getItem } from "../evaluate/subscript.ts";
import type { Label } from "../metadata.ts";
import { formatTemplate, missingPositional } from "../python/format-string.ts";
import { asciiOfRepr } from "../python/repr.ts";
import type { Run } from "../run.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { formatValue } from "./format.ts";

/** `template.format(...)` and, with `mapping`, `template.format_map(mapping)`. */
export function formatMethod(
  run: Run,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
  mapping?: Value,
): Value {
  const label = deepJoin(run, values, labels);
  run.label = run.join(label, run.label);
  const [template = ""] = values;
  const positional = values.slice(1, values.length - (names?.length ?? 0));
  const first = values.length - (names?.length ?? 0);
  const text = formatTemplate<Value>(String(template), {
    positional: (index) => {
      const value = positional[index];
      if (value === undefined) {
        if (mapping !== undefined) throw raise(run, "ValueError", "Format string contains positional fields");
        throw missingPositional(index);
      }
      return value;
    },
    named: (name) => {
      if (mapping !== undefined) return getItem(run, mapping, name);
      const at = names?.indexOf(name) ?? -1;
      if (at < 0) throw raiseWith(run, "KeyError", name);
      return values[first + at] ?? null;
    },
    // Dunder attributes are as far out of reach here as in the plan's own code.
    attribute: (value, name) => {
      if (name.startsWith("__"))
        throw new Unsupported(`access to '${name}' is not part of the plan language`, run.at);
      return getAttribute(run, value, name);
    },
    item: (value, key) => getItem(run, value, key),
    convert: (value, conversion) =>
      conversion === "s"
        ? strOf(run, value)
        : conversion === "r"
          ? reprOf(run, value)
          : asciiOfRepr(reprOf(run, value)),
    format: (value, spec) => {
      const piece = formatValue(run, value, spec);
      run.chargeText(piece.length);
      return piece;
    },
  });
  run.label = run.join(run.label, label);
  run.chargeText(text.length);
  return text;
}
