/** `collections`. */
import { deep } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { chainMapClass } from "../types/chain-map.ts";
import { counterClass } from "../types/counter.ts";
import { dequeClass } from "../types/deque.ts";
import { checkNames, renamed } from "../types/field-names.ts";
import { makeNamedTuple } from "../types/named-tuple.ts";
import { defaultdictClass, orderedDictClass } from "../types/special-dicts.ts";
import { strOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { gather } from "./arguments.ts";
import { defineModule } from "./registry.ts";

function fieldNames(run: Run, value: Value): string[] {
  if (typeof value === "string")
    return value
      .replaceAll(",", " ")
      .split(/\s+/)
      .filter((name) => name !== "");
  return gather(run, value).map((item) => strOf(run, item));
}

const namedtuple = deep(
  "@namedtuple(typename, field_names, *, rename=False, defaults=None, module=None)",
  (run, typename = null, names = null, rename = false, defaults = null) => {
    const given = fieldNames(run, names);
    const name = strOf(run, typename);
    const asked = isTrue(run, rename);
    const fields = asked ? renamed(given) : given;
    checkNames(run, name, asked ? [] : fields);
    const values = defaults === null ? [] : gather(run, defaults);
    const { label } = run;
    if (values.length > fields.length)
      throw raise(run, "TypeError", "Got more default values than field names");
    const first = fields.length - values.length;
    const fallbacks = new Map(values.map((value, i) => [fields[first + i] ?? "", { value, label }] as const));
    run.label = run.join(label, run.planLabel);
    return makeNamedTuple(name, fields, fallbacks);
  },
);

defineModule("collections", {
  ChainMap: chainMapClass,
  Counter: counterClass,
  OrderedDict: orderedDictClass,
  defaultdict: defaultdictClass,
  deque: dequeClass,
  namedtuple,
});
