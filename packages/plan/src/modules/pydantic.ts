/** `pydantic`: models, fields, validators, TypeAdapter, the constrained types. */
import { defineMethods, joinAll, own, ownMethod, variadic } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { decimalClass } from "../types/decimal.ts";
import { fillDict } from "../types/dict.ts";
import { choicesClass, FieldInfo, fieldFunction, functionNotes } from "../types/field-info.ts";
import { sharedInstance } from "../types/immutable.ts";
import { dump, plainOptions, selectionOf } from "../types/model-dump.ts";
import { infoClass, modelDecorators } from "../types/model-hooks.ts";
import { modelClass, modelJson, parsedJson, privateAttribute } from "../types/pydantic-model.ts";
import { qualifiedClass } from "../types/qualified-class.ts";
import { valueOfSchema } from "../types/schema-value.ts";
import { TypeForm } from "../types/type-form.ts";
import { schemaOfType } from "../types/type-schema.ts";
import { typeTitle } from "../types/type-title.ts";
import { Validation, validateType } from "../types/validation.ts";
import { ModelError, validationError, validationErrorClass } from "../types/validation-error.ts";
import { type PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { boolClass, floatClass, intClass, listClass, objectClass, strClass } from "../value/classes.ts";
import { PyDict, PyList, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import { textKey } from "../value/json-values.ts";
import { PyBytes } from "../value/scalar.ts";
import { strOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import { defineModule } from "./registry.ts";

function errorOf(run: Run, value: Value): ModelError {
  if (value instanceof ModelError) return value;
  throw raise(run, "TypeError", "a ValidationError is needed");
}

const reportOptions = "include_url=True, include_context=True, include_input=True";

/** The problems as dicts; all of it has the label in `run.label`. */
function report(run: Run, error: ModelError, [url, context, input]: readonly Value[]): PyList {
  const { label } = run;
  const problems = error.problems.map((problem) => {
    const dict = new PyDict(label, label);
    const add = (name: string, value: Value) => dict.set(name, name, value, label);
    add("type", problem.type);
    add("loc", new PyTuple([...problem.path], label));
    add("msg", problem.message);
    if (input !== false) add("input", problem.input);
    const entries = Object.entries(problem.context);
    if (context !== false && entries.length > 0) {
      const inner = new PyDict(label, label);
      for (const [name, value] of entries) inner.set(textKey(name), name, value, label);
      add("ctx", inner);
    }
    if (url !== false) add("url", `https://errors.pydantic.dev/2.13/v/${problem.type}`);
    return dict;
  });
  return new PyList(problems, label, label);
}

defineMethods(validationErrorClass, [
  ownMethod("__repr__(self, /)", (run, _labels, self) => strOf(run, self)),
  ownMethod("error_count(self, /)", (run, _labels, self) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return errorOf(run, self).problems.length;
  }),
  ownMethod(`errors(self, /, *, ${reportOptions})`, (run, _labels, self, ...options) => {
    run.label = run.join(run.label, deepLabel(run, self));
    return report(run, errorOf(run, self), options);
  }),
  ownMethod(
    `json(self, /, *, indent=None, ${reportOptions})`,
    (run, _labels, self, indent = null, ...options) => {
      run.label = run.join(run.label, deepLabel(run, self));
      const { label } = run;
      const plain = dump(run, report(run, errorOf(run, self), options), { ...plainOptions(), json: true });
      run.label = label;
      return modelJson(run, plain, indent);
    },
  ),
]);
validationErrorClass.attributes.set(
  "title",
  new PyProperty(ownMethod("title(self)", (run, _labels, self) => errorOf(run, self).title)),
);

/** A type with constraints: `PositiveInt`, `constr(max_length=3)`. */
function constrained(type: PyClass, info: Value): TypeForm {
  return new TypeForm("Annotated", [type, info]);
}

function fixed(type: PyClass, constraints: FieldInfo["constraints"], strict = false): TypeForm {
  return sharedInstance(
    constrained(
      type,
      sharedInstance(
        new FieldInfo(undefined, 0, undefined, null, constraints, { strict: strict || undefined }),
      ),
    ),
  );
}

/** The types that `Field(...)` cannot constrain beyond what `conint(...)` and its like take. */
const conlist = variadic("conlist", (run, values, labels, names) => {
  const given = values.length - (names?.length ?? 0);
  const [item = null] = values;
  const info = fieldFunction.invoke(run, values.slice(given), labels.slice(given), names);
  run.label = joinAll(run, labels);
  return new TypeForm("Annotated", [new TypeForm(listClass, given === 0 ? [] : [item]), info]);
});

const constrainer = (name: string, type: PyClass) =>
  variadic(name, (run, values, labels, names) => {
    const given = values.length - (names?.length ?? 0);
    if (given > 0)
      throw raise(run, "TypeError", `${name}() takes 0 positional arguments but ${given} were given`);
    return constrained(type, fieldFunction.invoke(run, values, labels, names));
  });

const adapterClass = qualifiedClass("TypeAdapter", objectClass, "pydantic.type_adapter");

class Adapter extends PyInstance {
  readonly type: Value;
  constructor(type: Value, label: Label) {
    super(adapterClass);
    this.type = type;
    this.set(" type", type, label);
  }
}

function adapterOf(run: Run, value: Value): Adapter {
  if (value instanceof Adapter) return value;
  throw raise(run, "TypeError", "a TypeAdapter is needed");
}

function adapt(run: Run, adapter: Adapter, value: Value, label: Label): Value {
  const v = new Validation(run);
  const made = validateType(v, adapter.type, value, label, []);
  const title = typeTitle(run, adapter.type);
  const whole = run.join(run.join(label, adapter.labelOf(" type")), v.label);
  run.label = run.join(whole, deepLabel(run, value));
  if (made === undefined) throw validationError(run, title, v.problems);
  run.label = whole;
  return made;
}

const makeAdapter = own("TypeAdapter(type, /)", (run, [label = 0], type) => {
  run.label = run.join(run.planLabel, label);
  return new Adapter(type, label);
});
adapterClass.construct = (run, _cls, values, labels, names) => makeAdapter.invoke(run, values, labels, names);
defineMethods(adapterClass, [
  ownMethod("validate_python(self, object, /)", (run, [, label = 0], self, value) =>
    adapt(run, adapterOf(run, self), value, label),
  ),
  ownMethod("validate_json(self, data, /)", (run, [, label = 0], self, text) => {
    const adapter = adapterOf(run, self);
    const title = typeTitle(run, adapter.type);
    return adapt(run, adapter, parsedJson(run, title, text, label), label);
  }),
  ownMethod("json_schema(self, /)", (run, [label = 0], self) => {
    const adapter = adapterOf(run, self);
    const schema = schemaOfType(run, adapter.type);
    run.label = run.join(run.label, run.join(label, deepLabel(run, adapter)));
    return valueOfSchema(run, schema, run.label);
  }),
  ownMethod(
    "dump_python(self, instance, /, *, mode='python', include=None, exclude=None)",
    (run, labels, _self, value, mode, include, exclude) => {
      const options = { ...plainOptions(), json: mode === "json" };
      const made = dump(run, value, options, selectionOf(include), selectionOf(exclude));
      run.label = run.join(
        run.join(joinAll(run, labels), options.serialized.label),
        run.join(deepLabel(run, include), deepLabel(run, exclude)),
      );
      return made;
    },
  ),
  ownMethod("dump_json(self, instance, /, *, indent=None)", (run, labels, _self, value, indent) => {
    const options = { ...plainOptions(), json: true };
    const plain = dump(run, value, options);
    const serialized = run.join(options.serialized.label, deepLabel(run, plain));
    run.label = run.join(joinAll(run, labels), serialized);
    return new PyBytes(new TextEncoder().encode(modelJson(run, plain, indent)));
  }),
]);

const generator = (name: string, make: (text: string) => string) =>
  own(`${name}(name, /)`, (run, [label = 0], given) => {
    run.label = label;
    if (typeof given !== "string") throw raise(run, "TypeError", `${name}() takes a str`);
    return make(given);
  });

const aliasGenerators = defineModule("pydantic.alias_generators", {
  to_camel: generator("to_camel", (text) =>
    /^[a-z]+[A-Za-z0-9]*$/.test(text) && /[A-Z]/.test(text)
      ? text
      : pascal(text).replace(/(^_*[A-Z])/, (start) => start.toLowerCase()),
  ),
  to_pascal: generator("to_pascal", pascal),
  to_snake: generator("to_snake", snake),
});

defineModule("pydantic", {
  alias_generators: aliasGenerators,
  ...functionNotes,
  ...modelDecorators,
  AliasChoices: choicesClass,
  BaseModel: modelClass,
  ConfigDict: variadic("ConfigDict", (run, values, labels, names) => {
    const dict = new PyDict();
    fillDict(run, dict, "ConfigDict", values, labels, names);
    run.label = run.planLabel;
    return dict;
  }),
  Field: fieldFunction,
  NegativeFloat: fixed(floatClass, { lt: 0 }),
  NegativeInt: fixed(intClass, { lt: 0 }),
  NonNegativeFloat: fixed(floatClass, { ge: 0 }),
  NonNegativeInt: fixed(intClass, { ge: 0 }),
  NonPositiveFloat: fixed(floatClass, { le: 0 }),
  NonPositiveInt: fixed(intClass, { le: 0 }),
  PositiveFloat: fixed(floatClass, { gt: 0 }),
  PositiveInt: fixed(intClass, { gt: 0 }),
  PrivateAttr: privateAttribute,
  StrictBool: fixed(boolClass, {}, true),
  StrictFloat: fixed(floatClass, {}, true),
  StrictInt: fixed(intClass, {}, true),
  StrictStr: fixed(strClass, {}, true),
  StringConstraints: own(
    "StringConstraints(*, strip_whitespace=None, to_upper=None, to_lower=None, strict=None, min_length=None, max_length=None, pattern=None)",
    (run, labels, ...given) => {
      const names = [
        "strip_whitespace",
        "to_upper",
        "to_lower",
        "strict",
        "min_length",
        "max_length",
        "pattern",
      ];
      return fieldFunction.invoke(run, given.slice(), [...labels], names);
    },
  ),
  TypeAdapter: adapterClass,
  ValidationError: validationErrorClass,
  ValidationInfo: infoClass,
  condecimal: constrainer("condecimal", decimalClass),
  confloat: constrainer("confloat", floatClass),
  conint: constrainer("conint", intClass),
  conlist,
  constr: constrainer("constr", strClass),
});

/** `account_id` → `AccountId`. */
function pascal(name: string): string {
  return name
    .replace(/[A-Za-z]+|[^A-Za-z]+/g, (part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .replace(/([0-9A-Za-z])_(?=[0-9A-Z])/g, "$1");
}

function snake(name: string): string {
  return name
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/([0-9])([A-Z])/g, "$1_$2")
    .replace(/([a-z])([0-9])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
}
