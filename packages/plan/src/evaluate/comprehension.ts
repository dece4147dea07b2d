import type { ComprehensionExpression, Expression, GeneratorExp } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { Scope } from "../scope/scope.ts";
import { Cell } from "../value/callable.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
import { deepLabel, raiseReachable } from "../value/deep.ts";
import { hashKey } from "../value/hash.ts";
import type { PyIterator } from "../value/iterator.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { compileTarget } from "./assign.ts";
import { enterIteration, raiseElements, tells } from "./choice.ts";
import type { Evaluate, Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { joinEffects, type Spread } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { compileGeneratorExpression } from "./generator.ts";
import { hold, letGo } from "./in-use.ts";
import { iterate } from "./iterate.ts";
import { mayRaise } from "./may-raise.ts";
import { capturedNames } from "./variables.ts";

/** What a comprehension fills. The shape carries the iterables' shapes and every condition looked at. */
type Result = PyList | PySet | PyDict;

/** A list, set or dict comprehension that reaches no tool call, or a generator expression. */
export function compileComprehension(c: Context, node: ComprehensionExpression): Evaluate {
  if (node.kind === "GeneratorExp") return compileGeneratorExpression(c, node);
  const { run } = c;
  const scope = c.scopeOf(node);
  const inner = c.inScope(scope);
  const result = c.layout.temporary();
  const fill = compileFill(inner, node, result);
  const renew = cellRenewal(c, scope);
  const spread = joinEffects(c, [node]);
  const loops = compileLoops(c, inner, node.generators, 0, result, fill, new ItemControl(run, spread));
  return (frame) => {
    const made = emptyResult(node.kind);
    renew(frame);
    frame.slots[result] = made;
    const held = hold(run, [made]);
    loops(frame);
    letGo(run, held);
    finishResult(c, frame, made, spread);
    frame.slots[result] = undefined;
    run.label = run.planLabel;
    return made;
  };
}

export function emptyResult(kind: "ListComp" | "SetComp" | "DictComp"): Result {
  return kind === "ListComp" ? new PyList([]) : kind === "SetComp" ? new PySet() : new PyDict();
}

/** What the labels of the items and conditions of a comprehension decide about: whatever it mentions or binds. */
export class ItemControl {
  private readonly run: Run;
  private readonly spread: Spread;
  constructor(run: Run, spread: Spread) {
    this.run = run;
    this.spread = spread;
  }
  /** From here to the end of the item control has the label. INVARIANT: all that may be changed takes it before. */
  enter(frame: Frame, label: Label, iterator: PyIterator): void {
    const { run } = this;
    if (!tells(run, label)) return;
    const { label: register } = run;
    mayRaise(run, label);
    run.pc = run.join(run.pc, label);
    this.spread.before(frame, label);
    raiseReachable(run, iterator, label);
    run.label = register;
  }
  /** After an item: control goes back to what it was in front of it. */
  leave(frame: Frame, control: Label): void {
    const { run } = this;
    if (!run.implicitFlows) return;
    if (run.pc !== control) {
      const { label } = run;
      this.spread.after(frame, run.pc);
      run.label = label;
    }
    run.pc = run.join(control, run.mayHaveRaised);
  }
}

/** Fresh cells for the comprehension's variables that functions inside it share. */
export function cellRenewal(c: Context, scope: Scope): (frame: Frame) => void {
  const cells = capturedNames(scope).map((name) => c.layout.cell(scope, name));
  if (cells.length === 0) return () => {};
  return (frame) => {
    for (const cell of cells) frame.cells[cell] = new Cell();
  };
}

function raiseShape(c: Context, made: Result, label: Label): void {
  made.shape = c.run.join(made.shape, label);
}

/** Which elements a result has, and which it lost again to others with the same key, hangs on its shape. */
export function finishResult(c: Context, frame: Frame, made: Result, spread: Spread): void {
  const { run } = c;
  if (!run.implicitFlows) return;
  raiseShape(c, made, run.pc);
  if (!tells(run, made.shape)) return;
  spread.before(frame, made.shape);
  raiseElements(run, made, made.shape);
}

/** Puts one element into the result. */
export function compileFill(
  c: Context,
  node: Exclude<ComprehensionExpression, GeneratorExp>,
  slot: number,
): (frame: Frame) => void {
  const { run } = c;
  if (node.kind === "DictComp") {
    const key = compileExpression(c, node.key);
    const value = compileExpression(c, node.value);
    return (frame) => {
      const k = key(frame);
      const keyLabel = run.label;
      const v = value(frame);
      put(c, frame.slots[slot], k, keyLabel, v, run.label);
    };
  }
  const element = compileExpression(c, node.elt);
  return (frame) => {
    const value = element(frame);
    put(c, frame.slots[slot], value, run.label, value, run.label);
  };
}

/** Adds to a list, set or dict under construction. */
export function put(
  c: Context,
  made: Value | undefined,
  key: Value,
  keyLabel: Label,
  value: Value,
  label: Label,
): void {
  const { run } = c;
  if (made instanceof PyList) {
    run.chargeCells(1, made.items.length + 1);
    made.push(value, label);
  } else if (made instanceof PySet) {
    run.chargeEntries(1, made.map.size + 1);
    run.label = run.join(label, deepLabel(run, value));
    if (run.tries > 0) mayRaise(run, run.label);
    made.add(hashKey(run, value), value);
    made.shape = run.join(made.shape, run.label);
  } else if (made instanceof PyDict) {
    run.chargeEntries(1, made.size + 1);
    run.label = run.join(keyLabel, deepLabel(run, key));
    if (run.tries > 0) mayRaise(run, run.label);
    made.set(hashKey(run, key), key, value, label);
    made.shape = run.join(made.shape, run.label);
  }
}

/** Joins a label into the shape of what is under construction. */
export function joinShape(c: Context, frame: Frame, slot: number, label: Label): void {
  const made = frame.slots[slot];
  if (label !== 0 && (made instanceof PyList || made instanceof PySet || made instanceof PyDict))
    raiseShape(c, made, label);
}

function compileLoops(
  outer: Context,
  c: Context,
  generators: ComprehensionExpression["generators"],
  index: number,
  slot: number,
  fill: (frame: Frame) => void,
  items: ItemControl,
): (frame: Frame) => void {
  const generator = generators[index];
  if (generator === undefined) return fill;
  const { run } = c;
  const iterable = compileExpression(index === 0 ? outer : c, generator.iter);
  const store = compileTarget(c, generator.target);
  const conditions = compileConditions(c, generator.ifs, slot, items);
  const inner = compileLoops(outer, c, generators, index + 1, slot, fill, items);
  const { span } = generator.iter;
  return (frame) => {
    const value = iterable(frame);
    const reference = run.label;
    run.at = span;
    const iterator = iterate(run, value);
    const outside = run.pc;
    const decided = run.join(reference, enterIteration(run, iterator));
    items.enter(frame, decided, iterator);
    run.iterating.push(iterator);
    const control = run.pc;
    for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
      run.step();
      const { label } = run;
      run.branch(label);
      items.enter(frame, label, iterator);
      store(frame, item, label);
      if (conditions(frame, iterator)) inner(frame);
      items.leave(frame, control);
    }
    run.iterating.pop();
    // That there were no more decides too.
    items.enter(frame, run.label, iterator);
    items.leave(frame, outside);
    joinShape(c, frame, slot, run.join(run.label, run.implicitFlows ? decided : reference));
  };
}

/** The `if`s: each one's label joins the shape of the result, whether it holds or not. */
export function compileConditions(
  c: Context,
  nodes: readonly Expression[],
  slot: number,
  items: ItemControl,
): (frame: Frame, iterator: PyIterator) => boolean {
  const { run } = c;
  const conditions = nodes.map((node) => compileExpression(c, node));
  if (conditions.length === 0) return () => true;
  return (frame, iterator) => {
    for (const condition of conditions) {
      const holds = isTrue(run, condition(frame));
      const { label } = run;
      if (label !== 0) {
        run.branch(label);
        joinShape(c, frame, slot, label);
        items.enter(frame, label, iterator);
      }
      if (!holds) return false;
    }
    return true;
  };
}
