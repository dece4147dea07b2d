/**
 * The suspending form of what can reach a tool call or a `yield`: generator closures. Operands up to the last one that
 * may suspend are first moved into temporaries, in evaluation order; the rest runs as a plain closure.
 */
import type {
  BinaryOperator,
  BoolOp,
  Call,
  Compare,
  Expression,
  IfExp,
  Span,
  Statement,
  Yield,
  YieldFrom,
} from "../ast.ts";
import { type Raised, raise } from "../errors.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import { PyTool } from "../value/callable.ts";
import { PyInstance } from "../value/class.ts";
import { exceptionClass } from "../value/classes.ts";
import { raiseReachable } from "../value/deep.ts";
import type { PyIterator } from "../value/iterator.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { compileTarget } from "./assign.ts";
import { getAttribute } from "./attribute.ts";
import { call } from "./call.ts";
import { compileArguments, compileCallee, methodLabel, plainMethod } from "./call-expression.ts";
import { callSuspending, toolRequest } from "./call-suspending.ts";
import { enterIteration, raiseAll } from "./choice.ts";
import {
  type Completion,
  type Evaluate,
  type EvaluateSuspending,
  type Execute,
  type ExecuteSuspending,
  type Frame,
  normal,
  type Request,
  returned,
  Yielded,
} from "./code.ts";
import { comparison } from "./compare.ts";
import { compileComprehensionSuspending } from "./comprehension-suspending.ts";
import type { Context } from "./context.ts";
import { joinEffects } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { advanceSuspending, compileGeneratorExpression, thrownAt } from "./generator.ts";
import { CallGroup, type GroupableStatement, groupableStatement } from "./group-calls.ts";
import { iterate } from "./iterate.ts";
import { mayRaise } from "./may-raise.ts";
import { type Store, temporaryName } from "./name.ts";
import { inPlaceOperation } from "./operators.ts";
import { rewriteOperands } from "./rewrite.ts";
import { settleCall } from "./settle-call.ts";
import { compileInBlock, compileStatement } from "./statement.ts";
import { compileControlSuspending } from "./statement-suspending.ts";
import { stopping } from "./stopping.ts";

interface Step {
  readonly slot: number;
  readonly plain: ((frame: Frame) => Value) | null;
  readonly suspending: EvaluateSuspending | null;
}

/** Moves operands into temporaries; gives what is left and what must run before. */
function hoist(c: Context, node: Expression): { rest: Expression; steps: readonly Step[] } {
  const { reach } = c.globals;
  let last = -1;
  let count = 0;
  rewriteOperands(node, (operand) => {
    if (reach.within(operand)) last = count;
    count++;
    return operand;
  });
  const steps: Step[] = [];
  let index = 0;
  const rest = rewriteOperands(node, (operand) => {
    if (index++ > last || operand.kind === "Constant") return operand;
    const slot = c.layout.temporary();
    const suspends = reach.within(operand);
    steps.push({
      slot,
      plain: suspends ? null : compileExpression(c, operand),
      suspending: suspends ? compileExpressionSuspending(c, operand) : null,
    });
    return { kind: "Name", id: temporaryName(slot), ctx: "Load", span: operand.span };
  });
  return { rest, steps };
}

function* runSteps(c: Context, steps: readonly Step[], frame: Frame): ReturnType<EvaluateSuspending> {
  const { run } = c;
  for (const step of steps) {
    const value = step.suspending === null ? (step.plain?.(frame) ?? null) : yield* step.suspending(frame);
    frame.slots[step.slot] = value;
    frame.labels[step.slot] = run.label;
  }
  return null;
}

/** What has the suspending form but never suspends. */
// biome-ignore lint/correctness/useYield: see above
function* runPlain<Result>(plain: (frame: Frame) => Result, frame: Frame): Generator<Request, Result, void> {
  return plain(frame);
}

interface HoistedExpression {
  readonly c: Context;
  readonly steps: readonly Step[];
  readonly plain: Evaluate;
}

