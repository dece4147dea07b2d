import type { Anthropic } from "@anthropic-ai/sdk";
import { itemsOf, textField } from "../fields.ts";
import type { RequestOptions } from "../options.ts";
import type {
  MessageAnswer,
  MessageCreateParamsNonStreaming,
  MessagesResource,
} from "../resources/messages.ts";
import type { AskedCall, GivenResult, Round, Rounds } from "./rounds.ts";
import type { Tool } from "./tool.ts";

/** A run over the Messages API: the whole history goes with every request. */
export class MessagesRounds implements Rounds<MessageAnswer, Anthropic.MessageParam> {
  readonly #resource: MessagesResource;
  readonly #body: MessageCreateParamsNonStreaming;
  readonly #tools: Anthropic.ToolUnion[];
  readonly #messages: Anthropic.MessageParam[];

  constructor(resource: MessagesResource, body: MessageCreateParamsNonStreaming, tools: readonly Tool[]) {
    this.#resource = resource;
    this.#body = body;
    this.#messages = [...body.messages];
    this.#tools = [
      ...(body.tools ?? []),
      ...tools.map(({ name, description, jsonSchema }) => ({
        name,
        ...(description !== undefined && { description }),
        input_schema: jsonSchema,
      })),
    ];
  }

  get history(): readonly Anthropic.MessageParam[] {
    return this.#messages;
  }

  declares(tool: string): boolean {
    return itemsOf(this.#body.tools).some((declared) => textField(declared, "name") === tool);
  }

  async ask(options: RequestOptions): Promise<Round<MessageAnswer>> {
    const answer = await this.#resource.create(
      { ...this.#body, messages: [...this.#messages], tools: this.#tools },
      options,
    );
    this.#messages.push({ role: "assistant", content: answer.content });
    const calls = answer.content.flatMap((block): AskedCall[] =>
      block.type === "tool_use" ? [{ id: block.id, tool: block.name, arguments: block.input }] : [],
    );
    const text = answer.content.map((block) => (block.type === "text" ? block.text : "")).join("");
    return { answer, calls, text, sessionId: answer.sessionId };
  }

  give(results: readonly GivenResult[]): void {
    this.#messages.push({
      role: "user",
      content: results.map(({ callId, text, isError }) => ({
        type: "tool_result" as const,
        tool_use_id: callId,
        content: text,
        ...(isError && { is_error: true }),
      })),
    });
  }
}
