import { createHash } from "node:crypto";
import {
  type Message,
  type ModelAnswer,
  type ModelCallOptions,
  type ModelEvent,
  type ModelProvider,
  type ModelRequest,
  noUsage,
  ProviderFault,
  textOf,
} from "@sequrity/engine";
import type { Recording } from "./recordings.ts";
import { abortFault } from "./upstream.ts";

/** Told of every answer that is a recording. */
export interface RecordedLog {
  info(facts: Readonly<Record<string, string | number>>, message: string): void;
}

/**
 * Replays recorded completions: for tests and demos. It asks no model, and says so in the log and in each answer
 * (`recorded: true`). The first recording that fits a request answers it, so the same request has the same answer.
 */
export class RecordedProvider implements ModelProvider {
  readonly name: string;
  readonly capabilities = { structuredOutput: true, tools: true, reasoning: true } as const;
  readonly #recordings: readonly Recording[];
  readonly #log: RecordedLog;

  constructor(name: string, recordings: readonly Recording[], log: RecordedLog) {
    this.name = name;
    this.#recordings = recordings;
    this.#log = log;
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    if (options.signal.aborted) throw abortFault(options.signal);
    const prompt = promptText(request);
    const index = this.#recordings.findIndex((recording) => fits(recording, request, prompt));
    const recording = this.#recordings[index];
    if (recording === undefined) throw this.#missing(request);
    this.#log.info(
      { provider: this.name, model: request.model, recording: index },
      "answered from a recording",
    );
    const { answer } = recording;
    const digest = createHash("sha256").update(prompt).digest("hex").slice(0, 16);
    return {
      id: `recorded-${digest}`,
      model: request.model,
      text: answer.text,
      ...(answer.reasoning === undefined ? {} : { reasoning: answer.reasoning }),
      ...(answer.refusal === undefined ? {} : { refusal: answer.refusal }),
      toolCalls: answer.toolCalls.map((call, call_index) => ({
        id: `call_${digest}_${call_index}`,
        ...call,
      })),
      finishReason: answer.finishReason,
      usage: { ...noUsage, inputTokens: answer.inputTokens, outputTokens: answer.outputTokens },
      recorded: true,
    };
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<ModelEvent> {
    const answer = await this.complete(request, options);
    for (const delta of words(answer.reasoning ?? "")) yield { kind: "reasoning", delta };
    for (const delta of words(answer.text)) yield { kind: "text", delta };
    for (const [index, call] of answer.toolCalls.entries()) {
      yield { kind: "tool_call", index, id: call.id, name: call.name, argumentsDelta: call.arguments };
    }
    yield { kind: "finish", answer };
  }

  /** Says which recording is missing, in words for whoever writes it: it is the caller's own prompt, shortened. */
  #missing(request: ModelRequest): ProviderFault {
    const asked = lastUserText(request.messages).replace(/\s+/g, " ").slice(0, 120);
    return new ProviderFault(
      "provider_failed",
      this.name,
      `Provider '${this.name}' replays recordings, and none of its ${this.#recordings.length} fits the request to model ` +
        `'${request.model}' with ${request.messages.length} messages whose last user message begins: ${asked}`,
    );
  }
}

function fits(recording: Recording, request: ModelRequest, prompt: string): boolean {
  if (recording.model !== undefined && recording.model !== request.model) return false;
  if (!recording.when.every((text) => prompt.includes(text))) return false;
  if (recording.unless.some((text) => prompt.includes(text))) return false;
  const lastUser = recording.lastUser.length === 0 ? "" : lastUserText(request.messages);
  return recording.lastUser.every((text) => lastUser.includes(text));
}

/** All texts of a prompt, calls and results too. */
function promptText(request: ModelRequest): string {
  const parts: string[] = [];
  for (const message of request.messages) {
    parts.push(textOf(message.content));
    if (message.role === "assistant") {
      for (const call of message.toolCalls) parts.push(`${call.name}(${call.arguments})`);
    }
  }
  return parts.join("\n");
}

function lastUserText(messages: readonly Message[]): string {
  const last = messages.findLast((message) => message.role === "user");
  return last === undefined ? "" : textOf(last.content);
}

function words(text: string): readonly string[] {
  return text.match(/\s*\S+\s*$|\s*\S+/g) ?? (text === "" ? [] : [text]);
}
