/**
 * Implicit flows through values (security.md F1, F3). A reference that a labelled value chose carries the label; so must
 * all that could have been chosen, because what is done through the reference shows in one of them alone.
 *
 * INVARIANT: whoever gives out a reference with a label more than the place has that it was read from, raises by that label
 * all objects that it could have given out instead. What is then done with the reference runs under its label.
 */
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { ModelFields } from "../types/model-fields.ts";
import { PyBuiltin, PyFunction, PyMethod } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty, rawOf } from "../value/class.ts";
import { PyDict, PyList, PySet, PyTuple } from "../value/container.ts";
import { deepLabel, raiseReachable, reachableLabel } from "../value/deep.ts";
import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";
import { mayRaise } from "./may-raise.ts";

/** Whether `label` says more than the control label does: only then it must be spread. */
export function tells(run: Run, label: Label): boolean {
  return run.implicitFlows && label !== 0 && run.join(run.pc, label) !== run.pc;
}

/** Joins a label into all that is reachable from values. */
export function raiseAll(run: Run, values: Iterable<Value>, label: Label): void {
  let seen: Set<object> | undefined;
  for (const value of values) {
    if (typeof value !== "object" || value === null) continue;
    seen ??= new Set();
    raiseReachable(run, value, label, seen);
  }
}

/**
 * INVARIANT: what becomes reachable from something that a label chose takes the label as if it had been before. `label`:
 * what the place says of itself that the value is stored in.
 */
export function raiseStored(run: Run, value: Value, label: Label): void {
  if (typeof value === "object" && value !== null && tells(run, label)) raiseReachable(run, value, label);
}

/**
 * Runs `body` under a label: what it does carries it. `reached`: through what it may change anything.
 * INVARIANT: before the control label rises, all that may be changed under it takes the label: a branch or a builtin in
 * there spreads no label that control has already.
 */
export function under<T>(run: Run, label: Label, reached: readonly Value[], body: () => T): T {
  if (!tells(run, label)) return body();
  const control = enterControl(run, label, reached);
  const result = body();
  run.pc = run.join(control, run.mayHaveRaised);
  return result;
}

/** Raises the control label by one that tells something, and before it `reached`. Gives the control label to go back to. */
export function enterControl(run: Run, label: Label, reached: readonly Value[]): Label {
  // In a `try`: whether what was looked up raises, or does what may raise, hangs on the label (security.md F2).
  mayRaise(run, label);
  const { label: register } = run;
  raiseAll(run, reached, label);
  run.label = register;
  const control = run.pc;
  run.pc = run.join(control, label);
  return control;
}

/** Whether filling the fields of a model or a dataclass may run code of the plan: validators, factories, nested ones. */
export function fieldsRunCode(cls: PyClass): boolean {
  const { fields } = cls;
  if (fields === null) return false;
  if (cls.fieldsRunCode?.fields !== fields) {
    // What is not known yet may be anything.
    if (fields.pending.length > 0) return true;
    cls.fieldsRunCode = { fields, answer: anyFieldRunsCode(cls, fields, new Set([cls])) };
  }
  return cls.fieldsRunCode.answer;
}

function anyFieldRunsCode(cls: PyClass, fields: ModelFields, seen: Set<object>): boolean {
  return (
    fields.pending.length > 0 ||
    fields.hooks.size > 0 ||
    fields.all.some(({ type, factory }) => factory !== undefined || typeRunsCode(type, seen)) ||
    Array.from(fields.hidden.values()).some(({ value }) => value instanceof PyInstance) ||
    ["__init__", "__post_init__", "model_post_init"].some((name) => cls.lookup(name) instanceof PyFunction)
  );
}

function typeRunsCode(type: Value, seen: Set<object>): boolean {
  if (typeof type !== "object" || type === null || seen.has(type)) return false;
  seen.add(type);
  if (type instanceof PyClass) {
    if (type.builtin) return false;
    // What is no model is taken as it is; an enum compares values, a TypedDict has types of its own.
    if (type.fields === null) return type.kind === "enum" || type.annotations.length > 0;
    return anyFieldRunsCode(type, type.fields, seen);
  }
  if (type instanceof PyFunction || type instanceof PyMethod || type instanceof PyBuiltin) return true;
  if (!(type instanceof PyInstance)) return false;
  for (const part of type.inside()) if (typeRunsCode(part, seen)) return true;
  return false;
}

