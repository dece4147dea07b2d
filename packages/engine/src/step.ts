import type { Failed, Namespace, PrintedLine } from "@sequrity/plan";
import { emptyMetadata, joinMetadata, type Metadata } from "@sequrity/sqrt";
import type { TurnErrorCode } from "@sequrity/wire";
import type { TurnResult } from "./answer.ts";
import type { CallsOutcome } from "./calls.ts";
import type { TurnContext } from "./turn-context.ts";
import { plannerMaySee } from "./visibility.ts";

/** What came of one program of a turn: for the client, and for the planner, which may know less. */

/** What came of one program. */
export type StepEnd =
  | {
      readonly kind: "completed";
      readonly json: string;
      readonly label: Metadata;
      readonly namespace: Namespace<Metadata>;
    }
  /** `complete_turn` was called. */
  | { readonly kind: "turn_completed"; readonly json: string; readonly label: Metadata }
  | StepFailure;

export interface StepFailure {
  readonly kind: "failed";
  readonly code: TurnErrorCode;
  /** For the client. */
  readonly message: string;
  /** For the planner: made of what it may see, with the label of that. */
  readonly feedback: string;
  readonly feedbackLabel: Metadata;
  /** The label of what made the step fail. */
  readonly cause: Metadata;
  /** Whether the planner may try again. */
  readonly retry: boolean;
  readonly denied: boolean;
}

/** A call ended the program: it was denied, a limit is reached, or the turn is complete. */
export function stopAtCall(turn: TurnContext, outcome: Exclude<CallsOutcome, { kind: "results" }>): StepEnd {
  switch (outcome.kind) {
    case "completes":
      return { kind: "turn_completed", json: outcome.json, label: outcome.label };
    case "limit":
      return { ...failedStep(limitReached(outcome.limit), ""), retry: false };
    case "denied":
      return {
        kind: "failed",
        code: "policy_violation",
        message: outcome.message,
        feedback: `The program was stopped at line ${outcome.line}: the call of '${outcome.tool}' was denied.\n${outcome.message}`,
        feedbackLabel: emptyMetadata,
        cause: outcome.label,
        retry: turn.input.config.fsm.retry_on_policy_violation,
        denied: true,
      };
  }
}

/** What a failed run means to the client, and what of it the planner may know (security.md, P2). */
export function describeFailure(
  turn: TurnContext,
  failed: Failed<Metadata>,
  printed: readonly PrintedLine<Metadata>[],
): StepFailure {
  const { error } = failed;
  const { config } = turn.input;
  const level = config.prompt.pllm.debug_info_level;
  const caught = error.code === "program_error" ? turn.raised.get(error.message) : undefined;
  const type = error.exceptionType === undefined ? "" : `${error.exceptionType}: `;
  const showMessage =
    level !== "minimal" && error.message !== "" && plannerMaySee(error.messageLabel, config);
  const lines = [`The program failed at line ${error.line}.`];
  if (level !== "minimal") {
    const name =
      error.builtinOrPlanClass && error.exceptionType !== undefined ? error.exceptionType : error.code;
    lines.push(showMessage ? `${name}: ${error.message}` : name, error.excerpt);
  }
  let label = showMessage ? error.messageLabel : emptyMetadata;
  if (level === "extra") {
    for (const line of printed) {
      if (!plannerMaySee(line.label, config)) continue;
      label = joinMetadata(label, line.label);
      lines.push(`printed: ${line.text}`);
    }
  }
  const violation = error.code === "control_flow_violation";
  return {
    kind: "failed",
    code: caught ?? error.code,
    message: violation
      ? `Control flow violation at line ${error.line}: the program branches on a value that the policy forbids to branch on.`
      : error.limit !== undefined
        ? `The limit '${error.limit}' is reached: ${error.message}`
        : `${type}${error.message} (line ${error.line})`,
    feedback: lines.join("\n"),
    feedbackLabel: label,
    cause: joinMetadata(error.label, error.messageLabel),
    retry: violation
      ? config.fsm.retry_on_policy_violation
      : error.code === "program_error" || error.code === "plan_syntax_error",
    denied: false,
  };
}

export type TurnFailure = Extract<TurnResult, { kind: "failure" }>;

export function failure(code: TurnErrorCode, message: string): TurnFailure {
  return { kind: "failure", code, message, denied: false };
}

export function limitReached(limit: string): TurnFailure {
  return failure("budget_exceeded", `The limit '${limit}' of this turn is reached.`);
}

export function failureOf({ code, message, denied }: StepFailure): TurnFailure {
  return { kind: "failure", code, message, denied };
}

/** A failure that depends on no data that the planner has not seen. */
export function failedStep({ code, message, denied }: TurnFailure, feedback: string): StepFailure {
  const none = emptyMetadata;
  return { kind: "failed", code, message, feedback, feedbackLabel: none, cause: none, retry: true, denied };
}

export const noProgram: StepFailure = failedStep(
  failure("plan_syntax_error", "The planning model's answer holds no program."),
  "The answer holds no program in a fenced block that begins with ```python.",
);
