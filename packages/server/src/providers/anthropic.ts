import {
  type ModelAnswer,
  type ModelCallOptions,
  type ModelEvent,
  type ModelProvider,
  type ModelRequest,
  ProviderFault,
} from "@sequrity/engine";
import type { Agent } from "undici";
import { numberAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText, writeJsonText } from "../json-text.ts";
import { readMessageAnswer } from "./anthropic-answer.ts";
import { anthropicConversation, anthropicRequestBody } from "./anthropic-request.ts";
import { readMessageStream } from "./anthropic-stream.ts";
import { garbage, post, textFrom, type UpstreamLimits, type UpstreamResponse } from "./upstream.ts";

export interface AnthropicOptions {
  readonly name: string;
  /** Such as `https://api.anthropic.com`; `/v1/messages` is added. */
  readonly baseUrl: string;
  /** The server's own key; a caller's key takes its place. */
  readonly apiKey?: string;
  /** Without any key a request is refused here, not sent. */
  readonly needsKey: boolean;
  readonly limits: UpstreamLimits;
  readonly agent: Agent;
}

const apiVersion = "2023-06-01";

/** The caller's own headers about the API. */
function headersOf({ extra }: Pick<ModelRequest, "extra">): Readonly<Record<string, string>> {
  return extra?.api === "messages" ? (extra.headers ?? {}) : {};
}

/** Any server that speaks Anthropic's Messages API. */
export class AnthropicProvider implements ModelProvider {
  readonly name: string;
  // Its structured output takes a part of JSON Schema only, and not for every model: the engine asks in words.
  readonly capabilities = { structuredOutput: false, tools: true, reasoning: true } as const;
  readonly #options: AnthropicOptions;
  readonly #base: string;

  constructor(options: AnthropicOptions) {
    this.name = options.name;
    this.#options = options;
    this.#base = options.baseUrl.replace(/\/+$/, "").replace(/\/v1$/, "");
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    const body = anthropicRequestBody(request, false);
    const response = await this.#post(
      "/v1/messages",
      writeJsonText(body),
      options,
      false,
      headersOf(request),
    );
    return readMessageAnswer(this.name, await this.#json(response), this.#secrets(options));
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<ModelEvent> {
    const body = anthropicRequestBody(request, true);
    const response = await this.#post("/v1/messages", writeJsonText(body), options, true, headersOf(request));
    const secrets = this.#secrets(options);
    if (response.contentType.includes("text/event-stream")) {
      yield* readMessageStream(this.name, response.body, secrets, request.extra?.api === "messages");
      return;
    }
    // A server that does not stream answers whole.
    const answer = readMessageAnswer(this.name, await this.#json(response), secrets);
    if (answer.text !== "") yield { kind: "text", delta: answer.text };
    for (const [index, call] of answer.toolCalls.entries()) {
      yield { kind: "tool_call", index, id: call.id, name: call.name, argumentsDelta: call.arguments };
    }
    yield { kind: "finish", answer };
  }

  /** How many tokens a request's conversation has, by the provider's own count. */
  async countTokens(
    request: Pick<ModelRequest, "model" | "messages" | "tools" | "toolChoice" | "settings" | "extra">,
    options: ModelCallOptions,
  ): Promise<number> {
    const fields = request.extra?.api === "messages" ? request.extra.fields : {};
    const body = writeJsonText({ ...fields, ...anthropicConversation(request) });
    const path = "/v1/messages/count_tokens";
    const response = await this.#post(path, body, options, false, headersOf(request));
    const count = numberAt(await this.#json(response), "input_tokens");
    if (count === undefined) throw garbage(this.name, "it is no count of tokens");
    return count;
  }

  async #json(response: UpstreamResponse) {
    const text = await textFrom(response.body);
    try {
      return parseJsonText(text);
    } catch (error) {
      if (error instanceof JsonTextError) throw garbage(this.name, "it is no JSON");
      throw error;
    }
  }

  #post(
    path: string,
    body: string,
    options: ModelCallOptions,
    stream: boolean,
    callers: Readonly<Record<string, string>>,
  ): Promise<UpstreamResponse> {
    const key = options.apiKey ?? this.#options.apiKey;
    if (key === undefined && this.#options.needsKey) {
      throw new ProviderFault(
        "provider_failed",
        this.name,
        `There is no key for provider '${this.name}': send your own as X-Api-Key, or configure one`,
      );
    }
    return post({
      provider: this.name,
      agent: this.#options.agent,
      url: new URL(this.#base + path),
      headers: {
        "content-type": "application/json",
        accept: stream ? "text/event-stream" : "application/json",
        "anthropic-version": apiVersion,
        ...callers,
        ...(key === undefined ? {} : { "x-api-key": key }),
      },
      body,
      secrets: this.#secrets(options),
      limits: this.#options.limits,
      signal: options.signal,
    });
  }

  #secrets(options: ModelCallOptions): readonly string[] {
    return [options.apiKey, this.#options.apiKey].filter((key) => key !== undefined);
  }
}
