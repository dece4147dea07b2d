/** pydantic's lax validation: values into types, with its error messages. */
import { Raised, raise } from "../errors.ts";
import { getAttribute } from "../evaluate/attribute.ts";
import { call } from "../evaluate/call.ts";
import { collect, isIterable } from "../evaluate/iterate.ts";
import type { Label } from "../metadata.ts";
import { codePointLength } from "../python/code-points.ts";
import { PythonError } from "../python/error.ts";
import { parseFloatText } from "../python/float.ts";
import { parseInteger } from "../python/integer-text.ts";
import type { Run } from "../run.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import * as classes from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { equals } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { PyIterator } from "../value/iterator.ts";
import { ellipsis, PyFloat } from "../value/scalar.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { checkConstraints } from "./constraint-check.ts";
import { dateClass, PyDate } from "./date.ts";
import { datetimeClass, PyDateTime } from "./datetime.ts";
import { FieldInfo } from "./field-info.ts";
import { validateModel } from "./pydantic-model.ts";
import { TypeForm } from "./type-form.ts";

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly type: string;
  readonly message: string;
  readonly input: Value;
}

/** One validation: what is wrong so far. `strict`: only values that need no conversion. */
export class Validation {
  readonly run: Run;
  readonly problems: Problem[] = [];
  readonly strict: boolean;
  constructor(run: Run, strict = false) {
    this.run = run;
    this.strict = strict;
  }
  fail(path: readonly (string | number)[], type: string, message: string, input: Value): undefined {
    this.problems.push({ path, type, message, input });
    return undefined;
  }
}

type Path = readonly (string | number)[];

/** The value as `type` wants it; undefined when it does not fit (the problems then say why). */
export function validateType(
  v: Validation,
  type: Value,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  v.run.step();
  if (type === null || type === classes.noneClass)
    return value === null ? null : v.fail(path, "none_required", "Input should be None", value);
  if (type instanceof TypeForm) return validateForm(v, type, value, label, path);
  if (!(type instanceof PyClass)) return value;
  switch (type) {
    case classes.intClass:
      return validateInt(v, value, path);
    case classes.floatClass:
      return validateFloat(v, value, path);
    case classes.strClass:
      if (typeof value === "string") return value;
      return v.fail(path, "string_type", "Input should be a valid string", value);
    case classes.boolClass:
      return validateBool(v, value, path);
    case classes.listClass:
    case classes.setClass:
    case classes.frozensetClass:
    case classes.tupleClass:
    case classes.dictClass:
      return validateForm(v, new TypeForm(type), value, label, path);
    case classes.objectClass:
      return value;
    case dateClass:
    case datetimeClass:
      return validateDate(v, type, value, label, path);
  }
  if (type.kind === "model") return validateModel(v, type, value, label, path);
  if (type.kind === "enum") return validateMember(v, type, value, path);
  if (classes.classOf(value).isSubclassOf(type)) return value;
  return v.fail(path, "is_instance_of", `Input should be an instance of ${type.name}`, value);
}

function validateInt(v: Validation, value: Value, path: Path): Value | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (!v.strict) {
    if (typeof value === "boolean") return Number(value);
    if (value instanceof PyFloat) {
      if (Number.isSafeInteger(value.v)) return value.v + 0;
      return v.fail(
        path,
        "int_from_float",
        "Input should be a valid integer, got a number with a fractional part",
        value,
      );
    }
    if (typeof value === "string") {
      const text = value.trim().replace(/\.0+$/, "");
      if (/^[+-]?\d+(_\d+)*$/.test(text)) return parseInteger(text, 10, v.run.chargeBytes);
      return v.fail(
        path,
        "int_parsing",
        "Input should be a valid integer, unable to parse string as an integer",
        value,
      );
    }
  }
  return v.fail(path, "int_type", "Input should be a valid integer", value);
}

function validateFloat(v: Validation, value: Value, path: Path): Value | undefined {
  if (value instanceof PyFloat) return value;
  if (typeof value === "number" || typeof value === "bigint") return new PyFloat(Number(value));
  if (!v.strict) {
    if (typeof value === "boolean") return new PyFloat(Number(value));
    if (typeof value === "string") {
      try {
        return new PyFloat(parseFloatText(value));
      } catch (thrown) {
        if (!(thrown instanceof PythonError)) throw thrown;
        return v.fail(
          path,
          "float_parsing",
          "Input should be a valid number, unable to parse string as a number",
          value,
        );
      }
    }
  }
  return v.fail(path, "float_type", "Input should be a valid number", value);
}

const truths: ReadonlyMap<string, boolean> = new Map([
  ...["true", "t", "yes", "y", "on", "1"].map((word) => [word, true] as const),
  ...["false", "f", "no", "n", "off", "0"].map((word) => [word, false] as const),
]);