function* runHoisted({ c, steps, plain }: HoistedExpression, frame: Frame): ReturnType<EvaluateSuspending> {
  yield* runSteps(c, steps, frame);
  return plain(frame);
}

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

function prepareCallSuspending(c: Context, node: Call, rest: Call, steps: readonly Step[]) {
  const { run } = c;
  const evaluateArguments = compileArguments(c, rest);
  const { func } = rest;
  const { span } = node;
  const object = func.kind === "Attribute" ? compileExpression(c, func.value) : null;
  const callee = func.kind === "Attribute" ? null : compileCallee(c, func);
  const spread = joinEffects(c, [node.func]);
  // A name and a constant are no steps: all that is moved stands among the arguments.
  const first = func.kind === "Attribute" ? func.value : func;
  const moved = steps.length > 0 && node.func.kind !== "Name" && first.kind !== "Constant" ? 1 : 0;
  const before = steps.slice(0, moved);
  const between = steps.slice(moved);
  const held = between.length > 0 ? c.layout.temporary() : null;
  const reaches = c.globals.reach.calls(node);
  return { c, run, before, between, held, reaches, evaluateArguments, func, span, object, callee, spread };
}

function* runCall(
  {
    c,
    run,
    before,
    between,
    held,
    reaches,
    evaluateArguments,
    func,
    span,
    object,
    callee,
    spread,
  }: ReturnType<typeof prepareCallSuspending>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  if (before.length > 0) yield* runSteps(c, before, frame);
  const values: Value[] = [];
  const labels: Label[] = [];
  let target: Value;
  if (object !== null && func.kind === "Attribute") {
    const self = object(frame);
    run.at = func.span;
    const method = plainMethod(self, func.attr);
    if (method === undefined) target = getAttribute(run, self, func.attr);
    else {
      target = method;
      values.push(self);
      labels.push(run.label);
      if (self instanceof PyInstance) run.label = run.join(run.label, methodLabel(run, self, func.attr));
    }
  } else target = callee?.(frame) ?? null;
  let label = run.label;
  if (held !== null) {
    // What is called is decided before the arguments. In a slot, for what raises the frame's labels meanwhile finds it.
    frame.slots[held] = target;
    frame.labels[held] = label;
    yield* runSteps(c, between, frame);
    label = run.join(label, frame.labels[held] ?? 0);
    const [moved] = before;
    const [self] = labels;
    if (self !== undefined && moved !== undefined) labels[0] = run.join(self, frame.labels[moved.slot] ?? 0);
  }
  const names = evaluateArguments(frame, values, labels, target);
  const joined = run.join(label, run.label);
  run.at = span;
  run.label = joined;
  run.step();
  const control = run.pc;
  if (run.implicitFlows && run.join(control, joined) !== control) {
    spread.before(frame, joined);
    raiseAll(run, [target, ...values], joined);
    run.pc = run.join(control, joined);
  }
  let result: Value;
  if (!reaches) result = call(run, target, values, labels, names);
  else if (target instanceof PyTool) {
    // As callSuspending does it, without a generator in between: every stop passes through all of them.
    const request = toolRequest(run, target, values, labels, names, joined, span);
    yield request;
    result = settleCall(run, request.calls[0], span);
  } else result = yield* callSuspending(run, target, values, labels, names, joined, span);
  if (run.implicitFlows) run.pc = run.join(control, run.mayHaveRaised);
  run.label = run.join(run.label, joined);
  if (reaches) mayRaise(run, run.label);
  return result;
}

function compileCallSuspending(c: Context, node: Call): EvaluateSuspending {
  const { rest, steps } = hoist(c, node);
  if (rest.kind !== "Call") throw new Error("a call stays a call");
  if (rest.func.kind === "Name" && rest.func.id === "super")
    return stopping(runHoisted, { c, steps, plain: compileExpression(c, rest) });
  return stopping(runCall, prepareCallSuspending(c, node, rest, steps));
}

