/** Reading, setting and deleting attributes. On entry `run.label` is the label of the reference to the object. */
import { lackingAttributes } from "../check/lacking-attributes.ts";
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { namedTupleClass } from "../types/named-tuple.ts";
import { TypeForm } from "../types/type-form.ts";
import { typedDictClass } from "../types/typed-dict.ts";
import { PyBuiltin, PyFunction, PyMethod } from "../value/callable.ts";
import { PyClass, PyException, PyInstance, PyProperty } from "../value/class.ts";
import { classOf, dictClass, typeClass } from "../value/classes.ts";
import { PyDict, PyTuple } from "../value/container.ts";
import { PyModule } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";
import { callProtocol } from "./call.ts";
import { raiseStored } from "./choice.ts";
import { SuperObject } from "./super.ts";

/** `object.name`; AttributeError. The result's label is in `run.label`. */
export function getAttribute(run: Run, object: Value, name: string): Value {
  const value = findAttribute(run, object, name);
  if (value !== undefined) return value;
  throw noAttribute(run, object, name);
}

export function noAttribute(run: Run, object: Value, name: string) {
  if (object instanceof PyModule)
    return raise(run, "AttributeError", `module '${object.name}' has no attribute '${name}'`);
  if (object instanceof PyClass && (object.members !== null || object.kind === "model"))
    return raise(run, "AttributeError", name);
  if (object instanceof PyClass)
    return raise(run, "AttributeError", `type object '${object.name}' has no attribute '${name}'`);
  // A bound method asks its function.
  const owner = object instanceof PyMethod && object.callee instanceof PyFunction ? object.callee : object;
  return raise(run, "AttributeError", `'${classOf(owner).name}' object has no attribute '${name}'`);
}

/**
 * The attribute, or undefined; what an absence depends on is then in `run.label`. An attribute that CPython's type has and
 * the plan's lacks is not absent: it ends the run, so that no `hasattr` or `except AttributeError` takes it for truth.
 */
export function findAttribute(run: Run, object: Value, name: string): Value | undefined {
  const found = lookUp(run, object, name);
  if (found === undefined) refuseLacking(run, object, name);
  return found;
}

/** Which attributes a class or a form of a type hands on in CPython from what it is made of. */
function handedOn(object: Value, name: string): boolean {
  if (object instanceof TypeForm)
    return object.origin instanceof PyClass && object.origin.lookup(name) !== undefined;
  if (!(object instanceof PyClass) || object.builtin) return false;
  return (
    object.tupleFields?.includes(name) === true ||
    (object.isSubclassOf(namedTupleClass) && object.annotations.some((field) => field.name === name)) ||
    (object.isSubclassOf(typedDictClass) && dictClass.lookup(name) !== undefined)
  );
}

function refuseLacking(run: Run, object: Value, name: string): void {
  if (handedOn(object, name))
    throw new Unsupported(`a type has no '${name}' in a plan; ask a value of the type`, run.at);
  const cls = object instanceof PyClass ? object : classOf(object);
  for (const base of cls.mro) {
    if (!base.builtin) continue;
    const owner = base.module === "builtins" ? base.name : `${base.module}.${base.name}`;
    const advice = lackingAttributes.get(owner)?.get(name);
    if (advice === undefined) continue;
    throw new Unsupported(`'${owner}' has no '${name}' in a plan; ${advice}`, run.at);
  }
}

function lookUp(run: Run, object: Value, name: string): Value | undefined {
  if (object instanceof PyInstance) return instanceAttribute(run, object, name);
  if (object instanceof PyModule) return object.members.get(name);
  if (object instanceof PyClass) return classAttribute(run, object, name);
  const cls = classOf(object);
  const found = cls.lookup(name);
  if (found !== undefined) return bindAttribute(run, object, cls, found);
  if (object instanceof PyDict && object.record) {
    run.label = run.join(run.label, object.shape);
    const value = object.map.get(name);
    if (value !== undefined) run.label = run.join(run.label, object.labelOf(name));
    return value;
  }
  if (object instanceof PyFunction) {
    if (name === "__name__" || name === "__qualname__")
      return name === "__name__" ? object.name : object.code.qualifiedName;
    if (name === "__doc__") return null;
    if (object.attributes !== null) run.label = run.join(run.label, object.attributes.shape);
    const value = object.attributes?.map.get(name);
    if (value !== undefined && object.attributes !== null)
      run.label = run.join(run.label, object.attributes.labelOf(name));
    return value;
  }
  if (object instanceof PyBuiltin && name === "__name__") return object.name;
  if (name === "__class__") return cls;
  return undefined;
}

