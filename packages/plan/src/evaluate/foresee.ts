/** From where a run looks ahead, and how far its statements let it. */
import type { AugAssign, Call, Expression, For, If, Node, Statement } from "../ast.ts";
import type { Label } from "../metadata.ts";
import { PythonError } from "../python/error.ts";
import type { Run } from "../run.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
import { PyIterator } from "../value/iterator.ts";
import type { Value } from "../value/value.ts";
import { someChild } from "../walk.ts";
import { broke, type Completion, continued, type Frame, normal, type PendingCall } from "./code.ts";
import type { Context } from "./context.ts";
import { Foresight, outOfSight, unknown } from "./foresight.ts";
import { iterate } from "./iterate.ts";
import { type Outlook, readOnlyTool } from "./outlook.ts";
import { isPrint, isWalk, targetNames } from "./steady.ts";

/** The calls that `look` finds; none where there are not two of them, for one goes out by itself. */
function foresee(run: Run, frame: Frame, look: (foresight: Foresight) => void): readonly PendingCall[] {
  // INVARIANT: in a `try` the label of each result, which may be an error, is in the control label of the next call; in
  // a builtin it is in all that came into the run.
  if (run.implicitFlows && (run.tries > 0 || run.within > 0 || run.definesOperators)) return [];
  const foresight = new Foresight(run, frame);
  run.lookAhead(() => {
    try {
      look(foresight);
    } catch (thrown) {
      // Whatever it is that the plan brings about, it will bring it about where it comes to it.
      const fault =
        thrown instanceof Error && !(thrown instanceof PythonError || thrown instanceof RangeError);
      if (fault) throw thrown;
    } finally {
      foresight.putBack();
    }
  });
  return foresight.calls.length > 1 ? foresight.calls : [];
}

/** From a statement of a block. */
export function foreseeBlock(
  o: Outlook,
  frame: Frame,
  body: readonly Statement[],
  at: number,
): readonly PendingCall[] {
  return foresee(o.c.run, frame, (foresight) => void seeBlock(foresight, o, body, at));
}

/** From the first round of a loop, its target bound. `value`: what it goes through, with its label. */
export function foreseeRounds(
  o: Outlook,
  frame: Frame,
  node: For,
  value: Value,
  label: Label,
): readonly PendingCall[] {
  const bound = targetNames(node.target);
  // The head is evaluated again, and the target is bound by now.
  if (value instanceof PyIterator && o.sight(node.iter).names.some((name) => bound?.includes(name) ?? true))
    return [];
  return foresee(o.c.run, frame, (foresight) => {
    const rounds = anew(foresight, o, node.iter, value, label);
    rounds.advance(o.c.run);
    const completion = seeBlock(foresight, o, node.body, 0);
    if (completion !== broke) seeRounds(foresight, o, node, rounds);
  });
}

/** From a comprehension whose first iterable is evaluated. */
export function foreseeElements(
  o: Outlook,
  frame: Frame,
  node: Extract<Expression, { kind: "ListComp" | "SetComp" | "DictComp" }>,
  value: Value,
  label: Label,
): readonly PendingCall[] {
  const [first, ...others] = node.generators;
  if (first === undefined) return [];
  return foresee(o.c.run, frame, (foresight) => {
    const elements = anew(foresight, o, first.iter, value, label);
    foresight.seeElements(o.within(node), node, first, others, elements);
  });
}

/** A second iterator over what the head of a loop gave. */
function anew(foresight: Foresight, o: Outlook, head: Expression, value: Value, label: Label): PyIterator {
  const { run } = foresight;
  if (value instanceof PyIterator) {
    if (!isWalk(o.c, head)) throw outOfSight;
    return foresight.walk(o, head);
  }
  foresight.goThrough(value);
  run.label = label;
  return iterate(run, value);
}

/** Whether calls that can go out together may begin at a statement. */
export function mayForesee(c: Context, body: readonly Statement[], at: number): boolean {
  const node = body[at];
  if (!c.globals.groupReadOnlyCalls || c.scope.kind === "class" || node === undefined) return false;
  const first = callsIn(c, node);
  if (first === 0) return false;
  if (first > 1) return true;
  return body.slice(at + 1, at + 50).some((later) => callsIn(c, later) > 0);
}

