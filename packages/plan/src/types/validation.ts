/** pydantic's lax validation: values into types, with its error messages. */
import type { Raised } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import { under } from "../evaluate/choice.ts";
import { attempt } from "../evaluate/try.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyClass, PyInstance } from "../value/class.ts";
import * as classes from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { equals } from "../value/equality.ts";
import { PyBytes } from "../value/scalar.ts";
import { reprOf, strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { constrain } from "./constraint-check.ts";
import { dateClass } from "./date.ts";
import { datetimeClass } from "./datetime.ts";
import { decimalClass } from "./decimal.ts";
import { FieldInfo, FunctionNote } from "./field-info.ts";
import { defaultConfig, type ModelConfig } from "./model-fields.ts";
import { validateModel } from "./model-validation.ts";
import { validateTagged } from "./tagged-union.ts";
import { timeClass } from "./time.ts";
import { timedeltaClass } from "./timedelta.ts";
import { TypeForm } from "./type-form.ts";
import { typedDictClass } from "./typed-dict.ts";
import { uuidClass } from "./uuid.ts";
import { validateDict, validateItems, validateSequence, validateTuple } from "./validation-containers.ts";
import { validateDataClass, validateTypedDict } from "./validation-named-fields.ts";
import { isNamedTuple, validateNamedTuple } from "./validation-named-tuple.ts";
import {
  validateBool,
  validateDecimal,
  validateFloat,
  validateInt,
  validateText,
  validateUuid,
} from "./validation-scalars.ts";
import { validateMoment } from "./validation-time.ts";
import { validateUnion } from "./validation-union.ts";

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

/** Where in the input a value stands. */
export type Path = readonly (string | number)[];

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
    case classes.dictClass:
      return validateForm(v, new TypeForm(type), value, label, path);
    case classes.tupleClass:
      return validateTuple(v, null, value, label, path);
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
    () => under(run, v.label, [hook, value, input], body),
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
