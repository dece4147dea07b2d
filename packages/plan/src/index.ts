/** The plan language: a Python subset that carries information-flow labels on every value. */
import type { Diagnostic } from "./diagnostics.ts";
import type { Namespace } from "./namespace.ts";
import type { Program } from "./program.ts";
import type { Environment, PlanSettings, Progress, ToolSignature } from "./suspend.ts";
import type { JsonValue } from "./value/json.ts";

export { type Diagnostic, formatDiagnostic } from "./diagnostics.ts";
export { defaultLimits, type LimitName, type Limits, type Usage } from "./limits.ts";
export type { LabelAlgebra } from "./metadata.ts";
export type { Namespace } from "./namespace.ts";
export type { Program } from "./program.ts";
export type {
  CallResult,
  Completed,
  Environment,
  Failed,
  FailureCode,
  Observation,
  Parameter,
  PlanArgument,
  PlanCall,
  PlanError,
  PlanSettings,
  PrintedLine,
  Progress,
  Suspended,
  ToolSignature,
  Variable,
} from "./suspend.ts";
export type { TraceStep } from "./trace.ts";
export type { JsonValue } from "./value/json.ts";

export declare function checkPlan(
  source: string,
  known: { readonly tools: readonly ToolSignature[] | "any"; readonly variables: readonly string[] },
): { readonly ok: true; readonly program: Program } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

export declare function runPlan<L>(
  program: Program,
  settings: PlanSettings<L>,
  environment: Environment<L>,
): Promise<Progress<L>>;

export declare function snapshotNamespace<L>(
  namespace: Namespace<L>,
): { name: string; json: string; value: JsonValue; label: L }[];
