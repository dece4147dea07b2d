/** The plan language: a Python subset that carries information-flow labels on every value. */

export { checkPlan } from "./check/check-plan.ts";
export { type Diagnostic, formatDiagnostic } from "./diagnostics.ts";
export { PlanFault } from "./errors.ts";
export { defaultLimits, type LimitName, type Limits, type Usage } from "./limits.ts";
export type { LabelAlgebra } from "./metadata.ts";
export type { Namespace } from "./namespace.ts";
export type { Program } from "./program.ts";
export { runPlan } from "./run-plan.ts";
export { type LineRun, RunTrace, type TraceEvent } from "./run-trace.ts";
export { snapshotNamespace } from "./snapshot.ts";
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
