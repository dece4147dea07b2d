/** pydantic's decorators: what they mark, and how what they mark is called. */
import { joinAll, own, variadic } from "../builtins/define.ts";
import { raise, Unsupported } from "../errors.ts";
import { callProtocol } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type PyBuiltin, PyFunction } from "../value/callable.ts";
import { type PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { builtinClass, objectClass } from "../value/classes.ts";
import type { PyDict } from "../value/container.ts";
import { reprOf } from "../value/text.ts";
import type { Value } from "../value/value.ts";
import type { ModelHook } from "./model-fields.ts";

const hookClass = builtinClass("PydanticDescriptorProxy", objectClass, "pydantic._internal._decorators");

/** What a decorator leaves in the class body until the class is made. */
export class HookMark extends PyInstance {
  readonly hook: ModelHook;
  constructor(hook: ModelHook) {
    super(hookClass);
    this.hook = hook;
  }
  override inside(): Iterable<Value> {
    return [this.hook.target];
  }
}

function mark(run: Run, label: Label, hook: ModelHook): HookMark {
  run.label = run.join(run.planLabel, label);
  return new HookMark(hook);
}

function modeOf(run: Run, value: Value | undefined, decorator: string): ModelHook["mode"] {
  if (value === undefined) return "after";
  if (value === "before" || value === "after" || value === "plain") return value;
  throw new Unsupported(
    `${decorator}(mode=${reprOf(run, value)}); write mode="before" or mode="after"`,
    run.at,
  );
}

/** A decorator that takes field names: `@field_validator("a", "b", mode="before")`. */
function forFields(name: string, kind: "field validator" | "serializer"): PyBuiltin {
  return variadic(name, (run, values, labels, names) => {
    const given = values.length - (names?.length ?? 0);
    const fields = values.slice(0, given).map((field) => {
      if (typeof field !== "string")
        throw raise(run, "TypeError", `${name}() takes the names of fields: @${name}("name")`);
      return field;
    });
    if (fields.length === 0)
      throw raise(run, "TypeError", `${name}() takes the names of fields: @${name}("name")`);
    const options = new Map((names ?? []).map((option, i) => [option, values[given + i] ?? null]));
    const outer = joinAll(run, labels);
    const mode =
      kind === "serializer" && options.get("mode") === undefined
        ? "plain"
        : modeOf(run, options.get("mode"), name);
    run.label = run.join(run.planLabel, outer);
    return own("decorator(function, /)", (inner, [label = 0], target) =>
      mark(inner, inner.join(label, outer), { kind, fields, mode, target, alias: null }),
    );
  });
}

const modelValidator = own("model_validator(*, mode)", (run, [outer = 0], given) => {
  const mode = modeOf(run, given, "model_validator");
  run.label = run.join(run.planLabel, outer);
  return own("decorator(function, /)", (inner, [label = 0], target) =>
    mark(inner, inner.join(label, outer), { kind: "model validator", fields: [], mode, target, alias: null }),
  );
});

const modelSerializer = own(
  "model_serializer(function=None, /, *, mode='plain')",
  (run, labels, fn, given) => {
    if (given !== "plain")
      throw new Unsupported(
        "model_serializer(mode=...); write a plain one that gives the whole dict",
        run.at,
      );
    const wrap = (inner: Run, label: Label, target: Value) =>
      mark(inner, label, { kind: "model serializer", fields: [], mode: "plain", target, alias: null });
    if (fn !== null) return wrap(run, joinAll(run, labels), fn);
    run.label = run.join(run.planLabel, joinAll(run, labels));
    return own("decorator(function, /)", (inner, [label = 0], target) => wrap(inner, label, target));
  },
);

const computedField = own(
  "computed_field(function=None, /, *, alias=None, title=None, description=None, repr=True, return_type=None)",
  (run, labels, fn, alias) => {
    const wrap = (inner: Run, label: Label, target: Value) =>
      mark(inner, label, {
        kind: "computed",
        fields: [],
        mode: "plain",
        target: target instanceof PyProperty ? target : new PyProperty(target),
        alias: typeof alias === "string" ? alias : null,
      });
    if (fn !== null) return wrap(run, joinAll(run, labels), fn);
    run.label = run.join(run.planLabel, joinAll(run, labels));
    return own("decorator(function, /)", (inner, [label = 0], target) => wrap(inner, label, target));
  },
);

export const modelDecorators = {
  computed_field: computedField,
  field_serializer: forFields("field_serializer", "serializer"),
  field_validator: forFields("field_validator", "field validator"),
  model_serializer: modelSerializer,
  model_validator: modelValidator,
};

export const infoClass = builtinClass("ValidationInfo", objectClass, "pydantic_core.core_schema");

/** What a validator may take beside the value: the fields so far, the field's name. */
export function validationInfo(run: Run, field: string | null, data: PyDict | null): PyInstance {
  const info = new PyInstance(infoClass);
  info.set("data", data, 0);
  info.set("field_name", field, run.planLabel);
  info.set("mode", "python", run.planLabel);
  info.set("context", null, run.planLabel);
  return info;
}

/**
 * Calls a hook with `values` (a value; or an instance and a value), the class before them where it takes that, `info`
 * behind them where it has a parameter left. The result's label is in `run.label`.
 */
export function callHook(
  run: Run,
  target: Value,
  cls: PyClass,
  values: readonly Value[],
  labels: readonly Label[],
  info: () => Value,
): Value {
  const form = target instanceof PyProperty ? target.form : "function";
  const fn = target instanceof PyProperty ? target.getter : target;
  const named = fn instanceof PyFunction ? fn.code.parameters[0] : undefined;
  const takesClass = form === "class" || (form === "function" && named === "cls");
  const all = takesClass ? [cls, ...values] : [...values];
  const allLabels = takesClass ? [0, ...labels] : [...labels];
  if (fn instanceof PyFunction && fn.code.positional > all.length) {
    all.push(info());
    allLabels.push(0);
  }
  return callProtocol(run, fn, all, allLabels);
}
