import {
  type ModelAnswer,
  type ModelCallOptions,
  type ModelEvent,
  type ModelProvider,
  type ModelRequest,
  noUsage,
  ProviderFault,
  type ToolCallItem,
  textOf,
} from "../src/index.ts";

/** What the script says to one request; an error is thrown. */
export type Line =
  | string
  | {
      readonly text?: string;
      readonly calls?: readonly ToolCallItem[];
      readonly refusal?: string;
      readonly fails?: ProviderFault | Error;
      readonly hangs?: true;
    };

/** The text of a request's messages, for looking at what a model was shown. */
export function promptOf(request: ModelRequest): string {
  return request.messages.map((message) => textOf(message.content)).join("\n");
}

/**
 * A provider that plays a script: recorded answers, no model. Each model has its own lines, taken in order; what was
 * asked is kept.
 */
export class ScriptedProvider implements ModelProvider {
  readonly name = "scripted";
  readonly capabilities = { structuredOutput: true, tools: true, reasoning: false };
  readonly requests: ModelRequest[] = [];
  readonly #lines: Map<string, Line[]>;

  constructor(script: Readonly<Record<string, readonly Line[]>>) {
    this.#lines = new Map(Object.entries(script).map(([model, lines]) => [model, [...lines]]));
  }

  /** The requests to one model. */
  asked(model: string): readonly ModelRequest[] {
    return this.requests.filter((request) => request.model === model);
  }

  async complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelAnswer> {
    this.requests.push(request);
    const line = this.#lines.get(request.model)?.shift();
    if (line === undefined) {
      throw new ProviderFault(
        "provider_failed",
        this.name,
        `The script has no more lines for ${request.model}.`,
      );
    }
    const { text = "", calls = [], refusal, fails, hangs } = typeof line === "string" ? { text: line } : line;
    if (fails !== undefined) throw fails;
    if (hangs) {
      options.signal.throwIfAborted();
      await new Promise((_resolve, reject) => {
        options.signal.addEventListener("abort", () => reject(options.signal.reason), { once: true });
      });
    }
    return {
      id: `scripted-${this.requests.length}`,
      model: request.model,
      text,
      ...(refusal !== undefined && { refusal }),
      toolCalls: calls,
      finishReason: calls.length > 0 ? "tool_calls" : "stop",
      usage: { ...noUsage, inputTokens: 10, outputTokens: 5 },
      recorded: true,
    };
  }

  async *stream(request: ModelRequest, options: ModelCallOptions): AsyncGenerator<ModelEvent> {
    const answer = await this.complete(request, options);
    for (const delta of answer.text.match(/\s*\S+/g) ?? []) yield { kind: "text", delta };
    for (const [index, call] of answer.toolCalls.entries()) {
      yield { kind: "tool_call", index, id: call.id, name: call.name, argumentsDelta: call.arguments };
    }
    yield { kind: "finish", answer };
  }
}