function prepareBoolean(c: Context, node: BoolOp) {
  const { run } = c;
  const and = node.op === "And";
  const parts = node.values.map((value, i) => ({
    evaluate: compileExpressionSuspending(c, value),
    spread: i === 0 ? null : joinEffects(c, node.values.slice(i)),
    span: value.span,
  }));
  return { run, and, parts };
}

function* runBoolean(
  { run, and, parts }: ReturnType<typeof prepareBoolean>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  let value: Value = null;
  let label: Label = 0;
  const control = run.pc;
  for (const [i, part] of parts.entries()) {
    if (i > 0) {
      run.label = label;
      const truth = isTrue(run, value);
      label = run.label;
      run.at = part.span;
      run.branch(label);
      if (run.implicitFlows && run.join(run.pc, label) !== run.pc) {
        part.spread?.before(frame, label);
        part.spread?.after(frame, label);
      }
      if (truth !== and) break;
      if (run.implicitFlows) run.pc = run.join(run.pc, label);
    }
    value = yield* part.evaluate(frame);
    label = run.join(label, run.label);
  }
  run.pc = run.join(control, run.mayHaveRaised);
  run.label = label;
  return value;
}

function compileBooleanSuspending(c: Context, node: BoolOp): EvaluateSuspending {
  return stopping(runBoolean, prepareBoolean(c, node));
}

function prepareTernary(c: Context, node: IfExp) {
  const { run } = c;
  const test = compileExpressionSuspending(c, node.test);
  const body = compileExpressionSuspending(c, node.body);
  const orelse = compileExpressionSuspending(c, node.orelse);
  const spread = joinEffects(c, [node.body, node.orelse]);
  const { span } = node;
  return { run, test, body, orelse, spread, span };
}

function* runTernary(
  { run, test, body, orelse, spread, span }: ReturnType<typeof prepareTernary>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  const value = yield* test(frame);
  const truth = isTrue(run, value);
  const { label } = run;
  run.at = span;
  run.branch(label);
  const control = run.pc;
  const spreads = run.implicitFlows && run.join(control, label) !== control;
  if (spreads) {
    run.pc = run.join(control, label);
    spread.before(frame, label);
  }
  const result = yield* truth ? body(frame) : orelse(frame);
  const joined = run.join(run.label, label);
  if (spreads) spread.after(frame, label);
  run.pc = run.join(control, run.mayHaveRaised);
  run.label = joined;
  return result;
}

function compileTernarySuspending(c: Context, node: IfExp): EvaluateSuspending {
  return stopping(runTernary, prepareTernary(c, node));
}

function prepareChain(c: Context, node: Compare) {
  const { run } = c;
  const all = [node.left, ...node.comparators];
  const operands = all.map((operand) => compileExpressionSuspending(c, operand));
  // What each comparison decides about: all operands behind it.
  const spreads = all.map((_, i) => joinEffects(c, all.slice(i + 1)));
  const { span } = node;
  return { run, operands, spreads, span, node };
}

function* runChain(
  { run, operands, spreads, span, node }: ReturnType<typeof prepareChain>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  let label: Label = 0;
  let result: Value = true;
  let left: Value = null;
  const control = run.pc;
  for (const [i, operand] of operands.entries()) {
    const value = yield* operand(frame);
    label = run.join(label, run.label);
    const op = node.ops[i - 1];
    if (op !== undefined) {
      run.label = label;
      run.at = span;
      result = comparison(run, op, left, value);
      const truth = isTrue(run, result);
      label = run.join(label, run.label);
      run.branch(label);
      if (run.implicitFlows && i < operands.length - 1 && run.join(run.pc, label) !== run.pc) {
        spreads[i]?.before(frame, label);
        spreads[i]?.after(frame, label);
      }
      if (!truth) break;
      if (run.implicitFlows) run.pc = run.join(run.pc, label);
    }
    left = value;
  }
  run.pc = run.join(control, run.mayHaveRaised);
  run.label = label;
  return result;
}

function compileChainSuspending(c: Context, node: Compare): EvaluateSuspending {
  return stopping(runChain, prepareChain(c, node));
}

