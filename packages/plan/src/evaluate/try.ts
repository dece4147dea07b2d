import type { ExceptHandler, Try } from "../ast.ts";
import { asRaised, type Raised, raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyClass } from "../value/class.ts";
import { PyTuple } from "../value/container.ts";
import { deepLabel, raiseReachable } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { raiseStored } from "./choice.ts";
import { type Completion, type Execute, type Frame, normal } from "./code.ts";
import type { Context } from "./context.ts";
import type { Spread } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { hasExits, leavingEffects } from "./implicit-statement.ts";
import { hold, letGo } from "./in-use.ts";
import { mayRaise, spreadTries } from "./may-raise.ts";
import { storeName, unbindName } from "./name.ts";
import { compileBlock } from "./statement.ts";

/** To go into a `try` and out of it takes as long as so many statements. */
const stepsPerTry = 5;

/** What a `try` must put back when an exception ends its body. */
export class TryState {
  private readonly depth: number;
  /** The control label in front of it. */
  readonly control: Label;
  private readonly raisedBefore: Label;
  private readonly handling: number;
  private readonly tries: number;
  private readonly exits: boolean;
  /** `exits`: it holds a `return`, `break`, `continue` or `yield`, whose labels stay behind it. */
  constructor(run: Run, exits: boolean, spread: (label: Label) => void) {
    run.work(stepsPerTry);
    run.tryIterating.push(run.iterating.length);
    if (run.implicitFlows) {
      let done: Label = 0;
      run.trySpreads.push((label) => {
        if (run.join(done, label) === done) return;
        done = run.join(done, label);
        spread(label);
      });
    }
    this.exits = exits;
    this.depth = run.depth;
    this.control = run.pc;
    this.raisedBefore = run.mayHaveRaised;
    this.handling = run.handling.length;
    this.tries = run.tries - run.triesAround;
    run.tries++;
    run.mayHaveRaised = 0;
  }
  /** After the body was left by an exception: the handler runs under what led to it. */
  caught(run: Run, raised: Raised): void {
    run.depth = this.depth;
    run.handling.length = this.handling;
    this.backTo(run, 1);
    if (run.implicitFlows) {
      // INVARIANT: the spread finds what it finds where nothing was raised: before a handler binds anything anew.
      const label = run.join(raised.label, raised.control);
      if (run.join(this.control, label) !== this.control) spreadTries(run, label);
      run.mayHaveRaised = run.join(run.mayHaveRaised, label);
      run.pc = run.join(this.control, run.mayHaveRaised);
    }
    run.iterating.length = Math.min(run.iterating.length, run.tryIterating[run.tries - 1] ?? 0);
  }
  /** The `try` statements around this one, and this one itself with 1, are those that the run is in. */
  private backTo(run: Run, own: number): void {
    run.tries = run.triesAround + this.tries + own;
    if (run.trySpreads.length > run.tries) run.trySpreads.length = run.tries;
    if (run.tryIterating.length > run.tries) run.tryIterating.length = run.tries;
  }
  /** Control meets again behind the `try`. Gives the label of all that may have raised inside. */
  leave(run: Run): Label {
    const inside = run.mayHaveRaised;
    this.backTo(run, 0);
    run.handling.length = this.handling;
    // An exception that no handler here takes goes on to the `try` around this one.
    run.mayHaveRaised = run.tries > 0 ? run.join(this.raisedBefore, inside) : this.raisedBefore;
    const met = run.join(this.control, run.mayHaveRaised);
    run.pc = this.exits ? run.join(met, run.pc) : met;
    return inside;
  }
}

/**
 * What counts as a `try` without being written as one (security.md F3): `hasattr`, `getattr` and `next` with a default,
 * the end of an iterator. Undefined when `body` raised what `ends` accepts; `run.label` then joins what it hung on, and
 * in both cases what may have raised inside. `subject`: whose code it is that runs.
 */
export function attempt<T>(
  run: Run,
  body: () => T,
  ends: (raised: Raised) => boolean,
  subject: Value,
): T | undefined {
  const state = new TryState(run, false, (label) => raiseReachable(run, subject, label));
  let value: T | undefined;
  try {
    value = body();
  } catch (thrown) {
    const raised = asRaised(run, thrown);
    if (raised === undefined) throw thrown;
    state.caught(run, raised);
    if (!ends(raised)) {
      state.leave(run);
      throw raised;
    }
    run.label = run.join(run.label, raised.label);
  }
  const { label } = run;
  run.label = run.join(label, state.leave(run));
  return value;
}

export interface Handler {
  readonly type: ((frame: Frame) => Value) | null;
  readonly bind: (frame: Frame, raised: Raised) => void;
  readonly unbind: (frame: Frame) => void;
  readonly node: ExceptHandler;
}