/** Whether operators and builtins may run code of the plan on instances of a class. */
function runsPlanCode(cls: PyClass): boolean {
  if (cls.builtin) return false;
  if (fieldsRunCode(cls)) return true;
  cls.runsPlanCode ??= cls.mro.some(
    (base) =>
      !base.builtin &&
      Array.from(base.attributes).some(
        ([name, value]) =>
          value instanceof PyProperty ||
          (name.startsWith("__") &&
            name !== "__init__" &&
            name !== "__post_init__" &&
            (value instanceof PyFunction || value instanceof PyMethod || value instanceof PyInstance)),
      ),
  );
  return cls.runsPlanCode;
}

/** Whether using a value may run code of the plan or move an iterator. */
export function isActive(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (value instanceof PyInstance)
    return runsPlanCode(value.cls) || value.cls.lookup("__call__") !== undefined;
  return (
    value instanceof PyIterator ||
    value instanceof PyFunction ||
    value instanceof PyMethod ||
    (value instanceof PyClass && !value.builtin) ||
    (value instanceof PyBuiltin && value.inside.length > 0)
  );
}

/** The same for a value or anything inside it. */
export function holdsActive(run: Run, value: Value, known?: Set<object>): boolean {
  if (typeof value !== "object" || value === null || known?.has(value)) return false;
  if (isActive(value)) return true;
  let inside: Iterable<Value>;
  if (value instanceof PyList || value instanceof PyTuple) inside = value.items;
  else if (value instanceof PyDict) {
    if (!value.holdsObjects) return false;
    inside =
      value.originals === null ? value.map.values() : [...value.originals.values(), ...value.map.values()];
  } else if (value instanceof PySet) inside = value.map.values();
  else if (value instanceof PyInstance) inside = value.inside();
  else return false;
  const seen = known ?? new Set();
  seen.add(value);
  run.step();
  for (const item of inside)
    if (typeof item === "object" && item !== null && holdsActive(run, item, seen)) return true;
  return false;
}

/** Raises the elements of a container by what decides which of them is where. */
export function raiseElements(run: Run, container: Value, label: Label): void {
  if (container instanceof PyList || container instanceof PyTuple) raiseAll(run, container.items, label);
  else if (container instanceof PyDict) {
    if (!container.holdsObjects) return;
    raiseAll(run, container.map.values(), label);
    if (container.originals !== null) raiseAll(run, container.originals.values(), label);
  } else if (container instanceof PySet) raiseAll(run, container.map.values(), label);
  else if (container instanceof PyInstance) raiseAll(run, container.inside(), label);
}

/**
 * Before an operator on `operands`: those on which it may run code of the plan are raised by the join of all labels. Where
 * the program defines operators, a label may have chosen an operand without one instead of one that changes the others.
 */
export function spreadOperands(run: Run, label: Label, operands: readonly Value[]): void {
  if (!tells(run, label)) return;
  for (const value of operands)
    if (typeof value === "object" && value !== null && (run.definesOperators || holdsActive(run, value)))
      raiseReachable(run, value, label);
}

/** Whether a label chose what a builtin may call: what it chose in its place may do something else to the other arguments. */
function chosenActive(run: Run, values: readonly Value[], labels: readonly Label[]): boolean {
  return values.some(
    (value, i) =>
      typeof value === "object" &&
      value !== null &&
      tells(run, labels[i] ?? 0) &&
      (run.definesOperators || value instanceof PyBuiltin || isActive(value)),
  );
}

/** The label of a container's shape: what its order and length tell. */
export function shapeOf(value: Value | undefined): Label {
  return value instanceof PyList ||
    value instanceof PyDict ||
    value instanceof PySet ||
    value instanceof PyInstance
    ? value.shape
    : 0;
}

/** Methods of containers that neither choose an element by an argument nor run code of the plan on one. */
const storing: ReadonlySet<string> = new Set([
  "append",
  "appendleft",
  "clear",
  "copy",
  "items",
  "keys",
  "reverse",
  "values",
]);

