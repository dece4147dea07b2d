import {
  checkPlan,
  type Failed,
  formatDiagnostic,
  type Namespace,
  type PlanSettings,
  type PrintedLine,
  type Progress,
  runPlan,
  snapshotNamespace,
} from "@sequrity/plan";
import {
  branchForbidden,
  emptyMetadata,
  joinMetadata,
  type Metadata,
  metadataOf,
  metadataToJson,
} from "@sequrity/sqrt";
import type { TurnErrorCode } from "@sequrity/wire";
import { answerText, type TurnResult } from "./answer.ts";
import { type CallsOutcome, performCalls } from "./calls.ts";
import { environmentEffect, turnInputEffect } from "./effects.ts";
import { Fault } from "./faults.ts";
import { hashOf } from "./hash.ts";
import { foreignLabel } from "./history.ts";
import { enabledInternalTools } from "./internal-tools/index.ts";
import { internalSignature } from "./internal-tools/internal-tool.ts";
import { readJson } from "./json.ts";
import { checkSchema } from "./json-schema.ts";
import type { ProviderLookup } from "./model.ts";
import { PlannerConversation, readPlannerAnswer } from "./planner.ts";
import type { PolicyLibrary } from "./policies.ts";
import { TurnModels } from "./roles.ts";
import { toolSignature, toolTable } from "./tool-table.ts";
import {
  attemptMetadata,
  beginningMetadata,
  type Sources,
  sessionChange,
  type TurnContext,
  type TurnInput,
} from "./turn-context.ts";
import type { TurnRun, TurnStop } from "./turn-run.ts";
import { plannerMaySee } from "./visibility.ts";

/** A dual-LLM turn: plan, run, check, answer (engine.md). */

/** What turns need of the engine. */
export interface TurnServices {
  readonly providers: ProviderLookup;
  readonly library: PolicyLibrary;
  readonly sources: Sources;
}

/** What came of one program. */
type StepEnd =
  | {
      readonly kind: "completed";
      readonly json: string;
      readonly label: Metadata;
      readonly namespace: Namespace<Metadata>;
    }
  /** `complete_turn` was called. */
  | { readonly kind: "turn_completed"; readonly json: string; readonly label: Metadata }
  | StepFailure;

interface StepFailure {
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

/** What the planner came up with: a program, or an answer without one; or the turn is over. */
type Planned =
  | { readonly kind: "planned"; readonly text: string; readonly source: string | undefined }
  | { readonly kind: "over"; readonly result: TurnResult };

/** Runs a dual-LLM turn over its journal, whose first entry is what it begins with. */
export async function runDualTurn(
  run: TurnRun,
  sessionId: string,
  services: TurnServices,
): Promise<Extract<TurnStop, { kind: "ended" }>> {
  const begun = run.journal.recorded(turnInputEffect, "");
  if (begun === undefined) throw new Fault("internal", "The turn has no beginning in its journal.");
  return new DualTurn(run, sessionId, begun.payload, services).run();
}

class DualTurn {
  readonly #sessionId: string;
  readonly #turn: TurnContext;
  #program: string | undefined;
  #namespace: Namespace<Metadata> | undefined;
  #printed: PrintedLine<Metadata>[] = [];

  constructor(run: TurnRun, sessionId: string, input: TurnInput, services: TurnServices) {
    this.#sessionId = sessionId;
    const { config } = input;
    const tools = toolTable(
      input.tools,
      input.variables.map(({ name }) => name),
    );
    this.#turn = {
      run,
      input,
      models: new TurnModels(run, services.providers, input, services.sources.now),
      sources: services.sources,
      library: services.library,
      tools,
      signatures: [
        ...enabledInternalTools(config).map(internalSignature),
        ...tools.map((tool) =>
          toolSignature(tool, {
            readOnly: mayGroup(input, tool.wireName),
            strictParsing: config.fsm.strict_tool_result_parsing,
          }),
        ),
      ],
      policies: services.library.layered(config, input.addedPolicies),
      addedPolicies: input.addedPolicies,
      session: beginningMetadata(input),
      cache: input.cache,
      planLabel: emptyMetadata,
      checks: [],
      mismatch: input.mismatch,
      callsInStep: 0,
      callsInTurn: 0,
      raised: new Map(),
    };
  }

