/** Types as values that are no classes: `list[str]`, `Optional[int]`, `Literal["a"]`, the names of `typing`. */
import { deepMethod, defineMethods } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import { builtinClass, noneClass, objectClass, plainName, tupleClass } from "../value/classes.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { sameOrEqual } from "../value/equality.ts";
import { ellipsis, notImplemented } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";

export const typeFormClass = builtinClass("GenericAlias", objectClass, "types");

/** What `int | None` makes; `Union[int, None]` is a form of `typing`. */
export const unionTypeClass = builtinClass("UnionType", typeFormClass, "types");

/**
 * `origin[args]`. The origin is a class, or the name of a form of `typing`: `Any`, `Union` (`Optional[X]` is a union
 * with None), `Literal`, `Annotated`, `Callable`, ... A form without arguments stands for any.
 */
export class TypeForm extends PyInstance {
  readonly origin: PyClass | string;
  readonly args: readonly Value[];
  constructor(origin: PyClass | string, args: readonly Value[] = [], cls: PyClass = typeFormClass) {
    super(cls);
    this.origin = origin;
    this.args = args;
  }
  override inside(): Iterable<Value> {
    return typeof this.origin === "string" ? this.args : [this.origin, ...this.args];
  }
}

/** `class Stack(Generic[T])` and `class Named(Protocol)` are plain classes. */
export const genericClass = builtinClass("Generic", objectClass, "typing");
export const protocolClass = builtinClass("Protocol", objectClass, "typing");
for (const cls of [genericClass, protocolClass]) cls.attributes.set("__extendable__", true);

/** The attribute of a protocol that `@runtime_checkable` sets. */
export const runtimeProtocol = "_is_runtime_protocol";

/** What is in the brackets, as a list. */
export function typeArguments(index: Value): readonly Value[] {
  return index instanceof PyTuple ? index.items : [index];
}

const generic: ReadonlySet<string> = new Set([
  "list",
  "dict",
  "set",
  "frozenset",
  "tuple",
  "type",
  "deque",
  "defaultdict",
  "Counter",
  "OrderedDict",
]);

/** `list[str]` and the like; TypeError for a class that takes no types. */
export function subscriptClass(run: Run, cls: PyClass, index: Value): Value {
  if (cls.builtin && generic.has(plainName(cls))) return new TypeForm(cls, typeArguments(index));
  if (cls === genericClass || cls === protocolClass) return new TypeForm(cls, typeArguments(index));
  if (cls.kind === "model" && cls.typeParameters.length > 0)
    return parametrised(run, cls, typeArguments(index));
  if (!cls.builtin && cls.mro.some((base) => base === genericClass || base === protocolClass)) return cls;
  throw raise(run, "TypeError", `type '${cls.name}' is not subscriptable`);
}

/** `Union[...]`, flat and without repetitions; of one type that type. */
export function unionOf(types: readonly Value[], cls: PyClass = typeFormClass): Value {
  const flat: Value[] = [];
  for (const type of types) {
    const parts = type instanceof TypeForm && type.origin === "Union" ? type.args : [type];
    for (const part of parts) {
      const one = part === noneClass ? null : part;
      if (!flat.includes(one)) flat.push(one);
    }
  }
  return flat.length === 1 ? (flat[0] ?? null) : new TypeForm("Union", flat, cls);
}

/** `Page[int]`: the model with the types in place of its parameters. */
function parametrised(run: Run, cls: PyClass, args: readonly Value[]): PyClass {
  const parameters = cls.typeParameters;
  if (args.length > parameters.length)
    throw raise(
      run,
      "TypeError",
      `Too many arguments for <class '__main__.${cls.name}'>; actual ${args.length}, expected ${parameters.length}`,
    );
  const known = cls.parametrised.find(
    (one) => one.args.length === args.length && one.args.every((arg, i) => arg === args[i]),
  );
  if (known !== undefined) return known.cls;
  run.chargeCells(cls.mro.length + (cls.fields?.all.length ?? 0));
  const shown = args.map((arg) =>
    arg instanceof PyClass
      ? arg.name
      : typeText(run, arg).replaceAll("typing.", "").replaceAll("__main__.", ""),
  );
  const made = new PyClass(`${cls.name}[${shown.join(", ")}]`, [cls], cls.mro, false, cls.module);
  made.kind = cls.kind;
  made.annotations = [];
  made.fieldsLabel = run.join(cls.fieldsLabel, run.label);
  if (cls.fields !== null)
    made.fields = {
      ...cls.fields,
      all: cls.fields.all.map((field) => ({ ...field, type: substitute(run, field.type, parameters, args) })),
    };
  made.typeParameters = args.filter((arg) => arg instanceof TypeForm && arg.origin === "TypeVar");
  made.generic = { cls, args };
  cls.parametrised.push({ args, cls: made });
  return made;
}

