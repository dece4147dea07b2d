/** The compiler's side of a trace: wraps statements, stores and functions where a run records one. */
import type { Node, Span, Statement } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { Run } from "../run.ts";
import type { Scope } from "../scope/scope.ts";
import { deepLabel } from "../value/deep.ts";
import type { Value } from "../value/value.ts";
import { namesIn } from "./arm-variables.ts";
import type { Completion, Evaluate, Execute, ExecuteSuspending, Frame, FunctionCode } from "./code.ts";
import type { Context, Layout } from "./context.ts";
import { loadName } from "./name.ts";
import type { PreparedCall } from "./tool-call.ts";
import { ownerOf } from "./variables.ts";

/** What a trace takes from a run. */
export interface TraceSink {
  readonly next: number;
  countLine(line: number): void;
  add(event: {
    readonly kind: "assignment" | "change" | "parameter" | "return" | "call" | "argument";
    readonly name: string;
    readonly line: number;
    readonly column: number;
    label: Label;
    readonly parents: readonly number[];
  }): number | null;
  answered(id: number, label: Label): void;
  madeSince(id: number): readonly number[];
}

/** A statement as the trace sees it: the names that its own expressions mention, and where it last began. */
interface Traced {
  readonly scope: Scope;
  readonly span: Span;
  readonly mentioned: readonly string[];
  readonly compound: boolean;
  began: number;
  /** Of a compound statement: the calls and returns of its head. */
  made: readonly number[] | null;
}

interface Change {
  readonly name: string;
  readonly load: Evaluate;
}

/** The tracing of one run. */
export class Tracing {
  readonly sink: TraceSink;
  private readonly run: Run;
  /** The statement that is being compiled, and the one that began last. */
  private compiling: Traced | null = null;
  private current: Traced | null = null;
  private readonly latest = new Map<Scope | null, Map<string, number>>();
  private readonly calls = new Map<number, number>();

  constructor(sink: TraceSink, run: Run) {
    this.sink = sink;
    this.run = run;
  }

  /** Compiles a statement so that it is traced. */
  statement(c: Context, node: Statement, compile: () => Execute): Execute {
    const { traced, compiled, changed } = this.compiled(c, node, compile);
    return (frame) => {
      const outer = this.begin(traced);
      const completion = compiled(frame);
      this.end(traced, outer, node, changed, frame);
      return completion;
    };
  }

  /** The same for one that may suspend. */
  suspending(c: Context, node: Statement, compile: () => ExecuteSuspending): ExecuteSuspending {
    const { traced, compiled, changed } = this.compiled(c, node, compile);
    const tracing = this;
    return function* (frame): ReturnType<ExecuteSuspending> {
      const outer = tracing.begin(traced);
      const completion: Completion = yield* compiled(frame);
      tracing.end(traced, outer, node, changed, frame);
      return completion;
    };
  }

  private compiled<T>(c: Context, node: Statement, compile: () => T) {
    const { mentioned } = namesIn(ownExpressions(node));
    const traced: Traced = {
      scope: c.scope,
      span: node.span,
      mentioned: Array.from(mentioned),
      compound: "body" in node || node.kind === "Match",
      began: 0,
      made: null,
    };
    const around = this.compiling;
    this.compiling = traced;
    const compiled = compile();
    this.compiling = around;
    const changed = changedRoots(node).map((name): Change => ({ name, load: loadName(c, name, node.span) }));
    return { traced, compiled, changed };
  }

  private begin(traced: Traced): Traced | null {
    const outer = this.current;
    this.current = traced;
    traced.began = this.sink.next;
    traced.made = null;
    this.sink.countLine(traced.span.line);
    return outer;
  }

  private end(
    traced: Traced,
    outer: Traced | null,
    node: Statement,
    changed: readonly Change[],
    frame: Frame,
  ): void {
    this.current = outer;
    const { line, column } = traced.span;
    if (node.kind === "Return") {
      const label = this.run.join(frame.resultLabel, deepLabel(this.run, frame.result));
      const parents = this.parentsOf(traced);
      this.sink.add({ kind: "return", name: "return", line, column, label, parents });
    }
    for (const { name, load } of changed) {
      if (this.latest.get(ownerOf(name, traced.scope))?.has(name) !== true) continue;
      const parents = this.parentsOf(traced);
      const value = load(frame);
      const label = this.run.join(this.run.label, deepLabel(this.run, value));
      this.remember(
        traced.scope,
        name,
        this.sink.add({ kind: "change", name, line, column, label, parents }),
      );
    }
  }

