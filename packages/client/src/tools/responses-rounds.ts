import type { OpenAI } from "openai";
import { itemsOf, textField } from "../fields.ts";
import type { RequestOptions } from "../options.ts";
import type {
  ResponseAnswer,
  ResponseCreateParamsNonStreaming,
  ResponsesResource,
} from "../resources/responses.ts";
import { type AskedCall, callArguments, type GivenResult, type Round, type Rounds } from "./rounds.ts";
import type { Tool } from "./tool.ts";

type Item = OpenAI.Responses.ResponseInputItem;
type OutputItem = OpenAI.Responses.ResponseOutputItem;

const resent: ReadonlySet<string> = new Set(["message", "function_call", "custom_tool_call", "reasoning"]);

function isResent(item: OutputItem): item is OutputItem & Item {
  return resent.has(item.type);
}

/**
 * A run over the Responses API: each request names the response before it, or its conversation, and brings what is new;
 * with `store: false` the whole history goes along.
 */
export class ResponsesRounds implements Rounds<ResponseAnswer, Item> {
  readonly #responses: ResponsesResource;
  readonly #body: ResponseCreateParamsNonStreaming;
  readonly #tools: OpenAI.Responses.Tool[];
  readonly #history: Item[];
  #next: Pick<ResponseCreateParamsNonStreaming, "input" | "previous_response_id">;

  constructor(responses: ResponsesResource, body: ResponseCreateParamsNonStreaming, tools: readonly Tool[]) {
    this.#responses = responses;
    this.#body = body;
    const { input = [] } = body;
    this.#history = typeof input === "string" ? [{ role: "user", content: input }] : [...input];
    this.#next = {};
    this.#tools = [
      ...(body.tools ?? []),
      ...tools.map(({ name, description, jsonSchema }) => ({
        type: "function" as const,
        name,
        ...(description !== undefined && { description }),
        parameters: jsonSchema,
        strict: false,
      })),
    ];
  }

  get history(): readonly Item[] {
    return this.#history;
  }

  declares(tool: string): boolean {
    return itemsOf(this.#body.tools).some((declared) => textField(declared, "name") === tool);
  }

  async ask(options: RequestOptions): Promise<Round<ResponseAnswer>> {
    const answer = await this.#responses.create(
      { ...this.#body, ...this.#next, tools: this.#tools },
      options,
    );
    this.#history.push(...answer.output.filter(isResent));
    const { store, conversation } = this.#body;
    this.#next = store === false || conversation != null ? {} : { previous_response_id: answer.id };
    const calls = answer.output.flatMap((item): AskedCall[] => {
      if (item.type === "custom_tool_call")
        return [{ id: item.call_id, tool: item.name, arguments: item.input }];
      if (item.type !== "function_call") return [];
      return [{ id: item.call_id, tool: item.name, arguments: callArguments(item.arguments) }];
    });
    return { answer, calls, text: answer.output_text, sessionId: answer.sessionId };
  }

  give(results: readonly GivenResult[]): void {
    const items = results.map(
      ({ callId, text }): Item => ({ type: "function_call_output", call_id: callId, output: text }),
    );
    this.#history.push(...items);
    const { store, conversation } = this.#body;
    const whole = store === false && conversation == null;
    this.#next = { ...this.#next, input: whole ? [...this.#history] : items };
  }
}
