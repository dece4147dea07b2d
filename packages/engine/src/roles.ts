import type { LlmRole, RoleSettings, SessionConfig } from "@sequrity/wire";
import { addUsage, type Message, noUsage, type ResponseFormat, type Usage } from "./conversation.ts";
import { modelAnswerEffect } from "./effects.ts";
import type { EngineLimits } from "./engine.ts";
import { Fault } from "./faults.ts";
import { hashOf } from "./hash.ts";
import {
  effortOfBudget,
  type GenerationSettings,
  type ModelAnswer,
  type ModelProvider,
  type ModelRequest,
  type ProviderLookup,
} from "./model.ts";
import type { TurnRun } from "./turn-run.ts";

/** Calling the models of a turn: each role's model and settings, the journal, the budgets. */

/** The body's settings, over which the role's own win (wire.md, Dual-LLM answers). */
export function roleSettings(body: GenerationSettings, role: RoleSettings): GenerationSettings {
  return {
    ...withReasoning(body, role.reasoning),
    ...(role.temperature !== null && { temperature: role.temperature }),
    ...(role.top_p !== null && { topP: role.top_p }),
    ...(role.seed !== null && { seed: role.seed }),
    ...(role.max_completion_tokens !== null && { maxOutputTokens: role.max_completion_tokens }),
    ...(role.frequency_penalty !== null && { frequencyPenalty: role.frequency_penalty }),
    ...(role.presence_penalty !== null && { presencePenalty: role.presence_penalty }),
    ...(role.logit_bias !== null && { logitBias: role.logit_bias }),
  };
}

/** What a role's config says of thinking takes the place of all that the body says of it. */
function withReasoning(body: GenerationSettings, role: RoleSettings["reasoning"]): GenerationSettings {
  if (role === null) return body;
  const { enabled, effort, budget, adaptive } = role;
  if (enabled && effort === null && budget === null && !adaptive) return body;
  const { reasoningEffort: _effort, reasoningBudget: _budget, adaptiveReasoning: _adaptive, ...rest } = body;
  if (!enabled) return { ...rest, reasoningEffort: "none" };
  return {
    ...rest,
    ...(budget !== null && { reasoningBudget: budget, reasoningEffort: effortOfBudget(budget) }),
    ...(effort !== null && { reasoningEffort: effort }),
    ...(adaptive && { adaptiveReasoning: true }),
  };
}

/** The model of a role: `planning,quarantined` names two; without the second the first does both. */
export function modelOf(role: LlmRole, names: string): string {
  const [planning = "", quarantined = planning] = names.split(",").map((name) => name.trim());
  return role === "qllm" || role === "tagllm" || role === "tool_result_error_detector_llm"
    ? quarantined
    : planning;
}

/** What a call of a model comes to. A limit is an outcome: it ends the turn with `budget_exceeded`. */
export type ModelReply =
  | { readonly kind: "answer"; readonly answer: ModelAnswer }
  | { readonly kind: "limit"; readonly limit: string };

export interface ModelSettings {
  readonly config: SessionConfig;
  readonly limits: EngineLimits;
  readonly provider: string;
  readonly model: string;
  readonly settings: GenerationSettings;
}

/** The models of one turn. */
export class TurnModels {
  readonly #run: TurnRun;
  readonly #providers: ProviderLookup;
  readonly #settings: ModelSettings;
  readonly #now: () => number;
  #total: Usage = noUsage;
  #request: Usage = noUsage;
  #recorded = false;
  #busyMs = 0;

  constructor(run: TurnRun, providers: ProviderLookup, settings: ModelSettings, now: () => number) {
    this.#run = run;
    this.#providers = providers;
    this.#settings = settings;
    this.#now = now;
  }

  /** Tokens of all calls since the client's last request. */
  get requestUsage(): Usage {
    return this.#request;
  }

  /** Whether an answer since the client's last request came from a recording. */
  get requestRecorded(): boolean {
    return this.#recorded;
  }

  /** The client has been answered; what follows is counted for its next request. */
  beginRequest(): void {
    this.#request = noUsage;
    this.#recorded = false;
  }

  /** Asks a role's model. Throws `ProviderFault`, and `aborted` when the client went away. */
  async ask(
    role: LlmRole,
    messages: readonly Message[],
    options: { readonly format?: ResponseFormat; readonly model?: string; readonly seedOffset?: number } = {},
  ): Promise<ModelReply> {
    const { config, limits, model, settings } = this.#settings;
    if (this.#total.inputTokens + this.#total.outputTokens >= limits.model_tokens) {
      return { kind: "limit", limit: "model_tokens" };
    }
    const generation = roleSettings(settings, config.llm[role]);
    const request: ModelRequest = {
      model: options.model ?? modelOf(role, model),
      messages,
      tools: [],
      ...(options.format !== undefined && { responseFormat: options.format }),
      settings: generation,
    };
    const payload = await this.#run.effect(modelAnswerEffect, hashOf({ role, request }), async (scope) => {
      const left = limits.wall_time_ms - this.#busyMs;
      if (left <= 0) return { limit: "wall_time_ms" };
      const timeout = AbortSignal.timeout(Math.min(left, 2 ** 31 - 1));
      const began = this.#now();
      try {
        const answer = await providerOf(this.#providers, this.#settings.provider).complete(request, {
          signal: AbortSignal.any([scope.signal, timeout]),
          ...(scope.providerKey !== undefined && { apiKey: scope.providerKey }),
        });
        return { answer: withoutRaw(answer) };
      } catch (error) {
        if (scope.signal.aborted) throw new Fault("aborted", "The request was aborted.", { cause: error });
        if (timeout.aborted) return { limit: "wall_time_ms" };
        throw error;
      } finally {
        this.#busyMs += this.#now() - began;
      }
    });
    const { answer, limit } = payload;
    if (answer === undefined) return { kind: "limit", limit: limit ?? "wall_time_ms" };
    this.#total = addUsage(this.#total, answer.usage);
    this.#request = addUsage(this.#request, answer.usage);
    if (answer.recorded === true) this.#recorded = true;
    return { kind: "answer", answer };
  }
}

/** The provider of a name. Throws `provider_missing`. */
export function providerOf(providers: ProviderLookup, name: string): ModelProvider {
  const provider = providers(name);
  if (provider === undefined) {
    throw new Fault("provider_missing", `The provider '${name}' is not configured on this server.`);
  }
  return provider;
}

/** The provider's own form of an answer is for its caller, not for the journal of a plan. */
function withoutRaw(answer: ModelAnswer): ModelAnswer {
  const { raw: _raw, ...rest } = answer;
  return rest;
}