function substitute(run: Run, type: Value, parameters: readonly Value[], args: readonly Value[]): Value {
  const at = parameters.indexOf(type);
  if (at >= 0) return args[at] === undefined ? type : args[at];
  if (type instanceof PyClass && type.generic !== null) {
    const inner = type.generic.args.map((arg) => substitute(run, arg, parameters, args));
    return inner.every((arg, i) => arg === type.generic?.args[i])
      ? type
      : parametrised(run, type.generic.cls, inner);
  }
  if (!(type instanceof TypeForm) || type.origin === "Literal" || type.args.length === 0) return type;
  const inner = type.args.map((arg) => substitute(run, arg, parameters, args));
  return type.origin === "Union" ? unionOf(inner, type.cls) : new TypeForm(type.origin, inner, type.cls);
}

function isType(value: Value): boolean {
  return value === null || value instanceof PyClass || value instanceof TypeForm;
}

/** Of `typing`, rather than a builtin type with arguments. */
function isTyping(value: Value): boolean {
  if (!(value instanceof TypeForm) || value.cls === unionTypeClass) return false;
  return typeof value.origin === "string" || value.origin.module !== "builtins";
}

/** `X | Y` on types; undefined when one of them is none. */
export function unionOperator(a: Value, b: Value): Value | undefined {
  if (!isType(a) || !isType(b) || (a === null && b === null)) return undefined;
  return unionOf([a, b], isTyping(a) || isTyping(b) ? typeFormClass : unionTypeClass);
}

export function subscriptForm(run: Run, form: TypeForm, index: Value): Value {
  const args = typeArguments(index);
  if (form.args.length > 0) throw raise(run, "TypeError", `${formText(run, form)} is not a generic class`);
  switch (form.origin) {
    case "Optional":
      return unionOf([...args, null]);
    case "Union":
      return unionOf(args);
    case "Any":
      throw raise(run, "TypeError", "typing.Any is not subscriptable");
    default:
      return new TypeForm(form.origin, args);
  }
}

const listLike: Readonly<Record<string, string>> = {
  list: "List",
  dict: "Dict",
  set: "Set",
  frozenset: "FrozenSet",
  tuple: "Tuple",
  type: "Type",
};

function typeText(run: Run, type: Value): string {
  run.step();
  if (type === null) return "None";
  if (type === ellipsis) return "...";
  if (type instanceof PyClass)
    return type.module === "builtins" ? type.name : `${type.module}.${type.qualifiedName}`;
  if (type instanceof TypeForm) return formText(run, type);
  if (type instanceof PyList) return `[${type.items.map((item) => typeText(run, item)).join(", ")}]`;
  return reprOf(run, type);
}

/** The repr of a form; charged, for a form that holds another twice is twice as long. */
export function formText(run: Run, form: TypeForm): string {
  const text = textOfForm(run, form);
  run.chargeText(text.length);
  return text;
}

function textOfForm(run: Run, form: TypeForm): string {
  const { origin, args } = form;
  if (origin === "TypeVar") return `~${String(args[0])}`;
  if (origin instanceof PyClass) {
    if (args.length === 0 && origin === tupleClass) return "tuple[()]";
    if (args.length === 0) return `typing.${listLike[origin.name] ?? origin.name}`;
    return `${origin.module === "builtins" ? "" : `${origin.module}.`}${origin.name}[${args.map((one) => typeText(run, one)).join(", ")}]`;
  }
  if (args.length === 0) return `typing.${origin}`;
  if (form.cls === unionTypeClass) return args.map((one) => typeText(run, one)).join(" | ");
  if (origin === "Union" && args.includes(null)) {
    const others = args.filter((one) => one !== null);
    if (others.length === 1) return `typing.Optional[${typeText(run, others[0] ?? null)}]`;
  }
  if (origin === "Literal") return `typing.Literal[${args.map((one) => reprOf(run, one)).join(", ")}]`;
  return `typing.${origin}[${args.map((one) => (one === null ? "NoneType" : typeText(run, one))).join(", ")}]`;
}

defineMethods(typeFormClass, [
  deepMethod("__getitem__(self, params, /)", (run, self, index) =>
    self instanceof TypeForm ? subscriptForm(run, self, index) : notImplemented,
  ),
  deepMethod("__or__(self, other, /)", (_run, self, other) => unionOperator(self, other) ?? notImplemented),
  deepMethod("__ror__(self, other, /)", (_run, self, other) => unionOperator(other, self) ?? notImplemented),
  deepMethod("__repr__(self, /)", (run, self) => (self instanceof TypeForm ? formText(run, self) : "")),
  deepMethod("__eq__(self, other, /)", (run, self, other) => {
    if (!(self instanceof TypeForm && other instanceof TypeForm)) return notImplemented;
    if (self.origin === "Union" && other.origin === "Union")
      return (
        self.args.length === other.args.length &&
        self.args.every((one) => other.args.some((another) => sameOrEqual(run, one, another)))
      );
    return formText(run, self) === formText(run, other);
  }),
  deepMethod("__hash__(self, /)", (run, self) => (self instanceof TypeForm ? formText(run, self) : "")),
]);
