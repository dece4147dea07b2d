/**
 * Where a run stops at a tool call and goes on: a run is a generator that yields requests; this file turns them into
 * `Suspended`, and results into what the generator is resumed with.
 */

import type { LimitName, Limits, Usage } from "./limits.ts";
import type { LabelAlgebra } from "./metadata.ts";
import type { Namespace } from "./namespace.ts";
import type { RunTrace } from "./run-trace.ts";
import type { TraceStep } from "./trace.ts";
import type { JsonValue } from "./value/json.ts";

/** A parameter of a tool, in the order of the schema's properties. */
export interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly default?: JsonValue;
  readonly schema?: JsonValue;
}

/** A tool as the plan may call it. */
export interface ToolSignature {
  /** The identifier by which the plan calls it. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** The whole arguments' object schema: arguments are checked against it before the run suspends. */
  readonly schema?: JsonValue;
  /** Calls may go out together with others. */
  readonly readOnly: boolean;
  /** The argument that holds a type, a class or a JSON Schema: the result is validated into it. */
  readonly resultSchemaFrom?: string;
  /** How a text result is read; `json` (the default): JSON text becomes values, other text stays a string. */
  readonly parse?: "json" | "text";
}

/** A variable that the program finds bound. */
export interface Variable<L> {
  readonly name: string;
  readonly value: JsonValue;
  readonly label: L;
}

export interface PlanSettings<L> {
  readonly labels: LabelAlgebra<L>;
  /** `any`: any unknown name that is called is a tool. */
  readonly tools: readonly ToolSignature[] | "any";
  readonly implicitFlows: boolean;
  branchForbidden(label: L): boolean;
  /** Every literal and every call carries it; the base control label with implicit flows (security.md P3). */
  readonly planLabel: L;
  /** The label of answers from clock and randomness. */
  readonly environmentLabel: L;
  readonly variables: readonly Variable<L>[];
  /** Of an earlier run of the same session: its variables are bound. */
  readonly namespace?: Namespace<L>;
  readonly limits: Partial<Limits>;
  /** Results as `Ok(value)` and `Err(message)`. */
  readonly wrapResults: boolean;
  readonly groupReadOnlyCalls: boolean;
  /** Records what the run does; tracing counts as steps of the run. Costs nothing where it is absent. */
  readonly trace?: RunTrace<L>;
}

/** What the plan asks of the outside world besides tools; the caller journals it. */
export type Observation =
  | { readonly kind: "now" | "today" | "time" | "uuid4" }
  | { readonly kind: "random"; readonly method: string; readonly arguments: JsonValue };

/** What one `print` wrote, its line end included, with the label of what it shows. */
export interface PrintedLine<L> {
  readonly text: string;
  readonly label: L;
}

export interface Environment<L = unknown> {
  /** `now`, `today`: ISO text; `time`: seconds since 1970; `random`: a number in [0, 1); `uuid4`: text. */
  observe(request: Observation): JsonValue;
  print?(line: PrintedLine<L>): void;
}

export type Progress<L> = Completed<L> | Suspended<L> | Failed<L>;

export interface Completed<L> {
  readonly kind: "completed";
  /** `final_return_value` as Python's `json.dumps` prints it. */
  readonly json: string;
  readonly value: JsonValue;
  /** The join of all labels inside. */
  readonly label: L;
  readonly namespace: Namespace<L>;
  readonly usage: Usage;
}

export interface Suspended<L> {
  readonly kind: "suspended";
  readonly calls: readonly PlanCall<L>[];
  /** One result per call, in their order. Can be used once: a second use is a `PlanFault`. */
  resume(results: readonly CallResult<L>[]): Promise<Progress<L>>;
  readonly usage: Usage;
}

export interface PlanCall<L> {
  /** Counts all tool calls of the run, from 0. */
  readonly index: number;
  readonly tool: string;
  /** Bound to the signature's names, defaults filled in. */
  readonly arguments: readonly PlanArgument<L>[];
  /** Only where the tools are `any`. */
  readonly positional: readonly PlanArgument<L>[];
  readonly controlLabel: L;
  /** The label of the callee and of starred operands' shapes: joins every argument, absent ones too (security.md M3). */
  readonly callLabel: L;
  readonly line: number;
  readonly column: number;
  /** Where the argument's data came from, the nearest source first. */
  trace(argument: string): readonly TraceStep<L>[];
}

export interface PlanArgument<L> {
  readonly name: string;
  /** Serialised at the call: later mutation changes nothing. */
  readonly json: string;
  readonly value: JsonValue;
  /** The join of all labels inside, without the control label. */
  readonly label: L;
}

export type CallResult<L> =
  | { readonly kind: "text"; readonly text: string; readonly label: L }
  | { readonly kind: "value"; readonly value: JsonValue; readonly label: L }
  | { readonly kind: "error"; readonly message: string; readonly label: L };

export type FailureCode =
  | "program_error"
  | "control_flow_violation"
  | "budget_exceeded"
  | "plan_syntax_error";

export interface PlanError<L> {
  readonly code: FailureCode;
  /** The Python name of what was raised. */
  readonly exceptionType?: string;
  /** The exception's class is a builtin or from a `class` statement: its name is no value (security.md P2). */
  readonly builtinOrPlanClass: boolean;
  readonly message: string;
  readonly messageLabel: L;
  readonly line: number;
  readonly column: number;
  /** The source line with a caret. */
  readonly excerpt: string;
  /** The control label where it was raised. */
  readonly label: L;
  readonly limit?: LimitName;
}

export interface Failed<L> {
  readonly kind: "failed";
  readonly error: PlanError<L>;
  readonly namespace: Namespace<L>;
  readonly usage: Usage;
}
