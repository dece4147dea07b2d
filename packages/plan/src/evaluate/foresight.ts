/**
 * Looking ahead: what finds the calls of read-only tools that a run is about to make whatever their results are, so that
 * they go out together (plan.md, Suspension). It goes through code in the order of evaluation. What needs no result is
 * evaluated; what needs one is unknown; and where the plan could do more than compute (code of the plan, another tool, an
 * iterator, a branch on a result) it ends. Then the variables are put back and the run itself begins, which finds the
 * results of its calls at hand (`ForeseenCalls`).
 *
 * INVARIANT: between the first of these calls and the last nothing runs but operators and builtins on plain data, and
 * nothing is changed that an argument was made of (`PlainData`). So the run makes these calls and no others, with these
 * arguments and labels, unless it raises an exception behind the first.
 */
import type { Call, Comprehension, DictComp, Expression, ListComp, SetComp } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { PyTool } from "../value/callable.ts";
import { PyDict, PyList, PySet } from "../value/container.ts";
import { PyIterator, PyModule } from "../value/iterator.ts";
import { isTrue } from "../value/truth.ts";
import type { Value } from "../value/value.ts";
import { plainMethod } from "./call-expression.ts";
import type { Frame, PendingCall } from "./code.ts";
import type { Context } from "./context.ts";
import { iterate } from "./iterate.ts";
import { type Outlook, readOnlyTool, type Sight } from "./outlook.ts";
import { PlainData } from "./plain-data.ts";
import { rewriteOperands } from "./rewrite.ts";
import { isConstantIndex, isPrint, isPureCall, isWalk, targetNames } from "./steady.ts";
import { resolveName } from "./variables.ts";

/** What hangs on a result that is not here. */
export const unknown = Symbol("unknown");
export type Seen = Value | typeof unknown;

/** Thrown where nothing more can be foreseen. */
export const outOfSight = Symbol("out of sight");

/** A variable where its frame keeps it. */
interface Place {
  readonly key: string;
  /** Remembers what it is bound to; gives what puts that back. */
  readonly keep: () => () => void;
}

/** Of a name that the module does not bind. */
const nowhere = () => {
  throw outOfSight;
};

/** Whether to look up a method runs no code of the plan, and finds it. */
function hasMethod(self: Value, name: string): boolean {
  return self instanceof PyModule ? self.members.has(name) : plainMethod(self, name) !== undefined;
}

export class Foresight {
  readonly calls: PendingCall[] = [];
  readonly run: Run;
  readonly frame: Frame;
  private readonly data: PlainData;
  private readonly unknowns = new Set<string>();
  /** Of the unknown ones: bound to what nothing known is part of, or reaches. */
  private readonly own = new Set<string>();
  /** The containers that will be changed, by the variables that are bound to them: as they are now. */
  private readonly changing = new Map<string, PyList | PyDict | PySet>();
  private readonly undo = new Map<string, () => void>();

  constructor(run: Run, frame: Frame) {
    this.run = run;
    this.frame = frame;
    this.data = new PlainData(run);
  }

  /** Binds the variables to what they were bound to before. */
  putBack(): void {
    for (const undo of this.undo.values()) undo();
  }

  // -------------------------------------------------------------------------------------------------------- variables

  private place(c: Context, name: string): Place {
    const { frame } = this;
    const variable = resolveName(name, c.scope);
    if (variable.kind === "slot" || variable.kind === "global") {
      const global = variable.kind === "global";
      const slot = global ? c.globals.slots.get(name) : c.layout.slot(variable.scope, name);
      if (slot === undefined) return { key: `builtin ${name}`, keep: nowhere };
      const { slots, labels } = global ? c.globals.frame : frame;
      return {
        key: `${variable.kind} ${slot}`,
        keep: () => {
          const [value, label] = [slots[slot], labels[slot]];
          return () => {
            slots[slot] = value;
            labels[slot] = label ?? 0;
          };
        },
      };
    }
    const index = variable.kind === "cell" ? c.layout.cell(variable.scope, name) : c.layout.free(name);
    const cell = frame.cells[index];
    return {
      key: `cell ${index}`,
      keep: () => {
        const [value, label] = [cell?.value, cell?.label ?? 0];
        return () => {
          if (cell === undefined) return;
          cell.value = value;
          cell.label = label;
        };
      },
    };
  }

