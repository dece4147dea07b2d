import {
  checkPlan,
  formatDiagnostic,
  type Namespace,
  type PrintedLine,
  type Progress,
  runPlan,
  snapshotNamespace,
} from "@sequrity/plan";
import { emptyMetadata, joinMetadata, type Metadata, metadataToJson, type PolicySet } from "@sequrity/sqrt";
import { answerText, type TurnResult } from "./answer.ts";
import { performCalls } from "./calls.ts";
import { turnInputEffect } from "./effects.ts";
import { Fault } from "./faults.ts";
import { foreignLabel } from "./history.ts";
import { enabledInternalTools } from "./internal-tools/index.ts";
import { internalSignature } from "./internal-tools/internal-tool.ts";
import { readJson } from "./json.ts";
import { checkSchema } from "./json-schema.ts";
import type { ProviderLookup } from "./model.ts";
import { mayGroup, planEnvironment, planSettings } from "./plan-settings.ts";
import { PlannerConversation, readPlannerAnswer } from "./planner.ts";
import type { PolicyLibrary } from "./policies.ts";
import { writePolicy } from "./policy-writer.ts";
import { TurnModels } from "./roles.ts";
import {
  describeFailure,
  failedStep,
  failure,
  failureOf,
  limitReached,
  noProgram,
  type StepEnd,
  type StepFailure,
  stopAtCall,
} from "./step.ts";
import { showThought } from "./thoughts.ts";
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

/** Longest value of a variable that the planner is shown. */
const shownLengthMax = 2000;

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
  const { config, addedPolicies } = begun.payload;
  const policies = await services.library.layered(config, addedPolicies);
  return new DualTurn(run, sessionId, begun.payload, services, policies).run();
}

class DualTurn {
  readonly #sessionId: string;
  readonly #turn: TurnContext;
  #program: string | undefined;
  #namespace: Namespace<Metadata> | undefined;

  constructor(
    run: TurnRun,
    sessionId: string,
    input: TurnInput,
    services: TurnServices,
    policies: PolicySet,
  ) {
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
      policies,
      addedPolicies: input.addedPolicies,
      turnPolicies: [],
      session: beginningMetadata(input),
      cache: input.cache,
      planLabel: emptyMetadata,
      checks: [],
      mismatch: input.mismatch,
      callsInStep: 0,
      callsInTurn: 0,
      program: "",
      received: [],
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
    const refused = await this.#writePolicies();
    if (refused !== undefined) return refused;
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
      showThought(turn, `# The attempt failed: ${end.code}. Planning again.`);
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

  /**
   * Has policies written for this turn, where the config asks for it; they rank below the user's.
   * INVARIANT: without them the turn does not run.
   */
  async #writePolicies(): Promise<TurnResult | undefined> {
    const turn = this.#turn;
    const { config, conversation, tools } = turn.input;
    if (!config.policy.autoGen) return undefined;
    const own = conversation.filter(({ role }) => role !== "assistant" && role !== "tool");
    const written = await writePolicy(
      {
        description: own.map(({ role, text }) => `${role}: ${text}`).join("\n\n"),
        tools,
        internalTools: enabledInternalTools(config).map(({ name }) => name),
        retries: 3,
        writtenBy: "model",
        prompt: config.prompt.policy_llm,
      },
      (messages) => turn.models.ask("policy_llm", messages),
    );
    switch (written.kind) {
      case "limit":
        return limitReached(written.limit);
      case "refused":
        return failure("model_error", "The policy model wrote no policy that may be used.");
      case "policy":
        turn.turnPolicies = [written.code];
        turn.policies = await turn.library.layered(config, [...turn.addedPolicies, ...turn.turnPolicies]);
        return undefined;
    }
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
    showThought(turn, read.source);
    return { kind: "planned", text, source: read.source };
  }

  /** Checks and runs one program, with all its calls. */
  async #runProgram(source: string): Promise<StepEnd> {
    const turn = this.#turn;
    turn.session = attemptMetadata(turn);
    turn.callsInStep = 0;
    turn.raised.clear();
    turn.received.length = 0;
    turn.program = source;
    const variables = turn.input.variables;
    const inherited = turn.input.config.fsm.enable_multistep_planning ? this.#namespace : undefined;
    const names = inherited === undefined ? [] : snapshotNamespace(inherited).map(({ name }) => name);
    this.#program = source;
    const checked = checkPlan(source, {
      tools: turn.signatures,
      variables: [...variables.map(({ name }) => name), ...names],
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
    const printed: PrintedLine<Metadata>[] = [];
    let progress: Progress<Metadata> = await runPlan(
      checked.program,
      planSettings(turn, inherited),
      planEnvironment(turn, printed),
    );
    for (;;) {
      if (progress.kind === "completed") {
        const { json, label, namespace } = progress;
        this.#namespace = namespace;
        return { kind: "completed", json, label, namespace };
      }
      if (progress.kind === "failed") {
        this.#namespace = progress.namespace;
        return describeFailure(turn, progress, printed);
      }
      const outcome = await performCalls(turn, this.#sessionId, progress.calls);
      if (outcome.kind !== "results") return stopAtCall(turn, outcome);
      progress = await progress.resume(outcome.results);
    }
  }

  /** Multi-step: the variables that the next program finds, as far as the planner may see them. */
  #describeStep(namespace: Namespace<Metadata>): string {
    const turn = this.#turn;
    const lines = snapshotNamespace(namespace).map(({ name, json, label }) => {
      if (!plannerMaySee(label, turn.input.config)) return `${name} = [hidden]`;
      turn.planLabel = joinMetadata(turn.planLabel, label);
      return json.length > shownLengthMax ? `${name} = [long]` : `${name} = ${json}`;
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
    if (format?.kind === "json_object" && !end.json.startsWith("{")) {
      return failure(
        "program_error",
        "The program's answer is no JSON object, as the response format wants it.",
      );
    }
    return { kind: "success", json: end.json, label: end.label };
  }
}