/** How many calls of read-only tools stand in a node, those that may be repeated counted twice. */
export function callsIn(c: Context, node: Node): number {
  let count = 0;
  const visit = (child: Node, weight: number): void => {
    if (child.kind === "FunctionDef" || child.kind === "ClassDef" || child.kind === "Lambda") return;
    if (readOnlyTool(c, child) !== undefined) count += weight;
    someChild(child, visit, child.kind === "For" || child.kind.endsWith("Comp") ? 2 : weight);
  };
  visit(node, 1);
  return count;
}

// ---------------------------------------------------------------------------------------------------------- statements

function seeBlock(foresight: Foresight, o: Outlook, body: readonly Statement[], from: number): Completion {
  for (let at = from; at < body.length; at++) {
    const node = body[at];
    if (node === undefined) break;
    foresight.run.step();
    const completion = seeStatement(foresight, o, node);
    if (completion !== normal) return completion;
  }
  return normal;
}

function seeStatement(foresight: Foresight, o: Outlook, node: Statement): Completion {
  switch (node.kind) {
    case "Expr":
      if (node.value.kind === "Call" && isChange(o, node.value)) seeChange(foresight, o, node.value);
      else foresight.see(o, node.value);
      return normal;
    case "Assign":
      seeAssignment(foresight, o, node.targets, node.value);
      return normal;
    case "AnnAssign":
      if (node.value !== null) seeAssignment(foresight, o, [node.target], node.value);
      return normal;
    case "AugAssign":
      seeAugmented(foresight, o, node);
      return normal;
    case "If":
      return seeIf(foresight, o, node);
    case "For":
      foresight.requireUnlabelled();
      // To go through a loop without a call twice is dear.
      if (callsIn(o.c, node) === 0) throw outOfSight;
      seeRounds(foresight, o, node, foresight.walk(o, node.iter));
      return normal;
    case "Pass":
    case "Global":
    case "Nonlocal":
      return normal;
    case "Break":
      return broke;
    case "Continue":
      return continued;
    case "Return":
      if (node.value !== null) foresight.see(o, node.value);
      throw outOfSight;
    case "Assert":
    case "While":
      foresight.see(o, node.test);
      throw outOfSight;
    case "Match":
      foresight.see(o, node.subject);
      throw outOfSight;
    default:
      throw outOfSight;
  }
}

/** Binds the targets of an assignment, whose value is evaluated first. */
function seeAssignment(
  foresight: Foresight,
  o: Outlook,
  targets: readonly Expression[],
  node: Expression,
): void {
  const { run } = foresight;
  const value = foresight.see(o, node);
  const { label } = run;
  // What a call or a display gives nobody else has.
  const own = readOnlyTool(o.c, node) !== undefined || ["List", "Dict", "Set"].includes(node.kind);
  for (const target of targets) {
    if (target.kind === "Subscript") {
      foresight.change(o, target.value, [PyDict]);
      seeKey(foresight, o, target.slice);
    } else if (value === unknown) foresight.bindUnknown(o, target, own && targets.length === 1);
    else foresight.bind(o, target, value, label);
  }
}

/** The key of `d[key] = value`. */
function seeKey(foresight: Foresight, o: Outlook, node: Expression): void {
  if (!foresight.isKnown(o, node)) foresight.requireUnlabelled();
  foresight.requireScalarKey(o, node);
  foresight.requireControlled(foresight.run.label);
}

/** `name += value`. */
function seeAugmented(foresight: Foresight, o: Outlook, node: AugAssign): void {
  const { target } = node;
  if (target.kind !== "Name") throw outOfSight;
  const read = o.once(target, { ...target, ctx: "Load" });
  if (foresight.isUnknown(o.c, target.id)) {
    foresight.see(o, node.value);
    // It may be a container that something known has too.
    foresight.change(o, target, []);
    return;
  }
  const before = foresight.see(o, read);
  if (before instanceof PyList && node.op === "Add") {
    foresight.requireUnlabelled();
    if (foresight.see(o, node.value) !== unknown) throw outOfSight;
    foresight.change(o, target, [PyList]);
    return;
  }
  if (typeof before === "object" && before !== null) throw outOfSight;
  const operand = foresight.see(o, node.value);
  if (operand === unknown) foresight.bindUnknown(o, target, true);
  else {
    const { op, span } = node;
    const sum = o.once(node, { kind: "BinOp", left: read, op, right: node.value, span });
    const value = foresight.see(o, sum);
    if (value !== unknown) foresight.bind(o, target, value, foresight.run.label);
  }
}

