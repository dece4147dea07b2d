/** Statements without statements in them, in their suspending form. */
import type { BinaryOperator, Expression, Span, Statement } from "../ast.ts";
import type { Run } from "../run.ts";
import { augment, compileTarget } from "./assign.ts";
import {
  type Completion,
  type Evaluate,
  type EvaluateSuspending,
  type ExecuteSuspending,
  type Frame,
  normal,
  returned,
} from "./code.ts";
import type { Context } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import { type HoistedTarget, hoistPlace, hoistTarget, runSteps, type Step } from "./hoist.ts";
import { type Store, temporaryName } from "./name.ts";
import { compileStatement } from "./statement.ts";
import { compileControlSuspending } from "./statement-suspending.ts";
import { runPlain, stopping } from "./stopping.ts";

function* runExpr(
  { run, value }: { readonly run: Run; readonly value: EvaluateSuspending },
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  yield* value(frame);
  return normal;
}

function* runReturn(
  { run, value }: { readonly run: Run; readonly value: EvaluateSuspending },
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  frame.result = yield* value(frame);
  frame.resultLabel = run.join(run.label, run.pc);
  return returned;
}

function* runAssign(
  {
    c,
    run,
    value,
    targets,
  }: {
    readonly c: Context;
    readonly run: Run;
    readonly value: EvaluateSuspending;
    readonly targets: readonly HoistedTarget[];
  },
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  const result = yield* value(frame);
  const { label } = run;
  for (const target of targets) {
    if (target.steps.length > 0) yield* runSteps(c, target.steps, frame);
    target.store(frame, result, label);
  }
  return normal;
}

function* runAnnAssign(
  { run, value, store }: { readonly run: Run; readonly value: EvaluateSuspending; readonly store: Store },
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  const result = yield* value(frame);
  store(frame, result, run.label);
  return normal;
}

function* runAugAssign(
  {
    c,
    run,
    steps,
    load,
    value,
    store,
    op,
    span,
  }: {
    readonly c: Context;
    readonly run: Run;
    readonly steps: readonly Step[];
    readonly load: Evaluate;
    readonly value: EvaluateSuspending;
    readonly store: Store;
    readonly op: BinaryOperator;
    readonly span: Span;
  },
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  if (steps.length > 0) yield* runSteps(c, steps, frame);
  const current = load(frame);
  const label = run.label;
  const operand = yield* value(frame);
  const operandLabel = run.label;
  run.at = span;
  const result = augment(run, op, current, label, operand, operandLabel);
  store(frame, result, run.label);
  return normal;
}

/** One statement in its suspending form. */
export function compileStatementSuspending(c: Context, node: Statement): ExecuteSuspending {
  const { run } = c;
  const control = compileControlSuspending(c, node);
  if (control !== undefined) return control;
  switch (node.kind) {
    case "Expr": {
      const value = compileExpressionSuspending(c, node.value);
      return stopping(runExpr, { run, value });
    }
    case "Return": {
      if (node.value === null) break;
      const value = compileExpressionSuspending(c, node.value);
      return stopping(runReturn, { run, value });
    }
    case "Assign": {
      const value = compileExpressionSuspending(c, node.value);
      const targets = node.targets.map((target) => hoistTarget(c, target));
      return stopping(runAssign, { c, run, value, targets });
    }
    case "AnnAssign": {
      if (node.value === null) break;
      const value = compileExpressionSuspending(c, node.value);
      const store = compileTarget(c, node.target);
      return stopping(runAnnAssign, { run, value, store });
    }
    case "AugAssign": {
      const { steps, rest } = hoistPlace(c, node.target);
      const load = compileExpression(c, { ...rest, ctx: "Load" });
      const value = compileExpressionSuspending(c, node.value);
      const store = compileTarget(c, { ...rest, ctx: "Store" });
      const { op, span } = node;
      return stopping(runAugAssign, { c, run, steps, load, value, store, op, span });
    }
    case "Raise":
    case "Assert":
      return compileHoisted(c, node);
    default:
      break;
  }
  // What is left cannot stop: it runs again from the start once the results are there.
  return stopping(runPlain<Completion>, compileStatement(c, node));
}

/** `raise tool(...)`, `assert tool(...)`: the operands first, then the statement. */
function prepareHoisted(c: Context, node: Extract<Statement, { kind: "Raise" | "Assert" }>) {
  const { run } = c;
  const steps: Step[] = [];
  const move = (operand: Expression): Expression => {
    const slot = c.layout.temporary();
    steps.push({ slot, plain: null, suspending: compileExpressionSuspending(c, operand) });
    return { kind: "Name", id: temporaryName(slot), ctx: "Load", span: operand.span };
  };
  let rest: Statement;
  if (node.kind === "Raise") {
    const exc = node.exc === null ? null : move(node.exc);
    rest = { ...node, exc, cause: node.cause === null ? null : move(node.cause) };
  } else rest = { ...node, test: move(node.test) };
  const plain = compileStatement(c, rest);
  return { c, run, steps, plain };
}

function* runHoistedStatement(
  { c, run, steps, plain }: ReturnType<typeof prepareHoisted>,
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  yield* runSteps(c, steps, frame);
  return plain(frame);
}

function compileHoisted(
  c: Context,
  node: Extract<Statement, { kind: "Raise" | "Assert" }>,
): ExecuteSuspending {
  return stopping(runHoistedStatement, prepareHoisted(c, node));
}