function prepareYield(c: Context, node: Yield) {
  const { run } = c;
  const value = node.value === null ? null : compileExpressionSuspending(c, node.value);
  return { run, value };
}

function* runYield(
  { run, value }: ReturnType<typeof prepareYield>,
  frame: Frame,
): ReturnType<EvaluateSuspending> {
  const given = value === null ? null : yield* value(frame);
  const yielded = new Yielded(given, run.join(value === null ? run.planLabel : run.label, run.pc));
  yield yielded;
  if (yielded.thrown !== null) throw thrownAt(run, yielded.thrown);
  run.label = yielded.sentLabel;
  return yielded.sent;
}

function compileYield(c: Context, node: Yield): EvaluateSuspending {
  return stopping(runYield, prepareYield(c, node));
}

/** What is thrown into a `yield from` is raised in the generator that it goes through, where that is one. */
function delegateThrown(run: Run, { generator }: PyIterator, raised: Raised): void {
  const exits = raised.exception.cls.isSubclassOf(exceptionClass("GeneratorExit"));
  if (exits) generator?.close(run);
  if (exits || generator === null) throw thrownAt(run, raised);
  generator.postThrown(raised);
}

function compileYieldFrom(c: Context, node: YieldFrom): EvaluateSuspending {
  const { run } = c;
  const value = compileExpressionSuspending(c, node.value);
  const spread = joinEffects(c, c.functionBody);
  const held = c.layout.temporary();
  const { span } = node;
  return function* (frame) {
    const source = yield* value(frame);
    run.at = span;
    const reference = run.label;
    const iterator = iterate(run, source);
    frame.slots[held] = iterator;
    // How many values it gives decides when what follows here runs.
    const decide = (label: Label) => {
      if (!run.implicitFlows || run.join(run.pc, label) === run.pc) return;
      run.pc = run.join(run.pc, label);
      spread.before(frame, label);
      spread.after(frame, label);
      raiseReachable(run, iterator, label);
    };
    decide(run.join(reference, enterIteration(run, iterator)));
    for (;;) {
      const item = yield* advanceSuspending(run, iterator);
      const { label } = run;
      if (item === undefined) {
        decide(label);
        run.label = label;
        break;
      }
      const yielded = new Yielded(item, run.join(label, run.pc));
      yield yielded;
      decide(iterator.position);
      if (yielded.thrown !== null) {
        delegateThrown(run, iterator, yielded.thrown);
        continue;
      }
      if (yielded.sent === null) continue;
      run.label = yielded.sentLabel;
      if (iterator.generator === null)
        throw raise(run, "AttributeError", `'${iterator.cls.name}' object has no attribute 'send'`);
      iterator.generator.post(yielded.sent, yielded.sentLabel);
    }
    frame.slots[held] = undefined;
    return iterator.generator === null ? null : iterator.generator.result(run);
  };
}

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
  run.label = run.join(label, operandLabel);
  run.at = span;
  const result = inPlaceOperation(run, op, current, operand, operandLabel);
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

/** The operands of an attribute or subscript that is read and then stored: they are evaluated once. */
function hoistPlace<T extends Expression>(c: Context, place: T): { rest: T; steps: readonly Step[] } {
  if (place.kind === "Name" || !c.globals.reach.within(place)) return { rest: place, steps: [] };
  const { rest, steps } = hoist(c, place);
  return { rest: { ...place, ...rest }, steps };
}

interface HoistedTarget {
  readonly store: Store;
  readonly steps: readonly Step[];
}

/** A target whose object or index reaches a tool call: these are evaluated first. */
function hoistTarget(c: Context, target: Expression): HoistedTarget {
  if (!c.globals.reach.within(target)) return { store: compileTarget(c, target), steps: [] };
  if (target.kind !== "Subscript" && target.kind !== "Attribute")
    return { store: compileTarget(c, target), steps: [] };
  const { rest, steps } = hoist(c, target);
  return { store: compileTarget(c, rest), steps };
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
