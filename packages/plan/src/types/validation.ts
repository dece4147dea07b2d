/** pydantic's lax validation: values into types, with its error messages. */
import { Raised } from "../errors.ts";
import { call, callProtocol } from "../evaluate/call.ts";
import { under } from "../evaluate/choice.ts";
import { collect, isIterable } from "../evaluate/iterate.ts";
import { attempt } from "../evaluate/try.ts";
import type { Label } from "../metadata.ts";
import { codePointLength } from "../python/code-points.ts";
import { compareDecimal, decimalOfInt, decimalToFloat, decimalToInt } from "../python/decimal/index.ts";
import { PythonError } from "../python/error.ts";
import { parseFloatText } from "../python/float.ts";
import { intOf } from "../python/integer.ts";
import { parseInteger } from "../python/integer-text.ts";
import { uuidProblem } from "../python/uuid-problem.ts";
import type { Run } from "../run.ts";
import { PyClass, PyException, PyInstance, rawOf } from "../value/class.ts";
import * as classes from "../value/classes.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { hashKey } from "../value/hash.ts";
import { PyIterator } from "../value/iterator.ts";
import { ellipsis, PyBytes, PyFloat } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { checkConstraints, constrain } from "./constraint-check.ts";
import { dateClass } from "./date.ts";
import { datetimeClass } from "./datetime.ts";
import { decimalClass, PyDecimal } from "./decimal.ts";
import { FieldInfo, FunctionNote } from "./field-info.ts";
import { defaultConfig, type ModelConfig } from "./model-fields.ts";
import { validateModel } from "./model-validation.ts";
import { validateTagged } from "./tagged-union.ts";
import { timeClass } from "./time.ts";
import { timedeltaClass } from "./timedelta.ts";
import { TypeForm } from "./type-form.ts";
import { typeTitle } from "./type-title.ts";
import { typedDictClass } from "./typed-dict.ts";
import { uuidClass } from "./uuid.ts";
import { isNamedTuple, validateNamedTuple } from "./validation-named-tuple.ts";
import { validateMoment } from "./validation-time.ts";

export interface Problem {
  readonly path: readonly (string | number)[];
  readonly type: string;
  readonly message: string;
  readonly input: Value;
  /** What the message was made of, as `errors()` gives it. */
  readonly context: Context;
}

type Context = Readonly<Record<string, Value>>;

/** One validation: what is wrong so far. `strict`: only values that need no conversion. */
export class Validation {
  readonly run: Run;
  readonly problems: Problem[] = [];
  strict: boolean;
  /** What the call itself says of `strict`: it goes before models and fields. */
  forced: boolean | undefined = undefined;
  /** Models are read from the attributes of any object. */
  fromAttributes = false;
  /** The input is JSON text: some errors are worded so. */
  fromJson = false;
  config: ModelConfig = defaultConfig;
  /** How near the value given is to the type: 2 is of it, 1 stands for it, 0 had to be converted. */
  exactness: 0 | 1 | 2 = 2;
  /** How many fields of models the value gives; null without models. */
  fieldsGiven: number | null = null;
  /** The join of the labels of what validators of the plan gave and raised. */
  label: Label = 0;
  constructor(run: Run, strict = false) {
    this.run = run;
    this.strict = strict;
  }
  /** The value had to be converted. */
  converted(): void {
    this.exactness = 0;
  }
  fail(
    path: readonly (string | number)[],
    type: string,
    message: string,
    input: Value,
    context: Context = {},
  ): undefined {
    this.problems.push({ path, type, message, input, context });
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
      return validateText(v, value, path);
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
    case decimalClass:
      return validateDecimal(v, value, path);
    case uuidClass:
      return validateUuid(v, value, label, path);
    case classes.bytesClass:
      if (value instanceof PyBytes) return value;
      v.converted();
      return typeof value === "string"
        ? new PyBytes(new TextEncoder().encode(value))
        : v.fail(path, "bytes_type", "Input should be a valid bytes", value);
    case dateClass:
    case datetimeClass:
    case timeClass:
    case timedeltaClass:
      return validateMoment(v, type, value, path);
  }
  if (type.kind === "model") return validateModel(v, type, value, label, path);
  if (type.kind === "enum") return validateMember(v, type, value, label, path);
  if (type.kind === "dataclass") return validateDataClass(v, type, value, label, path);
  if (isNamedTuple(type)) return validateNamedTuple(v, type, value, label, path);
  if (type.isSubclassOf(typedDictClass)) return validateTypedDict(v, type, value, label, path);
  if (classes.classOf(value).isSubclassOf(type)) return value;
  return v.fail(path, "is_instance_of", `Input should be an instance of ${type.name}`, value, {
    class: type.name,
  });
}