  isUnknown(c: Context, name: string): boolean {
    return this.unknowns.size > 0 && this.unknowns.has(this.place(c, name).key);
  }

  /** Binds the names of a target to a known value. */
  bind(o: Outlook, target: Expression, value: Value, label: Label): void {
    const names = targetNames(target);
    if (names === null) throw outOfSight;
    for (const name of names) {
      const { key, keep } = this.place(o.c, name);
      if (!this.undo.has(key)) this.undo.set(key, keep());
      this.unknowns.delete(key);
      this.own.delete(key);
      this.changing.delete(key);
    }
    o.store(target)(this.frame, value, label);
  }

  /** Binds names to what hangs on a result. `own`: to an object that was made of it just now. */
  bindUnknown(o: Outlook, target: Expression, own: boolean): void {
    const names = targetNames(target);
    if (names === null) throw outOfSight;
    for (const name of names) {
      const { key } = this.place(o.c, name);
      this.unknowns.add(key);
      this.changing.delete(key);
      if (own && target.kind === "Name") this.own.add(key);
      else this.own.delete(key);
    }
  }

  /** Notes that the container that a name is bound to is changed. */
  change(
    o: Outlook,
    node: Expression,
    kinds: readonly (typeof PyList | typeof PyDict | typeof PySet)[],
  ): void {
    if (node.kind !== "Name") throw outOfSight;
    const { run } = this;
    const { key } = this.place(o.c, node.id);
    if (this.unknowns.has(key)) {
      if (!this.own.has(key)) throw outOfSight;
      return;
    }
    const value = o.load(node.id, node)(this.frame);
    if (!kinds.some((kind) => value instanceof kind)) throw outOfSight;
    if (!(value instanceof PyList || value instanceof PyDict || value instanceof PySet)) throw outOfSight;
    if (value instanceof PyDict && (value.cls !== null || value.owner !== null)) throw outOfSight;
    // A key of the plan's own kind may be compared by code of the plan.
    if (!(value instanceof PyList) && run.definesOperators) throw outOfSight;
    this.requireControlled(run.join(run.label, value.shape));
    if (!this.data.change(value)) throw outOfSight;
    this.unknowns.add(key);
    this.own.add(key);
    this.changing.set(key, value);
  }

  /** With implicit flows: that a label says no more than the control label; else it would raise others. */
  requireControlled(label: Label): void {
    const { run } = this;
    if (run.implicitFlows && run.join(run.pc, label) !== run.pc) throw outOfSight;
  }

  /** Statements and expressions that change control labels, or labels beside their own, with implicit flows. */
  requireUnlabelled(): void {
    if (this.run.implicitFlows) throw outOfSight;
  }

  // ------------------------------------------------------------------------------------------------------ expressions

  private hangsOnResult(o: Outlook, sight: Sight): boolean {
    return this.unknowns.size > 0 && sight.names.some((name) => this.isUnknown(o.c, name));
  }

  isKnown(o: Outlook, node: Expression): boolean {
    const sight = o.sight(node);
    return !sight.calls && !this.hangsOnResult(o, sight);
  }

  /** Whatever the variables of an expression are bound to when it is evaluated, that is plain. */
  requirePlain(o: Outlook, node: Expression): void {
    for (const name of o.sight(node).names) {
      const { key } = this.place(o.c, name);
      if (!this.unknowns.has(key) && !this.data.holds(o.load(name, node)(this.frame))) throw outOfSight;
      const changing = this.changing.get(key);
      if (changing !== undefined && !this.data.holdsInside(changing)) throw outOfSight;
      this.changing.delete(key);
    }
  }

  /** What may be evaluated or not, for all that is known: it does nothing but compute, and calls no tool. */
  quiet(o: Outlook, node: Expression): void {
    const sight = o.sight(node);
    if (sight.calls || !sight.steady) throw outOfSight;
    this.requirePlain(o, node);
  }

