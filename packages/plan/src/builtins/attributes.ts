import { dunderReadAdvice } from "../check/modules.ts";
import { raise, Unsupported } from "../errors.ts";
import { findAttribute, getAttribute } from "../evaluate/attribute.ts";
import { isCallable } from "../evaluate/call.ts";
import { attempt } from "../evaluate/try.ts";
import type { Run } from "../run.ts";
import { countsAs } from "../types/abstract-types.ts";
import { protocolClass, runtimeProtocol, TypeForm } from "../types/type-form.ts";
import { PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { classOf, exceptionClass } from "../value/classes.ts";
import { PyTuple } from "../value/container.ts";
import type { Value } from "../value/value.ts";
import { absent, own } from "./define.ts";

/** Whether a class is one of what `isinstance` was given; TypeError. */
export function isOneOf(run: Run, cls: PyClass, wanted: Value, name: string, object?: Value): boolean {
  run.step();
  if (wanted instanceof PyTuple) return wanted.items.some((one) => isOneOf(run, cls, one, name, object));
  if (wanted instanceof TypeForm && wanted.origin === "Union")
    return wanted.args.some((one) => isOneOf(run, cls, one ?? classOf(null), name, object));
  if (wanted instanceof TypeForm && wanted.args.length === 0 && wanted.origin instanceof PyClass)
    return cls.isSubclassOf(wanted.origin);
  if (wanted instanceof PyClass && wanted.bases.includes(protocolClass))
    return keepsProtocol(run, cls, wanted, name, object);
  if (wanted instanceof PyClass) return cls.isSubclassOf(wanted);
  if (wanted instanceof TypeForm && typeof wanted.origin === "string") {
    const counts = countsAs(run, cls, wanted.origin, object);
    if (counts !== undefined && wanted.args.length === 0) return counts;
    if (counts !== undefined || wanted.origin === "Literal")
      throw raise(run, "TypeError", "Subscripted generics cannot be used with class and instance checks");
  }
  const parameterised = wanted instanceof TypeForm && wanted.args.length > 0;
  if (parameterised && wanted.origin instanceof PyClass)
    throw raise(run, "TypeError", `${name}() argument 2 cannot be a parameterized generic`);
  if (wanted instanceof TypeForm && wanted.origin === "Any")
    throw raise(run, "TypeError", `typing.Any cannot be used with ${name}()`);
  const kind = name === "isinstance" ? ["a type", "types"] : ["a class", "classes"];
  throw raise(run, "TypeError", `${name}() arg 2 must be ${kind[0]}, a tuple of ${kind[1]}, or a union`);
}

/** What a protocol asks for: names of its methods and of its annotated attributes. */
function protocolMembers(protocol: PyClass): readonly string[] {
  const asked = protocol.mro.filter((base) => base.bases.includes(protocolClass));
  const members = asked.flatMap((base) => [
    ...base.attributes.keys(),
    ...base.annotations.map((annotation) => annotation.name),
  ]);
  const own = new Set(["__init__", "__doc__", "__hash__", runtimeProtocol]);
  return members.filter((one) => !own.has(one));
}

/** `isinstance(x, SomeProtocol)`: whether it has what the protocol asks for. `object`: the instance, not its class alone. */
function keepsProtocol(
  run: Run,
  cls: PyClass,
  protocol: PyClass,
  name: string,
  object: Value | undefined,
): boolean {
  run.label = run.join(run.label, protocol.labelOf(runtimeProtocol, run));
  if (protocol.attributes.get(runtimeProtocol) !== true)
    throw raise(
      run,
      "TypeError",
      "Instance and class checks can only be used with @runtime_checkable protocols",
    );
  if (cls.isSubclassOf(protocol)) return true;
  if (
    object === undefined &&
    protocol.mro.some((base) => base.bases.includes(protocolClass) && base.annotations.length > 0)
  )
    throw raise(run, "TypeError", `Protocols with non-method members don't support ${name}()`);
  return protocolMembers(protocol).every((member) => {
    run.label = run.join(run.label, cls.labelOf(member, run));
    const inClass = cls.lookup(member);
    if (object === undefined || inClass !== undefined) return (inClass ?? null) !== null;
    return (
      attempt(
        run,
        () => findAttribute(run, object, member),
        (raised) => raised.exception.cls.isSubclassOf(exceptionClass("AttributeError")),
        object,
      ) !== undefined
    );
  });
}

function attributeOr(run: Run, object: Value, name: Value): Value | undefined {
  if (typeof name !== "string")
    throw raise(run, "TypeError", `attribute name must be string, not '${classOf(name).name}'`);
  refuseDunder(run, name);
  return attempt(
    run,
    () => findAttribute(run, object, name),
    (raised) => raised.exception.cls.isSubclassOf(exceptionClass("AttributeError")),
    object,
  );
}

/** Attributes with dunder names are out of reach by name too; that is no answer about the object. */
function refuseDunder(run: Run, name: string): void {
  if (name.startsWith("__") && name.endsWith("__") && name !== "__name__" && name !== "__class__")
    throw new Unsupported(
      `access to '${name}' is not part of the plan language; ${dunderReadAdvice(name)}`,
      run.at,
    );
}

/** `hasattr`, `getattr` with a default count as `try` (security.md F3): what they find carries everything looked at. */
export const attributeBuiltins = [
  own("getattr(object, name, default=?, /)", (run, labels, object, name, fallback) => {
    const label = run.label;
    run.label = run.join(labels[0] ?? 0, labels[1] ?? 0);
    if (fallback === absent) {
      if (typeof name !== "string")
        throw raise(run, "TypeError", `attribute name must be string, not '${classOf(name).name}'`);
      refuseDunder(run, name);
      return getAttribute(run, object, name);
    }
    const value = attributeOr(run, object, name);
    run.label = value === undefined ? run.join(run.label, label) : run.label;
    return value === undefined ? fallback : value;
  }),
  own("hasattr(object, name, /)", (run, _labels, object, name) => {
    const found = attributeOr(run, object, name) !== undefined;
    return found;
  }),
  own("callable(obj, /)", (run, _labels, object) => {
    if (object instanceof PyInstance) run.label = run.join(run.label, object.cls.labelOf("__call__", run));
    // The plan language calls what a classmethod wraps, CPython does not.
    return isCallable(object) && !(object instanceof PyProperty && object.form === "class");
  }),
  own("isinstance(object, class_or_tuple, /)", (run, _labels, object, wanted) =>
    isOneOf(run, classOf(object), wanted, "isinstance", object),
  ),
  own("issubclass(cls, class_or_tuple, /)", (run, _labels, cls, wanted) => {
    // A tuple is looked into first: an empty one asks nothing of the class.
    const asked = (one: Value): boolean => one instanceof PyTuple && one.items.every(asked);
    if (asked(wanted)) return false;
    if (!(cls instanceof PyClass)) throw raise(run, "TypeError", "issubclass() arg 1 must be a class");
    return isOneOf(run, cls, wanted, "issubclass");
  }),
];
