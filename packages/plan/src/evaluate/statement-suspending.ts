/** `if`, loops, `try`, `with`, `match` in their suspending form. */
import type { For, If, Match, Statement, Try, While, With } from "../ast.ts";
import { asRaised, type Raised } from "../errors.ts";
import type { Label } from "../metadata.ts";
import { raiseReachable } from "../value/deep.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { compileTarget } from "./assign.ts";
import { compileBlockSuspending } from "./block-suspending.ts";
import { callProtocolSuspending } from "./call-suspending.ts";
import { enterIteration } from "./choice.ts";
import {
  broke,
  type Completion,
  type Execute,
  type ExecuteSuspending,
  type Frame,
  normal,
  returned,
} from "./code.ts";
import type { Context } from "./context.ts";
import { compileExpression } from "./expression.ts";
import { compileExpressionSuspending } from "./expression-suspending.ts";
import { callsIn, foreseeRounds } from "./foresee.ts";
import { advanceSuspending } from "./generator.ts";
import {
  Branch,
  hasExits,
  insideLoop,
  leavingEffects,
  loopBranch,
  matchBranch,
} from "./implicit-statement.ts";
import { hold, release } from "./in-use.ts";
import { iterate } from "./iterate.ts";
import { compileCases, selectCase } from "./match.ts";
import { mayRaise } from "./may-raise.ts";
import { Outlook } from "./outlook.ts";
import { compileBlock } from "./statement.ts";
import { stopping } from "./stopping.ts";
import { compileHandler, meet, selectHandler, TryState, withContext } from "./try.ts";
import { managerMethod } from "./with.ts";

export function compileControlSuspending(c: Context, node: Statement): ExecuteSuspending | undefined {
  switch (node.kind) {
    case "If":
      return compileIf(c, node);
    case "While":
      return compileWhile(c, node);
    case "For":
      return compileFor(c, node);
    case "Try":
      return compileTry(c, node);
    case "With":
      return compileWith(c, node);
    case "Match":
      return compileMatch(c, node);
    default:
      return undefined;
  }
}

function prepareIf(c: Context, node: If) {
  const { run } = c;
  const test = compileExpressionSuspending(c, node.test);
  const body = compileBlockSuspending(c, node.body);
  const orelse = compileBlockSuspending(c, node.orelse);
  const branch = new Branch(c, () => [...node.body, ...node.orelse]);
  const { span } = node.test;
  return { run, test, body, orelse, branch, span };
}

function* runIf(
  { run, test, body, orelse, branch, span }: ReturnType<typeof prepareIf>,
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  const value = yield* test(frame);
  const truth = isTrue(run, value);
  const { label } = run;
  run.at = span;
  if (!run.implicitFlows) {
    run.branch(label);
    return yield* truth ? body(frame) : orelse(frame);
  }
  const control = branch.enter(frame, label);
  const completion = yield* truth ? body(frame) : orelse(frame);
  branch.meet(frame, control, label);
  return completion;
}

function compileIf(c: Context, node: If): ExecuteSuspending {
  return stopping(runIf, prepareIf(c, node));
}

/** A loop's body: as a plain closure where no tool call can be reached from it, which runs several times as fast. */
type Body =
  | { readonly plain: Execute; readonly suspending: null }
  | { readonly plain: null; readonly suspending: ExecuteSuspending };

function compileBody(c: Context, node: While | For): Body {
  return insideLoop(c, node, (): Body => {
    if (node.body.some((statement) => c.globals.reach.within(statement)))
      return { plain: null, suspending: compileBlockSuspending(c, node.body) };
    return { plain: compileBlock(c, node.body), suspending: null };
  });
}

function prepareWhile(c: Context, node: While) {
  const { run } = c;
  const test = c.globals.reach.within(node.test)
    ? { plain: null, suspending: compileExpressionSuspending(c, node.test) }
    : { plain: compileExpression(c, node.test), suspending: null };
  const body = compileBody(c, node);
  const orelse = compileBlockSuspending(c, node.orelse);
  const branch = loopBranch(c, node);
  const { span } = node.test;
  return { run, test, body, orelse, branch, span };
}

function* runWhile(
  { run, test, body, orelse, branch, span }: ReturnType<typeof prepareWhile>,
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  const control = run.pc;
  let seen: Label = 0;
  let completion: Completion;
  for (;;) {
    run.step();
    const value = test.plain === null ? yield* test.suspending(frame) : test.plain(frame);
    const truth = isTrue(run, value);
    run.at = span;
    seen = run.join(seen, run.label);
    if (run.implicitFlows) branch.enter(frame, run.label);
    else run.branch(run.label);
    if (!truth) {
      completion = yield* orelse(frame);
      break;
    }
    const ended = body.plain === null ? yield* body.suspending(frame) : body.plain(frame);
    if (ended === broke || ended === returned) {
      completion = ended === broke ? normal : returned;
      break;
    }
    if (run.turnDue()) yield { kind: "tick" };
  }
  if (run.implicitFlows) branch.meet(frame, control, run.join(seen, run.pc));
  return completion;
}

