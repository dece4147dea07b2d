/** `typing`: names only. What has a builtin type stands for it; the rest are forms without meaning at run time. */
import { own, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { dequeClass } from "../types/deque.ts";
import { sharedInstance } from "../types/immutable.ts";
import { namedTupleClass } from "../types/named-tuple.ts";
import { defaultdictClass } from "../types/special-dicts.ts";
import { TypeForm } from "../types/type-form.ts";
import { typedDictClass } from "../types/typed-dict.ts";
import { dictClass, frozensetClass, listClass, setClass, tupleClass, typeClass } from "../value/classes.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { defineModule } from "./registry.ts";

const form = (name: string): TypeForm => sharedInstance(new TypeForm(name, []));

const forms = [
  "Annotated",
  "Any",
  "Callable",
  "ClassVar",
  "Collection",
  "Final",
  "Generator",
  "Iterable",
  "Iterator",
  "Literal",
  "Mapping",
  "MutableMapping",
  "NoReturn",
  "Optional",
  "Sequence",
  "TypeAlias",
  "Union",
];

defineModule("typing", {
  ...Object.fromEntries(forms.map((name) => [name, form(name)] as const)),
  Generic: form("Generic"),
  DefaultDict: defaultdictClass,
  Deque: dequeClass,
  Dict: dictClass,
  FrozenSet: frozensetClass,
  List: listClass,
  NamedTuple: namedTupleClass,
  Set: setClass,
  Tuple: tupleClass,
  Type: typeClass,
  TypeVar: variadic("TypeVar", (run, values): Value => {
    const [name = null] = values;
    if (typeof name !== "string")
      throw raise(run, "TypeError", `name must be a string, not ${reprOf(run, name)}`);
    return new TypeForm("TypeVar", []);
  }),
  TypedDict: typedDictClass,
  cast: own("cast(typ, val)", (run, labels, _type, value = null) => {
    run.label = labels[1] ?? 0;
    return value;
  }),
});
