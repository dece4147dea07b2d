/** `f(...)` from which a tool call can be reached, itself or in its operands. */
import type { Call } from "../ast.ts";
import type { Label } from "../metadata.ts";
import { PyTool } from "../value/callable.ts";
import { PyInstance } from "../value/class.ts";
import type { Value } from "../value/value.ts";
import { getAttribute } from "./attribute.ts";
import { call } from "./call.ts";
import { compileArguments, compileCallee, methodLabel, plainMethod } from "./call-expression.ts";
import { callSuspending, toolRequest } from "./call-suspending.ts";
import { raiseAll } from "./choice.ts";
import type { EvaluateSuspending, Frame } from "./code.ts";
import type { Context } from "./context.ts";
import { joinEffects } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { hoist, runHoisted, runSteps, type Step } from "./hoist.ts";
import { hold, release } from "./in-use.ts";
import { mayRaise } from "./may-raise.ts";
import { settleCall } from "./settle-call.ts";
import { stopping } from "./stopping.ts";

function prepareCallSuspending(c: Context, node: Call, rest: Call, steps: readonly Step[]) {
  const { run } = c;
  const evaluateArguments = compileArguments(c, rest);
  const { func } = rest;
  const { span } = node;
  const object = func.kind === "Attribute" ? compileExpression(c, func.value) : null;
  const callee = func.kind === "Attribute" ? null : compileCallee(c, func);
  const spread = joinEffects(c, [node.func]);
  // A name and a constant are no steps: all that is moved stands among the arguments.
  const first = func.kind === "Attribute" ? func.value : func;
  const moved = steps.length > 0 && node.func.kind !== "Name" && first.kind !== "Constant" ? 1 : 0;
  const before = steps.slice(0, moved);
  const between = steps.slice(moved);
  const held = between.length > 0 ? c.layout.temporary() : null;
  const reaches = c.globals.reach.calls(node);
  return { c, run, before, between, held, reaches, evaluateArguments, func, span, object, callee, spread };
}

function* runCall(
  {
    c,
    run,
    before,
    between,
    held,
    reaches,
    evaluateArguments,
    func,
    span,
    object,
    callee,
    spread,
  }: ReturnType<typeof prepareCallSuspending>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  if (before.length > 0) yield* runSteps(c, before, frame);
  const values: Value[] = [];
  const labels: Label[] = [];
  let target: Value;
  if (object !== null && func.kind === "Attribute") {
    const self = object(frame);
    run.at = func.span;
    const method = plainMethod(self, func.attr);
    if (method === undefined) target = getAttribute(run, self, func.attr);
    else {
      target = method;
      values.push(self);
      labels.push(run.label);
      if (self instanceof PyInstance) run.label = run.join(run.label, methodLabel(run, self, func.attr));
    }
  } else target = callee?.(frame) ?? null;
  let label = run.label;
  const inUse = [target];
  hold(run, inUse);
  hold(run, values);
  if (held !== null) {
    // What is called is decided before the arguments. In a slot, for what raises the frame's labels meanwhile finds it.
    frame.slots[held] = target;
    frame.labels[held] = label;
    yield* runSteps(c, between, frame);
    label = run.join(label, frame.labels[held] ?? 0);
    const [moved] = before;
    const [self] = labels;
    if (self !== undefined && moved !== undefined) labels[0] = run.join(self, frame.labels[moved.slot] ?? 0);
  }
  const names = evaluateArguments(frame, values, labels, target);
  const joined = run.join(label, run.label);
  run.at = span;
  run.label = joined;
  run.step();
  const control = run.pc;
  if (run.implicitFlows && run.join(control, joined) !== control) {
    spread.before(frame, joined);
    raiseAll(run, [target, ...values], joined);
    run.pc = run.join(control, joined);
  }
  let result: Value;
  if (!reaches) result = call(run, target, values, labels, names);
  else if (target instanceof PyTool) {
    // As callSuspending does it, without a generator in between: every stop passes through all of them.
    const request = toolRequest(run, target, values, labels, names, joined, span);
    if (!run.foreseen.take(run, request.calls[0])) yield request;
    result = settleCall(run, request.calls[0], span);
  } else result = yield* callSuspending(run, target, values, labels, names, joined, span);
  release(run, inUse);
  if (run.implicitFlows) run.pc = run.join(control, run.mayHaveRaised);
  run.label = run.join(run.label, joined);
  if (reaches) mayRaise(run, run.label);
  return result;
}

export function compileCallSuspending(c: Context, node: Call): EvaluateSuspending {
  const { rest, steps } = hoist(c, node);
  if (rest.kind !== "Call") throw new Error("a call stays a call");
  if (rest.func.kind === "Name" && rest.func.id === "super")
    return stopping(runHoisted, { c, steps, plain: compileExpression(c, rest) });
  return stopping(runCall, prepareCallSuspending(c, node, rest, steps));
}
