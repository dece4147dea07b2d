/**
 * Operands up to the last one that may suspend are first moved into temporaries, in evaluation order; the rest runs as a
 * plain closure.
 */
import type { Expression } from "../ast.ts";
import type { Value } from "../value/value.ts";
import { compileTarget } from "./assign.ts";
import type { Evaluate, EvaluateSuspending, Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import { hold, release } from "./in-use.ts";
import { type Store, temporaryName } from "./name.ts";
import type { Reach } from "./reach.ts";
import { rewriteOperands } from "./rewrite.ts";

export interface Step {
  readonly slot: number;
  readonly plain: ((frame: Frame) => Value) | null;
  readonly suspending: EvaluateSuspending | null;
}

/**
 * The same expression, with what is formatted or unpacked in it as operands of their own: that is done before the next
 * operand is evaluated, which may change what it shows.
 */
function inTurn(reach: Reach, node: Expression): Expression {
  const unpacked = (element: Expression): Expression => {
    if (element.kind !== "Starred") return element;
    const { span } = element;
    const value = reach.adopt({ kind: "List", elts: [element], ctx: "Load", span } as const, element);
    return reach.adopt({ ...element, value }, element);
  };
  switch (node.kind) {
    case "JoinedStr":
      if (node.values.length < 2) return node;
      return {
        ...node,
        values: node.values.map((part) => {
          if (part.kind === "Constant") return part;
          const { span } = part;
          const value = reach.adopt({ kind: "JoinedStr", values: [part], span } as const, part);
          return reach.adopt({ ...part, value, conversion: -1, format_spec: null }, part);
        }),
      };
    case "List":
    case "Tuple":
    case "Set":
      return node.elts.length < 2 ? node : { ...node, elts: node.elts.map(unpacked) };
    case "Call":
      return node.args.length + node.keywords.length < 2 ? node : { ...node, args: node.args.map(unpacked) };
    case "Dict":
      if (node.values.length < 2) return node;
      return {
        ...node,
        values: node.values.map((value, i) =>
          node.keys[i] === null
            ? reach.adopt({ kind: "Dict", keys: [null], values: [value], span: value.span } as const, value)
            : value,
        ),
      };
    default:
      return node;
  }
}

/** Moves operands into temporaries; gives what is left and what must run before. */
export function hoist(c: Context, whole: Expression): { rest: Expression; steps: readonly Step[] } {
  const { reach } = c.globals;
  const node = inTurn(reach, whole);
  let last = -1;
  let count = 0;
  rewriteOperands(node, (operand) => {
    if (reach.within(operand)) last = count;
    count++;
    return operand;
  });
  const steps: Step[] = [];
  let index = 0;
  const rest = rewriteOperands(node, (operand) => {
    if (index++ > last || operand.kind === "Constant") return operand;
    const slot = c.layout.temporary();
    const suspends = reach.within(operand);
    steps.push({
      slot,
      plain: suspends ? null : compileExpression(c, operand),
      suspending: suspends ? compileExpressionSuspending(c, operand) : null,
    });
    return { kind: "Name", id: temporaryName(slot), ctx: "Load", span: operand.span };
  });
  return { rest, steps };
}

export function* runSteps(c: Context, steps: readonly Step[], frame: Frame): ReturnType<EvaluateSuspending> {
  const { run } = c;
  const done: Value[] = [];
  hold(run, done);
  for (const step of steps) {
    const value = step.suspending === null ? (step.plain?.(frame) ?? null) : yield* step.suspending(frame);
    frame.slots[step.slot] = value;
    frame.labels[step.slot] = run.label;
    if (run.tries > 0) done.push(value);
  }
  release(run, done);
  return null;
}

interface HoistedExpression {
  readonly c: Context;
  readonly steps: readonly Step[];
  readonly plain: Evaluate;
}

export function* runHoisted(
  { c, steps, plain }: HoistedExpression,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  yield* runSteps(c, steps, frame);
  return plain(frame);
}

/** The operands of an attribute or subscript that is read and then stored: they are evaluated once. */
export function hoistPlace<T extends Expression>(c: Context, place: T): { rest: T; steps: readonly Step[] } {
  if (place.kind === "Name" || !c.globals.reach.within(place)) return { rest: place, steps: [] };
  const { rest, steps } = hoist(c, place);
  return { rest: { ...place, ...rest }, steps };
}

export interface HoistedTarget {
  readonly store: Store;
  readonly steps: readonly Step[];
}

/** A target whose object or index reaches a tool call: these are evaluated first. */
export function hoistTarget(c: Context, target: Expression): HoistedTarget {
  if (!c.globals.reach.within(target)) return { store: compileTarget(c, target), steps: [] };
  if (target.kind !== "Subscript" && target.kind !== "Attribute")
    return { store: compileTarget(c, target), steps: [] };
  const { rest, steps } = hoist(c, target);
  return { store: compileTarget(c, rest), steps };
}