  /** Evaluates what is known, its label in `run.label`; finds the calls in what is not. */
  see(o: Outlook, node: Expression): Seen {
    if (!this.isKnown(o, node)) {
      this.seeParts(o, node);
      return unknown;
    }
    if (isPrint(o.c, node)) {
      this.seeOperands(o, node);
      return null;
    }
    this.quiet(o, node);
    return o.evaluate(node)(this.frame);
  }

  private seeParts(o: Outlook, node: Expression): void {
    switch (node.kind) {
      case "Name":
        this.requirePlain(o, node);
        return;
      case "Call":
        this.seeCall(o, node);
        return;
      case "BoolOp":
        this.requireUnlabelled();
        this.seeInTurn(o, node.values, node.op === "And");
        return;
      case "IfExp": {
        this.requireUnlabelled();
        const test = this.see(o, node.test);
        if (test !== unknown) this.see(o, this.decide(test) ? node.body : node.orelse);
        else for (const arm of [node.body, node.orelse]) this.quiet(o, arm);
        return;
      }
      case "Compare": {
        const [first, ...others] = node.comparators;
        this.see(o, node.left);
        if (first !== undefined) this.see(o, first);
        if (others.length > 0) this.requireUnlabelled();
        for (const other of others) this.quiet(o, other);
        return;
      }
      case "ListComp":
      case "SetComp":
      case "DictComp":
        this.requireUnlabelled();
        this.seeComprehension(o, node);
        return;
      case "GeneratorExp": {
        const [first] = node.generators;
        if (first !== undefined) this.see(o, first.iter);
        throw outOfSight;
      }
      case "Subscript":
        if (!isConstantIndex(node.slice)) this.requireUnlabelled();
        break;
      case "Set":
        for (const element of node.elts) this.requireScalarKey(o, element);
        return;
      case "Dict":
        node.values.forEach((value, i) => {
          const key = node.keys[i] ?? null;
          if (key === null) this.requireUnlabelled();
          else this.requireScalarKey(o, key);
          this.see(o, value);
        });
        return;
      case "List":
      case "Tuple":
        if (node.elts.some((element) => element.kind === "Starred")) this.requireUnlabelled();
        break;
      case "Attribute":
      case "BinOp":
      case "UnaryOp":
      case "Slice":
      case "JoinedStr":
      case "FormattedValue":
      case "Starred":
        break;
      default:
        throw outOfSight;
    }
    rewriteOperands(node, (operand) => {
      this.see(o, operand);
      return operand;
    });
  }

  /** What a test comes to, without a result. */
  decide(value: Value): boolean {
    const truth = isTrue(this.run, value);
    this.run.branch(this.run.label);
    return truth;
  }

  /** `and`, `or`: each operand is evaluated when those before it say so. */
  private seeInTurn(o: Outlook, operands: readonly Expression[], and: boolean): void {
    for (const [i, operand] of operands.entries()) {
      const value = this.see(o, operand);
      if (value === unknown) {
        for (const other of operands.slice(i + 1)) this.quiet(o, other);
        return;
      }
      if (i < operands.length - 1 && this.decide(value) !== and) return;
    }
  }

  /** A key that is known can be hashed: else what comes behind it would not be evaluated. */
  requireScalarKey(o: Outlook, node: Expression): void {
    const key = this.see(o, node);
    if (key === unknown) return;
    if (typeof key === "object" && key !== null) throw outOfSight;
  }

  private seeOperands(o: Outlook, node: Call): void {
    for (const argument of node.args) {
      if (argument.kind === "Starred") this.requireUnlabelled();
      this.see(o, argument.kind === "Starred" ? argument.value : argument);
    }
    for (const keyword of node.keywords) {
      if (keyword.arg === null) this.requireUnlabelled();
      this.see(o, keyword.value);
    }
  }