function compileWhile(c: Context, node: While): ExecuteSuspending {
  return stopping(runWhile, prepareWhile(c, node));
}

function prepareFor(c: Context, node: For) {
  const { run } = c;
  const iterable = compileExpressionSuspending(c, node.iter);
  const store = compileTarget(c, node.target);
  const body = compileBody(c, node);
  const orelse = compileBlockSuspending(c, node.orelse);
  const branch = loopBranch(c, node);
  const held = c.layout.temporary();
  const { span } = node.iter;
  const outlook = c.globals.groupReadOnlyCalls && callsIn(c, node) > 1 ? new Outlook(c) : null;
  return { run, node, iterable, store, body, orelse, branch, held, span, outlook };
}

type PreparedFor = ReturnType<typeof prepareFor>;

/** A loop whose calls may go out together. */
function runForeseeing(prepared: PreparedFor, frame: Frame): ReturnType<ExecuteSuspending> {
  const { run } = prepared;
  return run.foreseen.during(run, runFor(prepared, frame));
}

function* runFor(
  { run, node, iterable, store, body, orelse, branch, held, span, outlook }: PreparedFor,
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  const control = run.pc;
  const value = yield* iterable(frame);
  const reference = run.label;
  let seen = reference;
  let first = true;
  run.at = span;
  const iterator = iterate(run, value);
  // A generator that stops in the body reaches what it goes through by its variables.
  frame.slots[held] = iterator;
  seen = run.join(seen, enterIteration(run, iterator));
  if (run.implicitFlows && seen !== 0) branch.enter(frame, seen, iterator);
  run.iterating.push(iterator);
  let completion: Completion;
  for (;;) {
    const item =
      iterator.suspending === null ? iterator.advance(run) : yield* advanceSuspending(run, iterator);
    const { label } = run;
    seen = run.join(seen, label);
    run.at = span;
    if (run.implicitFlows) branch.enter(frame, seen, iterator);
    else run.branch(label);
    if (item === undefined) {
      run.iterating.pop();
      completion = yield* orelse(frame);
      break;
    }
    run.step();
    store(frame, item, label);
    if (first && outlook !== null && run.foreseen.isEmpty)
      yield* run.foreseen.send(foreseeRounds(outlook, frame, node, value, reference));
    first = false;
    const ended = body.plain === null ? yield* body.suspending(frame) : body.plain(frame);
    if (ended === broke || ended === returned) {
      run.iterating.pop();
      completion = ended === broke ? normal : returned;
      break;
    }
    if (run.turnDue()) yield { kind: "tick" };
  }
  frame.slots[held] = undefined;
  if (run.implicitFlows) branch.meet(frame, control, run.join(seen, run.pc));
  return completion;
}

function compileFor(c: Context, node: For): ExecuteSuspending {
  const prepared = prepareFor(c, node);
  return stopping(prepared.outlook === null ? runFor : runForeseeing, prepared);
}

function prepareTry(c: Context, node: Try) {
  const { run } = c;
  const body = compileBlockSuspending(c, node.body);
  const handlers = node.handlers.map((handler) => compileHandler(c, handler));
  const blocks = new Map(handlers.map((handler) => [handler, compileBlockSuspending(c, handler.node.body)]));
  const orelse = compileBlockSuspending(c, node.orelse);
  const final = node.finalbody.length === 0 ? null : compileBlockSuspending(c, node.finalbody);
  const spread = leavingEffects(c, [node]);
  const exits = hasExits(c, [node]);
  return { run, body, handlers, blocks, orelse, final, spread, exits };
}

type PreparedTry = ReturnType<typeof prepareTry>;

function* runHandled(
  { run, body, handlers, blocks, orelse, spread, exits }: PreparedTry,
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  const state = new TryState(run, exits, (label) => spread.before(frame, label));
  let completion: Completion;
  let caught: Raised | undefined;
  try {
    completion = yield* body(frame);
  } catch (thrown) {
    caught = asRaised(run, thrown);
    if (caught === undefined) throw thrown;
    completion = normal;
  }
  if (caught === undefined) {
    if (completion === normal) completion = yield* orelse(frame);
    meet(run, state, spread, frame);
    return completion;
  }
  state.caught(run, caught);
  const handler = selectHandler(run, handlers, frame, caught);
  if (handler === undefined) {
    meet(run, state, spread, frame);
    throw caught;
  }
  run.handling.push(caught);
  const block = blocks.get(handler);
  try {
    completion = block === undefined ? normal : yield* block(frame);
  } catch (inner) {
    handler.unbind(frame);
    meet(run, state, spread, frame);
    throw withContext(run, inner, caught);
  }
  handler.unbind(frame);
  meet(run, state, spread, frame);
  return completion;
}

