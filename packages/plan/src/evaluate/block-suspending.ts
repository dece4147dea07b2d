/** Statements one after the other, in their suspending form. */
import type { Statement } from "../ast.ts";
import { type Execute, type ExecuteSuspending, type Frame, normal } from "./code.ts";
import type { Context } from "./context.ts";
import { CallGroup, type GroupableStatement, groupableStatement } from "./group-calls.ts";
import { compileStatementSuspending } from "./simple-statement-suspending.ts";
import { compileInBlock } from "./statement.ts";
import { stopping } from "./stopping.ts";

function hasLoop(node: Statement): boolean {
  switch (node.kind) {
    case "For":
    case "While":
      return true;
    case "If":
      return [...node.body, ...node.orelse].some(hasLoop);
    case "With":
      return node.body.some(hasLoop);
    case "Try":
      return [
        ...node.body,
        ...node.handlers.flatMap((handler) => handler.body),
        ...node.orelse,
        ...node.finalbody,
      ].some(hasLoop);
    case "Match":
      return node.cases.some((one) => one.body.some(hasLoop));
    default:
      return false;
  }
}

interface BlockPart {
  readonly plain: Execute | null;
  readonly suspending: ExecuteSuspending | null;
  readonly grouped: GroupableStatement | null;
}

function* runBlock(parts: readonly BlockPart[], frame: Frame): ReturnType<ExecuteSuspending> {
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (part === undefined) break;
    const completion =
      part.suspending === null ? (part.plain?.(frame) ?? normal) : yield* part.suspending(frame);
    if (completion !== normal) return completion;
  }
  return normal;
}

function* runGrouped(
  { c, parts }: { readonly c: Context; readonly parts: readonly BlockPart[] },
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  const group = new CallGroup(c);
  for (const part of parts) {
    if (part.grouped !== null) {
      yield* group.add(part.grouped, frame);
      continue;
    }
    yield* group.settle(frame);
    const completion =
      part.suspending === null ? (part.plain?.(frame) ?? normal) : yield* part.suspending(frame);
    if (completion !== normal) return completion;
  }
  yield* group.settle(frame);
  return normal;
}

/** Statements one after the other; those that reach no tool call run as plain closures. */
export function compileBlockSuspending(c: Context, body: readonly Statement[]): ExecuteSuspending {
  const { reach } = c.globals;
  const parts = body.map((node): BlockPart => {
    const grouped = tracedGroupable(c, node);
    if (grouped !== undefined) return { plain: null, suspending: null, grouped };
    // Loops of the plan's top level let others run, however long they take.
    return (c.scope.kind === "module" && hasLoop(node)) || reach.within(node)
      ? { plain: null, suspending: suspendingInBlock(c, node), grouped: null }
      : { plain: compileInBlock(c, node), suspending: null, grouped: null };
  });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only.suspending !== null) return only.suspending;
  if (parts.every((part) => part.grouped === null)) return stopping(runBlock, parts);
  return stopping(runGrouped, { c, parts });
}

function suspendingInBlock(c: Context, node: Statement): ExecuteSuspending {
  const { tracing } = c.globals;
  return tracing === null
    ? compileStatementSuspending(c, node)
    : tracing.suspending(c, node, () => compileStatementSuspending(c, node));
}

function tracedGroupable(c: Context, node: Statement): GroupableStatement | undefined {
  const { tracing } = c.globals;
  if (tracing === null) return groupableStatement(c, node);
  const { compiled, begin } = tracing.grouped(c, node, () => groupableStatement(c, node));
  if (compiled === undefined) return undefined;
  const { call } = compiled;
  const issue = (frame: Frame) => {
    begin();
    return call.issue(frame);
  };
  return { ...compiled, call: { ...call, issue } };
}