  private seeCall(o: Outlook, node: Call): void {
    const { func } = node;
    const tool = readOnlyTool(o.c, node);
    if (tool !== undefined) {
      this.issue(o, node, tool);
      return;
    }
    if (func.kind === "Name") {
      o.callee(func)(this.frame);
      this.seeOperands(o, node);
      if (isPureCall(o.c, node) || isPrint(o.c, node)) return;
      throw outOfSight;
    }
    if (func.kind !== "Attribute") throw outOfSight;
    const pure = isPureCall(o.c, node);
    // What it is a method of comes before the arguments; what it does, unless it is pure, is out of sight.
    const self =
      !pure && func.value.kind === "Name" && !this.isUnknown(o.c, func.value.id)
        ? o.evaluate(func.value)(this.frame)
        : this.see(o, func.value);
    if (self !== unknown && !hasMethod(self, func.attr)) throw outOfSight;
    this.seeOperands(o, node);
    if (!pure) throw outOfSight;
  }

  private issue(o: Outlook, node: Call, tool: PyTool): void {
    const operands = [
      ...node.args.map((arg) => (arg.kind === "Starred" ? arg.value : arg)),
      ...node.keywords.map(({ value }) => value),
    ];
    if (!operands.every((operand) => this.isKnown(o, operand))) {
      // It needs results; those that its arguments call for can go out.
      this.seeOperands(o, node);
      throw outOfSight;
    }
    if (node.args.some(({ kind }) => kind === "Starred") || node.keywords.some(({ arg }) => arg === null))
      this.requireUnlabelled();
    for (const operand of operands) this.quiet(o, operand);
    this.calls.push(o.issue(node, tool)(this.frame));
  }

  // ------------------------------------------------------------------------------------------------------------ loops

  /** An iterator of one's own over what the head of a loop gives. */
  walk(o: Outlook, head: Expression): PyIterator {
    let value: Seen;
    if (isWalk(o.c, head) && this.isKnown(o, head)) {
      this.requirePlain(o, head);
      if (head.kind === "Call")
        for (const argument of head.args) this.goThrough(o.evaluate(argument)(this.frame));
      value = o.evaluate(head)(this.frame);
    } else {
      value = this.see(o, head);
      // Others may have it.
      if (value instanceof PyIterator) throw outOfSight;
    }
    if (value === unknown) throw outOfSight;
    if (!(value instanceof PyIterator)) this.goThrough(value);
    return iterate(this.run, value);
  }

  /** What a loop goes through must stay as it is. */
  goThrough(value: Value): void {
    if (!this.data.holds(value) || !this.data.walk(value)) throw outOfSight;
  }

  private seeComprehension(o: Outlook, node: ListComp | SetComp | DictComp): void {
    const [first, ...others] = node.generators;
    if (first === undefined) throw outOfSight;
    this.seeElements(o.within(node), node, first, others, this.walk(o, first.iter));
  }

  /** The elements of a comprehension; `iterator`: what its first `for` goes through. */
  seeElements(
    inner: Outlook,
    node: ListComp | SetComp | DictComp,
    generator: Comprehension,
    others: readonly Comprehension[],
    iterator: PyIterator,
  ): void {
    const { run } = this;
    for (;;) {
      const item = iterator.advance(run);
      const { label } = run;
      if (item === undefined) return;
      run.step();
      run.branch(label);
      this.requireControlled(label);
      this.bind(inner, generator.target, item, label);
      if (generator.ifs.every((condition) => this.holds(inner, condition)))
        this.seeElement(inner, node, others);
    }
  }

  private holds(o: Outlook, condition: Expression): boolean {
    const tested = this.see(o, condition);
    if (tested === unknown) throw outOfSight;
    const holds = this.decide(tested);
    this.requireControlled(this.run.label);
    return holds;
  }

  private seeElement(
    inner: Outlook,
    node: ListComp | SetComp | DictComp,
    [next, ...others]: readonly Comprehension[],
  ): void {
    if (next !== undefined) {
      this.requireUnlabelled();
      this.seeElements(inner, node, next, others, this.walk(inner, next.iter));
      return;
    }
    if (node.kind === "DictComp") {
      this.requireScalarKey(inner, node.key);
      this.see(inner, node.value);
    } else if (node.kind === "SetComp") this.requireScalarKey(inner, node.elt);
    else this.see(inner, node.elt);
  }
}
