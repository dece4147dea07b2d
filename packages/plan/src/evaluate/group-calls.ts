/**
 * Read-only calls that go out together: a run does not stop at the first of them but goes on while what follows does not
 * need a result (plan.md, Suspension).
 */
import type { Expression, Statement } from "../ast.ts";
import { asRaised } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Value } from "../value/value.ts";
import { namesIn } from "./arm-variables.ts";
import { compileTarget } from "./assign.ts";
import { compileArguments } from "./call-expression.ts";
import type { Frame, PendingCall, Request } from "./code.ts";
import type { Context } from "./context.ts";
import { mayRaise } from "./may-raise.ts";
import { settleCall } from "./settle-call.ts";
import { prepareCall } from "./tool-call.ts";
import { resolveName } from "./variables.ts";

/** A call of a read-only tool, its arguments without calls: it can be sent out and taken up later. */
export interface GroupableCall {
  readonly issue: (frame: Frame) => PendingCall;
  /** Its value; the label is in `run.label`. Raises when the call failed. */
  readonly settle: (pending: PendingCall) => Value;
  readonly mentioned: ReadonlySet<string>;
}

export function groupableCall(c: Context, node: Expression): GroupableCall | undefined {
  const { run, globals } = c;
  if (!globals.groupReadOnlyCalls || node.kind !== "Call" || node.func.kind !== "Name") return undefined;
  const tool = globals.tools.get(node.func.id);
  if (tool?.signature?.readOnly !== true || globals.slots.has(node.func.id)) return undefined;
  if (resolveName(node.func.id, c.scope).kind !== "global") return undefined;
  const operands = [...node.args, ...node.keywords];
  if (operands.some((operand) => globals.reach.within(operand))) return undefined;
  const evaluateArguments = compileArguments(c, node);
  const { span } = node;
  return {
    issue(frame) {
      const values: Value[] = [];
      const labels: Label[] = [];
      const names = evaluateArguments(frame, values, labels, tool);
      const callLabel = run.join(run.label, run.planLabel);
      run.step();
      return { prepared: prepareCall(run, tool, values, labels, names, callLabel, span), outcome: null };
    },
    settle: (pending) => {
      const value = settleCall(run, pending, span);
      run.label = run.join(run.label, pending.prepared.callLabel);
      mayRaise(run, run.label);
      return value;
    },
    mentioned: namesIn(operands).mentioned,
  };
}

/** A statement that is nothing but such a call, its result maybe bound to names. */
export interface GroupableStatement {
  readonly call: GroupableCall;
  readonly bound: ReadonlySet<string>;
  readonly finish: (frame: Frame, pending: PendingCall) => void;
}

export function groupableStatement(c: Context, node: Statement): GroupableStatement | undefined {
  const { run } = c;
  if (node.kind !== "Expr" && node.kind !== "Assign") return undefined;
  const targets = node.kind === "Assign" ? node.targets : [];
  if (targets.some((target) => target.kind !== "Name")) return undefined;
  const call = groupableCall(c, node.value);
  if (call === undefined) return undefined;
  const stores = targets.map((target) => compileTarget(c, target));
  return {
    call,
    bound: namesIn(targets).bound,
    finish(frame, pending) {
      const value = call.settle(pending);
      const { label } = run;
      for (const store of stores) store(frame, value, label);
    },
  };
}

interface Waiting {
  readonly statement: GroupableStatement;
  readonly pending: PendingCall;
}

/** The calls of one block that are out. */
export class CallGroup {
  private readonly c: Context;
  private waiting: Waiting[] = [];
  constructor(c: Context) {
    this.c = c;
  }

  /** Sends a statement's call out; first waits where the statement needs a result that is not here. */
  *add(statement: GroupableStatement, frame: Frame): Generator<Request, void, void> {
    const clashes = this.waiting.some((one) =>
      [...one.statement.bound].some(
        (name) => statement.call.mentioned.has(name) || statement.bound.has(name),
      ),
    );
    if (clashes) yield* this.settle(frame);
    let pending: PendingCall;
    try {
      pending = statement.call.issue(frame);
    } catch (thrown) {
      // What went out before has happened before.
      const raised = asRaised(this.c.run, thrown);
      yield* this.settle(frame);
      throw raised ?? thrown;
    }
    this.waiting.push({ statement, pending });
  }

  /** Waits for all results and runs the statements' ends in order. */
  *settle(frame: Frame): Generator<Request, void, void> {
    const { waiting } = this;
    if (waiting.length === 0) return;
    this.waiting = [];
    yield { kind: "calls", calls: waiting.map((one) => one.pending) };
    for (const { statement, pending } of waiting) statement.finish(frame, pending);
  }
}
