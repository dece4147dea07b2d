/** Branching statements with implicit flows: the condition's label spreads over all arms, taken or not. */
import type { For, If, Match, Node, Statement, While } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { raiseReachable } from "../value/deep.ts";
import type { PyIterator } from "../value/iterator.ts";
import { isTrue } from "../value/truth.ts";
import { someChild } from "../walk.ts";
import { compileTarget } from "./assign.ts";
import { enterIteration } from "./choice.ts";
import { broke, type Completion, type Execute, type Frame, normal, returned } from "./code.ts";
import type { Context } from "./context.ts";
import { joinEffects, nothing, type Spread } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { hold, letGo, raiseInUse } from "./in-use.ts";
import { iterate } from "./iterate.ts";
import { compileCases, selectCase } from "./match.ts";
import { spreadTries } from "./may-raise.ts";
import { compileBlock } from "./statement.ts";

/** Which early exits a statement's arms hold: their label stays until control meets again (security.md F2). */
export interface Exits {
  readonly loop: boolean;
  readonly function: boolean;
}

/** The early exits in arms, those of loops inside them left out. */
export function exitsOf(arms: readonly Statement[]): Exits {
  let loop = false;
  let inFunction = false;
  const visit = (node: Node, inLoop: boolean) => {
    if (node.kind === "Return" || node.kind === "Yield" || node.kind === "YieldFrom") inFunction = true;
    if ((node.kind === "Break" || node.kind === "Continue") && !inLoop) loop = true;
    if (node.kind === "FunctionDef" || node.kind === "ClassDef" || node.kind === "Lambda") return;
    const nested = inLoop || node.kind === "For" || node.kind === "While";
    someChild(node, visit, nested);
  };
  for (const arm of arms) visit(arm, false);
  return { loop, function: inFunction };
}

const noExits: Exits = { loop: false, function: false };

/** Whether statements hold an early exit that leaves them; asked for implicit flows alone. */
export function hasExits(c: Context, arms: readonly Statement[]): boolean {
  const exits = c.run.implicitFlows ? exitsOf(arms) : noExits;
  return exits.loop || exits.function;
}

/** Compiles a loop's body: early exits in it leave the rest of this loop undone. */
export function insideLoop<T>(c: Context, node: While | For, compile: () => T): T {
  const outer = c.loop;
  c.loop = node;
  if (node.kind === "For") c.iterations++;
  const body = compile();
  if (node.kind === "For") c.iterations--;
  c.loop = outer;
  return body;
}

/**
 * The effects of arms and of what their early exits leave undone.
 * INVARIANT: what an early exit skips counts as an arm not taken (security.md F2).
 */
export function leavingEffects(c: Context, arms: readonly Statement[], exits?: Exits): Spread {
  if (!c.run.implicitFlows) return nothing;
  return joinEffects(c, [...arms, ...skippedBy(c, exits ?? exitsOf(arms))]);
}

/** What early exits leave undone. */
function skippedBy(c: Context, exits: Exits): readonly Node[] {
  return [...(exits.loop && c.loop !== null ? [c.loop] : []), ...(exits.function ? c.functionBody : [])];
}

/** What a labelled condition does around its arms. Without implicit flows it is not looked at, and its arms neither. */
export class Branch {
  private readonly run: Run;
  private readonly spread: Spread;
  private readonly exits: Exits;
  /** So many of the iterators that are gone through its arms may leave where they are. */
  private readonly left: number;
  constructor(c: Context, arms: () => readonly Statement[], exits: () => Exits = () => exitsOf(arms())) {
    this.run = c.run;
    const { implicitFlows } = c.run;
    this.exits = implicitFlows ? exits() : noExits;
    this.left = this.exits.function ? c.iterations : this.exits.loop && c.loop?.kind === "For" ? 1 : 0;
    this.spread = implicitFlows ? leavingEffects(c, arms(), this.exits) : nothing;
  }
  /** Before the arm runs. Gives the control label to go back to. `iterator`: what the arm may move on. */
  enter(frame: Frame, label: Label, iterator: PyIterator | null = null): Label {
    const { run } = this;
    const control = run.pc;
    run.branch(label);
    const raised = run.join(control, label);
    if (raised !== control) {
      run.pc = raised;
      this.spread.before(frame, label);
      if (run.tries > 0) spreadTries(run, label);
      if (iterator !== null) raiseReachable(run, iterator, label);
      if (this.left > 0) raiseInUse(run, run.iterating.slice(-this.left), label);
    }
    return control;
  }
  /** Where control meets again; labels of early exits stay. */
  meet(frame: Frame, control: Label, label: Label): void {
    const { run } = this;
    if (run.join(control, label) !== control) {
      this.spread.after(frame, label);
      if (run.tries > 0) run.mayHaveRaised = run.join(run.mayHaveRaised, label);
    }
    if (this.exits.loop || this.exits.function) return;
    run.pc = run.join(control, run.mayHaveRaised);
  }
}

