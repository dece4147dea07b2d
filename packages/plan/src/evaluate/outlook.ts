/** What is compiled of a piece of code so that a run can look ahead from it (see `Foresight`). */
import type { Call, Expression, Node } from "../ast.ts";
import type { Label } from "../metadata.ts";
import type { PyTool } from "../value/callable.ts";
import type { Value } from "../value/value.ts";
import { ArmVariables } from "./arm-variables.ts";
import { compileTarget } from "./assign.ts";
import { compileArguments, compileCallee } from "./call-expression.ts";
import type { Evaluate, Frame, PendingCall } from "./code.ts";
import { Context } from "./context.ts";
import { isAround } from "./effects.ts";
import { compileExpression } from "./expression.ts";
import { loadName, type Store } from "./name.ts";
import { isSteady, meansBuiltin } from "./steady.ts";
import { prepareAhead } from "./tool-call.ts";
import { resolveName } from "./variables.ts";

/** What is known of an expression before any run. */
export interface Sight {
  /** A tool call can be reached from it. */
  readonly calls: boolean;
  readonly steady: boolean;
  /** The variables around it that it mentions, builtins left out. */
  readonly names: readonly string[];
  evaluate: Evaluate | null;
}

/** The tool of a call that can be foreseen. */
export function readOnlyTool(c: Context, node: Node): PyTool | undefined {
  const { globals } = c;
  if (node.kind !== "Call" || node.func.kind !== "Name") return undefined;
  const tool = globals.tools.get(node.func.id);
  if (tool?.signature?.readOnly !== true || globals.slots.has(node.func.id)) return undefined;
  return resolveName(node.func.id, c.scope).kind === "global" ? tool : undefined;
}

/** The places of one piece of code from which a run may look ahead; what is compiled for it is kept. */
export class Outlook {
  readonly c: Context;
  private readonly sights = new Map<Expression, Sight>();
  private readonly loads = new Map<string, Evaluate>();
  private readonly callees = new Map<Expression, Evaluate>();
  private readonly stores = new Map<Expression, Store>();
  private readonly issues = new Map<Call, (frame: Frame) => PendingCall>();
  private readonly made = new Map<Node, Expression>();
  private readonly inner = new Map<Expression, Outlook>();

  constructor(c: Context) {
    // What is evaluated ahead is no step of a trace.
    this.c = new Context(
      { ...c.globals, tracing: null },
      c.layout,
      c.scope,
      c.owner,
      c.prefix,
      c.firstParameter,
    );
  }

  sight(node: Expression): Sight {
    let sight = this.sights.get(node);
    if (sight === undefined) {
      const { c } = this;
      sight = {
        calls: c.globals.reach.within(node),
        steady: isSteady(c, node),
        names: new ArmVariables(c.globals.scopes, c.scope, [node]).found
          .filter(({ owner, name }) => (owner === null ? !meansBuiltin(c, name) : isAround(owner, c.scope)))
          .map(({ name }) => name),
        evaluate: null,
      };
      this.sights.set(node, sight);
    }
    return sight;
  }

  evaluate(node: Expression): Evaluate {
    const sight = this.sight(node);
    sight.evaluate ??= compileExpression(this.c, node);
    return sight.evaluate;
  }

  load(name: string, at: Node): Evaluate {
    let load = this.loads.get(name);
    if (load === undefined) {
      load = loadName(this.c, name, at.span);
      this.loads.set(name, load);
    }
    return load;
  }

  callee(node: Expression): Evaluate {
    let callee = this.callees.get(node);
    if (callee === undefined) {
      callee = compileCallee(this.c, node);
      this.callees.set(node, callee);
    }
    return callee;
  }

  store(target: Expression): Store {
    let store = this.stores.get(target);
    if (store === undefined) {
      store = compileTarget(this.c, target);
      this.stores.set(target, store);
    }
    return store;
  }

  issue(node: Call, tool: PyTool): (frame: Frame) => PendingCall {
    let issue = this.issues.get(node);
    if (issue === undefined) {
      const { run } = this.c;
      const evaluateArguments = compileArguments(this.c, node);
      const { span } = node;
      issue = (frame) => {
        const values: Value[] = [];
        const labels: Label[] = [];
        const names = evaluateArguments(frame, values, labels, tool);
        const callLabel = run.join(run.label, run.planLabel);
        run.step();
        return { prepared: prepareAhead(run, tool, values, labels, names, callLabel, span), outcome: null };
      };
      this.issues.set(node, issue);
    }
    return issue;
  }

  /** An expression that the program does not have: made once for a node that it has. */
  once(node: Node, made: Expression): Expression {
    const known = this.made.get(node) ?? made;
    this.made.set(node, known);
    return known;
  }

  /** The same inside a comprehension. */
  within(node: Extract<Expression, { kind: "ListComp" | "SetComp" | "DictComp" }>): Outlook {
    let inner = this.inner.get(node);
    if (inner === undefined) {
      inner = new Outlook(this.c.inScope(this.c.scopeOf(node)));
      this.inner.set(node, inner);
    }
    return inner;
  }
}
