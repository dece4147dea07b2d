/** Expressions that can reach a tool call or a `yield`, as generator closures. */
import type { Expression } from "../ast.ts";
import type { Value } from "../value/value.ts";
import { compileCallSuspending } from "./call-expression-suspending.ts";
import type { EvaluateSuspending } from "./code.ts";
import { compileComprehensionSuspending } from "./comprehension-suspending.ts";
import {
  compileBooleanSuspending,
  compileChainSuspending,
  compileTernarySuspending,
} from "./conditional-suspending.ts";
import type { Context } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { compileGeneratorExpression } from "./generator.ts";
import { hoist, runHoisted } from "./hoist.ts";
import { temporaryName } from "./name.ts";
import { runPlain, stopping } from "./stopping.ts";
import { compileYield, compileYieldFrom } from "./yield.ts";

/** An expression in its suspending form. */
export function compileExpressionSuspending(c: Context, node: Expression): EvaluateSuspending {
  const { reach } = c.globals;
  if (!reach.within(node)) {
    return stopping(runPlain<Value>, compileExpression(c, node));
  }
  switch (node.kind) {
    case "Call":
      return compileCallSuspending(c, node);
    case "BoolOp":
      return compileBooleanSuspending(c, node);
    case "IfExp":
      return compileTernarySuspending(c, node);
    case "Compare":
      if (node.comparators.slice(1).some((other) => reach.within(other)))
        return compileChainSuspending(c, node);
      break;
    case "ListComp":
    case "SetComp":
    case "DictComp":
      return compileComprehensionSuspending(c, node);
    case "GeneratorExp": {
      const [first] = node.generators;
      if (first === undefined) break;
      const slot = c.layout.temporary();
      const source = compileExpressionSuspending(c, first.iter);
      const start = compileExpression(c, {
        kind: "Name",
        id: temporaryName(slot),
        ctx: "Load",
        span: first.iter.span,
      });
      const rest = compileGeneratorExpression(c, node, start);
      const { run } = c;
      return function* (frame) {
        frame.slots[slot] = yield* source(frame);
        frame.labels[slot] = run.label;
        return rest(frame);
      };
    }
    case "Yield":
      return compileYield(c, node);
    case "YieldFrom":
      return compileYieldFrom(c, node);
    case "Lambda": {
      return stopping(runPlain<Value>, compileExpression(c, node));
    }
  }
  const { rest, steps } = hoist(c, node);
  return stopping(runHoisted, { c, steps, plain: compileExpression(c, rest) });
}
