import {
  type ModelAnswer,
  type ModelCallOptions,
  type ModelEvent,
  type ModelProvider,
  type ModelRequest,
  ProviderFault,
} from "@sequrity/engine";
import type { Agent } from "undici";
import { JsonTextError, parseJsonText, writeJsonText } from "../json-text.ts";
import { readCompletion } from "./chat-answer.ts";
import { type ChatDialect, chatRequestBody } from "./chat-request.ts";
import { withSearch } from "./chat-search.ts";
import { readChatStream } from "./chat-stream.ts";
import { garbage, post, textFrom, type UpstreamLimits, type UpstreamResponse } from "./upstream.ts";

/** How a server is addressed: where a model is, and how a key is shown. */
export interface ChatEndpoint {
  url(model: string): URL;
  /** Where its Responses API is, if it has one. */
  responsesUrl(): URL;
  keyHeaders(key: string): Readonly<Record<string, string>>;
}

/** As OpenAI is: `/chat/completions` behind a base URL such as `https://api.openai.com/v1`. */
export function openAiEndpoint(baseUrl: string): ChatEndpoint {
  const base = baseUrl.replace(/\/+$/, "");
  const url = new URL(`${base}/chat/completions`);
  const responses = new URL(`${base}/responses`);
  return {
    url: () => url,
    responsesUrl: () => responses,
    keyHeaders: (key) => ({ authorization: `Bearer ${key}` }),
  };
}

export interface OpenAiCompatibleOptions {
  readonly name: string;
  /** Where chat completions of a model are asked for. */
  readonly endpoint: ChatEndpoint;
  /** The server's own key; a caller's key takes its place. */
  readonly apiKey?: string;
  /** Without any key a request is refused here, not sent. */
  readonly needsKey: boolean;
  readonly dialect: ChatDialect;
  readonly limits: UpstreamLimits;
  readonly agent: Agent;
}

/** Any server that speaks OpenAI's chat completions: OpenAI, OpenRouter, llama.cpp, Ollama, vLLM. */
export class OpenAiCompatibleProvider implements ModelProvider {
  readonly name: string;
  readonly capabilities = { structuredOutput: true, tools: true, reasoning: true } as const;
  readonly #options: OpenAiCompatibleOptions;

  constructor(options: OpenAiCompatibleOptions) {
    this.name = options.name;
    this.#options = options;
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    const response = await this.#post(request, options, false);
    return withSearch(request, await this.#whole(response, this.#secrets(options)));
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<ModelEvent> {
    const response = await this.#post(request, options, true);
    const secrets = this.#secrets(options);
    if (response.contentType.includes("text/event-stream")) {
      for await (const event of readChatStream(this.name, response.body, secrets)) {
        yield event.kind === "finish" ? { ...event, answer: withSearch(request, event.answer) } : event;
      }
      return;
    }
    // A server that does not stream answers whole.
    const answer = await this.#whole(response, secrets);
    if (answer.reasoning !== undefined) yield { kind: "reasoning", delta: answer.reasoning };
    if (answer.text !== "") yield { kind: "text", delta: answer.text };
    for (const [index, call] of answer.toolCalls.entries()) {
      yield { kind: "tool_call", index, id: call.id, name: call.name, argumentsDelta: call.arguments };
    }
    yield { kind: "finish", answer: withSearch(request, answer) };
  }

  async #whole(response: UpstreamResponse, secrets: readonly string[]): Promise<ModelAnswer> {
    const text = await textFrom(response.body);
    try {
      return readCompletion(this.name, parseJsonText(text), secrets);
    } catch (error) {
      if (error instanceof JsonTextError) throw garbage(this.name, "it is no JSON");
      throw error;
    }
  }

  #post(request: ModelRequest, options: ModelCallOptions, stream: boolean): Promise<UpstreamResponse> {
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
      url: this.#options.endpoint.url(request.model),
      headers: {
        "content-type": "application/json",
        accept: stream ? "text/event-stream" : "application/json",
        ...(key === undefined ? {} : this.#options.endpoint.keyHeaders(key)),
      },
      body: writeJsonText(chatRequestBody(request, this.#options.dialect, stream)),
      secrets: this.#secrets(options),
      limits: this.#options.limits,
      signal: options.signal,
    });
  }

  #secrets(options: ModelCallOptions): readonly string[] {
    return [options.apiKey, this.#options.apiKey].filter((key) => key !== undefined);
  }
}
