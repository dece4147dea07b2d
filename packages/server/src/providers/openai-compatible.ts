import type {
  ModelAnswer,
  ModelCallOptions,
  ModelEvent,
  ModelProvider,
  ModelRequest,
} from "@sequrity/engine";
import { readCompletion } from "./chat-answer.ts";
import { type ChatDialect, chatRequestBody } from "./chat-request.ts";
import { withSearch } from "./chat-search.ts";
import { readChatStream } from "./chat-stream.ts";
import { Connection, type ConnectionOptions, eventsOfWhole } from "./connection.ts";
import type { UpstreamResponse } from "./upstream.ts";

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

export interface OpenAiCompatibleOptions extends ConnectionOptions {
  /** Where chat completions of a model are asked for. */
  readonly endpoint: ChatEndpoint;
  readonly dialect: ChatDialect;
}

/** Any server that speaks OpenAI's chat completions: OpenAI, OpenRouter, llama.cpp, Ollama, vLLM. */
export class OpenAiCompatibleProvider implements ModelProvider {
  readonly name: string;
  readonly capabilities = { structuredOutput: true, tools: true, reasoning: true } as const;
  readonly #options: OpenAiCompatibleOptions;
  readonly #connection: Connection;

  constructor(options: OpenAiCompatibleOptions) {
    this.name = options.name;
    this.#options = options;
    this.#connection = new Connection(options, options.endpoint.keyHeaders);
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    const response = await this.#post(request, options, false);
    return withSearch(request, await this.#whole(response, options));
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<ModelEvent> {
    const response = await this.#post(request, options, true);
    if (!response.contentType.includes("text/event-stream")) {
      yield* eventsOfWhole(withSearch(request, await this.#whole(response, options)));
      return;
    }
    for await (const event of readChatStream(this.name, response.body, this.#connection.secrets(options))) {
      yield event.kind === "finish" ? { ...event, answer: withSearch(request, event.answer) } : event;
    }
  }

  async #whole(response: UpstreamResponse, options: ModelCallOptions): Promise<ModelAnswer> {
    return readCompletion(
      this.name,
      await this.#connection.json(response),
      this.#connection.secrets(options),
    );
  }

  #post(request: ModelRequest, options: ModelCallOptions, stream: boolean): Promise<UpstreamResponse> {
    const url = this.#options.endpoint.url(request.model);
    const body = chatRequestBody(request, this.#options.dialect, stream);
    return this.#connection.post({ url, body, stream }, options);
  }
}