function validateBool(v: Validation, value: Value, path: Path): Value | undefined {
  if (typeof value === "boolean") return value;
  if (!v.strict) {
    const number = value instanceof PyFloat ? value.v : value;
    if (number === 0 || number === 1) return number === 1;
    const word = typeof value === "string" ? truths.get(value.toLowerCase()) : undefined;
    if (word !== undefined) return word;
    if (typeof value === "string" || typeof value === "number")
      return v.fail(
        path,
        "bool_parsing",
        "Input should be a valid boolean, unable to interpret input",
        value,
      );
  }
  return v.fail(path, "bool_type", "Input should be a valid boolean", value);
}

function validateDate(
  v: Validation,
  type: PyClass,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const wanted = type === dateClass ? "date" : "datetime";
  if (value instanceof PyDateTime) return value;
  if (value instanceof PyDate && type === dateClass) return value;
  if (typeof value !== "string")
    return v.fail(path, `${wanted}_type`, `Input should be a valid ${wanted}`, value);
  const { run } = v;
  try {
    run.label = label;
    return call(run, getAttribute(run, type, "fromisoformat"), [value], [label], null);
  } catch (thrown) {
    if (!(thrown instanceof PythonError || thrown instanceof Raised)) throw thrown;
    return v.fail(
      path,
      wanted === "date" ? "date_from_datetime_parsing" : "datetime_from_date_parsing",
      wanted === "date"
        ? "Input should be a valid date or datetime"
        : "Input should be a valid datetime or date",
      value,
    );
  }
}