/** The method of a descriptor of the plan: an attribute of a class whose own class defines `__get__` or `__set__`. */
function descriptorMethod(
  found: Value | undefined,
  name: "__get__" | "__set__" | "__delete__",
): Value | undefined {
  return found instanceof PyInstance && !found.cls.builtin ? found.cls.lookup(name) : undefined;
}

/** Whether a descriptor comes before the instance's own attributes. */
function decidesStoring(found: Value | undefined): boolean {
  return (
    descriptorMethod(found, "__set__") !== undefined || descriptorMethod(found, "__delete__") !== undefined
  );
}

/** What `__get__` gives; `object` is null where the class was asked. */
function fromDescriptor(run: Run, method: Value, found: Value, object: Value, cls: PyClass): Value {
  const { label } = run;
  const value = callProtocol(run, method, [found, object, cls], [label, label, label]);
  run.label = run.join(run.label, label);
  return value;
}

const bytesOfMethod = 80;

function bindAttribute(run: Run, object: Value, cls: PyClass, found: Value): Value {
  run.allocate(bytesOfMethod);
  if (found instanceof PyFunction) return new PyMethod(object, run.label, found);
  const get = descriptorMethod(found, "__get__");
  if (get !== undefined) return fromDescriptor(run, get, found, object, cls);
  if (found instanceof PyInstance && found.binds) return new PyMethod(object, run.label, found);
  if (found instanceof PyBuiltin) {
    if (found.binding === "static") return found;
    return new PyMethod(found.binding === "class" ? cls : object, run.label, found);
  }
  if (found instanceof PyProperty) {
    if (found.form === "static") return found.getter;
    if (found.form === "class") return new PyMethod(cls, run.label, found.getter);
    const label = run.label;
    const value = callProtocol(run, found.getter, [object], [label]);
    run.label = run.join(run.label, label);
    if (found.form === "cached" && object instanceof PyInstance) {
      const owner = cls.mro.find((base) => Array.from(base.attributes.values()).includes(found));
      for (const [name, attribute] of owner?.attributes ?? [])
        if (attribute === found) {
          object.set(name, value, run.label);
          raiseStored(run, value, object.shape);
        }
    }
    return value;
  }
  return found;
}

/** Attributes of builtin exceptions that are their arguments, in order. */
const namedArguments: ReadonlyMap<string, readonly string[]> = new Map([
  ["StopIteration", ["value"]],
  ["UnicodeDecodeError", ["encoding", "object", "start", "end", "reason"]],
  ["UnicodeEncodeError", ["encoding", "object", "start", "end", "reason"]],
]);

/** Which argument an attribute of an exception is; -1 for none. */
function argumentNamed(cls: PyClass, name: string): number {
  for (const base of cls.mro) {
    const names = base.builtin ? namedArguments.get(base.name) : undefined;
    if (names !== undefined) return names.indexOf(name);
  }
  return -1;
}

