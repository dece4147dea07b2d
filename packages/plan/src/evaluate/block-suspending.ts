/** Statements one after the other, in their suspending form. */
import type { Statement } from "../ast.ts";
import type { Run } from "../run.ts";
import { type Execute, type ExecuteSuspending, type Frame, normal } from "./code.ts";
import type { Context } from "./context.ts";
import { foreseeBlock, mayForesee } from "./foresee.ts";
import { Outlook } from "./outlook.ts";
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
  /** From here calls may go out together. */
  readonly begins: boolean;
}

interface Block {
  readonly c: Context;
  readonly parts: readonly BlockPart[];
}

function* runBlock({ c, parts }: Block, frame: Frame): ReturnType<ExecuteSuspending> {
  const { run } = c;
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (part === undefined) break;
    if (run.turnDue()) yield { kind: "tick" };
    const completion =
      part.suspending === null ? (part.plain?.(frame) ?? normal) : yield* part.suspending(frame);
    if (completion !== normal) return completion;
  }
  return normal;
}

interface ForeseeingBlock {
  readonly run: Run;
  readonly outlook: Outlook;
  readonly body: readonly Statement[];
  readonly parts: readonly BlockPart[];
}

function* runParts(
  { run, outlook, body, parts }: ForeseeingBlock,
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at];
    if (part === undefined) break;
    if (run.turnDue()) yield { kind: "tick" };
    if (part.begins && run.foreseen.isEmpty) yield* run.foreseen.send(foreseeBlock(outlook, frame, body, at));
    const completion =
      part.suspending === null ? (part.plain?.(frame) ?? normal) : yield* part.suspending(frame);
    if (completion !== normal) return completion;
  }
  return normal;
}

function runForeseeing(block: ForeseeingBlock, frame: Frame): ReturnType<ExecuteSuspending> {
  return block.run.foreseen.during(block.run, runParts(block, frame));
}

/** Statements one after the other; those that reach no tool call run as plain closures. */
export function compileBlockSuspending(c: Context, body: readonly Statement[]): ExecuteSuspending {
  const { reach } = c.globals;
  const parts = body.map((node, at): BlockPart => {
    // Loops of the plan's top level let others run, however long they take.
    const stops = (c.scope.kind === "module" && hasLoop(node)) || reach.within(node);
    return {
      plain: stops ? null : compileInBlock(c, node),
      suspending: stops ? suspendingInBlock(c, node) : null,
      begins: stops && mayForesee(c, body, at),
    };
  });
  if (parts.some(({ begins }) => begins))
    return stopping(runForeseeing, { run: c.run, outlook: new Outlook(c), body, parts });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && only.suspending !== null) return only.suspending;
  return stopping(runBlock, { c, parts });
}

function suspendingInBlock(c: Context, node: Statement): ExecuteSuspending {
  const { tracing } = c.globals;
  return tracing === null
    ? compileStatementSuspending(c, node)
    : tracing.suspending(c, node, () => compileStatementSuspending(c, node));
}