function seeIf(foresight: Foresight, o: Outlook, node: If): Completion {
  const test = foresight.see(o, node.test);
  foresight.requireUnlabelled();
  if (test !== unknown) return seeBlock(foresight, o, foresight.decide(test) ? node.body : node.orelse, 0);
  seeArms(foresight, o, node);
  return normal;
}

/** Arms of which a result chooses one: what both may do is taken to have been done. */
function seeArms(foresight: Foresight, o: Outlook, node: If): void {
  for (const statement of [...node.body, ...node.orelse]) {
    switch (statement.kind) {
      case "Pass":
        break;
      case "If":
        foresight.quiet(o, statement.test);
        seeArms(foresight, o, statement);
        break;
      case "Expr":
        if (statement.value.kind === "Call" && isChange(o, statement.value)) {
          for (const argument of statement.value.args) foresight.quiet(o, argument);
          foresight.change(o, statement.value.func.value, [PyList, PyDict, PySet]);
        } else if (isPrint(o.c, statement.value)) {
          for (const argument of statement.value.args) foresight.quiet(o, argument);
        } else foresight.quiet(o, statement.value);
        break;
      case "Assign":
        foresight.quiet(o, statement.value);
        for (const target of statement.targets) {
          if (target.kind !== "Subscript") foresight.bindUnknown(o, target, false);
          else {
            foresight.quiet(o, target.slice);
            foresight.change(o, target.value, [PyDict]);
          }
        }
        break;
      case "AugAssign": {
        const { target } = statement;
        if (target.kind !== "Name") throw outOfSight;
        foresight.quiet(o, statement.value);
        if (foresight.isUnknown(o.c, target.id)) foresight.change(o, target, []);
        else {
          const before = foresight.see(o, o.once(target, { ...target, ctx: "Load" }));
          if (typeof before === "object" && before !== null) throw outOfSight;
          foresight.bindUnknown(o, target, true);
        }
        break;
      }
      default:
        throw outOfSight;
    }
  }
}

/** A loop over what is known, round by round. */
function seeRounds(foresight: Foresight, o: Outlook, node: For, rounds: PyIterator): void {
  const { run } = foresight;
  for (;;) {
    const item = rounds.advance(run);
    const { label } = run;
    if (item === undefined) break;
    // A round under a label of its own begins with raising others.
    foresight.requireControlled(label);
    run.branch(label);
    foresight.bind(o, node.target, item, label);
    if (seeBlock(foresight, o, node.body, 0) === broke) return;
  }
  if (node.orelse.length > 0) throw outOfSight;
}

type MethodCall = Call & { readonly func: Extract<Expression, { kind: "Attribute" }> };

/** Methods that change a container that a name is bound to, and nothing else. */
const changes: Readonly<Record<string, readonly (typeof PyList | typeof PyDict | typeof PySet)[]>> = {
  append: [PyList],
  add: [PySet],
  extend: [PyList],
  update: [PyDict, PySet],
};

function isChange(o: Outlook, node: Call): node is MethodCall {
  const { func } = node;
  return (
    func.kind === "Attribute" &&
    func.value.kind === "Name" &&
    Object.hasOwn(changes, func.attr) &&
    (func.attr === "append" || !o.c.run.implicitFlows) &&
    node.keywords.length === 0 &&
    node.args.length === 1 &&
    node.args[0]?.kind !== "Starred"
  );
}

/** `xs.append(value)`. */
function seeChange(foresight: Foresight, o: Outlook, node: MethodCall): void {
  const [argument] = node.args;
  const kinds = changes[node.func.attr];
  if (argument === undefined || kinds === undefined) throw outOfSight;
  foresight.change(o, node.func.value, kinds);
  const value = foresight.see(o, argument);
  // Where the argument is known, so is whether it raises: not here.
  if (value === unknown || node.func.attr === "append") return;
  if (node.func.attr !== "add" || (typeof value === "object" && value !== null)) throw outOfSight;
}