function instanceAttribute(run: Run, object: PyInstance, name: string): Value | undefined {
  if (object instanceof SuperObject) {
    const found = object.lookup(name);
    run.label = run.join(run.label, object.lookupLabel(name, run));
    return found === undefined ? undefined : bindAttribute(run, object.self, object.start, found);
  }
  const { cls } = object;
  const found = cls.lookup(name);
  if (found instanceof PyProperty && found.form === "property") {
    run.label = run.join(run.label, cls.labelOf(name, run));
    return bindAttribute(run, object, cls, found);
  }
  if (decidesStoring(found) && found !== undefined && descriptorMethod(found, "__get__") !== undefined) {
    run.label = run.join(run.label, cls.labelOf(name, run));
    return bindAttribute(run, object, cls, found);
  }
  const value = object.attributes.get(name);
  if (value !== undefined) {
    run.label = run.join(run.label, object.labelOf(name));
    // INVARIANT: an object that a label chose keeps that label in its shape, whatever is stored into it later.
    if (run.implicitFlows) run.label = run.join(run.label, object.shape);
    return value;
  }
  if (found !== undefined) {
    // A cached property is stored by whoever asks first.
    const cached = found instanceof PyProperty && found.form === "cached" ? object.shape : 0;
    const absent = run.join(cached, absence(run, object, name));
    run.label = run.join(run.label, run.join(cls.labelOf(name, run), absent));
    return bindAttribute(run, object, cls, found);
  }
  if (object instanceof PyException) {
    if (name === "args") {
      run.label = run.join(run.label, object.argsLabel);
      return object.args;
    }
    const at = argumentNamed(cls, name);
    if (at >= 0) {
      run.label = run.join(run.join(run.label, object.argsLabel), object.args.labelAt(at));
      return object.args.items[at] ?? null;
    }
    if (name === "__cause__") return object.cause;
    if (name === "__context__") return object.context;
    if (name === "__traceback__") return null;
  }
  if (name === "__class__") return cls;
  if (name === "__dict__") {
    const dict = new PyDict(0, object.shape);
    for (const [key, item] of object.attributes) dict.set(key, key, item, object.labelOf(key));
    return dict;
  }
  run.label = run.join(run.label, run.join(object.shape, shapesOf(run, cls)));
  const fallback = cls.lookup("__getattr__");
  if (fallback === undefined) return undefined;
  const label = run.label;
  const result = callProtocol(run, fallback, [object, name], [label, label]);
  run.label = run.join(run.label, label);
  return result;
}

function classAttribute(run: Run, cls: PyClass, name: string): Value | undefined {
  const found = cls.lookup(name);
  if (found !== undefined) {
    run.label = run.join(run.label, cls.labelOf(name, run));
    const get = descriptorMethod(found, "__get__");
    if (get !== undefined) return fromDescriptor(run, get, found, null, cls);
    if (found instanceof PyProperty && found.form === "static") return found.getter;
    if (found instanceof PyProperty && found.form === "class")
      return new PyMethod(cls, run.label, found.getter);
    if (found instanceof PyBuiltin && found.binding === "class") return new PyMethod(cls, run.label, found);
    return found;
  }
  if (name === "__name__") return cls.name;
  if (name === "__qualname__") return cls.qualifiedName;
  if (name === "__module__") return cls.module;
  if (name === "__doc__") return null;
  run.label = run.join(run.label, shapesOf(run, cls));
  const own = typeClass.attributes.get(name);
  return own instanceof PyBuiltin ? new PyMethod(cls, run.label, own) : undefined;
}

/** What the absence of a class attribute depends on. */
function shapesOf(run: Run, cls: PyClass): Label {
  let label: Label = 0;
  for (const base of cls.mro) label = run.join(label, base.shape);
  return label;
}

/** What it tells that an instance does not have an attribute itself: nothing unless some statement may give it one. */
export function absence(run: Run, object: PyInstance, name: string): Label {
  return object.shape !== 0 && run.storesAttribute(name) ? object.shape : 0;
}

/** `object.name = value`. `run.label` is the label of the reference, `label` the value's. */
export function setAttribute(run: Run, object: Value, name: string, value: Value, label: Label): void {
  const reference = run.label;
  if (object instanceof PyInstance && !(object instanceof SuperObject)) {
    const found = object.cls.lookup(name);
    if (found instanceof PyProperty && found.form === "property") {
      if (found.setter === null)
        throw raise(run, "AttributeError", `property '${name}' of '${object.cls.name}' object has no setter`);
      callProtocol(run, found.setter, [object, value], [reference, label]);
      return;
    }
    const hook = object.cls.lookup("__setattr__");
    // A type of a module refuses attributes on its own instances, not on those of classes that extend it.
    if (hook !== undefined && !(hook instanceof PyBuiltin && object.raw instanceof PyInstance)) {
      callProtocol(run, hook, [object, name, value], [reference, reference, label]);
      return;
    }
    const store = descriptorMethod(found, "__set__");
    if (store !== undefined && found !== undefined && object.cls.lookup("__setattr__") === undefined) {
      const own = run.join(reference, object.cls.labelOf(name, run));
      callProtocol(run, store, [found, object, value], [own, reference, label]);
      return;
    }
    if (store === undefined && decidesStoring(found)) throw raise(run, "AttributeError", "__set__");
    checkSlots(run, object, name);
    storeAttribute(run, object, name, value, run.join(label, reference));
    return;
  }
  if (object instanceof PyClass && !object.builtin) {
    if (object.members?.has(name)) throw raise(run, "AttributeError", `cannot reassign member '${name}'`);
    if (!object.attributes.has(name)) object.shape = run.join(object.shape, run.join(reference, run.pc));
    object.attributes.set(name, value);
    object.labels ??= new Map();
    object.labels.set(name, run.join(run.join(label, reference), run.pc));
    raiseStored(run, value, object.shape);
    return;
  }
  if (object instanceof PyTuple && object.cls?.tupleFields?.includes(name))
    throw raise(run, "AttributeError", "can't set attribute");
  if (object instanceof PyDict && object.cls !== null) {
    const found = object.cls.lookup(name);
    if (found instanceof PyProperty && found.form === "property" && found.setter !== null) {
      callProtocol(run, found.setter, [object, value], [reference, label]);
      return;
    }
  }
  if (object instanceof PyFunction) {
    object.attributes ??= new PyDict();
    object.attributes.set(name, name, value, run.join(run.join(label, reference), run.pc));
    raiseStored(run, value, object.attributes.shape);
    return;
  }
  if (object instanceof PyClass)
    throw raise(run, "TypeError", `cannot set '${name}' attribute of immutable type '${object.name}'`);
  throw raise(run, "AttributeError", `'${classOf(object).name}' object has no attribute '${name}'`);
}

