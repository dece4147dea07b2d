import { createHash } from "node:crypto";
import {
  type CheckedCall,
  emptyMetadata,
  joinMetadata,
  type Metadata,
  metadataToJson,
  type PolicySet,
} from "@sequrity/sqrt";
import { type SessionConfig, writeJson } from "@sequrity/wire";
import { type Authorization, authorizeCall } from "./authorize.ts";
import { blockValue } from "./content-blockers.ts";
import type { JsonValue, ToolCallItem } from "./conversation.ts";
import { ConversationLabels } from "./conversation-labels.ts";
import { callIdsEffect, modelAnswerEffect } from "./effects.ts";
import { Fault, ProviderFault } from "./faults.ts";
import { hashOf } from "./hash.ts";
import { trustedLabel } from "./history.ts";
import type { TurnJournal } from "./journal.ts";
import { canonicalJson, isJsonObject, isWritable, jsonOf, readJson } from "./json.ts";
import type { ModelAnswer, ModelChoice, ModelRequest, StreamedPiece } from "./model.ts";
import { modelOf, providerOf, roleSettings } from "./roles.ts";
import type { EngineState } from "./state.ts";
import { type Tool, toolOf } from "./tool-table.ts";
import { truncationsMax, withoutOldest } from "./truncation.ts";
import type { TurnServices } from "./turn.ts";
import type { TurnChoice, TurnRequest } from "./turn-request.ts";
import type { TurnRun, TurnStop } from "./turn-run.ts";

/**
 * Single-LLM: the request goes to the provider as it is; the tool calls that come back are checked. What the model
 * says is the model's; only calls are held back.
 */

/** A hash of all that makes a request what it is: the same request again gets the same answer. */
export function singleRequestHash(request: TurnRequest): string {
  const { messages, tools, toolChoice, responseFormat, settings, provider, model, passThrough } = request;
  const whole = [
    messages,
    tools,
    toolChoice ?? null,
    responseFormat ?? null,
    settings,
    provider,
    model,
    passThrough,
    ...(request.passHeaders === undefined ? [] : [request.passHeaders]),
    ...(request.truncates === true ? ["truncates"] : []),
  ];
  return createHash("sha256").update(textOfData(whole)).digest("base64url");
}

/** Data as text, as fast as can be: the same body has its fields in the same order. */
function textOfData(data: unknown): string {
  try {
    return JSON.stringify(data);
  } catch {
    // It holds an integer beyond 2^53.
    return canonicalJson(jsonOf(data));
  }
}

export async function runSingleTurn(
  run: TurnRun,
  sessionId: string,
  request: TurnRequest,
  config: SessionConfig,
  before: EngineState,
  services: TurnServices,
): Promise<Extract<TurnStop, { kind: "ended" }>> {
  const policies = await services.library.layered(config, before.addedPolicies);
  return new SingleTurn(run, sessionId, request, config, before, services, policies).run();
}

class SingleTurn {
  readonly #run: TurnRun;
  readonly #journal: TurnJournal;
  readonly #sessionId: string;
  readonly #request: TurnRequest;
  readonly #hash: string;
  readonly #config: SessionConfig;
  readonly #services: TurnServices;
  readonly #policies: PolicySet;
  readonly #tools: ReadonlyMap<string, Tool>;
  readonly #addedPolicies: readonly string[];
  readonly #cache: EngineState["cache"];
  readonly #labels: ConversationLabels;

  constructor(
    run: TurnRun,
    sessionId: string,
    request: TurnRequest,
    config: SessionConfig,
    before: EngineState,
    services: TurnServices,
    policies: PolicySet,
  ) {
    this.#run = run;
    this.#journal = run.journal;
    this.#sessionId = sessionId;
    this.#request = request;
    this.#hash = singleRequestHash(request);
    this.#config = config;
    this.#services = services;
    this.#policies = policies;
    this.#tools = new Map(request.tools.map((tool) => [tool.name, toolOf(tool)]));
    this.#addedPolicies = before.addedPolicies;
    this.#cache = before.cache;
    this.#labels = new ConversationLabels(sessionId, run.journal, config, policies, this.#tools, before);
  }