function* runTry(prepared: PreparedTry, frame: Frame): ReturnType<ExecuteSuspending> {
  const { run, final, spread, exits } = prepared;

  const outer = new TryState(run, exits, (label) => spread.before(frame, label));
  let completion: Completion = normal;
  let raised: Raised | undefined;
  try {
    completion = yield* runHandled(prepared, frame);
  } catch (thrown) {
    raised = asRaised(run, thrown);
    if (raised === undefined) throw thrown;
    outer.caught(run, raised);
    run.handling.push(raised);
  }
  const { result, resultLabel } = frame;
  if (raised === undefined) meet(run, outer, spread, frame);
  const inUse = [result];
  hold(run, inUse);
  const ended = final === null ? normal : yield* final(frame);
  release(run, inUse);
  if (raised !== undefined) meet(run, outer, spread, frame);
  if (ended !== normal) return ended;
  frame.result = result;
  frame.resultLabel = resultLabel;
  if (raised !== undefined) throw raised;
  return completion;
}

function compileTry(c: Context, node: Try): ExecuteSuspending {
  const prepared = prepareTry(c, node);
  return stopping(prepared.final === null ? runHandled : runTry, prepared);
}

function compileWith(c: Context, node: With): ExecuteSuspending {
  const { run } = c;
  const spread = leavingEffects(c, [node]);
  const exits = hasExits(c, [node]);
  let execute = compileBlockSuspending(c, node.body);
  for (const item of node.items.toReversed()) {
    const manager = compileExpressionSuspending(c, item.context_expr);
    const store = item.optional_vars === null ? null : compileTarget(c, item.optional_vars);
    const body = execute;
    const held = c.layout.temporary();
    const { span } = item.context_expr;
    execute = function* (frame) {
      run.step();
      const value = yield* manager(frame);
      const { label } = run;
      frame.slots[held] = value;
      frame.labels[held] = label;
      run.at = span;
      const enter = managerMethod(run, value, "__enter__");
      const exit = managerMethod(run, value, "__exit__");
      const entered: Value = yield* callProtocolSuspending(run, enter, [value], [label], span);
      const enteredLabel = run.join(run.label, label);
      const state = new TryState(run, exits, (label) => {
        spread.before(frame, label);
        raiseReachable(run, value, label);
      });
      let completion: Completion = normal;
      let raised: Raised | undefined;
      try {
        store?.(frame, entered, enteredLabel);
        completion = yield* body(frame);
      } catch (thrown) {
        raised = asRaised(run, thrown);
        if (raised === undefined) throw thrown;
        state.caught(run, raised);
        run.handling.push(raised);
      }
      run.at = span;
      if (raised === undefined) {
        yield* callProtocolSuspending(run, exit, [value, null, null, null], [label, 0, 0, 0], span);
        meet(run, state, spread, frame);
        return completion;
      }
      const { exception } = raised;
      const result = yield* callProtocolSuspending(
        run,
        exit,
        [value, exception.cls, exception, null],
        [label, raised.label, raised.label, 0],
        span,
      );
      const suppressed = isTrue(run, result);
      // Whether the exception goes on is a branch like any other.
      run.branch(run.label);
      mayRaise(run, run.label);
      meet(run, state, spread, frame);
      if (!suppressed) throw raised;
      return normal;
    };
  }
  return execute;
}

function prepareMatch(c: Context, node: Match) {
  const { run } = c;
  const subject = compileExpressionSuspending(c, node.subject);
  const cases = compileCases(c, node);
  const bodies = node.cases.map((one) => compileBlockSuspending(c, one.body));
  const branch = matchBranch(c, node);
  return { c, run, subject, cases, bodies, branch };
}

function* runMatch(
  { c, run, subject, cases, bodies, branch }: ReturnType<typeof prepareMatch>,
  frame: Frame,
): ReturnType<ExecuteSuspending> {
  run.step();
  const value = yield* subject(frame);
  const chosen = selectCase(c, cases, frame, value, run.label);
  const body = bodies[chosen.index];
  if (!run.implicitFlows) return body === undefined ? normal : yield* body(frame);
  const control = branch.enter(frame, chosen.label);
  const completion = body === undefined ? normal : yield* body(frame);
  branch.meet(frame, control, chosen.label);
  return completion;
}

function compileMatch(c: Context, node: Match): ExecuteSuspending {
  return stopping(runMatch, prepareMatch(c, node));
}
