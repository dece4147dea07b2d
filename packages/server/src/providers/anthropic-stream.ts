import type { JsonObject, JsonValue, ModelAnswer, ModelEvent } from "@sequrity/engine";
import { providerBlock } from "@sequrity/wire";
import { endedText, passedOnBlock } from "../apis/segments.ts";
import { arrayAt, isObject, numberAt, objectAt, own, stringAt } from "../json-fields.ts";
import { JsonTextError, parseJsonText } from "../json-text.ts";
import { readMessageAnswer } from "./anthropic-answer.ts";
import { refuseError } from "./chat-answer.ts";
import { ThoughtsEnd } from "./thoughts-end.ts";
import { garbage } from "./upstream.ts";
import { jsonEvents } from "./upstream-events.ts";

/**
 * The events of a streamed message, the answer with the last.
 *
 * @throws {ProviderFault} when the stream breaks off, stalls, carries an error or is no such stream
 */
export async function* readMessageStream(
  provider: string,
  body: AsyncIterable<Uint8Array>,
  secrets: readonly string[],
  native = false,
): AsyncGenerator<ModelEvent> {
  const message = new MessageInPieces(provider, native);
  for await (const event of jsonEvents(provider, body)) {
    if (stringAt(event, "type") === "error") refuseError(provider, event, secrets);
    if (stringAt(event, "type") === "message_stop") {
      yield { kind: "finish", answer: message.whole(secrets) };
      return;
    }
    yield* message.take(event);
  }
  throw garbage(provider, "its stream broke off before the end");
}

interface BlockInPieces {
  readonly fields: Record<string, JsonValue>;
  /** The text of a tool call's input, as far as it came. */
  input: string;
  /** Among the calls; -1 for other blocks. */
  readonly call: number;
  /** Its input is no JSON: the answer ended in the middle of it, or the provider sent what it must not. */
  broken: boolean;
}

/** A message put together from its events. */
class MessageInPieces {
  readonly #provider: string;
  /** The caller speaks this API: it is shown blocks that others have nothing like. */
  readonly #native: boolean;
  readonly #blocks: BlockInPieces[] = [];
  #message: JsonObject | undefined;
  #end: JsonObject = {};
  #usage: JsonObject = {};
  #calls = 0;

  constructor(provider: string, native: boolean) {
    this.#provider = provider;
    this.#native = native;
  }

  *take(event: JsonValue): Generator<ModelEvent> {
    switch (stringAt(event, "type")) {
      case "message_start":
        this.#message = objectAt(event, "message");
        this.#usage = objectAt(this.#message, "usage") ?? {};
        return;
      case "content_block_start":
        yield* this.#begin(event);
        return;
      case "content_block_delta":
        yield* this.#more(event);
        return;
      case "content_block_stop":
        yield* this.#stop(this.#blockAt(event));
        return;
      case "message_delta":
        this.#end = objectAt(event, "delta") ?? {};
        this.#usage = { ...this.#usage, ...given(objectAt(event, "usage")) };
        return;
      default:
        // Pings, and what newer versions add.
        return;
    }
  }

  *#begin(event: JsonValue): Generator<ModelEvent> {
    const block = objectAt(event, "content_block");
    if (block === undefined || numberAt(event, "index") !== this.#blocks.length) {
      throw garbage(this.#provider, "the blocks of its stream are out of order");
    }
    const isCall = stringAt(block, "type") === "tool_use";
    const call = isCall ? this.#calls++ : -1;
    this.#blocks.push({ fields: { ...block }, input: "", call, broken: false });
    if (isCall) {
      const id = stringAt(block, "id");
      const name = stringAt(block, "name");
      yield {
        kind: "tool_call",
        index: call,
        ...(id === undefined ? {} : { id }),
        ...(name === undefined ? {} : { name }),
        argumentsDelta: "",
      };
    }
    const text = stringAt(block, "text");
    if (text !== undefined && text !== "") yield { kind: "text", delta: text };
  }

  *#more(event: JsonValue): Generator<ModelEvent> {
    const block = this.#blockAt(event);
    const delta = objectAt(event, "delta");
    const append = (field: string): string => {
      const piece = stringAt(delta, field) ?? "";
      block.fields[field] = (stringAt(block.fields, field) ?? "") + piece;
      return piece;
    };
    switch (stringAt(delta, "type")) {
      case "text_delta": {
        const text = append("text");
        if (text !== "") yield { kind: "text", delta: text };
        return;
      }
      case "thinking_delta": {
        const thinking = append("thinking");
        if (thinking !== "") yield { kind: "reasoning", delta: thinking };
        return;
      }
      case "citations_delta": {
        const citation = own(delta, "citation");
        const before = arrayAt(block.fields, "citations") ?? [];
        if (citation !== undefined) block.fields.citations = [...before, citation];
        return;
      }
      case "signature_delta":
        append("signature");
        return;
      case "input_json_delta": {
        const piece = stringAt(delta, "partial_json") ?? "";
        block.input += piece;
        if (block.call >= 0) yield { kind: "tool_call", index: block.call, argumentsDelta: piece };
        return;
      }
      default:
        return;
    }
  }

  *#stop(block: BlockInPieces): Generator<ModelEvent> {
    if (block.input !== "") this.#readInput(block);
    const type = stringAt(block.fields, "type");
    if (this.#native && type === "text") {
      yield { kind: "fields", fields: { [endedText]: arrayAt(block.fields, "citations") ?? [] } };
    }
    if (this.#native && providerBlock(block.fields) !== undefined) {
      yield { kind: "fields", fields: { [passedOnBlock]: { ...block.fields } } };
    }
    if (type === "thinking") {
      yield new ThoughtsEnd({ signature: stringAt(block.fields, "signature") ?? "" });
    } else if (type === "redacted_thinking") {
      yield new ThoughtsEnd({ sealed: stringAt(block.fields, "data") ?? "" });
    }
  }

  whole(secrets: readonly string[]): ModelAnswer {
    if (this.#message === undefined) throw garbage(this.#provider, "its stream has no beginning");
    const body = {
      ...this.#message,
      ...this.#end,
      content: this.#blocks.map((block) => block.fields),
      usage: this.#usage,
    };
    const answer = readMessageAnswer(this.#provider, body, secrets);
    const [broken, ...more] = this.#blocks.filter((block) => block.broken);
    if (broken === undefined) return answer;
    if (answer.finishReason === "length" && broken === this.#blocks.at(-1) && more.length === 0)
      return answer;
    throw garbage(this.#provider, "a tool call of its stream has an input that is no JSON object");
  }

  #blockAt(event: JsonValue): BlockInPieces {
    const block = this.#blocks[numberAt(event, "index") ?? -1];
    if (block === undefined) throw garbage(this.#provider, "the blocks of its stream are out of order");
    return block;
  }

  #readInput(block: BlockInPieces): void {
    try {
      const value = parseJsonText(block.input);
      if (isObject(value)) {
        block.fields.input = value;
        return;
      }
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error;
    }
    block.broken = true;
  }
}

/** The fields that are not null: the last event repeats some counts, and leaves others out. */
function given(usage: JsonObject | undefined): JsonObject {
  return Object.fromEntries(Object.entries(usage ?? {}).filter(([name]) => own(usage, name) !== null));
}