/** Methods of containers that look at their elements alone as far as their arguments say. */
const keyed: ReadonlySet<string> = new Set([
  "add",
  "discard",
  "extend",
  "extendleft",
  "get",
  "insert",
  "move_to_end",
  "pop",
  "popitem",
  "popleft",
  "rotate",
  "setdefault",
  "update",
]);

/** Functions that look at their arguments alone, not at what is inside them. */
const shallow: ReadonlySet<string> = new Set([
  "bool",
  "enumerate",
  "extend",
  "extendleft",
  "getattr",
  "hasattr",
  "isinstance",
  "issubclass",
  "iter",
  "len",
  "list",
  "next",
  "reversed",
  "tuple",
  "zip",
]);

/** Functions and methods that give out nothing that was in their arguments but as the shape of a result tells. */
const givesNoElement: ReadonlySet<string> = new Set([
  "add",
  "append",
  "any",
  "all",
  "bool",
  "count",
  "dict",
  "dumps",
  "extend",
  "float",
  "frozenset",
  "hasattr",
  "index",
  "insert",
  "int",
  "isinstance",
  "issubclass",
  "join",
  "len",
  "list",
  "print",
  "repr",
  "set",
  "sort",
  "sorted",
  "str",
  "tuple",
]);

/** Functions that raise by what type their arguments have, if at all; so do those of `storing`. */
const raisesByType: ReadonlySet<string> = new Set([
  "bool",
  "enumerate",
  "hasattr",
  "iter",
  "len",
  "list",
  "print",
  "reversed",
  "tuple",
  "type",
  "zip",
]);

/** What it hangs on whether a builtin raises, the code of the plan that it runs left out. */
function raisedBy(
  run: Run,
  name: string,
  values: readonly Value[],
  labels: readonly Label[],
  method: boolean,
): Label {
  let label = joined(run, labels, 0);
  if (raisesByType.has(name) || (method && storing.has(name))) return label;
  for (let at = name === "isinstance" ? 1 : 0; at < values.length; at += 1)
    label = run.join(label, deepLabel(run, values[at] ?? null));
  return label;
}

/** An iterator that tells of itself what decided how far it went. */
function keepsAccount(value: Value | undefined): boolean {
  return (
    value instanceof PyIterator &&
    (value.generator !== null ||
      (value.inside.length === 1 && (value.inside[0] instanceof PyList || value.inside[0] instanceof PyDict)))
  );
}

function isContainer(value: Value | undefined): boolean {
  return (
    value instanceof PyList ||
    value instanceof PyDict ||
    value instanceof PySet ||
    (value instanceof PyInstance && value.cls.builtin)
  );
}

/** A call of a builtin with implicit flows tracked, from before it to behind it. */
export interface TrackedCall {
  readonly given: readonly Value[];
  /** The label of the first argument's shape before. */
  readonly before: Label;
  readonly spread: Label;
  readonly control: Label;
  /** It may run code of the plan or move iterators. */
  readonly active: boolean;
}

/**
 * Before a builtin is called. Where it may run code of the plan or move iterators, all of it runs under the join of
 * everything that it can look at; where labels decide which element it gives out, all elements take them.
 */
export function beginTracked(
  run: Run,
  name: string,
  values: readonly Value[],
  labels: readonly Label[],
): TrackedCall | null {
  if (!values.some(isObject)) {
    if (run.tries > 0) mayRaise(run, joined(run, labels, 0));
    return null;
  }
  const given = values.slice();
  const [receiver = null] = given;
  const method = isContainer(receiver);
  const before = shapeOf(rawOf(receiver));
  if (run.tries > 0) mayRaise(run, raisedBy(run, name, values, labels, method));
  let control = run.pc;
  let spread: Label = 0;
  let active = false;
  if (!(method && storing.has(name))) {
    const first = method && keyed.has(name) ? 1 : 0;
    const runs =
      isAnyActive(run, name, given, first) || (!shallow.has(name) && chosenActive(run, values, labels));
    active = runs && !(name === "next" && keepsAccount(receiver) && given.length === 1);
    if (active) {
      spread = run.join(reachableLabel(run, given), joined(run, labels, 0));
      if (tells(run, spread)) control = enterControl(run, spread, given);
    } else if (!givesNoElement.has(name)) {
      spread = joined(run, labels, method ? 1 : 0);
      for (let at = first; at < given.length; at += 1)
        spread = run.join(spread, deepLabel(run, given[at] ?? null));
      // Elements have the label of the shape already.
      const inside = method ? run.join(control, before) : control;
      if (run.join(inside, spread) !== inside) {
        if (method) raiseElements(run, receiver, spread);
        raiseAll(run, method ? given.slice(1) : given, spread);
      }
    }
  }
  return { given, before, spread, control, active };
}

