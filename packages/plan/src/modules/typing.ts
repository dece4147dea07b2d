/** `typing`: names only. What has a builtin type stands for it; the rest are forms without meaning at run time. */
import { joinAll, own, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import { chainMapClass } from "../types/chain-map.ts";
import { counterClass } from "../types/counter.ts";
import { dequeClass } from "../types/deque.ts";
import { sharedInstance } from "../types/immutable.ts";
import { namedTupleClass } from "../types/named-tuple.ts";
import { matchClass, patternClass } from "../types/regex.ts";
import { defaultdictClass, orderedDictClass } from "../types/special-dicts.ts";
import {
  genericClass,
  protocolClass,
  runtimeProtocol,
  TypeForm,
  unionTypeClass,
} from "../types/type-form.ts";
import { typedDictClass } from "../types/typed-dict.ts";
import { PyClass } from "../value/class.ts";
import {
  dictClass,
  frozensetClass,
  listClass,
  noneClass,
  setClass,
  strClass,
  tupleClass,
  typeClass,
} from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
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
  "AbstractSet",
  "Annotated",
  "Any",
  "AsyncContextManager",
  "AsyncGenerator",
  "AsyncIterable",
  "AsyncIterator",
  "Awaitable",
  "BinaryIO",
  "ByteString",
  "Callable",
  "ClassVar",
  "Collection",
  "Concatenate",
  "Container",
  "ContextManager",
  "Coroutine",
  "Final",
  "Generator",
  "Hashable",
  "IO",
  "ItemsView",
  "Iterable",
  "Iterator",
  "KeysView",
  "Literal",
  "LiteralString",
  "Mapping",
  "MappingView",
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
  "SupportsAbs",
  "SupportsBytes",
  "SupportsComplex",
  "SupportsFloat",
  "SupportsIndex",
  "SupportsInt",
  "SupportsRound",
  "TextIO",
  "TypeAlias",
  "TypeGuard",
  "Union",
  "Unpack",
  "ValuesView",
];

const named = new Map(forms.map((name) => [name, form(name)] as const));

const isLiteral = (type: Value): boolean => type instanceof TypeForm && type.origin === "Literal";

defineModule("typing", {
  ...Object.fromEntries(named),
  AnyStr: strClass,
  Generic: genericClass,
  ChainMap: chainMapClass,
  Counter: counterClass,
  DefaultDict: defaultdictClass,
  Deque: dequeClass,
  Dict: dictClass,
  FrozenSet: frozensetClass,
  List: listClass,
  Match: matchClass,
  NamedTuple: namedTupleClass,
  NewType: own("NewType(name, tp)", (run, labels) => {
    const outer = joinAll(run, labels);
    run.label = run.join(run.planLabel, outer);
    return own("new_type(value, /)", (inner, [label = 0], value = null) => {
      inner.label = label;
      return value;
    });
  }),
  OrderedDict: orderedDictClass,
  Pattern: patternClass,
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
    return new TypeForm("TypeVar", [name]);
  }),
  TypedDict: typedDictClass,
  final: unchanged("final"),
  overload: unchanged("overload"),
  runtime_checkable: own("runtime_checkable(cls, /)", (run, [label = 0], cls = null) => {
    if (!(cls instanceof PyClass) || !cls.bases.includes(protocolClass))
      throw raise(
        run,
        "TypeError",
        `@runtime_checkable can be only applied to protocol classes, got ${reprOf(run, cls)}`,
      );
    cls.attributes.set(runtimeProtocol, true);
    run.label = label;
    return cls;
  }),
  get_args: own("@get_args(tp)", (run, [label = 0], type = null) => {
    run.label = label;
    const args = type instanceof TypeForm ? type.args : [];
    // `Callable[[int], str]` has a list in it; None stands for its type.
    return new PyTuple(
      args.map((one) => (one === null && !isLiteral(type) ? noneClass : one)),
      label,
    );
  }),
  get_origin: own("@get_origin(tp)", (run, [label = 0], type = null) => {
    run.label = label;
    if (!(type instanceof TypeForm) || type.args.length === 0) return null;
    if (type.cls === unionTypeClass) return unionTypeClass;
    return typeof type.origin === "string" ? (named.get(type.origin) ?? null) : type.origin;
  }),
  cast: own("cast(typ, val)", (run, labels, _type, value = null) => {
    run.label = labels[1] ?? 0;
    return value;
  }),
});