/** Stores into the instance itself, past `__setattr__`. */
export function storeAttribute(run: Run, object: PyInstance, name: string, value: Value, label: Label): void {
  if (!object.attributes.has(name)) {
    run.chargeCells(1, object.attributes.size + 1);
    object.shape = run.join(object.shape, run.pc);
  }
  object.set(name, value, run.join(label, run.pc));
  raiseStored(run, value, object.shape);
}

/** `__slots__` of all the classes: another name cannot be set. */
function checkSlots(run: Run, object: PyInstance, name: string): void {
  let limited = false;
  for (const cls of object.cls.mro) {
    if (cls.builtin) continue;
    if (cls.slots === null || cls.slots.has(name)) return;
    limited = true;
  }
  if (!limited || (object.cls.kind !== "plain" && object.cls.kind !== "dataclass")) return;
  throw raise(
    run,
    "AttributeError",
    object.cls.lookup(name) === undefined
      ? `'${object.cls.name}' object has no attribute '${name}'`
      : `'${object.cls.name}' object attribute '${name}' is read-only`,
  );
}

/** `del object.name`. */
export function deleteAttribute(run: Run, object: Value, name: string): void {
  const { label } = run;
  const found = object instanceof PyInstance ? object.cls.lookup(name) : undefined;
  if (found instanceof PyProperty && found.form === "property") {
    if (found.deleter === null)
      throw raise(
        run,
        "AttributeError",
        `property '${name}' of '${classOf(object).name}' object has no deleter`,
      );
    callProtocol(run, found.deleter, [object], [label]);
    return;
  }
  const remove = descriptorMethod(found, "__delete__");
  if (remove !== undefined && found !== undefined) {
    callProtocol(run, remove, [found, object], [label, label]);
    return;
  }
  if (decidesStoring(found)) throw raise(run, "AttributeError", "__delete__");
  const hook = object instanceof PyInstance ? object.cls.lookup("__delattr__") : undefined;
  if (hook !== undefined) callProtocol(run, hook, [object, name], [label, label]);
  else deleteStored(run, object, name);
}

/** Deletes from the instance or the class itself, past `__delattr__`. */
export function deleteStored(run: Run, object: Value, name: string): void {
  // Whether it is there is told by which attributes there are.
  if (object instanceof PyInstance) run.label = run.join(run.label, object.shape);
  else if (object instanceof PyClass) run.label = run.join(run.label, object.shape);
  if (object instanceof PyInstance && object.attributes.delete(name)) {
    object.labels?.delete(name);
    object.shape = run.join(object.shape, run.join(run.label, run.pc));
    return;
  }
  if (object instanceof PyClass && object.members?.has(name))
    throw raise(run, "AttributeError", `'${object.name}' cannot delete member '${name}'.`);
  if (object instanceof PyClass && !object.builtin && object.attributes.delete(name)) {
    object.shape = run.join(object.shape, run.join(run.label, run.pc));
    return;
  }
  throw noAttribute(run, object, name);
}