function isObject(value: Value): boolean {
  return typeof value === "object" && value !== null;
}

/** Whether a builtin may run code of the plan on what it looks at, or move an iterator. */
function isAnyActive(run: Run, name: string, values: readonly Value[], first: number): boolean {
  const flat = shallow.has(name);
  for (let at = first; at < values.length; at += 1) {
    const value = values[at] ?? null;
    if (flat ? isActive(value) : holdsActive(run, value)) return true;
  }
  return false;
}

/** What came out: the elements of a container whose shape tells something new are raised by it. */
export function endTracked(run: Run, call: TrackedCall, result: Value): void {
  const { given, before, spread, control, active } = call;
  const { label } = run;
  if (run.pc !== control) run.pc = run.join(control, run.mayHaveRaised);
  const receiver = rawOf(given[0] ?? null);
  if (isContainer(receiver)) reshaped(run, receiver, before, given);
  if (typeof result === "object" && result !== null && rawOf(result) !== receiver) {
    const shape = shapeOf(result);
    if (tells(run, shape)) {
      raiseElements(run, result, shape);
      // A dict or a set lacks what something equal came before or after.
      if (result instanceof PyDict || result instanceof PySet) raiseAll(run, given, shape);
    }
  }
  // Labels that came up on the way: a callback's, those of the outside.
  const late = active ? run.join(label, shapeOf(result)) : spread === 0 ? 0 : label;
  if (tells(run, late) && run.join(spread, late) !== spread) raiseAll(run, given, late);
  run.label = label;
}

/** Calls a builtin with implicit flows tracked. */
export function tracked(
  run: Run,
  name: string,
  values: readonly Value[],
  labels: readonly Label[],
  invoke: () => Value,
): Value {
  const call = beginTracked(run, name, values, labels);
  const result = invoke();
  if (call !== null) endTracked(run, call, result);
  return result;
}

function joined(run: Run, labels: readonly Label[], first: number): Label {
  let label: Label = 0;
  for (let at = first; at < labels.length; at += 1) label = run.join(label, labels[at] ?? 0);
  return label;
}

/** Before `container[index]`: the index decides which of the elements it is. */
export function chooseByIndex(run: Run, container: Value, index: Value, indexLabel: Label): void {
  if (typeof container !== "object" || container === null) return;
  let label = indexLabel;
  if (typeof index === "object" && index !== null) label = run.join(label, deepLabel(run, index));
  if (!tells(run, label)) return;
  const makes = container instanceof PyDict && container.factory !== null;
  if (makes || isActive(container) || isActive(index)) raiseAll(run, [container, index], label);
  else raiseElements(run, container, label);
}

/** After a container was changed: what is in it is raised by what its shape tells, all of it where that is new. */
export function reshaped(run: Run, container: Value, before: Label, stored: readonly Value[]): void {
  if (!run.implicitFlows) return;
  const after = shapeOf(container);
  if (!tells(run, after)) return;
  // What an iterator gave may be reached from nowhere else any more.
  if (after !== before || stored.some((value) => value instanceof PyIterator || isActive(value)))
    raiseElements(run, container, after);
  else {
    for (const value of stored)
      if (typeof value === "object" && value !== null && value !== container)
        raiseReachable(run, value, after);
  }
}

/**
 * Before an iterator is run through by a statement. Gives what decides how far it goes, as far as that can be known: those
 * that builtins made look at several things at once.
 */
export function enterIteration(run: Run, iterator: PyIterator): Label {
  if (!run.implicitFlows || keepsAccount(iterator) || iterator.inside.length === 0) return 0;
  if (!iterator.inside.some((one) => holdsActive(run, one))) return 0;
  const label = reachableLabel(run, [iterator]);
  if (run.tries > 0) mayRaise(run, label);
  if (tells(run, label)) raiseReachable(run, iterator, label);
  return label;
}