  async run(): Promise<Extract<TurnStop, { kind: "ended" }>> {
    const result = await this.#work();
    const turn = this.#turn;
    const text = answerText(turn, result, {
      program: this.#program,
      namespace:
        turn.input.config.responseFormat.include_namespace_snapshot && this.#namespace !== undefined
          ? snapshotNamespace(this.#namespace)
          : [],
    });
    return {
      kind: "ended",
      text,
      finishReason: "stop",
      calls: [],
      usage: turn.models.requestUsage,
      recorded: turn.models.requestRecorded,
      // A failure's message may hold anything that the run has seen.
      label: result.kind === "success" ? metadataToJson(result.label) : foreignLabel,
      ...(this.#program !== undefined && {
        program: { text: this.#program, label: metadataToJson(turn.planLabel) },
      }),
      change: sessionChange(turn),
    };
  }

  async #work(): Promise<TurnResult> {
    const turn = this.#turn;
    const given = turn.input.program;
    if (given !== undefined) {
      const end = await this.#runProgram(given);
      return end.kind === "failed" ? failureOf(end) : this.#finish(end);
    }
    const { fsm } = turn.input.config;
    const planner = new PlannerConversation(turn);
    let failures = 0;
    for (let step = 1; ; step++) {
      const planned = await this.#plan(planner);
      if (planned.kind === "over") return planned.result;
      let end = planned.source === undefined ? noProgram : await this.#runProgram(planned.source);
      if (end.kind === "completed" && fsm.enable_multistep_planning) {
        if (step >= fsm.max_pllm_steps) return limitReached("max_pllm_steps");
        if (fsm.prune_failed_steps) planner.forgetFailures();
        planner.addStep(planned.text, this.#describeStep(end.namespace));
        continue;
      }
      if (end.kind !== "failed") {
        const result = this.#finish(end);
        if (result.kind === "success") return result;
        end = failedStep(
          result,
          "The program ran, but its answer does not have the form that was asked for.",
        );
      }
      failures++;
      if (!end.retry || failures >= fsm.max_pllm_failed_steps || step >= fsm.max_pllm_steps)
        return failureOf(end);
      turn.planLabel = this.#afterFailure(end);
      const every = fsm.clear_history_every_n_attempts;
      if (!fsm.enable_multistep_planning && every !== null && failures % every === 0)
        planner.forgetFailures();
      else planner.addFailure(planned.text, end.feedback);
    }
  }

  /** INVARIANT: what the planner was told of a failure, and in strict and custom what caused it, stays on the plan (P3). */
  #afterFailure(failure: StepFailure): Metadata {
    const shown = joinMetadata(this.#turn.planLabel, failure.feedbackLabel);
    return this.#turn.input.config.policy.mode === "standard" ? shown : joinMetadata(shown, failure.cause);
  }

  /** Asks the planner for a program. */
  async #plan(planner: PlannerConversation): Promise<Planned> {
    const turn = this.#turn;
    const reply = await turn.models.ask("pllm", planner.messages);
    if (reply.kind === "limit") return { kind: "over", result: limitReached(reply.limit) };
    const { text, refusal } = reply.answer;
    if (refusal !== undefined) {
      return { kind: "over", result: failure("model_error", `The planning model refused: ${refusal}`) };
    }
    const read = readPlannerAnswer(text);
    if (read.kind === "clarification" && turn.input.config.prompt.pllm.clarify_ambiguous_queries) {
      return { kind: "over", result: failure("clarification_needed", read.question) };
    }
    if (read.kind !== "program") return { kind: "planned", text, source: undefined };
    this.#think(`${read.source}\n`);
    return { kind: "planned", text, source: read.source };
  }

