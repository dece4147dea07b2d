/** Types of model fields that the plan gives as text, because their classes come further down. */
import { raise } from "../errors.ts";
import type { Run } from "../run.ts";
import type { PyClass } from "../value/class.ts";
import { defineModuleException } from "../value/classes.ts";
import type { Value } from "../value/value.ts";
import { TypeForm } from "./type-form.ts";

defineModuleException("pydantic.errors", "PydanticUserError", "RuntimeError");

/** A text in a field's type that stands for a type which was not known when the class was made. */
export interface PendingType {
  readonly text: string;
  readonly find: () => Value | undefined;
}

/** A type with what its texts stand for in their place; those that are not known stay. */
export function resolveTexts(type: Value, find: (text: string) => Value | undefined): Value {
  if (typeof type === "string") {
    const found = find(type);
    return found === undefined ? type : found;
  }
  if (!(type instanceof TypeForm) || type.origin === "Literal" || type.origin === "TypeVar") return type;
  return new TypeForm(
    type.origin,
    type.args.map((one, i) => (type.origin === "Annotated" && i > 0 ? one : resolveTexts(one, find))),
    type.cls,
  );
}

/** The texts that are left in a type. */
export function textsIn(type: Value): readonly string[] {
  if (typeof type === "string") return [type];
  if (!(type instanceof TypeForm) || type.origin === "Literal" || type.origin === "TypeVar") return [];
  return type.args.flatMap((one, i) => (type.origin === "Annotated" && i > 0 ? [] : textsIn(one)));
}

/** Finds the types that were not known when a model was made; pydantic's error when one still is not. */
export function completeFields(run: Run, cls: PyClass): void {
  const { fields } = cls;
  if (fields === null || fields.pending.length === 0) return;
  const { label } = run;
  const found = new Map<string, Value>();
  for (const { text, find } of fields.pending) {
    const type = find();
    if (type === undefined)
      throw raise(
        run,
        "PydanticUserError",
        `\`${cls.name}\` is not fully defined; you should define \`${text}\`, then call \`${cls.name}.model_rebuild()\`.\n\nFor further information visit https://errors.pydantic.dev/2.13/u/class-not-fully-defined`,
      );
    found.set(text, type);
    cls.fieldsLabel = run.join(cls.fieldsLabel, run.label);
  }
  run.label = label;
  cls.fields = {
    ...fields,
    pending: [],
    all: fields.all.map((field) => ({ ...field, type: resolveTexts(field.type, (text) => found.get(text)) })),
  };
}