function validateText(v: Validation, given: Value, path: Path): Value | undefined {
  const { config } = v;
  const number = typeof given === "number" || typeof given === "bigint" || given instanceof PyFloat;
  const raw = rawOf(config.numbersToText && number ? reprOf(v.run, given) : given);
  const value = raw instanceof PyBytes && !v.strict ? textOf(raw) : raw;
  if (typeof given !== "string") v.converted();
  if (value === undefined)
    return v.fail(
      path,
      "string_unicode",
      "Input should be a valid string, unable to parse raw data as a unicode string",
      given,
    );
  if (typeof value !== "string") return v.fail(path, "string_type", "Input should be a valid string", given);
  let text = config.stripWhitespace ? value.trim() : value;
  if (config.textCase !== null) text = config.textCase === "lower" ? text.toLowerCase() : text.toUpperCase();
  const { minLength, maxLength } = config;
  if (minLength !== undefined || maxLength !== undefined) {
    const limits = {
      ...(minLength === undefined ? {} : { minLength }),
      ...(maxLength === undefined ? {} : { maxLength }),
    };
    if (!checkConstraints(v, limits, text, given, path)) return undefined;
  }
  return text;
}

function validateDecimal(v: Validation, value: Value, path: Path): Value | undefined {
  const { run } = v;
  const made = decimalFrom(v, value);
  if (made instanceof PyDecimal)
    return made.decimal.form === "finite"
      ? made
      : v.fail(path, "finite_number", "Input should be a finite number", value);
  return made === "wrong type"
    ? v.fail(
        path,
        v.strict ? "is_instance_of" : "decimal_type",
        v.strict
          ? "Input should be an instance of Decimal"
          : "Decimal input should be an integer, float, string or Decimal object",
        value,
        v.strict ? { class: "Decimal" } : {},
      )
    : v.fail(path, "decimal_parsing", "Input should be a valid decimal", value);

  function decimalFrom(
    { strict, fromJson }: Validation,
    given: Value,
  ): PyDecimal | "wrong type" | "no number" {
    if (given instanceof PyDecimal) return given;
    v.converted();
    const number = typeof given === "number" || typeof given === "bigint" || given instanceof PyFloat;
    if ((typeof given !== "string" && !number) || (strict && !fromJson)) return "wrong type";
    try {
      const result = call(
        run,
        decimalClass,
        [typeof given === "string" ? given.trim() : reprOf(run, given)],
        [0],
        null,
      );
      return result instanceof PyDecimal ? result : "no number";
    } catch (thrown) {
      if (!(thrown instanceof PythonError || thrown instanceof Raised)) throw thrown;
      return "no number";
    }
  }
}

function validateUuid(v: Validation, value: Value, label: Label, path: Path): Value | undefined {
  if (value instanceof PyInstance && value.cls === uuidClass) return value;
  if (typeof value !== "string")
    return v.fail(path, "uuid_type", "UUID input should be a string, bytes or UUID object", value);
  const error = uuidProblem(value);
  v.converted();
  if (error === null) return call(v.run, uuidClass, [value], [label], null);
  return v.fail(path, "uuid_parsing", `Input should be a valid UUID, ${error}`, value, { error });
}

/** A dataclass from a dict of its fields. */
function validateDataClass(
  v: Validation,
  type: PyClass,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (classes.classOf(value).isSubclassOf(type)) return value;
  if (!(value instanceof PyDict))
    return v.fail(
      path,
      "dataclass_type",
      `Input should be a dictionary or an instance of ${type.name}`,
      value,
      { class_name: type.name },
    );
  v.converted();
  const count = v.problems.length;
  const names: string[] = [];
  const values: Value[] = [];
  const labels: Label[] = [];
  for (const field of type.fields?.all ?? []) {
    if (!field.init) continue;
    const given = value.map.get(field.name);
    if (given === undefined) {
      if (field.required) v.fail([...path, field.name], "missing", "Field required", value);
      continue;
    }
    const fieldLabel = run.join(value.labelOf(field.name), label);
    const made = validateType(v, field.type, given, fieldLabel, [...path, field.name]);
    names.push(field.name);
    values.push(made ?? null);
    labels.push(fieldLabel);
  }
  if (v.problems.length > count) return undefined;
  run.label = run.join(label, value.shape);
  return call(run, type, values, labels, names);
}