export function implicitIf(c: Context, node: If): Execute {
  const { run } = c;
  const test = compileExpression(c, node.test);
  const body = compileBlock(c, node.body);
  const orelse = compileBlock(c, node.orelse);
  const branch = new Branch(c, () => [...node.body, ...node.orelse]);
  const { span } = node.test;
  return (frame) => {
    run.step();
    const truth = isTrue(run, test(frame));
    const { label } = run;
    run.at = span;
    const control = branch.enter(frame, label);
    const completion = truth ? body(frame) : orelse(frame);
    branch.meet(frame, control, label);
    return completion;
  };
}

/** What a loop has seen decides how often it ran: every condition's label counts at its end. */
function endLoop(run: Run, branch: Branch, frame: Frame, control: Label, seen: Label): void {
  branch.meet(frame, control, run.join(seen, run.pc));
}

/** The branch of a loop: its condition or target counts as an arm too. */
export function loopBranch(c: Context, node: While | For): Branch {
  const arms = () => [
    node.kind === "For"
      ? ({ kind: "Assign", targets: [node.target], value: node.iter, span: node.span } as const)
      : ({ kind: "Expr", value: node.test, span: node.span } as const),
    ...node.body,
    ...node.orelse,
  ];
  const exits = () => ({
    loop: exitsOf(node.orelse).loop,
    function: exitsOf([...node.body, ...node.orelse]).function,
  });
  return new Branch(c, arms, exits);
}

/** The branch of a `match`. */
export function matchBranch(c: Context, node: Match): Branch {
  return new Branch(
    c,
    () => [node],
    () => exitsOf(node.cases.flatMap((one) => one.body)),
  );
}

export function implicitWhile(c: Context, node: While): Execute {
  const { run } = c;
  const test = compileExpression(c, node.test);
  const body = insideLoop(c, node, () => compileBlock(c, node.body));
  const orelse = compileBlock(c, node.orelse);
  const branch = loopBranch(c, node);
  const { span } = node.test;
  return (frame) => {
    const control = run.pc;
    let seen: Label = 0;
    let completion: Completion;
    for (;;) {
      run.step();
      const truth = isTrue(run, test(frame));
      run.at = span;
      seen = run.join(seen, run.label);
      branch.enter(frame, run.label);
      if (!truth) {
        completion = orelse(frame);
        break;
      }
      const ended = body(frame);
      if (ended === broke) {
        completion = normal;
        break;
      }
      if (ended === returned) {
        completion = returned;
        break;
      }
    }
    endLoop(run, branch, frame, control, seen);
    return completion;
  };
}

export function implicitFor(c: Context, node: For): Execute {
  const { run } = c;
  const iterable = compileExpression(c, node.iter);
  const store = compileTarget(c, node.target);
  const body = insideLoop(c, node, () => compileBlock(c, node.body));
  const orelse = compileBlock(c, node.orelse);
  const branch = loopBranch(c, node);
  const { span } = node.iter;
  return (frame) => {
    run.step();
    const control = run.pc;
    const value = iterable(frame);
    let seen = run.label;
    run.at = span;
    const iterator = iterate(run, value);
    seen = run.join(seen, enterIteration(run, iterator));
    if (seen !== 0) branch.enter(frame, seen, iterator);
    run.iterating.push(iterator);
    let completion: Completion;
    for (;;) {
      const item = iterator.advance(run);
      const { label } = run;
      seen = run.join(seen, label);
      run.at = span;
      branch.enter(frame, seen, iterator);
      if (item === undefined) {
        run.iterating.pop();
        completion = orelse(frame);
        break;
      }
      run.step();
      store(frame, item, label);
      const ended = body(frame);
      if (ended === broke || ended === returned) {
        run.iterating.pop();
        completion = ended === broke ? normal : returned;
        break;
      }
    }
    endLoop(run, branch, frame, control, seen);
    return completion;
  };
}

export function implicitMatch(c: Context, node: Match): Execute {
  const { run } = c;
  const subject = compileExpression(c, node.subject);
  const cases = compileCases(c, node);
  const bodies = node.cases.map((one) => compileBlock(c, one.body));
  const branch = matchBranch(c, node);
  return (frame) => {
    run.step();
    const value = subject(frame);
    const { label } = run;
    const held = hold(run, [value]);
    const chosen = selectCase(c, cases, frame, value, label);
    letGo(run, held);
    const control = branch.enter(frame, chosen.label);
    const completion = bodies[chosen.index]?.(frame) ?? normal;
    branch.meet(frame, control, chosen.label);
    return completion;
  };
}
