/** A run from its settings to what it comes to: the generator that the compiler made, driven. */
import { builtinValues } from "./builtins/table.ts";
import { excerptOf } from "./diagnostics.ts";
import {
  asRaised,
  ControlFlowViolation,
  LimitExceeded,
  PlanFault,
  type Raised,
  Uncatchable,
  Unsupported,
} from "./errors.ts";
import { type Completion, Frame, type PendingCall, type Request } from "./evaluate/code.ts";
import { Context, type Globals, Layout } from "./evaluate/context.ts";
import { compileModule } from "./evaluate/module.ts";
import { definesOperators } from "./evaluate/operator-methods.ts";
import { Reach } from "./evaluate/reach.ts";
import type { PreparedArgument, PreparedCall } from "./evaluate/tool-call.ts";
import { Tracing } from "./evaluate/traced.ts";
import { ResultsNeeded } from "./evaluate/within-builtin.ts";
import { defaultLimits } from "./limits.ts";
import { type Label, LabelTable } from "./metadata.ts";
import { type Binding, Namespace } from "./namespace.ts";
import type { Program } from "./program.ts";
import { PythonError } from "./python/error.ts";
import { Run } from "./run.ts";
import type {
  CallResult,
  Environment,
  Failed,
  Observation,
  PlanArgument,
  PlanCall,
  PlanError,
  PlanSettings,
  Progress,
} from "./suspend.ts";
import { traceArgument } from "./trace.ts";
import { errResult, okResult, wrapperNames } from "./types/wrapped-result.ts";
import { PyTool } from "./value/callable.ts";
import { deepLabel } from "./value/deep.ts";
import type { JsonValue } from "./value/json.ts";
import { jsonOf, jsonText, valueOfJson, valueOfText } from "./value/json-values.ts";
import { strOf } from "./value/text.ts";

/**
 * Runs a program until it completes, fails or needs a tool's result. Takes turns with the event loop. Never rejects for
 * what the plan does; a `PlanFault` is a bug of the caller.
 */
export async function runPlan<L>(
  program: Program,
  settings: PlanSettings<L>,
  environment: Environment<L>,
): Promise<Progress<L>> {
  return await new Session(program, settings, environment).start();
}

class Session<L> {
  private readonly program: Program;
  private readonly settings: PlanSettings<L>;
  private readonly environment: Environment<L>;
  private readonly table: LabelTable<L>;
  private run: Run;
  private frame = new Frame([], [], []);
  private slots = new Map<string, number>();
  private tracing: Tracing | null = null;
  private body: Generator<Request, Completion, void> | null = null;
  /** What came from outside so far, for when the run is made again: results by call, answers of the environment. */
  private readonly results = new Map<number, CallResult<L>>();
  private readonly observed: JsonValue[] = [];
  private printed = 0;
  private replaying = { observed: 0, printed: 0 };

  constructor(program: Program, settings: PlanSettings<L>, environment: Environment<L>) {
    this.program = program;
    this.settings = settings;
    this.environment = environment;
    const earlier = settings.namespace;
    const table =
      earlier !== undefined && earlier.table.algebra === settings.labels
        ? earlier.table
        : new LabelTable(settings.labels);
    this.table = table;
    if (earlier !== undefined && earlier.table !== table)
      throw new PlanFault("bad_value", "the namespace belongs to another label algebra");
    this.run = this.newRun();
  }

  private newRun(): Run {
    const { settings, table, environment } = this;
    const setup = {
      limits: { ...defaultLimits, ...settings.limits },
      joins: table,
      implicitFlows: settings.implicitFlows,
      planLabel: table.intern(settings.planLabel),
      forbids: (label: Label) => settings.branchForbidden(table.external(label)),
      world: {
        observe: (request: Observation) => {
          const at = this.replaying.observed++;
          const known = this.observed[at];
          if (at < this.observed.length && known !== undefined) return known;
          const answer = environment.observe(request);
          this.observed.push(answer);
          this.run.sources = this.run.join(this.run.sources, table.intern(settings.environmentLabel));
          return answer;
        },
        print: (text: string, label: Label) => {
          if (this.replaying.printed++ < this.printed) return;
          this.printed++;
          environment.print?.({ text, label: table.external(label) });
        },
        answered: (calls: readonly PendingCall[]) => this.answer(calls),
        environmentLabel: table.intern(settings.environmentLabel),
        ...(settings.trace === undefined
          ? {}
          : {
              called: (prepared: PreparedCall) => this.tracing?.called(prepared),
              received: (prepared: PreparedCall, label: Label) => this.tracing?.answered(prepared, label),
            }),
      },
    };
    return settings.namespace === undefined ? new Run(setup) : settings.namespace.run.restart(setup);
  }