/** `'a', 'b' or 'c'`. */
function alternatives(run: Run, values: readonly Value[]): string {
  const shown = values.map((value) => reprOf(run, value));
  return shown.length <= 1 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

function validateMember(v: Validation, type: PyClass, value: Value, path: Path): Value | undefined {
  const members = Array.from(new Set(type.members?.values() ?? []));
  if (value instanceof PyInstance && value.cls === type) return value;
  for (const member of members)
    if (equals(v.run, member.attributes.get("value") ?? null, value)) return member;
  const values = members.map((member) => member.attributes.get("value") ?? null);
  return v.fail(path, "enum", `Input should be ${alternatives(v.run, values)}`, value);
}

function validateForm(
  v: Validation,
  form: TypeForm,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  const { origin, args } = form;
  if (origin instanceof PyClass) {
    const name = origin.name;
    if (name === "dict" || name === "defaultdict") return validateDict(v, args, value, label, path);
    if (name === "list" || name === "set" || name === "frozenset")
      return validateItems(v, name, args[0] ?? null, args.length > 0, value, label, path);
    if (name === "tuple") return validateTuple(v, args, value, label, path);
    return validateType(v, origin, value, label, path);
  }
  switch (origin) {
    case "Union":
      return validateUnion(v, args, value, label, path);
    case "Optional":
      return value === null ? null : value;
    case "Literal": {
      for (const one of args)
        if (one === value || (classes.classOf(one) === classes.classOf(value) && equals(run, one, value)))
          return one;
      return v.fail(path, "literal_error", `Input should be ${alternatives(run, args)}`, value);
    }
    case "Annotated": {
      const result = validateType(v, args[0] ?? null, value, label, path);
      for (const one of args.slice(1)) {
        if (
          one instanceof FieldInfo &&
          result !== undefined &&
          !checkConstraints(v, one.constraints, result, value, path)
        )
          return undefined;
      }
      return result;
    }
    case "Sequence":
    case "Iterable":
    case "Collection":
      return validateItems(v, "list", args[0] ?? null, args.length > 0, value, label, path);
    case "Mapping":
    case "MutableMapping":
      return validateDict(v, args, value, label, path);
    default:
      return value;
  }
}

/** What kind of thing the items of a list may come from. */
function isListLike(value: Value): boolean {
  if (
    value instanceof PyList ||
    value instanceof PyTuple ||
    value instanceof PySet ||
    value instanceof PyIterator
  )
    return true;
  return value instanceof PyInstance && !(value.cls.kind === "model") && isIterable(value);
}

function validateItems(
  v: Validation,
  kind: "list" | "set" | "frozenset",
  type: Value,
  typed: boolean,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  const fits = v.strict
    ? kind === "list"
      ? value instanceof PyList
      : value instanceof PySet
    : isListLike(value);
  if (!fits)
    return v.fail(
      path,
      `${kind === "frozenset" ? "frozen_set" : kind}_type`,
      `Input should be a valid ${kind}`,
      value,
    );
  run.label = label;
  const all = collect(run, value);
  const count = v.problems.length;
  const items = all.items.map((item, i) =>
    typed ? (validateType(v, type, item, all.labels[i] ?? 0, [...path, i]) ?? null) : item,
  );
  if (v.problems.length > count) return undefined;
  if (kind === "list") return new PyList(items, 0, all.end, all.labels);
  const set = new PySet(kind === "frozenset", all.end);
  items.forEach((item, i) => {
    set.add(hashKey(run, item), item);
    set.shape = run.join(set.shape, all.labels[i] ?? 0);
  });
  return set;
}

function validateTuple(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (!(v.strict ? value instanceof PyTuple : isListLike(value)))
    return v.fail(path, "tuple_type", "Input should be a valid tuple", value);
  run.label = label;
  const all = collect(run, value);
  const count = v.problems.length;
  const variable = args.length === 2 && args[1] === ellipsis;
  const wanted = args.length === 0 || variable ? all.items.length : args.length;
  const items: Value[] = [];
  for (let i = 0; i < wanted; i++) {
    const item = all.items[i];
    if (item === undefined) {
      v.fail([...path, i], "missing", "Field required", value);
      continue;
    }
    const type = variable ? args[0] : args[i];
    items.push(
      type === undefined ? item : (validateType(v, type, item, all.labels[i] ?? 0, [...path, i]) ?? null),
    );
  }
  if (all.items.length > wanted)
    v.fail(
      path,
      "too_long",
      `Tuple should have at most ${wanted} item${wanted === 1 ? "" : "s"} after validation, not ${all.items.length}`,
      value,
    );
  return v.problems.length > count ? undefined : new PyTuple(items, 0, all.labels);
}

function validateDict(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (!(value instanceof PyDict))
    return v.fail(path, "dict_type", "Input should be a valid dictionary", value);
  const [keyType, valueType] = args;
  const count = v.problems.length;
  const result = new PyDict(0, run.join(value.shape, label));
  run.chargeCells(value.size);
  for (const [key, item, itemLabel] of value.entries()) {
    const at = typeof key === "string" || typeof key === "number" ? key : reprOf(run, key);
    const newKey = keyType === undefined ? key : validateType(v, keyType, key, label, [...path, at, "[key]"]);
    const newItem =
      valueType === undefined ? item : validateType(v, valueType, item, itemLabel, [...path, at]);
    if (newKey !== undefined && newItem !== undefined)
      result.set(hashKey(run, newKey), newKey, newItem, run.join(itemLabel, label));
  }
  return v.problems.length > count ? undefined : result;
}

/** The first member that fits as it is, else the first that fits with conversion. */
function validateUnion(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  if (value === null && args.includes(null)) return null;
  const others = args.filter((one) => one !== null);
  if (others.length === 1) return validateType(v, others[0] ?? null, value, label, path);
  for (const strict of [true, false]) {
    for (const one of others) {
      const attempt = new Validation(v.run, strict);
      const result = validateType(attempt, one, value, label, path);
      if (result !== undefined && attempt.problems.length === 0) return result;
    }
  }
  for (const one of others) validateType(v, one, value, label, [...path, typeTag(v.run, one)]);
  return undefined;
}

function typeTag(run: Run, type: Value): string {
  if (type instanceof PyClass) return type.name;
  if (type instanceof TypeForm && type.origin instanceof PyClass)
    return `${type.origin.name}[${type.args.map((one) => typeTag(run, one)).join(",")}]`;
  return reprOf(run, type).replace(/^typing\./, "");
}

const errorClass = classes.defineModuleException(
  "pydantic_core._pydantic_core",
  "ValidationError",
  "ValueError",
);

export { errorClass as validationErrorClass };

function shownInput(run: Run, value: Value): string {
  const text = reprOf(run, value);
  const characters = Array.from(text);
  if (codePointLength(text) <= 50) return text;
  return `${characters.slice(0, 25).join("")}...${characters.slice(-24).join("")}`;
}

/** The ValidationError that lists all problems. `run.label` is the join of what was validated. */
export function validationError(run: Run, title: string, problems: readonly Problem[]) {
  const { label } = run;
  const count = problems.length;
  const lines = [`${count} validation error${count === 1 ? "" : "s"} for ${title}`];
  for (const problem of problems) {
    if (problem.path.length > 0) lines.push(problem.path.join("."));
    lines.push(
      `  ${problem.message} [type=${problem.type}, input_value=${shownInput(run, problem.input)}, input_type=${classes.typeName(problem.input)}]`,
      `    For further information visit https://errors.pydantic.dev/2.13/v/${problem.type}`,
    );
  }
  run.label = label;
  return raise(run, "ValidationError", lines.join("\n"));
}
