/** `collections`. */
import { deep } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { reprString } from "../python/repr.ts";
import type { Run } from "../run.ts";
import { chainMapClass } from "../types/chain-map.ts";
import { counterClass } from "../types/counter.ts";
import { dequeClass } from "../types/deque.ts";
import { makeNamedTuple } from "../types/named-tuple.ts";
import { defaultdictClass, orderedDictClass } from "../types/special-dicts.ts";
import { strOf } from "../value/text.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { gather } from "./arguments.ts";
import { defineModule } from "./registry.ts";

const keywords: ReadonlySet<string> = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
   import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

const identifier = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

function fieldNames(run: Run, value: Value): string[] {
  if (typeof value === "string")
    return value
      .replaceAll(",", " ")
      .split(/\s+/)
      .filter((name) => name !== "");
  return gather(run, value).map((item) => strOf(run, item));
}

function checkNames(run: Run, typename: string, fields: readonly string[]): void {
  for (const name of [typename, ...fields]) {
    if (!identifier.test(name))
      throw raise(
        run,
        "ValueError",
        `Type names and field names must be valid identifiers: ${reprString(name)}`,
      );
    if (keywords.has(name))
      throw raise(run, "ValueError", `Type names and field names cannot be a keyword: ${reprString(name)}`);
  }
  const seen = new Set<string>();
  for (const name of fields) {
    if (name.startsWith("_"))
      throw raise(run, "ValueError", `Field names cannot start with an underscore: ${reprString(name)}`);
    if (seen.has(name))
      throw raise(run, "ValueError", `Encountered duplicate field name: ${reprString(name)}`);
    seen.add(name);
  }
}

/** With `rename`, what is no good name becomes `_` and its position. */
function renamed(fields: readonly string[]): string[] {
  const seen = new Set<string>();
  return fields.map((name, index) => {
    const good = identifier.test(name) && !keywords.has(name) && !name.startsWith("_") && !seen.has(name);
    seen.add(name);
    return good ? name : `_${index}`;
  });
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
