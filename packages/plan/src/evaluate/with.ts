import type { With } from "../ast.ts";
import { asRaised, type Raised, raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { classOf, typeName } from "../value/classes.ts";
import { raiseReachable } from "../value/deep.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { compileTarget } from "./assign.ts";
import { callProtocol } from "./call.ts";
import { type Completion, type Execute, normal } from "./code.ts";
import type { Context } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { hasExits, leavingEffects } from "./implicit-statement.ts";
import { mayRaise } from "./may-raise.ts";
import { compileBlock } from "./statement.ts";
import { meet, TryState } from "./try.ts";

/** The `__enter__` or `__exit__` of a context manager; TypeError. */
export function managerMethod(run: Run, manager: Value, name: "__enter__" | "__exit__"): Value {
  const method = classOf(manager).lookup(name);
  if (method !== undefined) return method;
  throw raise(
    run,
    "TypeError",
    name === "__enter__"
      ? `'${typeName(manager)}' object does not support the context manager protocol`
      : `'${typeName(manager)}' object does not support the context manager protocol (missed __exit__ method)`,
  );
}

/** `with` whose parts reach no tool call; counts as `try` (security.md F3). */
export function compileWith(c: Context, node: With): Execute {
  const { run } = c;
  const spread = leavingEffects(c, [node]);
  const exits = hasExits(c, [node]);
  let execute = compileBlock(c, node.body);
  for (const item of node.items.toReversed()) {
    const manager = compileExpression(c, item.context_expr);
    const store = item.optional_vars === null ? null : compileTarget(c, item.optional_vars);
    const body = execute;
    const { span } = item.context_expr;
    execute = (frame) => {
      run.step();
      const value = manager(frame);
      const { label } = run;
      run.at = span;
      const enter = managerMethod(run, value, "__enter__");
      const exit = managerMethod(run, value, "__exit__");
      const entered = callProtocol(run, enter, [value], [label]);
      const enteredLabel = run.join(run.label, label);
      const state = new TryState(run, exits, (label) => {
        spread.before(frame, label);
        raiseReachable(run, value, label);
      });
      let completion: Completion;
      try {
        // What is entered is left again, whatever the target makes of it.
        store?.(frame, entered, enteredLabel);
        completion = body(frame);
      } catch (thrown) {
        const raised = asRaised(run, thrown);
        if (raised === undefined) throw thrown;
        state.caught(run, raised);
        run.handling.push(raised);
        run.at = span;
        const suppressed = exitWith(run, exit, value, label, raised);
        mayRaise(run, run.label);
        meet(run, state, spread, frame);
        if (!suppressed) throw raised;
        return normal;
      }
      run.at = span;
      callProtocol(run, exit, [value, null, null, null], [label, 0, 0, 0]);
      meet(run, state, spread, frame);
      return completion;
    };
  }
  return execute;
}

function exitWith(run: Run, exit: Value, manager: Value, label: Label, raised: Raised): boolean {
  const { exception } = raised;
  const result = callProtocol(
    run,
    exit,
    [manager, exception.cls, exception, null],
    [label, raised.label, raised.label, 0],
  );
  const suppressed = isTrue(run, result);
  // Whether the exception goes on is a branch like any other.
  run.branch(run.label);
  return suppressed;
}
