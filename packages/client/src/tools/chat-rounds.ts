import type { OpenAI } from "openai";
import { fieldOf, itemsOf, textField } from "../fields.ts";
import type { RequestOptions } from "../options.ts";
import type { ChatCompletion, ChatCreateParamsNonStreaming, ChatResource } from "../resources/chat.ts";
import { type AskedCall, callArguments, type GivenResult, type Round, type Rounds } from "./rounds.ts";
import type { Tool } from "./tool.ts";

/** A run over chat completions: the whole history goes with every request. */
export class ChatRounds implements Rounds<ChatCompletion, OpenAI.ChatCompletionMessageParam> {
  readonly #chat: ChatResource;
  readonly #body: ChatCreateParamsNonStreaming;
  readonly #tools: OpenAI.ChatCompletionTool[];
  readonly #messages: OpenAI.ChatCompletionMessageParam[];

  constructor(chat: ChatResource, body: ChatCreateParamsNonStreaming, tools: readonly Tool[]) {
    this.#chat = chat;
    this.#body = body;
    this.#messages = [...body.messages];
    this.#tools = [
      ...(body.tools ?? []),
      ...tools.map(({ name, description, jsonSchema }) => ({
        type: "function" as const,
        function: { name, ...(description !== undefined && { description }), parameters: jsonSchema },
      })),
    ];
  }

  get history(): readonly OpenAI.ChatCompletionMessageParam[] {
    return this.#messages;
  }

  declares(tool: string): boolean {
    return itemsOf(this.#body.tools).some(
      (declared) => textField(fieldOf(declared, textField(declared, "type") ?? ""), "name") === tool,
    );
  }

  async ask(options: RequestOptions): Promise<Round<ChatCompletion>> {
    const answer = await this.#chat.create(
      { ...this.#body, messages: [...this.#messages], tools: this.#tools },
      options,
    );
    const message = answer.choices[0]?.message;
    if (message !== undefined) this.#messages.push(message);
    const calls = (message?.tool_calls ?? []).map((call): AskedCall => {
      if (call.type === "custom")
        return { id: call.id, tool: call.custom.name, arguments: call.custom.input };
      return { id: call.id, tool: call.function.name, arguments: callArguments(call.function.arguments) };
    });
    return { answer, calls, text: message?.content ?? "", sessionId: answer.sessionId };
  }

  give(results: readonly GivenResult[]): void {
    for (const { callId, text } of results) {
      this.#messages.push({ role: "tool", tool_call_id: callId, content: text });
    }
  }
}
