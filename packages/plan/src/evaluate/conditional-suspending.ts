/** `and`, `or`, `x if c else y` and chains of comparisons whose later operands can reach a tool call. */
import type { BoolOp, Compare, Expression, IfExp, Node } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { someChild } from "../walk.ts";
import type { EvaluateSuspending, Frame } from "./code.ts";
import { comparison } from "./compare.ts";
import type { Context } from "./context.ts";
import { joinEffects, type Spread } from "./effects.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import { mayRaise } from "./may-raise.ts";
import { stopping } from "./stopping.ts";

/** Whether a `yield` stands in an expression: whether it is reached decides what follows in the function. */
function hasYield(node: Node): boolean {
  if (node.kind === "Yield" || node.kind === "YieldFrom") return true;
  return node.kind !== "Lambda" && someChild(node, hasYield, null);
}

/** What operands that may not be evaluated leave undone. */
function conditionalEffects(c: Context, operands: readonly Expression[]): Spread {
  return joinEffects(c, operands.some(hasYield) ? [...operands, ...c.functionBody] : operands);
}

/** Where control meets again behind such operands; behind a `yield` the label stays. */
function meetAgain(run: Run, control: Label, stays: boolean): void {
  run.pc = run.join(stays ? run.pc : control, run.mayHaveRaised);
}

function prepareBoolean(c: Context, node: BoolOp) {
  const { run } = c;
  const stays = hasYield(node);
  const and = node.op === "And";
  const parts = node.values.map((value, i) => ({
    evaluate: compileExpressionSuspending(c, value),
    spread: i === 0 ? null : conditionalEffects(c, node.values.slice(i)),
    span: value.span,
  }));
  return { run, and, parts, stays };
}

function* runBoolean(
  { run, and, parts, stays }: ReturnType<typeof prepareBoolean>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  let value: Value = null;
  let label: Label = 0;
  const control = run.pc;
  for (const [i, part] of parts.entries()) {
    if (i > 0) {
      run.label = label;
      const truth = isTrue(run, value);
      label = run.label;
      run.at = part.span;
      run.branch(label);
      if (run.implicitFlows && run.join(run.pc, label) !== run.pc) {
        part.spread?.before(frame, label);
        part.spread?.after(frame, label);
      }
      if (truth !== and) break;
      if (run.implicitFlows) run.pc = run.join(run.pc, label);
    }
    value = yield* part.evaluate(frame);
    label = run.join(label, run.label);
  }
  meetAgain(run, control, stays);
  run.label = label;
  if (run.tries > 0) mayRaise(run, label);
  return value;
}

export function compileBooleanSuspending(c: Context, node: BoolOp): EvaluateSuspending {
  return stopping(runBoolean, prepareBoolean(c, node));
}

function prepareTernary(c: Context, node: IfExp) {
  const { run } = c;
  const test = compileExpressionSuspending(c, node.test);
  const body = compileExpressionSuspending(c, node.body);
  const orelse = compileExpressionSuspending(c, node.orelse);
  const spread = conditionalEffects(c, [node.body, node.orelse]);
  const stays = hasYield(node.body) || hasYield(node.orelse);
  const { span } = node;
  return { run, test, body, orelse, spread, stays, span };
}

function* runTernary(
  { run, test, body, orelse, spread, stays, span }: ReturnType<typeof prepareTernary>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  const value = yield* test(frame);
  const truth = isTrue(run, value);
  const { label } = run;
  run.at = span;
  run.branch(label);
  const control = run.pc;
  const spreads = run.implicitFlows && run.join(control, label) !== control;
  if (spreads) {
    run.pc = run.join(control, label);
    spread.before(frame, label);
  }
  const result = yield* truth ? body(frame) : orelse(frame);
  const joined = run.join(run.label, label);
  if (spreads) spread.after(frame, label);
  meetAgain(run, control, stays);
  run.label = joined;
  if (run.tries > 0) mayRaise(run, joined);
  return result;
}

export function compileTernarySuspending(c: Context, node: IfExp): EvaluateSuspending {
  return stopping(runTernary, prepareTernary(c, node));
}

function prepareChain(c: Context, node: Compare) {
  const { run } = c;
  const all = [node.left, ...node.comparators];
  const operands = all.map((operand) => compileExpressionSuspending(c, operand));
  // What each comparison decides about: all operands behind it.
  const spreads = all.map((_, i) => conditionalEffects(c, all.slice(i + 1)));
  const stays = hasYield(node);
  const { span } = node;
  return { run, operands, spreads, stays, span, node };
}

function* runChain(
  { run, operands, spreads, stays, span, node }: ReturnType<typeof prepareChain>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  let label: Label = 0;
  let result: Value = true;
  let left: Value = null;
  const control = run.pc;
  for (const [i, operand] of operands.entries()) {
    const value = yield* operand(frame);
    label = run.join(label, run.label);
    const op = node.ops[i - 1];
    if (op !== undefined) {
      run.label = label;
      run.at = span;
      result = comparison(run, op, left, value);
      const truth = isTrue(run, result);
      label = run.join(label, run.label);
      run.branch(label);
      if (run.implicitFlows && i < operands.length - 1 && run.join(run.pc, label) !== run.pc) {
        spreads[i]?.before(frame, label);
        spreads[i]?.after(frame, label);
      }
      if (!truth) break;
      if (run.implicitFlows) run.pc = run.join(run.pc, label);
    }
    left = value;
  }
  meetAgain(run, control, stays);
  run.label = label;
  if (run.tries > 0) mayRaise(run, label);
  return result;
}

export function compileChainSuspending(c: Context, node: Compare): EvaluateSuspending {
  return stopping(runChain, prepareChain(c, node));
}
