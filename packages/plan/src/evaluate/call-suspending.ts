/** Calls from which a tool can be reached. */
import type { Span } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { bytesOfInstance, newInstance } from "../types/instantiate.ts";
import { PyBuiltin, PyFunction, PyMethod, PyTool } from "../value/callable.ts";
import { PyClass, PyInstance } from "../value/class.ts";

import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";
import { bindFrame } from "./bind.ts";
import { suspendingBuiltin } from "./builtins-suspending.ts";
import { call, enterFunction, leaveFunction } from "./call.ts";
import { beginTracked, endTracked, enterControl, tells } from "./choice.ts";
import type { PendingCall, Request } from "./code.ts";
import { drain, makeGenerator } from "./generator.ts";
import { hold, release } from "./in-use.ts";
import { settleCall } from "./settle-call.ts";
import { prepareCall } from "./tool-call.ts";

export type Suspending = Generator<Request, Value, void>;

/** Calls any value; `callLabel` is the label of the callee and of starred operands' shapes. */
export function* callSuspending(
  run: Run,
  callee: Value,
  values: Value[],
  labels: Label[],
  names: readonly string[] | null,
  callLabel: Label,
  span: Span,
): Suspending {
  if (callee instanceof PyTool) {
    const request = toolRequest(run, callee, values, labels, names, callLabel, span);
    yield request;
    return settleCall(run, request.calls[0], span);
  }
  if (callee instanceof PyFunction) {
    const { suspending, generator } = callee.code;
    if (suspending === null) return call(run, callee, values, labels, names);
    const frame = bindFrame(run, callee, values, labels, names);
    if (generator) return makeGenerator(run, callee, frame);
    enterFunction(run);
    const control = run.pc;
    hold(run, frame);
    yield* suspending(frame);
    release(run, frame);
    run.depth--;
    return leaveFunction(run, frame, control);
  }
  if (callee instanceof PyMethod)
    return yield* callSuspending(
      run,
      callee.callee,
      [callee.self, ...values],
      [callee.selfLabel, ...labels],
      names,
      callLabel,
      span,
    );
  if (callee instanceof PyClass && !callee.builtin) {
    const init = callee.lookup("__init__");
    if (init instanceof PyFunction && init.code.suspending !== null && callee.fields === null) {
      const { label } = run;
      run.allocate(bytesOfInstance);
      const instance = newInstance(callee, values, labels, names);
      yield* callSuspending(run, init, [instance, ...values], [label, ...labels], names, callLabel, span);
      run.label = label;
      return instance;
    }
  }
  if (callee instanceof PyInstance) {
    const method = callee.cls.lookup("__call__");
    if (method !== undefined)
      return yield* callSuspending(
        run,
        method,
        [callee, ...values],
        [run.label, ...labels],
        names,
        callLabel,
        span,
      );
  }
  if (callee instanceof PyBuiltin || callee instanceof PyClass) {
    const tracking =
      run.implicitFlows && (callee instanceof PyBuiltin || callee.builtin)
        ? beginTracked(run, callee.name, values, labels)
        : null;
    const special = suspendingBuiltin(run, callee, values, labels, names, span);
    let result: Value;
    if (special !== undefined) result = yield* special;
    else {
      for (const [i, value] of values.entries()) {
        if (!takesAllAtOnce.has(callee.name)) break;
        if (!(value instanceof PyIterator) || value.suspending === null) continue;
        const drained = yield* drain(run, value, labels[i] ?? 0);
        values[i] = drained;
      }
      run.at = span;
      result = call(run, callee, values, labels, names);
    }
    if (tracking !== null) endTracked(run, tracking, result);
    return result;
  }
  return call(run, callee, values, labels, names);
}

/** `callProtocol` of what may reach a tool call: it runs under the labels of its arguments. */
export function* callProtocolSuspending(
  run: Run,
  method: Value,
  values: Value[],
  labels: Label[],
  span: Span,
): Suspending {
  let label: Label = 0;
  for (const one of labels) label = run.join(label, one);
  if (!tells(run, label)) return yield* callSuspending(run, method, values, labels, null, label, span);
  const control = enterControl(run, label, [method, ...values]);
  const result = yield* callSuspending(run, method, values, labels, null, label, span);
  run.pc = run.join(control, run.mayHaveRaised);
  return result;
}

/** What goes through an iterator to its end before it does anything else; the others take what they need. */
const takesAllAtOnce: ReadonlySet<string> = new Set(["list", "tuple", "join", "extend"]);

/** What a call of a tool yields; {@link settleCall} gives its value. */
export function toolRequest(
  run: Run,
  tool: PyTool,
  values: readonly Value[],
  labels: readonly Label[],
  names: readonly string[] | null,
  callLabel: Label,
  span: Span,
): { readonly kind: "calls"; readonly calls: readonly [PendingCall] } {
  const prepared = prepareCall(run, tool, values, labels, names, callLabel, span);
  return { kind: "calls", calls: [{ prepared, outcome: null }] };
}