export function compileHandler(c: Context, node: ExceptHandler): Handler {
  const { run } = c;
  const store = node.name === null ? null : storeName(c, node.name);
  return {
    type: node.type === null ? null : compileExpression(c, node.type),
    bind: (frame, raised) => store?.(frame, raised.exception, run.join(raised.label, run.planLabel)),
    unbind: node.name === null ? () => {} : unbindName(c, node.name),
    node,
  };
}

/** Whether an exception is one of those that `except type` names; TypeError when it names something else. */
export function matches(run: Run, type: Value, raised: Raised): boolean {
  run.step();
  if (type instanceof PyTuple) return type.items.some((one) => matches(run, one, raised));
  if (type instanceof PyClass && type.kind === "exception") return raised.exception.cls.isSubclassOf(type);
  throw raise(run, "TypeError", "catching classes that do not inherit from BaseException is not allowed");
}

/** The handler for an exception; its `as` name is bound. */
export function selectHandler(
  run: Run,
  handlers: readonly Handler[],
  frame: Frame,
  raised: Raised,
): Handler | undefined {
  for (const handler of handlers) {
    if (handler.type !== null) {
      const type = handler.type(frame);
      mayRaise(run, run.join(run.label, deepLabel(run, type)));
      run.at = handler.node.span;
      if (!matches(run, type, raised)) continue;
    }
    run.branch(raised.label);
    handler.bind(frame, raised);
    return handler;
  }
  return undefined;
}

/** Links an exception raised while another was being handled. */
export function withContext(run: Run, thrown: unknown, during: Raised): unknown {
  const raised = asRaised(run, thrown);
  if (raised === undefined) return thrown;
  if (raised.exception !== during.exception) raised.exception.context ??= during.exception;
  raiseStored(run, raised.exception.context, raised.exception.shape);
  return raised;
}

/** `try` whose parts reach no tool call. */
export function compileTry(c: Context, node: Try): Execute {
  const { run } = c;
  const final = node.finalbody.length === 0 ? null : compileBlock(c, node.finalbody);
  const spread = leavingEffects(c, [node]);
  const exits = hasExits(c, [node]);
  const whole = compileHandled(c, node, spread);
  if (final === null) return whole;
  return (frame) => {
    const outer = new TryState(run, exits, (label) => spread.before(frame, label));
    let completion: Completion;
    try {
      completion = whole(frame);
    } catch (thrown) {
      const raised = asRaised(run, thrown);
      if (raised === undefined) throw thrown;
      outer.caught(run, raised);
      const { result, resultLabel } = frame;
      run.handling.push(raised);
      const held = hold(run, [result]);
      const ended = final(frame);
      letGo(run, held);
      meet(run, outer, spread, frame);
      if (ended !== normal) return ended;
      frame.result = result;
      frame.resultLabel = resultLabel;
      throw raised;
    }
    const { result, resultLabel } = frame;
    meet(run, outer, spread, frame);
    const held = hold(run, [result]);
    const ended = final(frame);
    letGo(run, held);
    if (ended !== normal) return ended;
    frame.result = result;
    frame.resultLabel = resultLabel;
    return completion;
  };
}

/** Ends the statement: what it may have assigned carries what may have raised inside. */
export function meet(run: Run, state: TryState, spread: Spread, frame: Frame): void {
  const { label } = run;
  const inside = state.leave(run);
  if (run.implicitFlows && run.join(state.control, inside) !== state.control) {
    spread.before(frame, inside);
    spread.after(frame, inside);
  }
  run.label = label;
}

/** Body, handlers and `else`; an exception in `else` is not for these handlers. */
function compileHandled(c: Context, node: Try, spread: Spread): Execute {
  const { run } = c;
  const body = compileBlock(c, node.body);
  const handlers = node.handlers.map((handler) => compileHandler(c, handler));
  const blocks = new Map(handlers.map((handler) => [handler, compileBlock(c, handler.node.body)]));
  const orelse = compileBlock(c, node.orelse);
  const exits = hasExits(c, [node]);
  return (frame) => {
    const state = new TryState(run, exits, (label) => spread.before(frame, label));
    let completion: Completion;
    try {
      completion = body(frame);
    } catch (thrown) {
      const raised = asRaised(run, thrown);
      if (raised === undefined) throw thrown;
      state.caught(run, raised);
      const handler = selectHandler(run, handlers, frame, raised);
      if (handler === undefined) {
        meet(run, state, spread, frame);
        throw raised;
      }
      run.handling.push(raised);
      try {
        completion = blocks.get(handler)?.(frame) ?? normal;
      } catch (inner) {
        handler.unbind(frame);
        meet(run, state, spread, frame);
        throw withContext(run, inner, raised);
      }
      handler.unbind(frame);
      meet(run, state, spread, frame);
      return completion;
    }
    if (completion === normal) completion = orelse(frame);
    meet(run, state, spread, frame);
    return completion;
  };
}