  /** Puts results that came before the run was made again into its calls; false when one did not come yet. */
  private answer(calls: readonly PendingCall[]): boolean {
    for (const call of calls) if (!this.results.has(call.prepared.index)) return false;
    for (const call of calls) {
      const result = this.results.get(call.prepared.index);
      if (result !== undefined) this.settle(call, result);
    }
    return true;
  }

  async start(): Promise<Progress<L>> {
    return this.begin() ?? (await this.go());
  }

  /** Compiles the program; what that fails with. */
  private begin(): Progress<L> | null {
    try {
      this.body = compileModule(this.context(), this.program.module)(new Frame([], [], []));
    } catch (thrown) {
      return this.failed(thrown);
    }
    return null;
  }

  /** Throws the run away and begins it anew; its work so far stays counted. */
  private again(): Progress<L> | null {
    const { steps, sources } = this.run;
    this.run = this.newRun();
    this.run.steps = steps;
    this.run.sources = sources;
    this.frame = new Frame([], [], []);
    this.slots = new Map();
    this.replaying = { observed: 0, printed: 0 };
    return this.begin();
  }

  private context(): Context {
    const { settings, run } = this;
    const { module, scopes } = this.program;
    for (const name of scopes.calls.storedAttributes) run.storedAttributes.add(name);
    if (definesOperators(scopes.calls.bound)) run.definesOperators = true;
    const scope = scopes.module;
    for (const [name, binding] of settings.namespace?.bindings ?? []) this.bind(name, binding);
    for (const [name, label] of settings.namespace?.unbound ?? []) {
      const slot = this.slots.size;
      this.slots.set(name, slot);
      this.frame.labels[slot] = run.join(label, run.pc);
    }
    for (const variable of settings.variables) {
      const label = this.table.intern(variable.label);
      run.sources = run.join(run.sources, label);
      this.bind(variable.name, { value: valueOfJson(run, variable.value, label, true), label });
    }
    for (const name of scopes.moduleNames) if (!this.slots.has(name)) this.slots.set(name, this.slots.size);
    const tools = new Map<string, PyTool>();
    if (settings.tools !== "any")
      for (const tool of settings.tools) tools.set(tool.name, new PyTool(tool.name, tool));
    const builtins = settings.wrapResults ? new Map([...builtinValues, ...wrapperNames]) : builtinValues;
    const anyTool = settings.tools === "any";
    settings.trace?.begin((label) => this.table.external(label));
    this.tracing = settings.trace === undefined ? null : new Tracing(settings.trace, run);
    const reach = new Reach(module, scopes, tools, anyTool, builtins, this.slots);
    const globals: Globals = {
      run,
      scopes,
      frame: this.frame,
      slots: this.slots,
      builtins,
      tools,
      anyTool,
      reach,
      groupReadOnlyCalls: settings.groupReadOnlyCalls,
      tracing: this.tracing,
    };
    return new Context(globals, new Layout(scope), scope);
  }

  private bind(name: string, binding: Binding): void {
    const slot = this.slots.get(name) ?? this.slots.size;
    const { run } = this;
    run.sources = run.join(run.sources, run.join(binding.label, deepLabel(run, binding.value)));
    this.slots.set(name, slot);
    this.frame.slots[slot] = binding.value;
    // With implicit flows the base control label counts as if it had been there when the variable was bound.
    this.frame.labels[slot] = this.run.join(binding.label, this.run.pc);
  }