/** A dict with the keys that `class T(TypedDict)` names. */
function validateTypedDict(
  v: Validation,
  type: PyClass,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  if (!(value instanceof PyDict))
    return v.fail(path, "dict_type", "Input should be a valid dictionary", value);
  const count = v.problems.length;
  const made = new PyDict(0, v.run.join(value.shape, label));
  for (const cls of Array.from(type.mro).reverse()) {
    for (const annotation of cls.annotations) {
      const { name } = annotation;
      const given = value.map.get(name);
      const wanted = annotation.type();
      const optional = wanted instanceof TypeForm && wanted.origin === "NotRequired";
      if (given === undefined) {
        if (!optional) v.fail([...path, name], "missing", "Field required", value);
        continue;
      }
      const itemLabel = v.run.join(value.labelOf(name), label);
      const item = validateType(v, optional ? (wanted.args[0] ?? null) : wanted, given, itemLabel, [
        ...path,
        name,
      ]);
      if (item !== undefined) made.set(name, name, item, itemLabel);
    }
  }
  return v.problems.length > count ? undefined : made;
}

function validateInt(v: Validation, value: Value, path: Path): Value | undefined {
  if (typeof value === "number" || typeof value === "bigint") return value;
  v.converted();
  if (!v.strict) {
    if (typeof value === "boolean") return Number(value);
    if (value instanceof PyDecimal) {
      const whole = decimalToInt(value.decimal);
      if (compareDecimal(value.decimal, decimalOfInt(whole)) === 0) return whole;
    }
    if (value instanceof PyFloat && !Number.isFinite(value.v))
      return v.fail(path, "finite_number", "Input should be a finite number", value);
    if (value instanceof PyFloat || value instanceof PyDecimal) {
      if (value instanceof PyFloat && Number.isInteger(value.v)) {
        if (Math.abs(value.v) < 2 ** 63) return intOf(BigInt(value.v));
        return v.fail(path, "int_parsing_size", tooLarge, value);
      }
      return v.fail(
        path,
        "int_from_float",
        "Input should be a valid integer, got a number with a fractional part",
        value,
      );
    }
    const written = textOf(value);
    if (written !== undefined) {
      const text = written.trim().replace(/\.0+$/, "");
      if (/^[+-]?\d+(_\d+)*$/.test(text))
        return text.length > 4_300
          ? v.fail(path, "int_parsing_size", tooLarge, value)
          : parseInteger(text, 10, v.run.chargeBytes);
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

const tooLarge = "Unable to parse input string as an integer, exceeded maximum size";

/** The text of a str, or of bytes that are UTF-8. */
function textOf(value: Value): string | undefined {
  if (typeof value === "string") return value;
  if (!(value instanceof PyBytes)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(value.bytes);
  } catch {
    return undefined;
  }
}

function validateFloat(v: Validation, value: Value, path: Path): Value | undefined {
  if (value instanceof PyFloat) return value;
  if (typeof value === "number" || typeof value === "bigint") {
    if (v.exactness === 2) v.exactness = 1;
    return new PyFloat(Number(value));
  }
  v.converted();
  if (!v.strict) {
    if (typeof value === "boolean") return new PyFloat(Number(value));
    if (value instanceof PyDecimal) return new PyFloat(decimalToFloat(value.decimal));
    const written = textOf(value);
    if (written !== undefined) {
      try {
        return new PyFloat(parseFloatText(written));
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
  v.converted();
  if (!v.strict) {
    const number =
      value instanceof PyFloat ? value.v : value instanceof PyDecimal ? decimalToFloat(value.decimal) : value;
    if (number === 0 || number === 1) return number === 1;
    const written = textOf(value);
    const word = written === undefined ? undefined : truths.get(written.toLowerCase());
    if (word !== undefined) return word;
    if (written !== undefined || typeof value === "number")
      return v.fail(
        path,
        "bool_parsing",
        "Input should be a valid boolean, unable to interpret input",
        value,
      );
  }
  return v.fail(path, "bool_type", "Input should be a valid boolean", value);
}

/** `'a', 'b' or 'c'`. */
function alternatives(run: Run, values: readonly Value[]): string {
  const shown = values.map((value) => reprOf(run, value));
  return shown.length <= 1 ? shown.join("") : `${shown.slice(0, -1).join(", ")} or ${shown.at(-1)}`;
}

/** `==` with what the plan's own `__eq__` told noted. */
function noteEqual(v: Validation, one: Value, value: Value, label: Label): boolean {
  v.run.label = label;
  const found = equals(v.run, one, value);
  if (v.run.label !== label) v.label = v.run.join(v.label, v.run.label);
  return found;
}

function validateMember(
  v: Validation,
  type: PyClass,
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const members = Array.from(new Set(type.members?.values() ?? []));
  if (value instanceof PyInstance && value.cls === type) return value;
  v.converted();
  for (const member of members)
    if (noteEqual(v, member.attributes.get("value") ?? null, value, label)) return member;
  const values = members.map((member) => member.attributes.get("value") ?? null);
  return v.fail(path, "enum", `Input should be ${alternatives(v.run, values)}`, value, {
    expected: alternatives(v.run, values),
  });
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
    const name = classes.plainName(origin);
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
        if (
          one === value ||
          (classes.classOf(one) === classes.classOf(value) && noteEqual(v, one, value, label))
        )
          return one;
      return v.fail(path, "literal_error", `Input should be ${alternatives(run, args)}`, value, {
        expected: alternatives(run, args),
      });
    }
    case "Annotated": {
      return validateAnnotated(v, args, value, label, path);
    }
    case "Sequence":
      return validateSequence(v, args, value, label, path);
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

/** `Annotated[T, ...]`: functions before, the type, constraints and functions after. */
function validateAnnotated(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const [type = null, ...notes] = args;
  let given: Value | undefined = value;
  for (const note of notes.toReversed())
    if (note instanceof FunctionNote && note.mode === "before" && given !== undefined)
      given = applyHook(v, path, given, value, note.fn, () =>
        callProtocol(v.run, note.fn, [given ?? null], [label]),
      );
  if (given === undefined) return undefined;
  const strict = v.strict;
  if (v.forced === undefined && notes.some((note) => note instanceof FieldInfo && note.strict))
    v.strict = true;
  const tag = notes.find((note) => note instanceof FieldInfo && note.constraints.discriminator !== undefined);
  let result =
    tag instanceof FieldInfo
      ? validateTagged(v, type, tag.constraints.discriminator ?? "", given, label, path)
      : validateType(v, type, given, label, path);
  v.strict = strict;
  for (const note of notes) {
    if (result === undefined) return undefined;
    const current = result;
    if (note instanceof FieldInfo) result = constrain(v, note.constraints, current, value, path);
    if (note instanceof FunctionNote && note.mode === "after")
      result = applyHook(v, path, current, value, note.fn, () =>
        callProtocol(v.run, note.fn, [current], [label]),
      );
  }
  return result;
}

/** Runs a validator of the plan: a ValueError or AssertionError of its is noted. */
export function applyHook(
  v: Validation,
  path: Path,
  value: Value,
  input: Value,
  hook: Value,
  body: () => Value,
): Value | undefined {
  const { run } = v;
  let caught: Raised | undefined;
  const result = attempt(
    run,
    () => under(run, v.label, body),
    (raised) => {
      const { cls } = raised.exception;
      const ends =
        cls.isSubclassOf(classes.exceptionClass("ValueError")) ||
        cls.isSubclassOf(classes.exceptionClass("AssertionError"));
      if (ends) caught = raised;
      return ends;
    },
    new PyTuple([hook, value, input]),
  );
  v.label = run.join(v.label, run.label);
  if (caught === undefined) return result ?? null;
  const { exception } = caught;
  v.label = run.join(v.label, run.join(caught.label, deepLabel(run, exception)));
  const assertion = exception.cls.isSubclassOf(classes.exceptionClass("AssertionError"));
  run.label = v.label;
  const text = strOf(run, exception);
  v.label = run.join(v.label, run.label);
  return v.fail(
    path,
    assertion ? "assertion_error" : "value_error",
    assertion ? `Assertion failed, ${text}` : `Value error, ${text}`,
    input === undefined ? value : input,
    { error: exception },
  );
}

/** `Sequence[int]`: a tuple stays a tuple. */
function validateSequence(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const [item = null] = args;
  if (typeof value === "string")
    return v.fail(path, "sequence_str", "'str' instances are not allowed as a Sequence value", value, {
      type_name: "str",
    });
  if (value instanceof PyTuple)
    return validateTuple(v, args.length === 0 ? [] : [item, ellipsis], value, label, path);
  if (!(value instanceof PyList))
    return v.fail(path, "is_instance_of", "Input should be an instance of Sequence", value, {
      class: "Sequence",
    });
  return validateItems(v, "list", item, args.length > 0, value, label, path);
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
      `Input should be a valid ${v.fromJson && kind === "list" ? "array" : kind}`,
      value,
    );
  if (!v.fromJson && !(kind === "list" ? value instanceof PyList : value instanceof PySet)) v.converted();
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
    run.label = all.labels[i] ?? 0;
    set.add(hashKey(run, item), item);
    set.shape = run.join(set.shape, run.label);
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
  if (!v.fromJson && !(value instanceof PyTuple)) v.converted();
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
      { field_type: "Tuple", max_length: wanted, actual_length: all.items.length },
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
    return v.fail(
      path,
      "dict_type",
      v.fromJson ? "Input should be an object" : "Input should be a valid dictionary",
      value,
    );
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

/** The member that fits best: the one of whose fields the value gives most, else the one nearest to the value. */
function validateUnion(
  v: Validation,
  args: readonly Value[],
  value: Value,
  label: Label,
  path: Path,
): Value | undefined {
  const { run } = v;
  if (value === null && args.includes(null)) return null;
  const others = args.filter((one) => one !== null);
  if (others.length === 1) return validateType(v, others[0] ?? null, value, label, path);
  // Which of the members it becomes hangs on all that is inside it.
  v.label = run.join(v.label, deepLabel(run, value));
  let best: { readonly result: Value; readonly trial: Validation } | undefined;
  const problems: Problem[] = [];
  for (const one of others) {
    const trial = new Validation(run, v.strict);
    trial.config = v.config;
    trial.fromJson = v.fromJson;
    trial.forced = v.forced;
    trial.fromAttributes = v.fromAttributes;
    const result = validateType(trial, one, value, label, [...path, typeTitle(run, one)]);
    v.label = run.join(v.label, trial.label);
    problems.push(...trial.problems);
    if (result === undefined || trial.problems.length > 0) continue;
    if (best === undefined || isBetter(trial, best.trial)) best = { result, trial };
    if (trial.exactness === 2 && trial.fieldsGiven === null) break;
  }
  if (best === undefined) {
    v.problems.push(...problems);
    return undefined;
  }
  if (best.trial.exactness < v.exactness) v.exactness = best.trial.exactness;
  if (best.trial.fieldsGiven !== null) v.fieldsGiven = (v.fieldsGiven ?? 0) + best.trial.fieldsGiven;
  return best.result;
}

function isBetter(one: Validation, other: Validation): boolean {
  if (one.fieldsGiven !== null && other.fieldsGiven !== null && one.fieldsGiven !== other.fieldsGiven)
    return one.fieldsGiven > other.fieldsGiven;
  return one.exactness > other.exactness;
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
  const count = problems.length;
  const lines = [`${count} validation error${count === 1 ? "" : "s"} for ${title}`];
  for (const problem of problems) {
    if (problem.path.length > 0) lines.push(problem.path.join("."));
    lines.push(
      `  ${problem.message} [type=${problem.type}, input_value=${shownInput(run, problem.input)}, input_type=${classes.typeName(problem.input)}]`,
      `    For further information visit https://errors.pydantic.dev/2.13/v/${problem.type}`,
    );
  }
  const text = lines.join("\n");
  run.chargeText(text.length);
  const { label } = run;
  const exception = new ModelError(errorClass, new PyTuple([text], label), title, problems);
  exception.argsLabel = label;
  exception.span = run.at;
  return new Raised(exception, label, run.pc);
}

/** A ValidationError, which knows what is wrong one by one. */
export class ModelError extends PyException {
  readonly title: string;
  readonly problems: readonly Problem[];
  constructor(cls: PyClass, args: PyTuple, title: string, problems: readonly Problem[]) {
    super(cls, args);
    this.title = title;
    this.problems = problems;
  }
}
