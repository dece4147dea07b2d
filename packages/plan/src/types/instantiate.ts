import { raise } from "../errors.ts";
import { call } from "../evaluate/call.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { type PyClass, PyException, PyInstance } from "../value/class.ts";
import { objectClass, typeName } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import type { Value } from "../value/value.ts";
import { refuseAbstract } from "./abstract-methods.ts";
import { exceptionMade } from "./exception-attributes.ts";
import { extendedType, instantiateExtended } from "./extended-builtin.ts";
import { ModelInstance } from "./model-fields.ts";

/** With the map of its attributes. */
export const bytesOfInstance = 500;

/** `cls(...)`. */
export function instantiate(
  run: Run,
  cls: PyClass,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Value {
  run.allocate(bytesOfInstance);
  const extended = extendedType(cls);
  if (extended !== undefined) return instantiateExtended(run, cls, extended, values, labels, names);
  const construct = constructorOf(cls);
  if (construct !== null) return construct(run, cls, values, labels, names);
  const label = run.label;
  if (
    values.length > 0 &&
    (cls.kind === "plain" || cls.kind === "dataclass") &&
    cls.lookup("__init__") === objectClass.lookup("__init__")
  )
    throw raise(run, "TypeError", `${cls.name}() takes no arguments`);
  if (cls.abstracts.length > 0 && cls.kind !== "exception") refuseAbstract(run, cls);
  const instance = newInstance(cls, values, labels, names);
  const init = cls.lookup("__init__");
  if (init !== undefined) {
    const result = call(run, init, [instance, ...values], [label, ...labels], names);
    if (result !== null)
      throw raise(run, "TypeError", `__init__() should return None, not '${typeName(result)}'`);
  } else if (values.length > 0 && cls.kind !== "exception") {
    throw raise(run, "TypeError", `${cls.name}() takes no arguments`);
  }
  // Of which class an exception is, its first argument may have decided.
  run.label = instance.cls === cls ? label : run.join(label, labels[0] ?? 0);
  return instance;
}

/** The instance before `__init__`. */
export function newInstance(
  cls: PyClass,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): PyInstance {
  if (cls.kind === "model") return new ModelInstance(cls);
  if (cls.kind !== "exception") return new PyInstance(cls);
  const positional = values.length - (names?.length ?? 0);
  const made = exceptionMade(cls, values.slice(0, positional));
  return new PyException(made, new PyTuple(values.slice(0, positional), 0, labels.slice(0, positional)));
}

function constructorOf(cls: PyClass): PyClass["construct"] {
  if (cls.kind === "enum")
    return cls.mro.find((base) => base.kind === "enum" && base.construct !== null)?.construct ?? null;
  for (const base of cls.mro) if (base.construct !== null) return base.construct;
  return null;
}