  /** Runs on; gives others a turn where the run asks for it. */
  private async go(): Promise<Progress<L>> {
    for (;;) {
      const progress = this.advance();
      if (progress !== null) return progress;
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
  }

  /** One stretch of the run; null when others shall have a turn. */
  private advance(): Progress<L> | null {
    const { body } = this;
    if (body === null) throw new PlanFault("bad_value", "the run has not begun");
    this.run.beginStretch();
    for (;;) {
      let step: IteratorResult<Request, Completion>;
      try {
        step = body.next();
      } catch (thrown) {
        return thrown instanceof ResultsNeeded ? this.interrupted(thrown) : this.failed(thrown);
      }
      if (step.done) return this.completed();
      const request = step.value;
      if ("sent" in request) return this.failed(new Unsupported("yield outside a function", this.run.at));
      if (request.kind !== "calls") return null;
      try {
        if (!this.answer(request.calls)) return this.suspended(request.calls, false);
      } catch (thrown) {
        return this.failed(thrown);
      }
    }
  }

  /** A call from inside a builtin or an operator: with its results the run is made again. */
  private interrupted(needed: ResultsNeeded): Progress<L> {
    if (this.settings.namespace === undefined) return this.suspended(needed.calls, true);
    // What earlier steps left behind may have been changed by now.
    const [call] = needed.calls;
    return this.failed(
      new Unsupported(
        `${call?.prepared.tool.name ?? "a tool"}() is called from inside a builtin, an operator or a property; in a further step of a session, call it in a statement and pass the result on`,
        this.run.at,
      ),
    );
  }

  private suspended(calls: readonly PendingCall[], replay: boolean): Progress<L> {
    let used = false;
    return {
      kind: "suspended",
      calls: calls.map((call) => this.planCall(call)),
      usage: this.run.usage(),
      resume: async (results) => {
        if (used) throw new PlanFault("resumed_twice", "this suspension was already resumed");
        if (results.length !== calls.length)
          throw new PlanFault(
            "wrong_result_count",
            `${calls.length} results are wanted, ${results.length} were given`,
          );
        used = true;
        for (let i = 0; i < calls.length; i++) {
          const [call, result] = [calls[i], results[i]];
          if (call !== undefined && result !== undefined) this.results.set(call.prepared.index, result);
        }
        try {
          if (!replay) this.answer(calls);
        } catch (thrown) {
          return this.failed(thrown);
        }
        if (replay) return this.again() ?? (await this.go());
        // Most stretches end without a turn for others: one promise then, not three.
        return this.advance() ?? (await this.go());
      },
    };
  }

  private settle(call: PendingCall, result: CallResult<L>): void {
    const { run, settings } = this;
    run.beginStretch();
    const label = this.table.intern(result.label);
    run.sources = run.join(run.sources, label);
    this.tracing?.answered(call.prepared, label);
    const { signature } = call.prepared.tool;
    if (result.kind === "error") {
      call.outcome = settings.wrapResults
        ? { kind: "value", value: errResult(result.message, label), label }
        : { kind: "error", message: result.message, label };
      return;
    }
    let value = result.kind === "value" ? valueOfJson(run, result.value, label, true) : null;
    if (result.kind === "text") {
      run.chargeText(result.text.length);
      value = result.text;
      if (signature?.parse !== "text") {
        try {
          value = valueOfText(run, result.text, label, true);
        } catch (thrown) {
          if (!(thrown instanceof PythonError)) throw thrown;
        }
      }
    }
    call.outcome = { kind: "value", value: settings.wrapResults ? okResult(value, label) : value, label };
  }

  private planCall(call: PendingCall): PlanCall<L> {
    const { prepared } = call;
    const { table } = this;
    const argument = ({ name, json, value, label }: PreparedArgument): PlanArgument<L> => ({
      name,
      json,
      value,
      label: table.external(label),
    });
    return {
      index: prepared.index,
      tool: prepared.tool.name,
      arguments: prepared.arguments.map(argument),
      positional: prepared.positional.length === 0 ? [] : prepared.positional.map(argument),
      controlLabel: table.external(prepared.controlLabel),
      callLabel: table.external(prepared.callLabel),
      line: prepared.span.line,
      column: prepared.span.column,
      trace: (name) =>
        traceArgument(
          this.program,
          prepared,
          name,
          (label) => table.external(label),
          (variable) => {
            const slot = this.slots.get(variable);
            return slot === undefined ? 0 : (this.frame.labels[slot] ?? 0);
          },
        ),
    };
  }

  private namespace(): Namespace<L> {
    const bindings = new Map<string, Binding>();
    const unbound = new Map<string, Label>();
    for (const [name, slot] of this.slots) {
      const value = this.frame.slots[slot];
      const label = this.frame.labels[slot] ?? 0;
      if (value !== undefined) bindings.set(name, { value, label });
      else if (label !== 0) unbound.set(name, label);
    }
    return new Namespace(this.table, bindings, unbound, this.run);
  }

  private completed(): Progress<L> {
    const { run } = this;
    const slot = this.slots.get("final_return_value");
    const value = slot === undefined ? null : (this.frame.slots[slot] ?? null);
    try {
      const label = run.join(
        slot === undefined ? run.pc : (this.frame.labels[slot] ?? 0),
        deepLabel(run, value),
      );
      run.label = label;
      return {
        kind: "completed",
        json: jsonText(run, value),
        value: jsonOf(run, value),
        label: this.table.external(run.join(label, run.pc)),
        namespace: this.namespace(),
        usage: run.usage(),
      };
    } catch (thrown) {
      return this.failed(thrown);
    }
  }

  private failed(thrown: unknown): Failed<L> {
    return {
      kind: "failed",
      error: this.planError(thrown),
      namespace: this.namespace(),
      usage: this.run.usage(),
    };
  }

  private planError(caught: unknown): PlanError<L> {
    const { run, table } = this;
    const thrown = caught instanceof Uncatchable ? caught.raised : caught;
    const at = (span: { line: number; column: number; endLine: number; endColumn: number } | null) => ({
      line: span?.line ?? 0,
      column: span?.column ?? 0,
      excerpt: span === null ? "" : excerptOf(this.program.lines, span),
    });
    const control = table.external(run.pc);
    if (thrown instanceof LimitExceeded)
      return {
        code: "budget_exceeded",
        builtinOrPlanClass: true,
        message: thrown.message,
        messageLabel: table.external(0),
        label: control,
        limit: thrown.limit,
        ...at(thrown.span),
      };
    if (thrown instanceof ControlFlowViolation)
      return {
        code: "control_flow_violation",
        builtinOrPlanClass: true,
        message: "branching on a value that the policy mode forbids",
        messageLabel: table.external(0),
        label: table.external(run.join(run.pc, thrown.label)),
        ...at(thrown.span),
      };
    if (thrown instanceof Unsupported)
      return {
        code: "plan_syntax_error",
        builtinOrPlanClass: true,
        message: thrown.message,
        messageLabel: table.external(0),
        label: control,
        ...at(thrown.span),
      };
    // The engine below gave up: its stack, its longest string, array or integer. Never the plan's to catch.
    if (thrown instanceof RangeError) {
      const nested = /call stack/.test(thrown.message);
      return {
        code: "budget_exceeded",
        builtinOrPlanClass: true,
        message: nested ? "the run is nested too deeply" : "a value has become too large",
        messageLabel: table.external(0),
        label: control,
        limit: nested ? "recursion" : "bytes",
        ...at(run.at),
      };
    }
    if (thrown instanceof ResultsNeeded)
      return this.planError(
        new Unsupported("a tool is called where the run has ended; call it in a statement", run.at),
      );
    const raised = asRaised(run, thrown);
    if (raised === undefined) throw thrown;
    return this.programError(raised, at);
  }

  private programError(
    raised: Raised,
    at: (span: PlanErrorSpan | null) => { line: number; column: number; excerpt: string },
  ): PlanError<L> {
    const { run, table } = this;
    const { exception } = raised;
    let messageLabel = raised.label;
    let message: string;
    try {
      messageLabel = run.join(messageLabel, deepLabel(run, exception));
      message = strOf(run, exception);
    } catch (failure) {
      // INVARIANT: whatever a `__str__` of the plan does (a limit, a forbidden branch, a tool call), the run has failed
      // already: there is no message then.
      if (asRaised(run, failure) === undefined && !isOfPlan(failure)) throw failure;
      message = "";
    }
    return {
      code: "program_error",
      exceptionType: exception.cls.name,
      builtinOrPlanClass: true,
      message,
      messageLabel: table.external(run.join(messageLabel, run.label)),
      label: table.external(run.join(raised.control, run.join(run.pc, raised.label))),
      ...at(exception.span),
    };
  }
}

/** What the plan brought about: anything else is a fault of the interpreter. */
function isOfPlan(thrown: unknown): boolean {
  return (
    thrown instanceof LimitExceeded ||
    thrown instanceof RangeError ||
    thrown instanceof Unsupported ||
    thrown instanceof ControlFlowViolation ||
    thrown instanceof Uncatchable ||
    thrown instanceof ResultsNeeded
  );
}

type PlanErrorSpan = NonNullable<Run["at"]>;