  /** Shows what is going on to a client that streams and asked for it. */
  #think(text: string): void {
    const { run, input } = this.#turn;
    if (input.config.responseFormat.stream_thoughts && !run.journal.replaying) {
      run.scope.emit({ kind: "reasoning", delta: text });
    }
  }

  /** Checks and runs one program, with all its calls. */
  async #runProgram(source: string): Promise<StepEnd> {
    const turn = this.#turn;
    turn.session = attemptMetadata(turn);
    turn.callsInStep = 0;
    turn.raised.clear();
    this.#printed = [];
    const variables = turn.input.variables;
    const inherited =
      turn.input.config.fsm.enable_multistep_planning && this.#namespace !== undefined
        ? snapshotNamespace(this.#namespace).map(({ name }) => name)
        : [];
    this.#program = source;
    const checked = checkPlan(source, {
      tools: turn.signatures,
      variables: [...variables.map(({ name }) => name), ...inherited],
    });
    if (!checked.ok) {
      const findings = checked.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic)).join("\n");
      const first = checked.diagnostics[0];
      return {
        kind: "failed",
        code: "plan_syntax_error",
        message:
          first === undefined ? "The program is refused." : `Line ${first.span.line}: ${first.message}`,
        feedback: `The program was not run:\n${findings}`,
        feedbackLabel: emptyMetadata,
        cause: emptyMetadata,
        retry: true,
        denied: false,
      };
    }
    let progress: Progress<Metadata> = await runPlan(checked.program, this.#settings(), {
      observe: (request) =>
        turn.run.journal.note(environmentEffect, hashOf(request), () => ({
          value: this.#observe(request.kind),
        })).value,
      print: (line) => this.#printed.push(line),
    });
    for (;;) {
      if (progress.kind === "completed") {
        const { json, label, namespace } = progress;
        this.#namespace = namespace;
        return { kind: "completed", json, label, namespace };
      }
      if (progress.kind === "failed") {
        this.#namespace = progress.namespace;
        return this.#describeFailure(progress);
      }
      const outcome = await performCalls(turn, this.#sessionId, progress.calls);
      if (outcome.kind !== "results") return this.#stopAtCall(outcome);
      progress = await progress.resume(outcome.results);
    }
  }

  #settings(): PlanSettings<Metadata> {
    const { input, planLabel, signatures } = this.#turn;
    const { fsm, policy } = input.config;
    return {
      labels: { empty: emptyMetadata, join: joinMetadata },
      tools: signatures,
      implicitFlows: policy.mode !== "standard",
      branchForbidden: (label) => branchForbidden(policy.mode, policy.presets.branching_meta_policy, label),
      planLabel,
      environmentLabel: metadataOf({ producers: ["__environment"] }),
      variables: input.variables.map(({ name, json, meta }) => ({
        name,
        value: readJson(json) ?? null,
        label: metadataOf(meta),
      })),
      ...(fsm.enable_multistep_planning && this.#namespace !== undefined && { namespace: this.#namespace }),
      limits: {
        steps: input.limits.steps,
        bytes: input.limits.allocated_bytes,
        toolCalls: input.limits.tool_calls,
      },
      wrapResults: fsm.wrap_tool_result,
      groupReadOnlyCalls: signatures.some(({ readOnly }) => readOnly),
    };
  }

  #observe(kind: "now" | "today" | "time" | "random" | "uuid4"): string | number {
    const { now, randomUUID, randomValue } = this.#turn.sources;
    switch (kind) {
      case "now":
        return new Date(now()).toISOString().replace("Z", "000");
      case "today":
        return new Date(now()).toISOString().slice(0, 10);
      case "time":
        return now() / 1000;
      case "random":
        return randomValue();
      case "uuid4":
        return randomUUID();
    }
  }

  /** A call ended the program: it was denied, a limit is reached, or the turn is complete. */
  #stopAtCall(outcome: Exclude<CallsOutcome, { kind: "results" }>): StepEnd {
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
          retry: this.#turn.input.config.fsm.retry_on_policy_violation,
          denied: true,
        };
    }
  }

  /** What a failed run means to the client, and what of it the planner may know (security.md, P2). */
  #describeFailure(failed: Failed<Metadata>): StepFailure {
    const { error } = failed;
    const { config } = this.#turn.input;
    const level = config.prompt.pllm.debug_info_level;
    const caught = error.code === "program_error" ? this.#turn.raised.get(error.message) : undefined;
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
      for (const line of this.#printed) {
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

  /** Multi-step: the variables that the next program finds, as far as the planner may see them. */
  #describeStep(namespace: Namespace<Metadata>): string {
    const turn = this.#turn;
    const lines = snapshotNamespace(namespace).map(({ name, json, label }) => {
      if (!plannerMaySee(label, turn.input.config) || json.length > 2000) return `${name} = [hidden]`;
      turn.planLabel = joinMetadata(turn.planLabel, label);
      return `${name} = ${json}`;
    });
    return `The program ran to its end. Variables now:\n${lines.join("\n") || "(none)"}`;
  }

  /** The answer, held against the form that the request asks for. */
  #finish(end: { readonly json: string; readonly label: Metadata }): TurnResult {
    const format = this.#turn.input.responseFormat;
    if (format?.kind === "json_schema") {
      const value = readJson(end.json);
      if (value === undefined || !checkSchema(format.schema, value).ok) {
        return failure(
          "program_error",
          `The program's answer does not fit the response format '${format.name}'.`,
        );
      }
    }
    return { kind: "success", json: end.json, label: end.label };
  }
}

/**
 * Whether calls of a tool may go out together with others (security.md, C9): the operator says that it only reads, it
 * cannot label its results, and no policy has anything to do with the session. The last is decided on the policies'
 * text: without the word no block changes the session, and no rule reads it.
 */
function mayGroup(input: TurnInput, tool: string): boolean {
  const { trust, policy } = input.config;
  if (!trust.readOnlyTools.includes(tool) || input.settings.parallelToolCalls === false) return false;
  if (trust.trustWrappedResults || trust.labellingTools.includes(tool)) return false;
  return ![policy.codes.code, ...input.addedPolicies].some((text) => text.includes("session"));
}

type TurnFailure = Extract<TurnResult, { kind: "failure" }>;

function failure(code: TurnErrorCode, message: string): TurnFailure {
  return { kind: "failure", code, message, denied: false };
}

function limitReached(limit: string): TurnFailure {
  return failure("budget_exceeded", `The limit '${limit}' of this turn is reached.`);
}

function failureOf({ code, message, denied }: StepFailure): TurnFailure {
  return { kind: "failure", code, message, denied };
}

/** A failure that depends on no data that the planner has not seen. */
function failedStep({ code, message, denied }: TurnFailure, feedback: string): StepFailure {
  const none = emptyMetadata;
  return { kind: "failed", code, message, feedback, feedbackLabel: none, cause: none, retry: true, denied };
}

const noProgram: StepFailure = failedStep(
  failure("plan_syntax_error", "The planning model's answer holds no program."),
  "The answer holds no program in a fenced block that begins with ```python.",
);
