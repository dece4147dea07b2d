/** What pydantic calls a type, where an error names one: `list[int]`, `nullable[str]`, `str-enum[Color]`. */
import type { Run } from "../run.ts";
import { PyFunction } from "../value/callable.ts";
import { PyClass } from "../value/class.ts";
import { intClass, noneClass, plainName, strClass } from "../value/classes.ts";

import { ellipsis } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { FieldInfo, FunctionNote } from "./field-info.ts";
import { TypeForm } from "./type-form.ts";

export function typeTitle(run: Run, type: Value): string {
  if (type === null || type === noneClass) return "none";
  if (type instanceof PyClass) return classTitle(type);
  if (!(type instanceof TypeForm)) return reprOf(run, type);
  const { origin, args } = type;
  const titles = () => args.map((one) => typeTitle(run, one));
  if (origin instanceof PyClass)
    return formTitle(
      origin,
      args.length === 0 ? null : args.map((one) => (one === ellipsis ? "..." : typeTitle(run, one))),
    );
  switch (origin) {
    case "Union": {
      const others = args.filter((one) => one !== null);
      const inner = others.map((one) => typeTitle(run, one));
      const union = others.length === 1 ? (inner[0] ?? "") : `union[${inner.join(",")}]`;
      return others.length < args.length ? `nullable[${union}]` : union;
    }
    case "Literal":
      return `literal[${args.map((one) => reprOf(run, one)).join(",")}]`;
    case "Annotated":
      return annotatedTitle(run, args);
    case "Mapping":
    case "MutableMapping":
      return `dict[${args.length === 0 ? "any,any" : titles().join(",")}]`;
    case "Any":
      return "any";
    default:
      return reprOf(run, type).replace(/^typing\./, "");
  }
}

function classTitle(cls: PyClass): string {
  if (cls.kind === "enum") {
    const kind = cls.isSubclassOf(strClass) ? "str-" : cls.isSubclassOf(intClass) ? "int-" : "";
    return `${kind}enum[${cls.name}]`;
  }
  return cls.builtin ? formTitle(cls, null) : cls.name;
}

function formTitle(origin: PyClass, titles: readonly string[] | null): string {
  const name = plainName(origin);
  switch (name) {
    case "dict":
    case "defaultdict":
      return `dict[${titles?.join(",") ?? "any,any"}]`;
    case "list":
    case "set":
    case "frozenset":
      return `${name}[${titles?.join(",") ?? "any"}]`;
    case "tuple":
      return `tuple[${titles?.join(", ") ?? "any, ..."}]`;
    case "Decimal":
    case "UUID":
      return name.toLowerCase();
    case "object":
      return "any";
    default:
      return name;
  }
}

function annotatedTitle(run: Run, args: readonly Value[]): string {
  const [type = null, ...notes] = args;
  let title = typeTitle(run, type);
  for (const note of notes) {
    if (note instanceof FunctionNote) {
      const name = note.fn instanceof PyFunction ? note.fn.name : "function";
      title = `function-${note.mode}[${name}(), ${title}]`;
    } else if (note instanceof FieldInfo && /^(?:int|float|str)$/.test(title) && isConstrained(note))
      title = `constrained-${title}`;
  }
  return title;
}

function isConstrained({ constraints }: FieldInfo): boolean {
  const {
    title: _title,
    description: _description,
    examples: _examples,
    extra: _extra,
    ...limits
  } = constraints;
  return Object.keys(limits).length > 0;
}
