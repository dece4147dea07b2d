import type { Attribute, Call, Expression } from "../ast.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyBuiltin, PyFunction } from "../value/callable.ts";
import { PyClass, PyInstance, rawOf } from "../value/class.ts";
import { classOf, typeName } from "../value/classes.ts";
import { PyDict } from "../value/container.ts";
import { PyModule } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";
import { absence, getAttribute } from "./attribute.ts";
import { call } from "./call.ts";
import { raiseAll } from "./choice.ts";
import type { Evaluate, Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { joinEffects, type Spread } from "./effects.ts";
import { calleeName, compileElements, compileExpression } from "./expression.ts";
import { hold, letGo } from "./in-use.ts";
import { loadCallee, loadName } from "./name.ts";
import { SuperObject } from "./super.ts";

/**
 * Evaluates arguments into `values` and `labels` and gives the names of the last ones. `run.label` is then the join of
 * the shape labels of starred operands.
 */
export type EvaluateArguments = (
  frame: Frame,
  values: Value[],
  labels: Label[],
  callee: Value,
) => readonly string[] | null;

export function compileArguments(c: Context, node: Call): EvaluateArguments {
  const { run } = c;
  const starred = node.args.some((arg) => arg.kind === "Starred");
  if (!starred && node.keywords.length === 0) {
    const parts = node.args.map((arg) => compileExpression(c, arg));
    return (frame, values, labels) => {
      for (const part of parts) {
        values.push(part(frame));
        labels.push(run.label);
      }
      run.label = 0;
      return null;
    };
  }
  if (!starred && node.keywords.every(({ arg }) => arg !== null)) return compileNamedArguments(c, node);
  const elements = compileElements(c, node.args);
  const keywords = node.keywords.map((keyword) => ({
    name: keyword.arg,
    value: compileExpression(c, keyword.value),
    span: keyword.span,
  }));
  return (frame, values, labels, callee) => {
    const first = labels.length;
    let shape = elements(frame, values, labels, callee);
    const names: string[] = [];
    // `**` may bring thousands.
    const known = new Set<string>();
    for (const keyword of keywords) {
      const value = keyword.value(frame);
      if (keyword.name !== null) {
        if (known.has(keyword.name)) throw multipleValues(run, callee, keyword.name);
        known.add(keyword.name);
        names.push(keyword.name);
        values.push(value);
        labels.push(run.label);
        continue;
      }
      run.at = keyword.span;
      shape = run.join(shape, spreadKeywords(run, callee, value, names, known, values, labels));
    }
    // INVARIANT: which parameter an argument is for hangs on how many the starred operands brought (security.md M3).
    if (shape !== 0) for (let i = first; i < labels.length; i++) labels[i] = run.join(labels[i] ?? 0, shape);
    run.label = shape;
    return names.length === 0 ? null : names;
  };
}

/** Arguments by position, then by name: nothing is starred. */
function compileNamedArguments(c: Context, node: Call): EvaluateArguments {
  const { run } = c;
  const parts = [...node.args, ...node.keywords.map(({ value }) => value)].map((arg) =>
    compileExpression(c, arg),
  );
  const names = node.keywords.map(({ arg }) => arg ?? "");
  return (frame, values, labels) => {
    for (const part of parts) {
      values.push(part(frame));
      labels.push(run.label);
    }
    run.label = 0;
    return names;
  };
}

function multipleValues(run: Run, callee: Value, name: string) {
  return raise(run, "TypeError", `${calleeName(callee)}got multiple values for keyword argument '${name}'`);
}

function spreadKeywords(
  run: Run,
  callee: Value,
  given: Value,
  names: string[],
  known: Set<string>,
  values: Value[],
  labels: Label[],
): Label {
  const value = rawOf(given);
  if (!(value instanceof PyDict))
    throw raise(
      run,
      "TypeError",
      `${calleeName(callee)}argument after ** must be a mapping, not ${typeName(value)}`,
    );
  const reference = run.join(run.label, value.shape);
  for (const [key, item, label] of value.entries()) {
    if (typeof key !== "string") throw raise(run, "TypeError", "keywords must be strings");
    if (known.has(key)) throw multipleValues(run, callee, key);
    run.chargeCells(1, names.length + 1);
    known.add(key);
    names.push(key);
    values.push(item);
    labels.push(run.join(label, reference));
  }
  return reference;
}

/** `f(...)`; the result's label joins the callee's. */
export function compileCall(c: Context, node: Call): Evaluate {
  const { run } = c;
  if (node.func.kind === "Name" && node.func.id === "super") return compileSuper(c, node);
  const evaluateArguments = compileArguments(c, node);
  if (node.func.kind === "Attribute") return compileMethodCall(c, node, node.func, evaluateArguments);
  const callee = compileCallee(c, node.func);
  const { span } = node;
  const spread = joinEffects(c, [node.func]);
  return (frame) => {
    const target = callee(frame);
    const label = run.label;
    const values: Value[] = [];
    const labels: Label[] = [];
    const held = hold(run, [target]);
    hold(run, values);
    const names = evaluateArguments(frame, values, labels, target);
    const joined = run.join(label, run.label);
    run.at = span;
    run.label = joined;
    run.step();
    const result = callUnder(run, spread, frame, joined, target, values, labels, names);
    letGo(run, held);
    run.label = run.join(run.label, joined);
    return result;
  };
}

/**
 * A callee chosen by a label decides what runs: with implicit flows the call runs under it, and what the others could
 * have changed carries it too.
 */
function callUnder(
  run: Run,
  spread: Spread,
  frame: Frame,
  label: Label,
  target: Value,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Value {
  const control = run.pc;
  if (!run.implicitFlows || run.join(control, label) === control)
    return call(run, target, values, labels, names);
  spread.before(frame, label);
  raiseAll(run, [target, ...values], label);
  run.pc = run.join(control, label);
  const result = call(run, target, values, labels, names);
  run.pc = run.join(control, run.mayHaveRaised);
  return result;
}

export function compileCallee(c: Context, func: Expression): Evaluate {
  return func.kind === "Name" ? loadCallee(c, func.id, func.span) : compileExpression(c, func);
}

/** `object.method(...)` without a bound method between. */
function compileMethodCall(
  c: Context,
  node: Call,
  func: Attribute,
  evaluateArguments: EvaluateArguments,
): Evaluate {
  const { run } = c;
  const object = compileExpression(c, func.value);
  const { attr, span } = func;
  const callSpan = node.span;
  const spread = joinEffects(c, [func.value]);
  return (frame) => {
    const self = object(frame);
    const label = run.label;
    run.at = span;
    const method = plainMethod(self, attr);
    if (method === undefined) {
      const target = getAttribute(run, self, attr);
      const targetLabel = run.label;
      const values: Value[] = [];
      const labels: Label[] = [];
      const held = hold(run, [target]);
      hold(run, values);
      const names = evaluateArguments(frame, values, labels, target);
      run.at = callSpan;
      const joined = run.join(targetLabel, run.label);
      run.label = joined;
      run.step();
      const result = callUnder(run, spread, frame, joined, target, values, labels, names);
      letGo(run, held);
      run.label = run.join(run.label, joined);
      return result;
    }
    const values: Value[] = [self];
    const labels: Label[] = [label];
    const found = self instanceof PyInstance ? run.join(label, methodLabel(run, self, attr)) : label;
    const held = hold(run, values);
    const names = evaluateArguments(frame, values, labels, method);
    run.at = callSpan;
    run.step();
    const joined = run.join(found, run.label);
    const result =
      method instanceof PyBuiltin && (!run.implicitFlows || values.every(isPlain))
        ? method.invoke(run, values, labels, names)
        : callUnder(run, spread, frame, joined, method, values, labels, names);
    letGo(run, held);
    run.label = run.join(run.label, joined);
    return result;
  };
}

function isPlain(value: Value): boolean {
  return typeof value !== "object" || value === null;
}

/** What decided which method of that name an instance has. */
export function methodLabel(run: Run, self: PyInstance, name: string): Label {
  return run.join(self.cls.labelOf(name, run), absence(run, self, name));
}

/** A method that takes the object as its first argument; undefined where attribute access must decide. */
export function plainMethod(self: Value, name: string): PyFunction | PyBuiltin | undefined {
  let cls: PyClass;
  if (self instanceof PyInstance) {
    if (self.attributes.has(name) || self instanceof SuperObject) return undefined;
    cls = self.cls;
  } else {
    if (self instanceof PyModule) return undefined;
    cls = classOf(self);
    if (cls.name === "type") return undefined;
  }
  const found = cls.lookup(name);
  if (found instanceof PyFunction) return found;
  return found instanceof PyBuiltin && found.binding === "method" ? found : undefined;
}

/** `super()` in a method. */
function compileSuper(c: Context, node: Call): Evaluate {
  const { run, owner, firstParameter } = c;
  const { span } = node;
  if (node.args.length > 0) {
    const parts = node.args.map((arg) => compileExpression(c, arg));
    return (frame) => {
      let label: Label = 0;
      const [cls, self] = parts.map((part) => {
        const value = part(frame);
        label = run.join(label, run.label);
        return value;
      });
      run.at = span;
      run.label = label;
      const start = self instanceof PyInstance ? self.cls : self;
      if (cls instanceof PyClass && start instanceof PyClass && start.isSubclassOf(cls))
        return new SuperObject(cls, start, self ?? null);
      throw raise(run, "TypeError", "super(type, obj): obj must be an instance or subtype of type");
    };
  }
  if (owner === null || firstParameter === null)
    return () => {
      run.at = span;
      throw raise(run, "RuntimeError", "super(): no arguments");
    };
  const first = loadName(c, firstParameter, span);
  return (frame) => {
    const self = first(frame);
    run.at = span;
    if (owner.cls === null) throw raise(run, "RuntimeError", "super(): empty __class__ cell");
    const start = self instanceof PyInstance ? self.cls : self instanceof PyClass ? self : classOf(self);
    return new SuperObject(owner.cls, start.isSubclassOf(owner.cls) ? start : owner.cls, self);
  };
}
