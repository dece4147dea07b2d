import type { AugAssign, Expression } from "../ast.ts";
import { raise, Unsupported } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { typeName } from "../value/classes.ts";
import { PyList, PyTuple } from "../value/container.ts";
import { deepLabel } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { deleteAttribute, getAttribute, setAttribute } from "./attribute.ts";
import { chooseByIndex, enterIteration, raiseAll, reshaped, shapeOf, tells } from "./choice.ts";
import type { Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { joinEffects, type Spread } from "./effects.ts";
import { compileExpression, compileHolding } from "./expression.ts";
import { hold, letGo } from "./in-use.ts";
import { isIterable, iterate } from "./iterate.ts";
import { mayRaise } from "./may-raise.ts";
import { deleteName, loadName, type Store, storeName } from "./name.ts";
import { inPlaceOperation } from "./operators.ts";
import { deleteItem, getItem, setItem } from "./subscript.ts";

/** Which object is changed depends on a labelled reference: all that it could have been carry the label. */
function spreadReference(run: Run, spread: Spread, frame: Frame): void {
  if (!run.implicitFlows) return;
  const { label } = run;
  if (run.join(run.pc, label) === run.pc) return;
  spread.before(frame, label);
  run.label = label;
}

/** A store or an unpacking that might have raised inside a `try`. */
function noteStore(run: Run, label: Label): void {
  if (run.tries > 0) mayRaise(run, label);
}

/** Assignment to a target of any form. */
export function compileTarget(c: Context, target: Expression): Store {
  const { run } = c;
  switch (target.kind) {
    case "Name":
      return storeName(c, target.id);
    case "Attribute": {
      const object = compileExpression(c, target.value);
      const { attr, span } = target;
      const spread = joinEffects(c, [target.value]);
      return (frame, value, label) => {
        const held = hold(run, [value]);
        const holder = object(frame);
        spreadReference(run, spread, frame);
        const { label: reference } = run;
        run.at = span;
        // Which object reaches the value from now on hangs on the reference.
        if (tells(run, reference)) raiseAll(run, [value], reference);
        run.label = reference;
        setAttribute(run, holder, attr, value, label);
        noteStore(run, run.join(reference, run.join(run.label, label)));
        letGo(run, held);
      };
    }
    case "Subscript": {
      const [object, index] = compileHolding(c, target.value, target.slice);
      const { span } = target;
      const spread = joinEffects(c, [target.value]);
      return (frame, value, label) => {
        const held = hold(run, [value]);
        const holder = object(frame);
        spreadReference(run, spread, frame);
        const reference = run.label;
        const at = index(frame);
        run.label = run.join(reference, run.label);
        run.at = span;
        if (run.implicitFlows) chooseByIndex(run, holder, at, run.label);
        if (tells(run, run.label)) raiseAll(run, [value], run.label);
        const shape = shapeOf(holder);
        setItem(run, holder, at, value, label);
        reshaped(run, holder, shape, [at, value]);
        noteStore(run, run.join(reference, run.join(run.label, label)));
        letGo(run, held);
      };
    }
    case "Tuple":
    case "List":
      return compileUnpacking(c, target.elts, target.span);
    default:
      throw new Unsupported(`cannot assign to ${target.kind}`, target.span);
  }
}

function compileUnpacking(c: Context, targets: readonly Expression[], span: Expression["span"]): Store {
  const { run } = c;
  const star = targets.findIndex((target) => target.kind === "Starred");
  const stores = targets.map((target) => compileTarget(c, target.kind === "Starred" ? target.value : target));
  const count = targets.length;
  return (frame, value, label) => {
    run.at = span;
    run.label = label;
    const { items, labels, shape } = takeItems(run, value, star < 0 ? count : Number.POSITIVE_INFINITY);
    const held = hold(run, items);
    noteStore(run, shape);
    run.label = shape;
    if (star < 0) {
      if (items.length > count)
        throw raise(run, "ValueError", `too many values to unpack (expected ${count})`);
      if (items.length < count)
        throw raise(
          run,
          "ValueError",
          `not enough values to unpack (expected ${count}, got ${items.length})`,
        );
      for (let i = 0; i < count; i++) stores[i]?.(frame, items[i] ?? null, run.join(labels[i] ?? 0, shape));
      letGo(run, held);
      return;
    }
    if (items.length < count - 1)
      throw raise(
        run,
        "ValueError",
        `not enough values to unpack (expected at least ${count - 1}, got ${items.length})`,
      );
    const after = count - star - 1;
    const end = items.length - after;
    for (let i = 0; i < count; i++) {
      if (i === star) {
        run.chargeCells(end - star);
        stores[i]?.(frame, new PyList(items.slice(star, end), 0, shape, labels.slice(star, end)), shape);
      } else {
        const at = i < star ? i : end + (i - star - 1);
        stores[i]?.(frame, items[at] ?? null, run.join(labels[at] ?? 0, shape));
      }
    }
    letGo(run, held);
  };
}

/** At most `most` + 1 items of an iterable; the shape's label is what their number depends on. */
function takeItems(run: Run, value: Value, most: number): { items: Value[]; labels: Label[]; shape: Label } {
  const reference = run.label;
  const items: Value[] = [];
  const labels: Label[] = [];
  if (value instanceof PyTuple || value instanceof PyList) {
    const shape = value instanceof PyList ? run.join(reference, value.shape) : reference;
    run.work(value.items.length >> 3);
    for (let i = 0; i < value.items.length; i++) {
      items.push(value.items[i] ?? null);
      labels.push(run.join(value.labelAt(i), shape));
    }
    return { items, labels, shape };
  }
  if (!isIterable(value))
    throw raise(run, "TypeError", `cannot unpack non-iterable ${typeName(value)} object`);
  const iterator = iterate(run, value);
  const held = hold(run, items);
  const control = run.pc;
  const decided = enterIteration(run, iterator);
  if (run.implicitFlows) run.pc = run.join(control, decided);
  for (let item = iterator.advance(run); item !== undefined; item = iterator.advance(run)) {
    run.chargeCells(1, items.length + 1);
    items.push(item);
    labels.push(run.label);
    if (items.length > most) break;
  }
  letGo(run, held);
  if (run.implicitFlows) run.pc = run.join(control, run.mayHaveRaised);
  return { items, labels, shape: run.join(run.join(reference, run.label), decided) };
}

/** What `target op= operand` binds its target to; `label` is that of the reference to what it was bound to. */
export function augment(
  run: Run,
  op: AugAssign["op"],
  current: Value,
  label: Label,
  operand: Value,
  operandLabel: Label,
): Value {
  run.label = run.join(label, operandLabel);
  const shape = shapeOf(current);
  const result = inPlaceOperation(run, op, current, operand, operandLabel);
  if (result === current) reshaped(run, current, shape, [operand]);
  noteStore(run, run.label);
  if (result === current && current instanceof PyList) run.label = label;
  return result;
}

/** `target op= value`. */
export function compileAugmented(c: Context, node: AugAssign): (frame: Frame) => void {
  const { run } = c;
  const { op, span, target } = node;
  const value = compileExpression(c, node.value);
  const combine = (frame: Frame, current: Value, label: Label, holder: Value = null): Value => {
    const held = hold(run, [holder, current]);
    const operand = value(frame);
    const operandLabel = run.label;
    run.at = span;
    const result = augment(run, op, current, label, operand, operandLabel);
    letGo(run, held);
    return result;
  };
  if (target.kind === "Name") {
    const load = loadName(c, target.id, target.span);
    const store = storeName(c, target.id);
    if (op === "Add")
      return (frame) => {
        const current = load(frame);
        const label = run.label;
        if (typeof current === "number") {
          const operand = value(frame);
          run.label = run.join(label, run.label);
          if (typeof operand === "number") {
            const sum = current + operand;
            if (Number.isSafeInteger(sum)) {
              store(frame, sum, run.label);
              return;
            }
          }
          run.at = span;
          store(frame, inPlaceOperation(run, op, current, operand, run.label), run.label);
          return;
        }
        store(frame, combine(frame, current, label), run.label);
      };
    return (frame) => {
      const current = load(frame);
      store(frame, combine(frame, current, run.label), run.label);
    };
  }
  if (target.kind === "Attribute") {
    const object = compileExpression(c, target.value);
    const spread = joinEffects(c, [target.value]);
    const { attr } = target;
    return (frame) => {
      const holder = object(frame);
      spreadReference(run, spread, frame);
      const reference = run.label;
      run.at = span;
      const current = getAttribute(run, holder, attr);
      const result = combine(frame, current, run.label, holder);
      const { label } = run;
      run.label = reference;
      setAttribute(run, holder, attr, result, label);
      noteStore(run, run.join(reference, label));
    };
  }
  const [object, index] = compileHolding(c, target.value, target.slice);
  const spread = joinEffects(c, [target.value]);
  return (frame) => {
    const holder = object(frame);
    spreadReference(run, spread, frame);
    let reference = run.label;
    const at = index(frame);
    reference = run.join(reference, run.label);
    if (run.implicitFlows) chooseByIndex(run, holder, at, run.label);
    run.label = run.join(reference, deepLabel(run, at));
    run.at = span;
    const current = getItem(run, holder, at);
    const result = combine(frame, current, run.label, holder);
    const { label } = run;
    run.label = reference;
    const shape = shapeOf(holder);
    setItem(run, holder, at, result, label);
    reshaped(run, holder, shape, [at, result]);
    noteStore(run, run.join(reference, label));
  };
}

/** `del target`. */
export function compileDelete(c: Context, target: Expression): (frame: Frame) => void {
  const { run } = c;
  switch (target.kind) {
    case "Name":
      return deleteName(c, target.id, target.span);
    case "Attribute": {
      const object = compileExpression(c, target.value);
      const { attr, span } = target;
      const spread = joinEffects(c, [target.value]);
      return (frame) => {
        const holder = object(frame);
        spreadReference(run, spread, frame);
        const { label: reference } = run;
        run.at = span;
        deleteAttribute(run, holder, attr);
        noteStore(run, run.join(reference, run.label));
      };
    }
    case "Subscript": {
      const [object, index] = compileHolding(c, target.value, target.slice);
      const { span } = target;
      const spread = joinEffects(c, [target.value]);
      return (frame) => {
        const holder = object(frame);
        spreadReference(run, spread, frame);
        const reference = run.label;
        const at = index(frame);
        run.label = run.join(reference, run.label);
        run.at = span;
        const before = run.label;
        if (run.implicitFlows) chooseByIndex(run, holder, at, run.label);
        const shape = shapeOf(holder);
        deleteItem(run, holder, at);
        reshaped(run, holder, shape, []);
        noteStore(run, run.join(before, run.label));
      };
    }
    case "Tuple":
    case "List": {
      const parts = target.elts.map((part) => compileDelete(c, part));
      return (frame) => {
        for (const part of parts) part(frame);
      };
    }
    default:
      throw new Unsupported(`cannot delete ${target.kind}`, target.span);
  }
}
