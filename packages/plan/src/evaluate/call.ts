/** Calling values. Every callee puts its result's label into `run.label`. */

import type { Span } from "../ast.ts";
import { deepJoin } from "../builtins/define.ts";
import { raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { instantiate } from "../types/instantiate.ts";
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "../value/callable.ts";
import { PyClass, PyInstance, PyProperty } from "../value/class.ts";
import { typeName } from "../value/classes.ts";
import { raiseReachable } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { bindFrame } from "./bind.ts";
import { fieldsRunCode, raiseAll, tells, tracked, under } from "./choice.ts";
import type { Frame, PendingCall } from "./code.ts";
import { makeGenerator } from "./generator.ts";
import { hold, letGo } from "./in-use.ts";
import { mayRaise } from "./may-raise.ts";
import { settleCall } from "./settle-call.ts";
import { prepareCall } from "./tool-call.ts";
import { demandResults, raiseControl, runThrough } from "./within-builtin.ts";

/** Calls any value. The arguments of `names` are the last of `values`. */
export function call(
  run: Run,
  callee: Value,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Value {
  if (callee instanceof PyBuiltin)
    return run.implicitFlows
      ? tracked(run, callee.name, values, labels, () => callee.invoke(run, values, labels, names))
      : callee.invoke(run, values, labels, names);
  if (callee instanceof PyFunction) return callFunction(run, callee, values, labels, names);
  if (callee instanceof PyMethod) {
    return call(run, callee.callee, [callee.self, ...values], [callee.selfLabel, ...labels], names);
  }
  if (callee instanceof PyClass) {
    if (run.implicitFlows && (run.tries > 0 || fieldsRunCode(callee))) {
      // Whether a validator or a factory of the plan runs hangs on what the others found in the arguments.
      const label = deepJoin(run, values, labels);
      if (run.tries > 0 && !(callee.lookup("__init__") instanceof PyFunction)) mayRaise(run, label);
      if (fieldsRunCode(callee) && tells(run, label)) raiseReachable(run, callee, label);
    }
    return run.implicitFlows && callee.builtin
      ? tracked(run, callee.name, values, labels, () => instantiate(run, callee, values, labels, names))
      : instantiate(run, callee, values, labels, names);
  }
  if (callee instanceof PyTool) return callTool(run, callee, values, labels, names);
  if (callee instanceof PyInstance) {
    const method = callee.cls.lookup("__call__");
    if (method !== undefined) return call(run, method, [callee, ...values], [run.label, ...labels], names);
  }
  if (callee instanceof PyProperty && callee.form !== "property")
    return call(run, callee.getter, values, labels, names);
  throw raise(run, "TypeError", `'${typeName(callee)}' object is not callable`);
}

/**
 * Calls what an operator, a builtin or a statement looked up on its operands: a method, a property, a callback. With
 * implicit flows it runs under the labels of its arguments and its own, which decided that it runs (security.md F3).
 */
export function callProtocol(
  run: Run,
  method: Value,
  values: Value[],
  labels: Label[],
  methodLabel: Label = 0,
): Value {
  if (!run.implicitFlows) return call(run, method, values, labels, null);
  let label = methodLabel;
  for (const one of labels) label = run.join(label, one);
  return under(run, label, [method, ...values], () => call(run, method, values, labels, null));
}

/** Whether `call` would take a value. */
export function isCallable(value: Value): boolean {
  if (value instanceof PyInstance) return value.cls.lookup("__call__") !== undefined;
  return (
    value instanceof PyBuiltin ||
    value instanceof PyFunction ||
    value instanceof PyMethod ||
    value instanceof PyClass ||
    value instanceof PyTool ||
    (value instanceof PyProperty && value.form !== "property")
  );
}

/** A call of a plan function takes as long as so many statements. */
const stepsPerCall = 3;

/** Counts a call of a plan function and its depth; `leaveFunction` undoes the depth. */
export function enterFunction(run: Run): void {
  run.work(stepsPerCall);
  if (++run.depth > run.limits.recursion) run.exceeded("recursion");
}

/** Calls a function of the plan. */
export function callFunction(
  run: Run,
  fn: PyFunction,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
): Value {
  const frame = bindFrame(run, fn, values, labels, names);
  if (fn.code.generator) return makeGenerator(run, fn, frame);
  enterFunction(run);
  const control = run.pc;
  const held = hold(run, frame);
  if (fn.code.suspending === null) fn.code.body(frame);
  else {
    if (tells(run, run.sources)) raiseAll(run, [fn, ...values], run.sources);
    raiseControl(run);
    runThrough(run, fn.code.suspending(frame));
  }
  letGo(run, held);
  run.depth--;
  return leaveFunction(run, frame, control);
}

const nowhere: Span = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** A tool that a builtin calls: `map(tool, ids)` inside `dict(...)`. */
function callTool(
  run: Run,
  tool: PyTool,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
): Value {
  const span = run.at ?? nowhere;
  const callLabel = labels.reduce((joined, label) => run.join(joined, label), run.label);
  const control = raiseControl(run);
  const prepared = prepareCall(run, tool, values, labels, names, callLabel, span);
  const pending: PendingCall = { prepared, outcome: null };
  demandResults(run, [pending]);
  run.pc = run.join(control, run.mayHaveRaised);
  const value = settleCall(run, pending, span);
  run.label = run.join(run.label, callLabel);
  return value;
}

/**
 * The result of a call that has ended. The control label goes back to the caller's; the result carries what decided
 * which `return` was reached (security.md F2).
 */
export function leaveFunction(run: Run, frame: Frame, control: Label): Value {
  if (run.implicitFlows) {
    run.label = run.join(frame.resultLabel, run.pc);
    run.pc = run.join(control, run.mayHaveRaised);
  } else run.label = frame.resultLabel;
  return frame.result;
}
