/** `typing`: names only. What has a builtin type stands for it; the rest are forms without meaning at run time. */
import { joinAll, own, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { dequeClass } from "../types/deque.ts";
import { sharedInstance } from "../types/immutable.ts";
import { namedTupleClass } from "../types/named-tuple.ts";
import { defaultdictClass } from "../types/special-dicts.ts";
import { genericClass, protocolClass, TypeForm } from "../types/type-form.ts";
import { typedDictClass } from "../types/typed-dict.ts";
import {
  dictClass,
  frozensetClass,
  listClass,
  setClass,
  strClass,
  tupleClass,
  typeClass,
} from "../value/classes.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { defineModule } from "./registry.ts";

const form = (name: string): TypeForm => sharedInstance(new TypeForm(name, []));

/** A decorator that says something to readers alone. */
const unchanged = (name: string) =>
  own(`${name}(value, /)`, (run, [label = 0], value = null) => {
    run.label = label;
    return value;
  });

const forms = [
  "Annotated",
  "Any",
  "AsyncGenerator",
  "AsyncIterator",
  "Awaitable",
  "Callable",
  "ClassVar",
  "Collection",
  "Coroutine",
  "Final",
  "Generator",
  "Hashable",
  "Iterable",
  "Iterator",
  "Literal",
  "LiteralString",
  "Mapping",
  "MutableMapping",
  "MutableSequence",
  "MutableSet",
  "Never",
  "NoReturn",
  "NotRequired",
  "Optional",
  "Required",
  "Reversible",
  "Self",
  "Sequence",
  "Sized",
  "TypeAlias",
  "Union",
];

defineModule("typing", {
  ...Object.fromEntries(forms.map((name) => [name, form(name)] as const)),
  AnyStr: strClass,
  Generic: genericClass,
  DefaultDict: defaultdictClass,
  Deque: dequeClass,
  Dict: dictClass,
  FrozenSet: frozensetClass,
  List: listClass,
  NamedTuple: namedTupleClass,
  NewType: own("NewType(name, tp)", (run, labels) => {
    const outer = joinAll(run, labels);
    run.label = run.join(run.planLabel, outer);
    return own("new_type(value, /)", (inner, [label = 0], value = null) => {
      inner.label = label;
      return value;
    });
  }),
  Protocol: protocolClass,
  Set: setClass,
  TYPE_CHECKING: false,
  Text: strClass,
  Tuple: tupleClass,
  Type: typeClass,
  TypeVar: variadic("TypeVar", (run, values): Value => {
    const [name = null] = values;
    if (typeof name !== "string")
      throw raise(run, "TypeError", `name must be a string, not ${reprOf(run, name)}`);
    return new TypeForm("TypeVar", []);
  }),
  TypedDict: typedDictClass,
  final: unchanged("final"),
  overload: unchanged("overload"),
  runtime_checkable: unchanged("runtime_checkable"),
  cast: own("cast(typ, val)", (run, labels, _type, value = null) => {
    run.label = labels[1] ?? 0;
    return value;
  }),
});