  async run(): Promise<Extract<TurnStop, { kind: "ended" }>> {
    this.#labels.takeResults(this.#request.messages);
    this.#authorizeProviderTools();
    const answer = await this.#ask();
    // INVARIANT: the calls of an answer carry the labels of what the provider's own tools brought into it (M4).
    for (const call of answer.providerCalls ?? []) this.#labels.takeProviderResult(call, call.result);
    const { text, refusal: refused, finishReason, calls } = this.#checkedChoice({ ...answer, index: 0 });
    const refusal = refused !== undefined && { refusal: refused };
    // Whichever of the choices the caller goes on with: the session bears what the checks of all of them left.
    const others = answer.otherChoices?.map((choice) => this.#checkedChoice(choice));
    const otherChoices = others !== undefined && others.length > 0 && { otherChoices: others };
    return {
      kind: "ended",
      text,
      ...refusal,
      finishReason,
      calls,
      ...otherChoices,
      usage: answer.usage,
      recorded: answer.recorded === true,
      label: trustedLabel,
      modelAnswer: answer,
      change: {
        metadata: metadataToJson(this.#labels.session),
        addedPolicies: this.#addedPolicies,
        cache: this.#cache,
        single: {
          request: this.#hash,
          answer: {
            text,
            calls: calls.map((call) => ({ ...call })),
            finishReason,
            ...refusal,
            usage: answer.usage,
            recorded: answer.recorded === true,
            ...(others !== undefined &&
              others.length > 0 && {
                otherChoices: others.map((choice) => ({
                  ...choice,
                  calls: choice.calls.map((call) => ({ ...call })),
                })),
              }),
          },
          results: metadataToJson(this.#labels.results),
          calls: [...this.#labels.calls],
        },
      },
    };
  }

  /** One choice with the calls that may go out, and why the others may not. */
  #checkedChoice(choice: ModelChoice): TurnChoice {
    const { index, refusal } = choice;
    const denials: string[] = [];
    const calls = this.#authorize(choice.toolCalls, denials);
    const reasons = denials.join("\n");
    const separator = choice.text === "" || reasons === "" ? "" : "\n\n";
    if (reasons !== "") {
      const delta = separator + reasons;
      this.#run.scope.emit({ kind: "text", delta, ...(index > 0 && { choice: index }) });
    }
    const noneLeft = choice.finishReason === "tool_calls" && calls.length === 0;
    return {
      index,
      text: choice.text + separator + reasons,
      ...(refusal !== undefined && { refusal }),
      finishReason: noneLeft ? "stop" : calls.length > 0 ? "tool_calls" : choice.finishReason,
      calls,
    };
  }

  /**
   * Asks the policies about tools that the provider runs itself: their calls cannot be asked about one by one.
   * INVARIANT: one that a policy denies, whatever its arguments, is not there to be called; unknown arguments let no
   * condition pass that would allow it.
   */
  #authorizeProviderTools(): void {
    for (const type of this.#request.providerTools ?? []) {
      // Its arguments are the model's, made of all that it was shown: none is declared, and all carry its labels (C3, M4).
      const checked: CheckedCall = {
        ...this.#labels.checkedCall(type, type, {}, this.#labels.results),
        parameters: [],
        control: this.#labels.results,
      };
      const verdict = authorizeCall(
        this.#journal,
        this.#policies,
        this.#config,
        checked,
        this.#labels.session,
        () => ({}),
      );
      this.#labels.session = verdict.session;
      if (verdict.allowed) continue;
      throw new Fault("not_allowed", `Tool '${type}' cannot be given to the provider: ${verdict.message}`, {
        param: "tools",
      });
    }
  }

  async #ask(): Promise<ModelAnswer> {
    const { model, tools, toolChoice, responseFormat, settings, passThrough, passHeaders, api } =
      this.#request;
    const upstream: ModelRequest = {
      // Of `planning,quarantined` the first answers alone.
      model: modelOf("pllm", model),
      messages: this.#labels.upstreamMessages(this.#request.messages),
      tools,
      ...(toolChoice !== undefined && { toolChoice }),
      ...(responseFormat !== undefined && { responseFormat }),
      settings: roleSettings(settings, this.#config.llm.pllm),
      extra: { api, fields: passThrough, ...(passHeaders !== undefined && { headers: passHeaders }) },
    };
    const answer = await this.#completeWithin(upstream);
    // What follows asks nobody: the answer is written together with what is made of it.
    this.#journal.add(modelAnswerEffect, this.#hash, { answer });
    return answer;
  }

  /** The answer to a conversation; where that is asked for, to as much of it as the model reads. */
  async #completeWithin(request: ModelRequest): Promise<ModelAnswer> {
    let { messages } = request;
    for (let truncations = 0; ; truncations++) {
      try {
        return await this.#complete({ ...request, messages });
      } catch (error) {
        const tooLong = error instanceof ProviderFault && error.tooLong && this.#request.truncates === true;
        // Labels are those of the whole conversation: only what the model is shown is shorter.
        const shorter = tooLong && truncations < truncationsMax ? withoutOldest(messages) : undefined;
        if (shorter === undefined) throw error;
        messages = shorter;
      }
    }
  }

  async #complete(request: ModelRequest): Promise<ModelAnswer> {
    const { scope } = this.#run;
    const provider = providerOf(this.#services.providers, this.#request.provider);
    const options = {
      signal: scope.signal,
      ...(scope.providerKey !== undefined && { apiKey: scope.providerKey }),
    };
    try {
      if (!scope.streaming) return await provider.complete(request, options);
      const told = new Map<number, string>();
      for await (const event of provider.stream(request, options)) {
        // INVARIANT: nothing of a call goes out before the check (wire.md, Streaming).
        if (event.kind === "finish") {
          const untold = restOf(event.answer, told);
          for (const piece of untold ?? []) scope.emit(piece);
          if (untold !== undefined) return event.answer;
          throw new ProviderFault(
            "provider_failed",
            provider.name,
            `Provider '${provider.name}' gave no usable answer: it is not what its stream said`,
          );
        }
        if (event.kind === "tool_call") continue;
        if (event.kind === "text") {
          const index = event.choice ?? 0;
          told.set(index, (told.get(index) ?? "") + event.delta);
        }
        scope.emit(event);
      }
    } catch (error) {
      if (scope.signal.aborted) throw new Fault("aborted", "The request was aborted.", { cause: error });
      throw error;
    }
    throw new Fault("provider_failed", "The provider's stream ended without an answer.");
  }

  /** The calls that may go out; the reasons of those that may not. */
  #authorize(calls: readonly ToolCallItem[], denials: string[]): readonly ToolCallItem[] {
    if (calls.length === 0) return [];
    const { ids } = this.#journal.note(callIdsEffect, hashOf(calls.length), () => ({
      ids: calls.map(() => this.#services.sources.newCallId(this.#sessionId)),
    }));
    const allowed: ToolCallItem[] = [];
    for (const [index, call] of calls.entries()) {
      const id = ids[index];
      if (call.unfinished === true) {
        denials.push(`Tool call '${call.name}' is denied: the model's answer was cut off in it.`);
        continue;
      }
      // INVARIANT: policies match names as they are; one that the request does not declare may be read as another (C10).
      if (!this.#tools.has(call.name)) {
        denials.push(`Tool call '${call.name}' is denied: the request declares no tool of this name.`);
        continue;
      }
      const args = this.#filledArguments(call);
      if (id === undefined || args === undefined) {
        denials.push(`Tool call '${call.name}' is denied: its arguments are no JSON object.`);
        continue;
      }
      const checked = this.#labels.checkedCall(call.name, id, args, this.#labels.results);
      if (new Set(checked.arguments.map(({ name }) => name)).size !== checked.arguments.length) {
        denials.push(
          `Tool call '${call.name}' is denied: two of its arguments have the same name in policies.`,
        );
        continue;
      }
      const verdict = this.#verdict(checked);
      if (!verdict.allowed) {
        denials.push(verdict.message);
        continue;
      }
      // INVARIANT: what is sent is written from the values that were checked (security.md, C1).
      const item = { id, name: call.name, arguments: writeJson(args) };
      allowed.push({ ...item, upstream: call.id });
      this.#labels.calls = [
        ...this.#labels.calls,
        { ...item, upstream: call.id, label: metadataToJson(joinArguments(verdict.checked)) },
      ];
    }
    return allowed;
  }

  /** What the policies say about a call. INVARIANT: those about any name of its tool must allow it. */
  #verdict(call: CheckedCall): Authorization {
    let checked = call;
    for (const name of [...(this.#tools.get(call.tool)?.alsoNamed ?? []), call.tool]) {
      const verdict = authorizeCall(
        this.#journal,
        this.#policies,
        this.#config,
        { ...checked, tool: name },
        this.#labels.session,
        () => ({}),
      );
      this.#labels.session = verdict.session;
      if (name === call.tool || !verdict.allowed) return verdict;
      checked = verdict.checked;
    }
    throw new Fault("internal", "A call was asked about under no name.");
  }

  /** The arguments with the schema's defaults filled in and the blockers applied; undefined when they are no JSON object. */
  #filledArguments(call: ToolCallItem): Readonly<Record<string, JsonValue>> | undefined {
    const args = call.arguments.trim() === "" ? {} : readJson(call.arguments);
    if (!isJsonObject(args) || !isWritable(args)) return undefined;
    const filled: [string, JsonValue][] = Object.entries(args);
    for (const parameter of this.#tools.get(call.name)?.parameters ?? []) {
      if (parameter.default !== undefined && !Object.hasOwn(args, parameter.wireName)) {
        filled.push([parameter.wireName, parameter.default]);
      }
    }
    const blocked = blockValue(this.#config.features.contentBlockers, Object.fromEntries(filled));
    return isJsonObject(blocked) ? blocked : undefined;
  }
}

/** What a stream left out of the texts of its answer; undefined where it said something else. */
function restOf(
  answer: ModelAnswer,
  told: ReadonlyMap<number, string>,
): readonly StreamedPiece[] | undefined {
  const choices = [{ index: 0, text: answer.text }, ...(answer.otherChoices ?? [])];
  const known = new Set(choices.map(({ index }) => index));
  if ([...told.keys()].some((index) => !known.has(index))) return undefined;
  const pieces: StreamedPiece[] = [];
  for (const { index, text } of choices) {
    const said = told.get(index) ?? "";
    if (!text.startsWith(said)) return undefined;
    const delta = text.slice(said.length);
    if (delta !== "") pieces.push({ kind: "text", delta, ...(index > 0 && { choice: index }) });
  }
  return pieces;
}

function joinArguments(call: CheckedCall): Metadata {
  return call.arguments.reduce((joined, { metadata }) => joinMetadata(joined, metadata), emptyMetadata);
}