  /** What a store to a name tells the trace; made when the store is compiled. */
  storing(c: Context, name: string): (value: Value, label: Label) => void {
    const { compiling, run } = this;
    const { scope } = c;
    return (value, label) => {
      const kept = run.label;
      const { line, column } = compiling?.span ?? { line: 0, column: 0 };
      const parents = compiling === null ? [] : this.parentsOf(compiling);
      const whole = run.join(run.join(label, run.pc), deepLabel(run, value));
      run.label = kept;
      const id = this.sink.add({ kind: "assignment", name, line, column, label: whole, parents });
      this.remember(scope, name, id);
    };
  }

  /** Makes the code of a function tell what its parameters are bound to. */
  function(code: FunctionCode, scope: Scope, parameters: readonly string[], layout: Layout): void {
    const tell = (frame: Frame) =>
      this.entered(
        scope,
        code.span,
        parameters.map((name) => {
          const cell =
            scope.symbols.get(name)?.captured === true ? frame.cells[layout.cell(scope, name)] : undefined;
          const slot = layout.slot(scope, name);
          return cell === undefined
            ? [name, frame.slots[slot], frame.labels[slot] ?? 0]
            : [name, cell.value, cell.label];
        }),
      );
    const { body, suspending } = code;
    code.body = (frame) => {
      tell(frame);
      return body(frame);
    };
    if (suspending !== null)
      code.suspending = function* (frame) {
        tell(frame);
        return yield* suspending(frame);
      };
  }

  /** What the entry of a function tells: its parameters come from what the calling statement mentions. */
  entered(
    scope: Scope,
    span: Span,
    parameters: readonly (readonly [string, Value | undefined, Label])[],
  ): void {
    const parents = this.current === null ? [] : this.parentsOf(this.current);
    for (const [name, value, label] of parameters) {
      const whole = value === undefined ? label : this.run.join(label, deepLabel(this.run, value));
      const { line, column } = span;
      const id = this.sink.add({ kind: "parameter", name, line, column, label: whole, parents });
      this.remember(scope, name, id);
    }
  }

  /** A tool call that waits for its result; told once for each. */
  called(prepared: PreparedCall): void {
    if (this.calls.has(prepared.index)) return;
    const { line, column } = prepared.span;
    const from = this.current === null ? [] : this.parentsOf({ ...this.current, compound: false });
    const given: number[] = [];
    for (const { name, label } of [...prepared.positional, ...prepared.arguments]) {
      const id = this.sink.add({ kind: "argument", name, line, column, label, parents: from });
      if (id !== null) given.push(id);
    }
    const label = prepared.controlLabel;
    const id = this.sink.add({ kind: "call", name: prepared.tool.name, line, column, label, parents: given });
    if (id !== null) this.calls.set(prepared.index, id);
  }

  answered(prepared: PreparedCall, label: Label): void {
    const id = this.calls.get(prepared.index);
    if (id !== undefined) this.sink.answered(id, label);
  }

  private parentsOf(traced: Traced): readonly number[] {
    let { made } = traced;
    made ??= this.sink.madeSince(traced.began);
    if (traced.compound) traced.made = made;
    const parents = new Set<number>(made);
    for (const name of traced.mentioned) {
      const id = this.latest.get(ownerOf(name, traced.scope))?.get(name);
      if (id !== undefined) parents.add(id);
    }
    return Array.from(parents).sort((a, b) => a - b);
  }

  private remember(scope: Scope, name: string, id: number | null): void {
    if (id === null) return;
    const owner = ownerOf(name, scope);
    let names = this.latest.get(owner);
    if (names === undefined) {
      names = new Map();
      this.latest.set(owner, names);
    }
    names.set(name, id);
  }
}

/** The expressions that a statement evaluates itself; those of the statements inside are theirs. */
function ownExpressions(node: Statement): readonly Node[] {
  switch (node.kind) {
    case "If":
    case "While":
      return [node.test];
    case "For":
      return [node.iter];
    case "With":
      return node.items.map((item) => item.context_expr);
    case "Match":
      return [node.subject];
    case "Try":
    case "FunctionDef":
    case "ClassDef":
      return [];
    default:
      return [node];
  }
}

/** The variables whose objects a statement changes in place: `d[k] = v`, `o.a += 1`, `l.append(v)`. */
function changedRoots(node: Statement): readonly string[] {
  const places: Node[] = [];
  if (node.kind === "Assign") places.push(...node.targets.filter(({ kind }) => kind !== "Name"));
  else if (node.kind === "AugAssign" || node.kind === "AnnAssign") {
    if (node.target.kind !== "Name") places.push(node.target);
  } else if (node.kind === "Expr" && node.value.kind === "Call" && node.value.func.kind === "Attribute")
    places.push(node.value.func);
  return places.flatMap((place) => rootOf(place));
}

function rootOf(place: Node): readonly string[] {
  if (place.kind === "Name") return [place.id];
  if (place.kind === "Attribute" || place.kind === "Subscript") return rootOf(place.value);
  return [];
}
